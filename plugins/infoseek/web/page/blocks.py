"""Reads a page's content as blocks: rows of boxes, prose paragraphs, list items, each with its section.

What may not live here: sentences, offsets in the page's text, URLs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from infoseek.web.page.cells import cell_line, has_class, table_rows
from infoseek.web.page.dom import BLOCK_TAGS, HEADING_TAGS, Node, hrefs, is_furniture, walk
from infoseek.web.page.inline import Line, LineBuilder
from infoseek.web.page.rows import Row, box_rows, is_fact_table, is_infobox, joined, list_rows

# Sections that cite or point elsewhere; their links are followed, their text is no evidence.
_ASIDE_WORD = (
    r"(?:references?|notes?|footnotes?|citations?|sources?|(?:external |web )?links?|further reading|see also|"
    r"bibliography|works cited|endnotes)"
)
_ASIDE = re.compile(rf"{_ASIDE_WORD}(?:\s*(?:/|&|,|and)\s*{_ASIDE_WORD})*", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Block:
    """A paragraph or a list item. section: the nearest heading above, "" before the first."""

    line: Line
    section: str


@dataclass
class Content:
    """What a page holds. boxes: the rows of each box. nav: link targets outside all of it."""

    boxes: list[list[Row]] = field(default_factory=list)
    prose: list[Block] = field(default_factory=list)
    items: list[Block] = field(default_factory=list)
    nav: list[str] = field(default_factory=list)


def read_content(root: Node) -> Content:
    """The blocks below an element, in page order."""
    reader = _Reader()
    walk(root, reader.enter, reader.leave, reader.text)
    reader.flush()
    return reader.content


class _Reader:
    def __init__(self) -> None:
        self.content = Content()
        self._builder = LineBuilder()
        self._headings: list[tuple[int, str]] = []
        self._items = 0
        self._was_break = False

    def enter(self, node: Node) -> bool:
        tag = node.tag or ""
        if tag == "br":
            # Two in a row end a paragraph.
            if self._was_break:
                self.flush()
            self._builder.space()
            self._was_break = True
            return False
        if is_furniture(node):
            self._set_aside(hrefs(node))
            return False
        if tag in BLOCK_TAGS:
            self.flush()
            if (tag == "table" and self._table(node)) or (tag == "dl" and self._facts(node)):
                return False
            self._items += tag == "li"
        self._builder.enter(node)
        return True

    def leave(self, node: Node) -> None:
        tag = node.tag or ""
        if tag in HEADING_TAGS:
            self._heading(int(tag[1]))
        elif tag in BLOCK_TAGS:
            self.flush()
            self._items -= tag == "li"
        self._builder.leave(node)

    def text(self, text: str) -> None:
        self._builder.add(text)
        if not text.isspace():
            self._was_break = False

    def flush(self) -> None:
        """End the block at hand."""
        self._was_break = False
        self._add(self._builder.take(), is_item=self._items > 0)

    def _add(self, line: Line, is_item: bool) -> None:
        targets = [href for _, _, href in line.links]
        if not _WORD.search(line.text) or self._is_aside():
            self._set_aside(targets)
            return
        block = Block(line, self._headings[-1][1] if self._headings else "")
        (self.content.items if is_item else self.content.prose).append(block)

    def _heading(self, level: int) -> None:
        self._was_break = False
        line = self._builder.take()
        self._set_aside(href for _, _, href in line.links)
        if not line.text:
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, line.text))

    def _is_aside(self) -> bool:
        return any(_ASIDE.fullmatch(text.strip(" :")) for _, text in self._headings)

    def _set_aside(self, targets: Iterable[str]) -> None:
        self.content.nav.extend(targets)

    def _table(self, table: Node) -> bool:
        """Take a table that means something of its own; False for one that only lays out the page."""
        if is_infobox(table) or is_fact_table(table):
            self._box(table, box_rows(table))
            return True
        if _is_track_list(table):
            self._tracks(table)
            return True
        if has_class(table, "wikitable") or any(
            cell.tag == "th" for cells in table_rows(table) for cell in cells
        ):
            self._set_aside(hrefs(table))
            return True
        return False

    def _facts(self, items: Node) -> bool:
        rows = list_rows(items)
        if rows:
            self._box(items, rows)
        return bool(rows)

    def _box(self, node: Node, rows: list[Row]) -> None:
        self._set_aside(hrefs(node))
        if rows and not self._is_aside():
            self.content.boxes.append(rows)

    def _tracks(self, table: Node) -> None:
        """The rows of a track listing, as the items of a list: number left out, cells joined by dashes."""
        for cells in table_rows(table):
            lines = [cell_line(cell) for cell in cells if cell.tag == "td"]
            kept = [line for line in lines if line.text and not _NUMBER.fullmatch(line.text)]
            if kept:
                self._add(joined(kept, " – "), is_item=True)
        self._set_aside(hrefs(table))


def _is_track_list(table: Node) -> bool:
    if has_class(table, "tracklist"):
        return True
    first = next((cells for cells in table_rows(table) if len(cells) > 1), [])
    names = {cell_line(cell).text.lower().rstrip(".") for cell in first if cell.tag == "th"}
    return bool(names & {"title", "track", "song"}) and bool(names & {"length", "time", "duration"})
