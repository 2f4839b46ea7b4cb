"""Rows set as lines, in any markup. A line alone proves nothing; several in a row, set alike, make a box.

What may not live here: what one label and its value look like (records.py), tables and lists as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from infoseek.web.page.inline import Line
from infoseek.web.page.layouts.records import MIN_ROWS, MIN_SHARE, WHOLE, Key, Piece, Reader, Record
from infoseek.web.page.rows import MAX_LABEL, Row, heading, is_menu, is_spoken

MAX_STRAY = 2
"""Blocks between two records that are neither label nor value, at most."""


@dataclass
class Lifted:
    """What was found. taken: places of the pieces that became rows. titled: the label above a piece of prose."""

    boxes: list[list[Row]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    titled: dict[int, str] = field(default_factory=dict)


def lift(pieces: Sequence[Piece]) -> Lifted:
    """The boxes among a page's blocks, in page order; everything else stays what it was."""
    found = Lifted()
    reader = Reader(pieces)
    if reader.labels < MIN_ROWS and not reader.broken:
        return found
    for run in _runs(reader.records()):
        rows = _rows(run)
        if (
            len(rows) < MIN_ROWS
            or is_menu(rows)
            or 2 * sum(is_spoken(row.line.text) for row in rows) > len(rows)
        ):
            continue
        stretches = list(_stretches(run))
        if _differ(rows):
            for stretch in stretches:
                _take(found, stretch, None, Line())
        elif _are_entries(stretches):
            for stretch in stretches:
                at = stretch[0].begin - 1
                if at >= 0 and len(pieces[at].line.text) <= MAX_LABEL and _differ(_rows(stretch)):
                    _take(found, stretch, at, pieces[at].line)
    return found


def _take(found: Lifted, stretch: list[Record], at: int | None, title: Line) -> None:
    """Make a box of records. at, title: the piece before them that says what they are about, if it belongs to them."""
    rows = [row for record in stretch for row in record.rows]
    for record in stretch:
        found.titled.update(record.titled)
        found.taken.update(place for place in range(record.begin, record.end) if place not in record.titled)
    if at is not None:
        found.taken.add(at)
        about = [replace(row, group=title.text) if row.label and not row.group else row for row in rows]
        rows = [heading(title), *about]
    if any(row.label for row in rows):
        found.boxes.append(rows)


def _runs(records: Iterator[Record]) -> Iterator[list[Record]]:
    """Records one after the other that are set alike, where there are enough of them."""
    run: list[Record] = []
    keys: set[Key] = set()
    for record in records:
        if run and (record.begin - run[-1].end > MAX_STRAY or keys.isdisjoint(record.keys)):
            yield from _dense(run)
            run, keys = [], set()
        run.append(record)
        keys |= record.keys
    yield from _dense(run)


def _dense(run: list[Record]) -> Iterator[list[Record]]:
    """A run of enough records, with little between them."""
    length = sum(record.end - record.begin for record in run)
    is_whole = bool(run) and all(WHOLE in record.keys for record in run)
    if is_whole or (len(run) >= MIN_ROWS and length >= MIN_SHARE * (run[-1].end - run[0].begin)):
        yield run


def _rows(records: list[Record]) -> list[Row]:
    return [row for record in records for row in record.rows if row.label]


def _stretches(run: list[Record]) -> Iterator[list[Record]]:
    """The records of a run that follow one another with nothing between them."""
    stretch: list[Record] = []
    for record in run:
        if stretch and record.begin > stretch[-1].end and _rows(stretch):
            yield stretch
            stretch = []
        stretch.append(record)
    yield stretch


def _differ(rows: list[Row]) -> bool:
    """Whether most labels are met once: in a dialogue they return."""
    names = {(row.group, row.label.casefold()) for row in rows}
    return len(names) >= MIN_SHARE * len(rows)


def _are_entries(stretches: list[list[Record]]) -> bool:
    """Whether the same facts are told of one thing after the other: most begin with the same label."""
    openings = Counter(rows[0].label.casefold() for rows in map(_rows, stretches) if rows)
    return len(stretches) > 1 and max(openings.values()) >= MIN_SHARE * len(stretches)
