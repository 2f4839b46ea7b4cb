"""A label and what stands with it: "<b>Label:</b> value", or a label's block and the blocks of its value.

What may not live here: whether several of them make a box (lines.py).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from infoseek.web.page.dom import Node, attribute
from infoseek.web.page.inline import Line
from infoseek.web.page.rows import MAX_LABEL, Row, heading, is_prose, joined, labelled, says_something

MIN_ROWS = 3
"""Labels one after the other, set alike, that make a box."""
MIN_SHARE = 0.6
"""Share of a box's blocks that are labels or values, and of its labels that differ, at least."""
MAX_CLIMB = 6
"""How far above a label what holds both it and its value may be."""
MAX_WORDS = 12
"""Words of a label, at most."""
MAX_VALUE_BLOCKS = 200
"""Blocks of a value, at most."""
MAX_BROKEN = 100_000
"""Line breaks of a block times its links and marks, at most, for it to be read line by line."""

_COLON = re.compile(r"[:：]")
_LABEL = re.compile(rf"([^\s:：?!][^:：?!\n]{{0,{MAX_LABEL - 1}}}?)\s?(?::(?=\s|$)|：)\s*")
_STOP = re.compile(r"[a-z]{3}[.;] ")
_PLAIN = frozenset({"p", "blockquote", "pre", "body", "center", "address"})

Key = tuple[str, ...] | tuple[str, int]
WHOLE: Key = ("whole",)
"""Of a record that is enough for a box by itself."""


class Piece(Protocol):
    """A block of the page as it was read: its line, and the element that holds it."""

    @property
    def line(self) -> Line: ...

    @property
    def node(self) -> Node | None: ...


@dataclass
class Record:
    """A label and what belongs to it: pieces begin:end, the first of them the label's."""

    begin: int
    end: int
    rows: list[Row]
    keys: set[Key]
    titled: dict[int, str] = field(default_factory=dict)


class Reader:
    """Goes through the pieces once, label by label."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._labels = [_label(piece.line.text) for piece in pieces]
        self._ups: dict[int, list[Node]] = {}
        self._values: dict[int, Line | None] = {}
        self.labels = sum(label is not None for label in self._labels)
        self.broken = any(len(piece.line.breaks) + 1 >= MIN_ROWS for piece in pieces)

    def records(self) -> Iterator[Record]:
        at = 0
        while at < len(self._pieces):
            record = self._broken(at) or self._single(at)
            if record is not None:
                yield record
            at = record.end if record else at + 1

    def _single(self, at: int) -> Record | None:
        label, piece = self._labels[at], self._pieces[at]
        if label is None or piece.node is None:
            return None
        if label.end() == len(piece.line.text):
            return self._headed(at, label[1])
        value = self._value(at)
        row = labelled(label[1], value) if value is not None and not is_prose(value.text) else None
        return Record(at, at + 1, [row], self._keys("pair", at)) if row else None

    def _value(self, at: int) -> Line | None:
        """The value of a line that states label and value, where markup tells one from the other."""
        if at not in self._values:
            line, label = self._pieces[at].line, self._labels[at]
            is_pair = label is not None and label.end() < len(line.text) and _is_set_apart(line, label)
            self._values[at] = line.piece(label.end(), len(line.text)) if label and is_pair else None
        return self._values[at]

    def _headed(self, at: int, label: str) -> Record | None:
        """A label on a line of its own, with the lines after it that stand in the place of its value."""
        if at + 1 >= len(self._pieces) or not _is_head(self._pieces[at]):
            return None
        common, branch = self._meet(at, at + 1)
        if common is None:
            return None
        end = at + 2
        while end < min(len(self._pieces), at + MAX_VALUE_BLOCKS) and branch in self._ids(end):
            end += 1
        if end == at + 2:
            end = self._pairs_beside(end - 1)
        keys = self._keys("head", at) | {("within", common.mem_id)}
        if common.parent is not None:
            keys.add(("within", common.parent.mem_id))
        return self._filled(Record(at, end, [], keys), label)

    def _pairs_beside(self, first: int) -> int:
        """Where the pairs end that stand beside a pair, in the same element; the next piece where it is none."""
        above = self._up(first)[1:2]
        end = first + 1
        if above and self._value(first) is not None:
            while (
                end < min(len(self._pieces), first + MAX_VALUE_BLOCKS)
                and [node.mem_id for node in self._up(end)[1:2]] == [above[0].mem_id]
                and self._value(end) is not None
            ):
                end += 1
        return end

    def _filled(self, record: Record, label: str) -> Record | None:
        """Reads what stands below a label: its own value first, then labelled parts of it.

        A block set like the label's own value is more of it, even after a part.
        """
        parts: list[tuple[str, list[Line]]] = [(label, [])]
        own: str | None = None
        for at in range(record.begin + 1, record.end):
            line, inner = self._pieces[at].line, self._labels[at]
            if is_prose(line.text):
                record.titled[at] = parts[-1][0]
            elif inner is not None and inner.end() == len(line.text):
                parts.append((inner[1], []))
            elif inner is not None and (value := self._value(at)) is not None:
                parts.append((inner[1], [value]))
            else:
                if own is None and len(parts) == 1:
                    own = self._names(at)[0]
                parts[0 if own == self._names(at)[0] else -1][1].append(line)
        rows = _rows(parts, label)
        if rows is None or not (rows or record.titled):
            return None
        if rows and rows[0].group:
            record.rows.append(heading(self._pieces[record.begin].line.piece(0, len(label))))
        record.rows += rows
        return record

    def _broken(self, at: int) -> Record | None:
        """The rows of one block whose lines are parted by line breaks, where most of them are labelled."""
        line = self._pieces[at].line
        if len(line.breaks) + 1 < MIN_ROWS:
            return None
        marks = len(line.links) + len(line.bold) + len(line.titles) + len(line.edges) + len(line.breaks)
        if len(line.breaks) * marks > MAX_BROKEN:
            return None
        parts: list[tuple[str, list[Line]]] = []
        lines = _lines(line)
        for part in lines:
            label = _label(part.text)
            if label is not None and _is_set_apart(part, label):
                parts.append((label[1], [part.piece(label.end(), len(part.text))]))
            elif parts and parts[-1][0]:
                parts[-1][1].append(part)
            else:
                parts.append(("", [part]))
        facts = sum(bool(name) for name, _ in parts)
        if facts < MIN_ROWS or facts < MIN_SHARE * len(lines):
            return None
        rows = _rows(parts)
        is_short = all(name or len(lines[0].text) <= MAX_LABEL for name, lines in parts)
        if rows is None or not is_short or any(is_prose(row.line.text) for row in rows):
            return None
        return Record(at, at + 1, rows, self._keys("whole", at) | {WHOLE})

    def _keys(self, kind: str, at: int) -> set[Key]:
        """How a label is set: by the names of its element and the one above, and by what element holds it."""
        node = self._pieces[at].node
        if node is None:
            return set()
        above = node.parent
        names = self._names(at)
        keys: set[Key] = {(f"{kind} of", node.mem_id)}
        if any(" " in name for name in names):
            keys.add((kind, *names))
        if above is not None:
            keys.add((f"{kind} in {node.tag}", above.mem_id))
        return keys

    def _names(self, at: int) -> tuple[str, str]:
        """The names of a piece's element and of the one above: tag and classes."""
        node = self._pieces[at].node
        above = node.parent if node is not None else None
        return _name(node), _name(above)

    def _meet(self, first: int, second: int) -> tuple[Node | None, int]:
        """The nearest element that holds two pieces, and the identity of its child that holds the second."""
        ours = {node.mem_id for node in self._up(first)}
        branch = -1
        for node in self._up(second):
            if node.mem_id in ours:
                return node, branch
            branch = node.mem_id
        return None, -1

    def _ids(self, at: int) -> set[int]:
        return {node.mem_id for node in self._up(at)}

    def _up(self, at: int) -> list[Node]:
        """The element of a piece and those above it, nearest first."""
        if at not in self._ups:
            found: list[Node] = []
            node = self._pieces[at].node
            while node is not None and len(found) < MAX_CLIMB:
                found.append(node)
                node = node.parent
            self._ups[at] = found
        return self._ups[at]


def _rows(parts: list[tuple[str, list[Line]]], group: str = "") -> list[Row] | None:
    """A row for each label with its lines, all but the first parts of the group; no label makes a heading line.

    None where a value is too long for a row.
    """
    rows: list[Row] = []
    for number, (name, lines) in enumerate(parts):
        value = joined(lines, "; ")
        if not says_something(value.text):
            continue
        row = labelled(name, value, group if number else "") if name else heading(value)
        if row is None:
            return None
        rows.append(row)
    return rows


def _lines(line: Line) -> list[Line]:
    bounds = [0, *line.breaks, len(line.text)]
    parts = (line.piece(begin, end) for begin, end in itertools.pairwise(bounds))
    return [part for part in parts if part.text]


def _label(text: str) -> re.Match[str] | None:
    """The words before a line's first colon, where they can be a label."""
    colon = _COLON.search(text, 0, MAX_LABEL + 2)
    match = _LABEL.match(text) if colon else None
    if match is None or match[1].count(" ") >= MAX_WORDS or not says_something(match[1]):
        return None
    return None if _STOP.search(match[1]) else match


def _is_set_apart(line: Line, label: re.Match[str]) -> bool:
    """Whether an element begins or ends where the label does, so that markup tells it from its value."""
    return any(label.end(1) <= edge <= label.end() for edge in line.edges)


def _is_head(piece: Piece) -> bool:
    """Whether a line that is all label is set as one: in bold, or in something else than a paragraph or item."""
    node, line = piece.node, piece.line
    if node is None or node.tag == "li":
        return False
    return node.tag not in _PLAIN or (bool(line.bold) and line.bold[0][0] == 0)


def _name(node: Node | None) -> str:
    return f"{node.tag} {attribute(node, 'class')}".strip() if node is not None else ""
