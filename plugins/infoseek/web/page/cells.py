"""Reads the cells of tables and lists as single lines. What may not live here: what a table means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoseek.web.page.dom import BLOCK_TAGS, Node, attribute, class_tokens, is_hidden, walk
from infoseek.web.page.inline import Line, LineBuilder

_LABEL_CLASS = re.compile(
    r"(?:.*[-_])?(?:label|key|term|field-?name|attribute|property|row-?head(?:er)?)", re.IGNORECASE
)
_MAX_NAMES = 500
"""Characters of a class attribute that are looked at."""
MAX_LABEL_NODES = 60
"""Elements and texts in a cell that is a label, at most."""
_ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})


def cell_line(cell: Node, is_split: bool = False) -> Line:
    """A cell's text as one line.

    is_split: line breaks, list items and blocks separate values, which are then joined with "; ".
    """
    builder = LineBuilder()

    def breaks(node: Node) -> None:
        if node.tag == "br" or node.tag in BLOCK_TAGS:
            if is_split:
                builder.separate()
            else:
                builder.space()

    def enter(node: Node) -> bool:
        breaks(node)
        builder.enter(node)
        return True

    def leave(node: Node) -> None:
        builder.leave(node)
        if node.tag != "br":
            breaks(node)

    walk(cell, enter, leave, builder.add)
    return builder.take()


def short_line(cell: Node) -> Line | None:
    """The text of a cell as one line; None where it holds far more than a label would, without reading all of it."""
    stack = [cell]
    for _ in range(MAX_LABEL_NODES):
        if not stack:
            return cell_line(cell)
        stack.extend(stack.pop().iter(include_text=True))
    return None


def table_rows(table: Node) -> Iterator[list[Node]]:
    """The visible cells of each row of a table, rows of nested tables left out."""
    for child in table.iter():
        if child.tag == "tr":
            yield row_cells(child)
        elif child.tag in _ROW_GROUPS:
            yield from (row_cells(row) for row in child.iter() if row.tag == "tr")


def row_cells(row: Node) -> list[Node]:
    return [cell for cell in row.iter() if cell.tag in ("th", "td") and not is_hidden(cell)]


def caption_of(table: Node) -> Node | None:
    return next((child for child in table.iter() if child.tag == "caption"), None)


def has_class(node: Node, prefix: str) -> bool:
    return any(token.lower().startswith(prefix) for token in class_tokens(node))


def is_named_label(node: Node) -> bool:
    """Whether one of the element's classes names it a label ("pi-data-label", "field-name")."""
    return any(map(_LABEL_CLASS.fullmatch, attribute(node, "class")[:_MAX_NAMES].split()))
