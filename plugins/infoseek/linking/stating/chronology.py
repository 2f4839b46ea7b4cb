"""Chronology rows: what came before and after a work in its artist's output. What may not live here: other rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from infoseek.linking.kinds.entities import Description
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Link, Page, Row
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.stating.draft import Draft, Evidence, name_draft
from infoseek.linking.stating.name_lists import Name, clean_name

_BETWEEN = re.compile(r"\s/\s")
MIN_SHARED_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the names in it (both sides of a single), and the links."""

    names: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def folded(self) -> frozenset[str]:
        return frozenset(fold_name(name) for name in self.names)


def is_chronology(label: str) -> bool:
    return label.strip().casefold().endswith("chronology")


def chronology_drafts(page: Page, entity: Description, row: Row) -> Iterator[Draft]:
    """preceded_by and followed_by from the cells beside the page's own; nothing if its own is not found."""
    cells = _cells(page, row)
    own = _own_cell(page, entity, row, cells)
    if own is None or not entity.family:
        return
    evidence = Evidence(row.start, row.end, "row", row.label)
    for predicate, place in (("preceded_by", own - 1), ("followed_by", own + 1)):
        if not 0 <= place < len(cells) or not cells[place].names:
            continue
        name = _first_name(page, cells[place])
        if name.folded:
            yield name_draft(page, entity, PREDICATES[predicate], name, evidence, is_complete=True)


def _cells(page: Page, row: Row) -> list[Cell]:
    found = []
    start = row.value_start
    for text in page.text[row.value_start : row.value_end].split("|"):
        links = tuple(page.links_within(start, start + len(text)))
        names = tuple(name for part in _BETWEEN.split(text) if (name := clean_name(part)))
        found.append(Cell(names, links))
        start += len(text) + 1
    return found


def _own_cell(page: Page, entity: Description, row: Row, cells: list[Cell]) -> int | None:
    heading = next((head for head in page.headings.get(row.box, []) if head.start < row.start), None)
    own = {fold_name(name) for name in (entity.name, entity.title, *page.bold_names)}
    if heading:
        own.add(fold_name(clean_name(page.text[heading.start : heading.end])))
    own.discard("")
    urls = {page.url, *page.aliases_urls}
    exact = [
        place
        for place, cell in enumerate(cells)
        if any(link.target_url in urls for link in cell.links) or (not cell.links and cell.folded & own)
    ] or [place for place, cell in enumerate(cells) if cell.folded & own]
    if len(exact) == 1:
        return exact[0]
    # Of three cells the middle one is the page's own; a spelling may differ ("I'm Movin' On").
    if not exact and len(cells) == 3 and not cells[1].links and _is_alike(cells[1].folded, own):
        return 1
    return None


def _is_alike(names: frozenset[str], own: set[str]) -> bool:
    pairs = ((set(name.split()), set(other.split())) for name in names for other in own)
    return any(len(a & b) >= MIN_SHARED_WORDS * len(a | b) > 0 for a, b in pairs)


def _first_name(page: Page, cell: Cell) -> Name:
    if cell.links:
        link = cell.links[0]
        written = clean_name(page.text[link.start : link.end])
        return Name(written, fold_name(written), link.target_url)
    return Name(cell.names[0], fold_name(cell.names[0]), "")
