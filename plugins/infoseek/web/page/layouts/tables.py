"""Infoboxes and label/value tables as rows. What may not live here: tables that only lay out a page, data tables."""

from __future__ import annotations

from infoseek.web.page.cells import caption_of, cell_line, has_class, is_named_label, short_line, table_rows
from infoseek.web.page.dom import Node, class_tokens
from infoseek.web.page.inline import Line
from infoseek.web.page.rows import MAX_LABEL, Row, heading, is_menu, joined, labelled, says_something

_SPECIAL = ("chronology", "track listing")
_HEADING_CLASSES = frozenset({"description", "summary", "infobox-above", "infobox-title", "infobox-header"})
_PART_MARK = "•·–-‣▪"
MIN_LABELLED = 2


def is_infobox(table: Node) -> bool:
    return has_class(table, "infobox")


def is_fact_table(table: Node) -> bool:
    """Whether a table without that class is label/value all through: at least two rows, each of such pairs."""
    labelled_rows = 0
    for cells in table_rows(table):
        if len(cells) < 2:
            if cells and cells[0].tag != "th" and not _is_blank(cells[0]):
                return False
        elif _are_pairs(cells):
            labelled_rows += 1
        else:
            return False
    return labelled_rows >= MIN_LABELLED


def _are_pairs(cells: list[Node]) -> bool:
    """Label, value, label, value …: no header row of a data table has values, no data row further labels."""
    return len(cells) % 2 == 0 and all(
        is_label(label) and value.tag == "td" for label, value in zip(cells[::2], cells[1::2], strict=True)
    )


def _is_blank(cell: Node) -> bool:
    line = short_line(cell)
    return line is not None and not says_something(line.text)


def is_label(cell: Node) -> bool:
    """Whether a cell is set as a label: a header, one so named, bold throughout, or ending in a colon."""
    if cell.tag == "th" or is_named_label(cell):
        return True
    line = short_line(cell)
    if line is None or not line.text or len(line.text) > MAX_LABEL:
        return False
    return line.text.endswith((":", "：")) or line.bold == [(0, len(line.text))]


def box_rows(table: Node) -> list[Row]:
    """The rows of an infobox or fact table; none where it states no labelled value."""
    reader = _BoxReader(is_infobox(table))
    caption = caption_of(table)
    if caption is not None:
        reader.heading(cell_line(caption))
    for cells in table_rows(table):
        reader.row(cells)
    return reader.finish()


class _BoxReader:
    """Goes through a box row by row: its name, runs of description headings, labelled rows, chronologies."""

    def __init__(self, is_infobox: bool) -> None:
        self._is_infobox = is_infobox
        self._rows: list[Row] = []
        self._has_name = False
        self._headings: list[Line] = []
        self._special = ""
        self._group = ""

    def row(self, cells: list[Node]) -> None:
        tags = [cell.tag for cell in cells]
        if len(cells) == 1:
            self._single(cells[0])
        elif len(cells) > 2 and _are_pairs(cells):
            for label, value in zip(cells[::2], cells[1::2], strict=True):
                self._labelled(cell_line(label), [value])
        elif tags[:2] == ["th", "td"] or (tags == ["td", "td"] and is_label(cells[0])):
            self._labelled(cell_line(cells[0]), cells[1:])
        elif self._special and cells:
            self._cells([cell_line(cell) for cell in cells])

    def heading(self, line: Line) -> None:
        if not says_something(line.text):
            return
        self._special = ""
        self._group = line.text.rstrip(": ") if len(line.text) <= MAX_LABEL else ""
        if line.text.lower().endswith(_SPECIAL):
            self._flush()
            self._special = line.text
        elif self._has_name:
            self._headings.append(line)
        else:
            self._has_name = True
            self._rows.append(heading(line))

    def finish(self) -> list[Row]:
        self._flush()
        if not any(row.label for row in self._rows) or (not self._is_infobox and is_menu(self._rows)):
            return []
        return self._rows

    def _single(self, cell: Node) -> None:
        if cell.tag == "th" or _HEADING_CLASSES.intersection(class_tokens(cell)):
            self.heading(cell_line(cell))
        elif self._special:
            self._cells(_parts(cell))

    def _labelled(self, label: Line, values: list[Node]) -> None:
        self._flush()
        self._special = ""
        is_part = label.text[:1] in _PART_MARK
        if not is_part:
            # What follows is a part of this row, if it says so.
            self._group = label.text.rstrip(": ")
        value = joined([cell_line(cell, is_split=True) for cell in values], " | ")
        self._add(labelled(label.text, value, self._group if is_part else ""))

    def _cells(self, cells: list[Line]) -> None:
        row = labelled(self._special, joined(cells, " | "))
        if row is not None:
            self._special = ""
            self._add(row)

    def _add(self, row: Row | None) -> None:
        if row is not None:
            self._rows.append(row)

    def _flush(self) -> None:
        if self._headings:
            self._rows.append(heading(joined(self._headings, " ")))
            self._headings = []


def _parts(cell: Node) -> list[Line]:
    """The cells of what a chronology or track listing holds: the first row of a table, or list items."""
    for table in cell.css("table"):
        for cells in table_rows(table):
            if len(cells) > 1:
                return [cell_line(each) for each in cells]
    return [cell_line(item) for item in cell.css("li")] or [cell_line(cell)]
