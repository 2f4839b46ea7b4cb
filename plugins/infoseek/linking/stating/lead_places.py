"""Edges to places from the words right behind a lead's noun: "is a town in Norway on the River Sel".

What may not live here: who made a thing and when (lead_edges.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoseek.linking.kinds.entities import Description
from infoseek.linking.kinds.predicate_phrase import MAX_LEAD_CHARS, Phrase
from infoseek.linking.page import Page
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.predicates.predicate import sorts_of
from infoseek.linking.stating.draft import Draft, Evidence, name_draft
from infoseek.linking.stating.name_lists import names_in
from infoseek.linking.values.dates import MONTH_NAME

_WORD = r"[A-ZÀ-Þ][\w’'-]*"
_NAME = rf"(?P<name>{_WORD}(?:\s+{_WORD}){{0,3}})"
_RIVER = rf"(?:the\s+)?(?P<name>River\s+{_WORD}(?:\s+{_WORD})?|(?:{_WORD}\s+){{1,2}}River)"
_EVENT = rf"(?P<name>(?:the\s+)?{_WORD}(?:\s+(?:{_WORD}|of|the|\d{{4}})){{0,5}})"
_IN = rf"\s*(?:located |situated )?in\s+(?:the\s+)?{_NAME}"
# What follows the noun, by the group of the subject's type.
_BEHIND: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "place": (("located_in", re.compile(_IN)),),
    "settlement": (
        ("on_river", re.compile(rf"(?:\s*(?:located |situated )?in\s+[^,.;()]{{2,50}})?,?\s*on\s+{_RIVER}")),
    ),
    "bridge": (
        (
            "crosses",
            re.compile(rf"(?:\s*(?:located )?in\s+[^,.;()]{{2,50}}?)?\s*(?:over|across)\s+{_RIVER}"),
        ),
    ),
    "organisation": (("headquarters", re.compile(rf"\s*(?:based|headquartered) (?:in|out of)\s+{_NAME}")),),
    "education": (("located_in", re.compile(_IN)),),
    "music": (("origin", re.compile(rf"\s*(?:formed in|from)\s+(?:the\s+)?{_NAME}")),),
    "event": (("located_in", re.compile(rf"\s*(?:held |fought )?in\s+(?:the\s+)?{_NAME}")),),
    "conflict": (("located_in", re.compile(rf"\s*(?:fought )?at\s+(?:the\s+)?{_NAME}")),),
    # A talk is given at a conference, whose name ends with its year.
    **dict.fromkeys(
        ("session", "talk", "keynote", "lecture", "workshop"),
        (("part_of_event", re.compile(rf"\s*(?:by\s+[^,.;()]{{3,60}}?\s+)?at\s+(?:the\s+)?{_EVENT}")),),
    ),
}


def place_drafts(page: Page, entity: Description, phrase: Phrase, evidence: Evidence) -> Iterator[Draft]:
    """Where a place, a body or an event is, as its lead says right behind the type noun."""
    rest = page.lead_text[phrase.end : MAX_LEAD_CHARS]
    sorts = sorts_of(entity.type_noun)
    # Months and decades lie in calendars.
    for group in sorted(sorts & _BEHIND.keys()) if "period" not in sorts else ():
        for predicate, behind in _BEHIND[group]:
            match = behind.match(rest)
            if match is None or MONTH_NAME.match(match["name"]):
                continue
            relation = PREDICATES[predicate]
            start = evidence.start + phrase.end + match.start("name")
            links = page.links_within(start, start + len(match["name"]))
            for name in names_in(match["name"], links, relation.style, start)[:1]:
                yield name_draft(page, entity, relation, name, evidence)
