"""One line of text in the making: white space collapsed, with the spans of its links and names.

What may not live here: which elements make a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from infoseek.web.page.dom import Node

# Controls, soft hyphens, zero-width spaces and direction marks: invisible, and poison to comparisons.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_BOLD = frozenset({"b", "strong", "dfn"})
_TITLE = frozenset({"i", "em", "cite"})
_MARKED = _BOLD | _TITLE | {"a"}
_SETTING = frozenset(
    {"b", "strong", "span", "font", "label", "small", "big", "u", "time", "data", "output", "bdi", "em"}
)
"""Inline elements that set a label apart from its value; a link or a quoted title does not."""
_JOINS = (":", ";", ",")
_CONTINUES = ("(", ",", ";", ")")
MAX_NESTED = 32
"""Links and names inside one another, at most; what is nested deeper is plain text."""


@dataclass
class Mark:
    """A span of a line that an element set apart. end is 0 while it is open."""

    tag: str
    href: str | None
    start: int = -1
    end: int = 0


@dataclass
class Line:
    """A finished line. Spans are (start, end) in `text`.

    edges: where inline elements begin and end; breaks: where the page breaks the line. Both as the line was
    read, for telling labels from values: lines joined to it bring none.
    """

    text: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    bold: list[tuple[int, int]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def append(self, other: Line) -> None:
        """Add another line's text and spans at the end of this one."""
        at = len(self.text)
        self.text += other.text
        self.links += [(start + at, end + at, href) for start, end, href in other.links]
        self.bold += [(start + at, end + at) for start, end in other.bold]
        self.titles += [(start + at, end + at) for start, end in other.titles]

    def piece(self, start: int, end: int) -> Line:
        """The part of the line between two offsets, without space around it, with the spans wholly inside."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())

        def inside(span: tuple[int, int]) -> bool:
            return start <= span[0] and span[1] <= end

        return Line(
            self.text[start:end],
            [
                (first - start, last - start, href)
                for first, last, href in self.links
                if inside((first, last))
            ],
            [(first - start, last - start) for first, last in filter(inside, self.bold)],
            [(first - start, last - start) for first, last in filter(inside, self.titles)],
            [edge - start for edge in self.edges if start <= edge <= end],
            [at - start for at in self.breaks if start <= at <= end],
        )


def plain(text: str) -> Line:
    return Line(text)


class LineBuilder:
    """Collects the text of one block, element by element."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._tail = ""
        self._gap = ""
        self._marks: list[Mark] = []
        self._open: list[Mark] = []
        self._ignored = 0
        self._edges: list[int] = []
        self._breaks: list[int] = []

    @property
    def is_empty(self) -> bool:
        return not self._length

    def add(self, text: str) -> None:
        """Add text, its white space collapsed."""
        if text.isspace():
            self.space()
            return
        clean = _INVISIBLE.sub("", text)
        words = " ".join(clean.split())
        if not words:
            if clean:
                self.space()
            return
        if clean[0] != words[0]:
            self.space()
        self._write(words)
        if clean[-1] != words[-1]:
            self.space()

    def space(self) -> None:
        self._gap = self._gap or " "

    def skip_space(self) -> None:
        """Forget the space that came since the last text."""
        self._gap = ""

    def line_break(self) -> None:
        """A break that does not end the block."""
        self._breaks.append(self._length)
        self.space()

    def separate(self) -> None:
        """What follows is another value of the same row."""
        self._gap = "; "

    def enter(self, node: Node) -> None:
        """Open a link or name; calls come in pairs with `leave`, properly nested."""
        tag = node.tag
        if tag in _SETTING:
            self._edges.append(self._length)
        if tag not in _MARKED:
            return
        if len(self._open) >= MAX_NESTED:
            self._ignored += 1
            return
        attributes = node.attributes
        href = (attributes["href"] or "") if "href" in attributes else None
        self._open.append(Mark(tag or "", href))

    def leave(self, node: Node) -> None:
        tag = node.tag
        if tag in _SETTING:
            self._edges.append(self._length)
        if tag not in _MARKED:
            return
        if self._ignored:
            self._ignored -= 1
        else:
            self._close(self._open.pop())

    def _close(self, mark: Mark) -> None:
        if mark.start >= 0:
            mark.end = self._length
            self._marks.append(mark)

    def _write(self, text: str) -> None:
        if self._length:
            gap = self._gap
            if gap == "; " and (self._tail.endswith(_JOINS) or text.startswith(_CONTINUES)):
                gap = " "
            self._parts.append(gap)
            self._length += len(gap)
        self._gap = ""
        for mark in self._open:
            if mark.start < 0:
                mark.start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._tail = text

    def take(self) -> Line:
        """The line so far; the builder starts anew, inside the same open elements."""
        if self.is_empty:
            self._gap = ""
            return Line()
        for mark in self._open:
            self._close(mark)
        marks = sorted(self._marks, key=lambda mark: (mark.start, mark.end))
        line = Line("".join(self._parts), edges=self._edges, breaks=self._breaks)
        for mark in marks:
            span = (mark.start, mark.end)
            if mark.href is not None:
                line.links.append((*span, mark.href))
            if mark.tag in _BOLD:
                line.bold.append(span)
            line.titles.append(span)
        self._open = [Mark(mark.tag, mark.href) for mark in self._open]
        self._parts, self._length, self._tail, self._gap, self._marks = [], 0, "", "", []
        self._edges, self._breaks = [], []
        return line
