"""A research tree laid out as a picture: boxes, connecting lines, wrapped words, all as plain numbers.

What lives here: geometry. What may not: markup (templates/tree.svg) and colours (the style sheet).
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

BOX_WIDTH = 156
LABEL_WIDTH = 182
WIDE = 1600
"""A wider picture is not shrunk to the page: its words would get too small."""

LINE_HEIGHT = 17
# About, at the size the style sheet gives a claim's words.
_CHAR_WIDTH = 6.4
_PADDING = 11
_ROW_GAP = 18
# From a parent's box to where its lines turn.
_BEND = 14
_MARGIN = 14
_NAME_CHARS, _NAME_LINES = 17, 4
_LABEL_CHARS, _LABEL_LINES = 23, 5


@dataclass(frozen=True)
class Box:
    """A vertex: the upper left corner, the size, its lines of text. look: answer, hidden, given or attribute."""

    vertex: Vertex
    look: str
    x: float
    y: float
    height: float
    name: list[str]
    noun: str

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Edge:
    """A line from a parent's box to a child's; x, y: the middle of the first line of the claim's words."""

    child: str
    path: str
    claim: str
    lines: list[str]
    x: float
    y: float

    @property
    def width(self) -> float:
        """Of the words, about."""
        return min(max(len(line) for line in self.lines) * _CHAR_WIDTH + 4, LABEL_WIDTH - 2 * _BEND)


@dataclass(frozen=True)
class Picture:
    """The whole drawing, in user units."""

    width: float
    height: float
    boxes: list[Box]
    edges: list[Edge]

    @property
    def is_wide(self) -> bool:
        return self.width > WIDE


def picture(tree: ResearchTree) -> Picture:
    """Root on the left, children to the right of their parent, leaves below one another in tree order."""
    boxes: dict[str, Box] = {}
    bottom = _place(tree, tree.root, _MARGIN, boxes)
    depth = max(tree.depth(vertex.id) for vertex in tree.vertices)
    return Picture(
        width=2 * _MARGIN + (depth + 1) * BOX_WIDTH + depth * LABEL_WIDTH,
        height=bottom + _MARGIN - _ROW_GAP,
        boxes=list(boxes.values()),
        edges=[_edge(tree, boxes, vertex) for vertex in tree.vertices[1:]],
    )


def _place(tree: ResearchTree, vertex: Vertex, top: float, boxes: dict[str, Box]) -> float:
    """Place a vertex and all below it; where the next row begins."""
    children = tree.children(vertex.id)
    name = _wrapped(vertex.name, _NAME_CHARS, _NAME_LINES)
    height = 2 * _PADDING + LINE_HEIGHT * (len(name) + 1)
    claimed = len(_claim_lines(tree, vertex)) * LINE_HEIGHT if vertex.id != "A" else 0
    row = max(height, claimed)
    bottom, middle = top, top + row / 2
    for child in children:
        bottom = _place(tree, child, bottom, boxes)
    if children:
        middle = max(middle, (boxes[children[0].id].middle + boxes[children[-1].id].middle) / 2)
    x = _MARGIN + tree.depth(vertex.id) * (BOX_WIDTH + LABEL_WIDTH)
    noun = (vertex.type_noun or "entity") if vertex.is_entity else "attribute"
    boxes[vertex.id] = Box(
        vertex, _look(vertex), x, middle - height / 2, height, name, _wrapped(noun, _NAME_CHARS, 1)[0]
    )
    return max(bottom, middle + row / 2 + _ROW_GAP)


def _look(vertex: Vertex) -> str:
    if vertex.id == "A":
        return "answer"
    return vertex.visibility if vertex.is_entity else "attribute"


def _edge(tree: ResearchTree, boxes: dict[str, Box], vertex: Vertex) -> Edge:
    child, parent = boxes[vertex.id], boxes[tree.parent(vertex.id) or "A"]
    start, bend = parent.x + BOX_WIDTH, parent.x + BOX_WIDTH + _BEND
    lines = _claim_lines(tree, vertex)
    return Edge(
        child=vertex.id,
        path=f"M{start:.0f} {parent.middle:.1f}H{bend:.0f}V{child.middle:.1f}H{child.x:.0f}",
        claim=tree.claim(vertex.id).text,
        lines=lines,
        x=(bend + child.x) / 2,
        y=child.middle - (len(lines) - 1) * LINE_HEIGHT / 2,
    )


def _claim_lines(tree: ResearchTree, vertex: Vertex) -> list[str]:
    return _wrapped(tree.claim(vertex.id).text, _LABEL_CHARS, _LABEL_LINES)


def _wrapped(text: str, chars: int, lines: int) -> list[str]:
    """The text in so many lines at most, cut with an ellipsis; at least one line."""
    # What is far beyond the picture is not worth wrapping.
    words = text[: chars * (lines + 2)]
    return textwrap.wrap(words, chars, max_lines=lines, placeholder=" …", break_long_words=True) or ["…"]
