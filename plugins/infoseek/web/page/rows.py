"""Infoboxes, label/value tables and definition lists as rows: "Label: value".

What may not live here: what a label means (linking/lexicon.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from infoseek.web.page.cells import caption_of, cell_line, has_class, table_rows
from infoseek.web.page.dom import Node, class_tokens
from infoseek.web.page.inline import Line, plain

MAX_LABEL = 80
MAX_FACT = 400

_SPECIAL = ("chronology", "track listing")
_HEADING_CLASSES = frozenset({"description", "summary", "infobox-above", "infobox-title", "infobox-header"})


@dataclass(frozen=True)
class Row:
    """One line of a box. label is "" for heading lines; the value is text[value_start:] of the line."""

    label: str
    line: Line
    value_start: int


def is_infobox(table: Node) -> bool:
    return has_class(table, "infobox")


def is_fact_table(table: Node) -> bool:
    """Whether a table without that class is label/value all through: at least two rows, each th then td."""
    labelled = 0
    for cells in table_rows(table):
        tags = [cell.tag for cell in cells]
        if tags == ["th", "td"]:
            labelled += 1
        elif tags not in ([], ["th"]):
            return False
    return labelled >= 2


def box_rows(table: Node) -> list[Row]:
    """The rows of an infobox or fact table; none where it states no labelled value."""
    reader = _BoxReader()
    caption = caption_of(table)
    if caption is not None:
        reader.heading(cell_line(caption))
    for cells in table_rows(table):
        reader.row(cells)
    return reader.finish()


def list_rows(items: Node) -> list[Row]:
    """The rows of a definition list of facts; none where it is anything else."""
    pairs: list[tuple[Line, list[Line]]] = []
    for child in items.iter():
        if child.tag == "dt":
            pairs.append((cell_line(child), []))
        elif child.tag == "dd" and pairs:
            pairs[-1][1].append(cell_line(child, is_split=True))
        else:
            return []
    found: list[Row] = []
    for label, values in pairs:
        row = labelled(label.text, joined(values, "; "))
        if row is None or len(row.line.text) > MAX_FACT:
            return []
        found.append(row)
    return found


def joined(lines: list[Line], gap: str) -> Line:
    """Lines as one, with the same text between each two of them."""
    whole = Line()
    for number, line in enumerate(lines):
        if number:
            whole.append(plain(gap))
        whole.append(line)
    return whole


def labelled(label: str, value: Line) -> Row | None:
    """A labelled row, or None where label or value say nothing."""
    name = label.rstrip(": ")
    if not name or len(name) > MAX_LABEL or not any(map(str.isalnum, value.text)):
        return None
    line = plain(f"{name}: ")
    start = len(line.text)
    line.append(value)
    return Row(name, line, start)


class _BoxReader:
    """Goes through a box row by row: its name, runs of description headings, labelled rows, chronologies."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._has_name = False
        self._headings: list[Line] = []
        self._special = ""

    def row(self, cells: list[Node]) -> None:
        tags = [cell.tag for cell in cells]
        if len(cells) == 1:
            self._single(cells[0])
        elif tags[:2] == ["th", "td"] or (tags == ["td", "td"] and _is_label(cells[0])):
            self._labelled(cell_line(cells[0]), cells[1:])
        elif self._special and cells:
            self._cells([cell_line(cell) for cell in cells])

    def heading(self, line: Line) -> None:
        if not any(map(str.isalnum, line.text)):
            return
        self._special = ""
        if line.text.lower().endswith(_SPECIAL):
            self._flush()
            self._special = line.text
        elif self._has_name:
            self._headings.append(line)
        else:
            self._has_name = True
            self._rows.append(Row("", line, 0))

    def finish(self) -> list[Row]:
        self._flush()
        return self._rows if any(row.label for row in self._rows) else []

    def _single(self, cell: Node) -> None:
        if cell.tag == "th" or _HEADING_CLASSES.intersection(class_tokens(cell)):
            self.heading(cell_line(cell))
        elif self._special:
            self._cells(_parts(cell))

    def _labelled(self, label: Line, values: list[Node]) -> None:
        self._flush()
        self._special = ""
        value = joined([cell_line(cell, is_split=True) for cell in values], " | ")
        self._add(labelled(label.text, value))

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
            self._rows.append(Row("", joined(self._headings, " "), 0))
            self._headings = []


def _is_label(cell: Node) -> bool:
    """Whether a plain cell is set as a label: bold throughout, or ending in a colon."""
    line = cell_line(cell)
    return line.text.endswith(":") or [(0, len(line.text))] == line.bold


def _parts(cell: Node) -> list[Line]:
    """The cells of what a chronology or track listing holds: the first row of a table, or list items."""
    for table in cell.css("table"):
        for cells in table_rows(table):
            if len(cells) > 1:
                return [cell_line(each) for each in cells]
    return [cell_line(item) for item in cell.css("li")] or [cell_line(cell)]
