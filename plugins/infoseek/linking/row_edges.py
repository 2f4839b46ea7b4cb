"""Edges from a box's rows and description lines. What may not live here: sentences and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoseek.linking.chronology import chronology_drafts, is_chronology
from infoseek.linking.dates import (
    MONTH_NAME,
    DateSpan,
    dates_in,
    joined,
    opens_unsure,
    ranges_in,
    whole_years,
)
from infoseek.linking.draft import Draft, Evidence, name_draft, number_draft, term_draft
from infoseek.linking.entities import Description, box_headings, box_type, family_of
from infoseek.linking.lexicon import PREDICATES, Predicate, predicate_of
from infoseek.linking.name_lists import MAX_VALUE_CHARS, Name, names_in
from infoseek.linking.names import fold_name
from infoseek.linking.page import Page, Row
from infoseek.linking.quantities import Quantity, areas_in, durations_in, heights_in, numbers_in
from infoseek.linking.terms import terms_in

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TRACK_LISTING = re.compile(r"^(?P<album>.+?) track ?listing$", re.IGNORECASE)
# A part's length is not the whole's.
_PART = re.compile(r"\b(?:part|pt|side|disc|cd|track)\b", re.IGNORECASE)

# A share of a whole, as in "Bulgarian 84.5%".
_SHARE = re.compile(r"\s*(?:(?:less|more) than\s+)?\d+(?:[.,]\d+)?\s?%")
# Words of a phrase, which is no name: "no official capital", "south of Poland".
_PHRASE = re.compile(
    r"\b(?!(?:of|the|and|de|da|di|du|la|le|les|van|von|der|den|y|e|a|al|el|bin)\b)[a-z]{2,}\b"
)
# A row that says so does not list all.
_PARTIAL = re.compile(r"\b(?:others|et al|various|several|among|see (?:below|list|article))\b", re.IGNORECASE)


def row_drafts(page: Page, entity: Description) -> Iterator[Draft]:
    """The statements of a page's boxes, box 0 first.

    A box whose description line names another type than the page's (a film's soundtrack) is about
    something else and states nothing here.
    """
    boxes = sorted({row.box for row in page.rows})
    for box in boxes:
        stated = family_of(box_type(page, box))
        if stated and entity.family and stated != entity.family:
            continue
        yield from _heading_drafts(page, entity, box)
        for row in page.rows:
            # A part's label says nothing alone: the "name" below "Capital" is not the page's.
            if row.box == box and row.label.strip() and not row.group:
                yield from _labelled(page, entity, row)


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
    predicate = predicate_of(row.label, entity.type_noun)
    if predicate is None:
        return
    evidence = Evidence(row.start, row.end, "row", row.label)
    value = page.text[row.value_start : row.value_end][:MAX_VALUE_CHARS]
    is_complete = predicate.is_complete_for(entity.type_noun) and not _PARTIAL.search(value)
    if predicate.range == "term":
        for term in terms_in(_SHARE.sub("", value)):
            yield term_draft(page, predicate, term, evidence, is_complete=is_complete)
    elif predicate.range == "entity":
        names = _names(page, (row.value_start, row.value_end), predicate)
        if predicate.style == "places":
            names = [name for name in names if name.target_url or not _PHRASE.search(name.text)]
        if predicate.name == "based_on":
            is_complete = is_complete and len(names) == 1
            names = [name for name in names[:1] if "by" not in name.folded.split()]
        for name in names:
            yield name_draft(page, entity, predicate, name, evidence, is_complete=is_complete)
    else:
        for quantity in read_quantities(predicate, value):
            yield number_draft(page, predicate, quantity, evidence, is_complete=is_complete)
        yield from _place_after_date(page, entity, row, predicate, value)


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


def read_quantities(predicate: Predicate, value: str) -> list[DateSpan] | list[Quantity]:
    """The dates, durations or numbers a row's value states; empty where it states none."""
    if predicate.range == "date":
        return _dates(predicate.name, value)
    plain = _BRACKETED.sub(" ", value)
    if predicate.range == "duration":
        return [] if _PART.search(value) else _each_once(durations_in(plain))
    measured = {"height": heights_in, "area": areas_in}.get(predicate.range)
    if measured:
        return measured(plain)[:1] or measured(value)[:1]
    return [number for number in numbers_in(plain)[:1] if number.low >= 1 and number.low.is_integer()]


def _dates(predicate: str, value: str) -> list[DateSpan]:
    plain = _BRACKETED.sub(lambda match: " " * len(match[0]), value)
    if predicate == "recorded":
        spans = ranges_in(plain) or ranges_in(value)
        if not spans:
            return []
        whole = joined(min(spans, key=lambda span: span.low), max(spans, key=lambda span: span.high))
        # "28 April and 6 June 1966": a month without its year was not read, so only the years are sure.
        places = {place for span in spans for place in range(span.start, span.end)}
        unread = any(match.start() not in places for match in MONTH_NAME.finditer(value))
        return [whole_years(whole) if unread else whole]
    # Later dates are of other countries, reissues, the end of a run.
    read = dates_in if predicate in ("first_aired", "born", "died") else ranges_in
    text = plain if read(plain) else value
    return [span for span in read(text)[:1] if not opens_unsure(text, span)]


def _each_once(quantities: list[Quantity]) -> list[Quantity]:
    return list(dict.fromkeys(quantities))


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
