"""Reads a page's content as blocks: rows of boxes, prose paragraphs, list items, each with its section.

What may not live here: sentences, offsets in the page's text, URLs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from infoseek.web.page.cells import cell_line, has_class, table_rows
from infoseek.web.page.dom import BLOCK_TAGS, HEADING_TAGS, Node, is_furniture, walk
from infoseek.web.page.inline import Line, LineBuilder
from infoseek.web.page.layouts.lines import lift
from infoseek.web.page.layouts.lists import MAX_NESTED, list_rows
from infoseek.web.page.layouts.panels import is_panel, panel_rows
from infoseek.web.page.layouts.tables import box_rows, is_fact_table, is_infobox
from infoseek.web.page.main_text import strays
from infoseek.web.page.rows import Row, joined

# Sections that cite or point elsewhere; their links are followed, their text is no evidence. Notes alone may be
# what a page is about: where they are footnotes, their list says so.
_ASIDE_WORD = (
    r"(?:references?|footnotes?|citations?|sources?|(?:external |web )?links?|further reading|see also|"
    r"bibliography|works cited|endnotes)"
)
_NOTED = r"(?:notes?\s*(?:/|&|,|and)\s*)?"
_ASIDE = re.compile(rf"{_NOTED}{_ASIDE_WORD}(?:\s*(?:/|&|,|and)\s*(?:{_ASIDE_WORD}|notes?))*", re.IGNORECASE)
_LARGER = "table, h1, h2, h3, h4, h5, h6, p + p, pre, blockquote"
_SCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_WORD = re.compile(r"\w")


MAX_TITLE = 300
"""Characters of a section's title that are kept."""

MAX_TRIES = 20
"""Elements named infoboxes that turn out to be none, at most, before no more are looked into."""

IsMain = Callable[[str], bool]


@dataclass(frozen=True)
class Block:
    """A paragraph or a list item. section: the nearest heading above, "" before the first.

    node: the element that holds it.
    """

    line: Line
    section: str
    is_item: bool = False
    node: Node | None = field(default=None, repr=False, compare=False)
    is_main: bool = True


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6; at: how many blocks stand before it."""

    title: str
    level: int
    at: int


@dataclass
class Content:
    """What a page holds, in page order. boxes: the rows of each box."""

    boxes: list[list[Row]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def read_content(root: Node, is_main: IsMain | None = None) -> Content:
    """The blocks below an element, in page order.

    is_main: says of a line whether it belongs to the page's main text; without it all lines do.
    """
    reader = _Reader(is_main)
    walk(root, reader.enter, reader.leave, reader.text)
    reader.flush()
    return reader.finish()


class _Reader:
    def __init__(self, is_main: IsMain | None) -> None:
        self.content = Content()
        self._is_main = is_main
        self._builder = LineBuilder()
        self._above: list[Heading] = []
        self._fresh = 0
        self._is_aside = False
        self._items = 0
        self._was_break = False
        self._holders: list[Node] = []
        self._tries = MAX_TRIES

    def enter(self, node: Node) -> bool:
        tag = node.tag or ""
        if tag == "br":
            # Two in a row end a paragraph.
            if self._was_break:
                self.flush()
            self._builder.line_break()
            self._was_break = True
            return False
        if is_furniture(node):
            return False
        if tag in BLOCK_TAGS:
            self.flush()
            if (tag == "table" and self._table(node)) or (tag == "dl" and self._facts(node)):
                return False
            if self._tries and is_panel(node) and self._panel(node):
                return False
            self._items += tag == "li"
            self._holders.append(node)
        self._builder.enter(node)
        return True

    def leave(self, node: Node) -> None:
        tag = node.tag or ""
        if tag in HEADING_TAGS:
            self._heading(int(tag[1]))
            self._holders.pop()
        elif tag in BLOCK_TAGS:
            self.flush()
            self._items -= tag == "li"
            self._holders.pop()
        self._builder.leave(node)

    def text(self, text: str) -> None:
        if text.isspace():
            self._builder.space()
        else:
            self._builder.add(text)
            self._was_break = False

    def flush(self) -> None:
        """End the block at hand."""
        self._was_break = False
        if self._builder.is_empty:
            self._builder.skip_space()
        else:
            self._add(self._builder.take(), is_item=self._items > 0)

    def _add(self, line: Line, is_item: bool) -> None:
        if self._is_aside or not _WORD.search(line.text) or _is_jump(line):
            return
        is_main = self._is_main is None or self._is_main(line.text)
        self._settle(is_main)
        section = self._above[-1].title if self._above else ""
        holder = self._holders[-1] if self._holders else None
        self.content.blocks.append(Block(line, section, is_item, holder, is_main))

    def finish(self) -> Content:
        """What was read: rows set as lines become boxes, and what is not main text is left out."""
        content = self.content
        if self._is_main is not None:
            for at in strays([(len(block.line.text), block.is_main) for block in content.blocks]):
                content.blocks[at] = replace(content.blocks[at], is_main=False)
        lifted = lift(content.blocks)
        content.boxes += [box for box in lifted.boxes if self._holds_main(box)]
        kept = [at for at, block in enumerate(content.blocks) if block.is_main and at not in lifted.taken]
        content.headings = [replace(each, at=bisect_left(kept, each.at)) for each in content.headings]
        for at, label in lifted.titled.items():
            content.blocks[at] = replace(content.blocks[at], section=label)
        content.blocks = [content.blocks[at] for at in kept]
        return content

    def _heading(self, level: int) -> None:
        self._was_break = False
        title = self._builder.take().text[:MAX_TITLE].rstrip()
        if not title:
            return
        while self._above and self._above[-1].level >= level:
            self._above.pop()
        heading = Heading(title, level, len(self.content.blocks))
        self._above.append(heading)
        self.content.headings.append(heading)
        self._fresh += 1
        self._judge_aside()

    def _judge_aside(self) -> None:
        self._is_aside = any(_ASIDE.fullmatch(heading.title.strip(" :")) for heading in self._above)

    def _settle(self, is_main: bool) -> None:
        """What comes first below a heading says whether the heading is one of the main text."""
        if self._fresh and not is_main:
            void = self.content.headings[-self._fresh :]
            del self.content.headings[-self._fresh :]
            self._above = [heading for heading in self._above if heading not in void]
            self._judge_aside()
        self._fresh = 0

    def _table(self, table: Node) -> bool:
        """Take a table that means something of its own; False for one that only lays out the page."""
        if is_infobox(table) or is_fact_table(table):
            rows = box_rows(table)
            self._box(rows)
            if rows or not _is_data(table):
                return True
        if _is_track_list(table):
            self._tracks(table)
            return True
        if _is_data(table):
            self._data(table)
            return True
        return False

    def _facts(self, items: Node) -> bool:
        nested = sum(holder.tag == "dl" for holder in self._holders[-2 * MAX_NESTED :])
        rows = list_rows(items) if nested < MAX_NESTED else []
        if rows:
            self._box(rows)
        return bool(rows)

    def _panel(self, panel: Node) -> bool:
        rows = panel_rows(panel)
        self._box(rows)
        self._tries -= not rows
        return bool(rows)

    def _box(self, rows: list[Row]) -> None:
        if not rows or self._is_aside:
            return
        is_main = self._holds_main(rows)
        self._settle(is_main)
        if is_main:
            self.content.boxes.append(rows)

    def _holds_main(self, rows: list[Row]) -> bool:
        """Whether a row of the box, or the value of one, belongs to the main text."""
        is_main = self._is_main
        return is_main is None or any(
            is_main(row.line.text) or is_main(row.line.text[row.value_start :]) for row in rows
        )

    def _data(self, table: Node) -> None:
        """The rows of a data table, as the items of a list."""
        for cells in table_rows(table):
            lines = [line for line in (cell_line(cell, is_split=True) for cell in cells) if line.text]
            if lines:
                self._add(joined(lines, " | "), is_item=True)

    def _tracks(self, table: Node) -> None:
        """The rows of a track listing, as the items of a list: number left out, cells joined by dashes."""
        for cells in table_rows(table):
            lines = [cell_line(cell) for cell in cells if cell.tag == "td"]
            kept = [line for line in lines if line.text and not _NUMBER.fullmatch(line.text)]
            if kept:
                self._add(joined(kept, " – "), is_item=True)


def _is_jump(line: Line) -> bool:
    """Whether a line is nothing but links to places on its own page, or to scripts: a control, not content."""
    if not line.links or not all(
        href.lstrip()[:1] == "#" or _SCRIPT.match(href) for _, _, href in line.links
    ):
        return False
    at = 0
    for start, end, _ in line.links:
        if start > at and _WORD.search(line.text, at, start):
            return False
        at = max(at, end)
    return not _WORD.search(line.text, at)


def _is_data(table: Node) -> bool:
    """Whether a table has header cells, or says it is one of data, and holds nothing larger than a line."""
    cells = [cell for row in table_rows(table) for cell in row]
    is_headed = has_class(table, "wikitable") or any(cell.tag == "th" for cell in cells)
    return is_headed and not any(cell.css_first(_LARGER) for cell in cells)


def _is_track_list(table: Node) -> bool:
    if has_class(table, "tracklist"):
        return True
    first = next((cells for cells in table_rows(table) if len(cells) > 1), [])
    names = {cell_line(cell).text.lower().rstrip(".") for cell in first if cell.tag == "th"}
    return bool(names & {"title", "track", "song"}) and bool(names & {"length", "time", "duration"})
