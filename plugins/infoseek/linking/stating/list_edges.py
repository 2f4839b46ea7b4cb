"""Edges from an album's track listing. Items of other lists state nothing that could be told apart here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoseek.linking.kinds.entities import Description
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page, Sentence
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.stating.draft import Draft, Evidence, name_draft
from infoseek.linking.stating.name_lists import Name, clean_name

_TRACK_SECTION = re.compile(
    r"\btrack ?list|\btracks?\b|^(?:side|disc|disk|cd|lp|record) (?:one|two|three|four|[a-d]|\d)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'["“]([^"“”]{1,150})["”]')
_FEWEST_TRACKS = 4
_NUMBERING = re.compile(r"^\s*\d{1,3}[.)]?\s+")


def list_drafts(page: Page, entity: Description) -> Iterator[Draft]:
    """has_track for the items of an album's track listing, songs without a page too.

    A listing is complete where each of its items names a track: then a song it lacks is not on the album.
    """
    if entity.family != "album":
        return
    items = [s for s in page.sentences if s.kind == "list" and _TRACK_SECTION.search(s.section)]
    named = [(item, name) for item in items if (name := _track(page, item))]
    is_complete = len(named) == len(items) >= _FEWEST_TRACKS
    for item, name in named:
        evidence = Evidence(item.start, item.end, "list")
        yield name_draft(page, entity, PREDICATES["has_track"], name, evidence, is_complete=is_complete)


def _track(page: Page, item: Sentence) -> Name | None:
    """The song an item names first: in quotes, or as the item's first link; credits follow behind it."""
    text = page.text[item.start : item.end]
    numbering = _NUMBERING.match(text)
    begin = numbering.end() if numbering else 0
    quoted = _QUOTED.match(text, begin)
    end = item.start + quoted.end() if quoted else item.end
    links = page.links_within(item.start + begin, end)
    if quoted:
        written = clean_name(quoted[1])
        return Name(written, fold_name(written), links[0].target_url if links else "")
    if links and links[0].start == item.start + begin:
        written = clean_name(page.text[links[0].start : links[0].end])
        return Name(written, fold_name(written), links[0].target_url)
    return None
