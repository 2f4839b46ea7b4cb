"""Edges from a box's rows and description lines. What may not live here: sentences and lists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from infoseek.linking.kinds.entities import Description, box_headings, box_type, family_of
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page, Row
from infoseek.linking.predicates.labels import Stated
from infoseek.linking.predicates.lexicon import PREDICATES, Predicate, predicates_of
from infoseek.linking.stating.chronology import chronology_drafts, is_chronology
from infoseek.linking.stating.draft import Draft, Evidence, name_draft, number_draft, term_draft
from infoseek.linking.stating.name_lists import MAX_VALUE_CHARS, Name, names_in
from infoseek.linking.stating.row_names import row_names
from infoseek.linking.stating.row_values import read_quantities
from infoseek.linking.values.as_of import as_of
from infoseek.linking.values.dates import dates_in
from infoseek.linking.values.terms import terms_in

MOST_ROWS = 3000
# So many rows of one label may all be of the page's own thing, told for its parts or versions.
MOST_ALIKE = 3
_TRACK_LISTING = re.compile(r"^(?P<album>.+?) track ?listing$", re.IGNORECASE)
# A row that says so does not list all.
_PARTIAL = re.compile(
    r"\b(?:others?|et al|etc|various|several|among|including|incl|mainly|notably|see (?:below|list|article)|more)\b|…|\.\.\.",
    re.IGNORECASE,
)


def row_drafts(page: Page, entity: Description) -> Iterator[Draft]:
    """The statements of a page's boxes, box 0 first.

    A box whose description line names another type than the page's (a film's soundtrack) is about
    something else and states nothing here.
    """
    boxes: dict[int, list[Row]] = defaultdict(list)
    for row in page.rows[:MOST_ROWS]:
        boxes[row.box].append(row)
    listed = _of_listed_things(page)
    for box, rows in sorted(boxes.items()):
        stated = family_of(box_type(page, box))
        if stated and entity.family and stated != entity.family:
            continue
        yield from _heading_drafts(page, entity, box)
        for row in rows:
            is_own = (row.group, row.label) not in listed or bool(box_headings(page, box))
            if row.label.strip() and is_own:
                yield from _labelled(page, entity, row)


def _of_listed_things(page: Page) -> set[tuple[str, str]]:
    """The labels, with those above, that stand on a page so often that they are of the things it lists."""
    seen = Counter((row.group, row.label) for row in page.rows[:MOST_ROWS])
    return {label for label, count in seen.items() if count > MOST_ALIKE}


def _heading_drafts(page: Page, entity: Description, box: int) -> Iterator[Draft]:
    for heading in box_headings(page, box):
        if entity.family not in ("album", "song"):
            continue
        evidence = Evidence(heading.row.start, heading.row.end, "row")
        for name in _names(page, heading.artists, PREDICATES["performed_by"]):
            # An album's line names all its artists; a song has versions that no box tells of.
            is_complete = entity.family == "album"
            predicate = PREDICATES["performed_by"]
            yield name_draft(page, entity, predicate, name, evidence, is_complete=is_complete)
        if heading.album and entity.family == "song":
            for name in _names(page, heading.album, PREDICATES["from_album"]):
                yield name_draft(page, entity, PREDICATES["from_album"], name, evidence)


def _labelled(page: Page, entity: Description, row: Row) -> Iterator[Draft]:
    if is_chronology(row.label):
        yield from chronology_drafts(page, entity, row)
        return
    listing = _TRACK_LISTING.match(row.label)
    if listing:
        yield from _listed_on(page, entity, row, listing["album"])
        return
    for predicate, stated in predicates_of(row.label, entity.type_noun, row.group):
        yield from _stated(page, entity, row, predicate, stated)


def _stated(
    page: Page, entity: Description, row: Row, predicate: Predicate, stated: Stated
) -> Iterator[Draft]:
    """What a row states of one predicate."""
    evidence = Evidence(row.start, row.end, "row", row.label)
    value = page.text[row.value_start : row.value_end][:MAX_VALUE_CHARS]
    is_whole = predicate.is_complete_for(entity.type_noun) and not (stated.is_open or _PARTIAL.search(value))
    held = as_of(value, row.label, row.group) if predicate.is_volatile else ""
    if predicate.range == "term":
        for term in terms_in(value, predicate.style):
            yield term_draft(page, predicate, term, evidence, is_complete=is_whole, as_of=held)
    elif predicate.range == "entity":
        for name, is_complete in _entities(page, row, predicate, is_whole):
            draft = name_draft(page, entity, predicate, name, evidence, is_complete=is_complete, as_of=held)
            # A layer that such a place lies in is one of several.
            yield replace(draft, is_functional=False) if stated.is_open else draft
    else:
        for quantity in read_quantities(predicate, value):
            yield number_draft(page, predicate, quantity, evidence, is_complete=is_whole, as_of=held)
        yield from _place_after_date(page, entity, row, predicate, value)


def _entities(page: Page, row: Row, predicate: Predicate, is_whole: bool) -> Iterator[tuple[Name, bool]]:
    """The names of a row, and whether they are all there is."""
    names, is_read = row_names(page, (row.value_start, row.value_end), predicate)
    is_complete = is_whole and is_read
    if predicate.name == "based_on":
        is_complete = is_complete and len(names) == 1
        names = [name for name in names[:1] if "by" not in name.folded.split()]
    for name in names:
        yield name, is_complete


def _names(page: Page, span: tuple[int, int], predicate: Predicate) -> list[Name]:
    links = page.links_within(*span)
    return names_in(page.text[span[0] : span[1]], links, predicate.style, span[0])


def _listed_on(page: Page, entity: Description, row: Row, album: str) -> Iterator[Draft]:
    """A song's box shows the track listing of the album it is on; counts if that album is linked."""
    if entity.family != "song":
        return
    for link in page.links_within(row.start, row.end):
        if fold_name(page.text[link.start : link.end]) == fold_name(album):
            name = Name(album, fold_name(album), link.target_url)
            evidence = Evidence(row.start, row.end, "row", row.label)
            yield name_draft(page, entity, PREDICATES["from_album"], name, evidence, needs_object=True)
            return


def _place_after_date(
    page: Page, entity: Description, row: Row, predicate: Predicate, value: str
) -> Iterator[Draft]:
    """ "Born: May 16, 1929; Flint, Michigan" states a place too: what follows the last date."""
    place = {"born": PREDICATES["birth_place"], "died": PREDICATES["death_place"]}.get(predicate.name)
    dates = dates_in(value)
    if place is None or not dates:
        return
    start = row.value_start + dates[-1].end
    text = page.text[start : row.value_end]
    closing = re.match(r"[^(]*?\)", text)
    start += closing.end() if closing else 0
    evidence = Evidence(row.start, row.end, "row", row.label)
    for name in _names(page, (start, row.value_end), place)[:1]:
        yield name_draft(page, entity, place, name, evidence)
