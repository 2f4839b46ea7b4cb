"""Edges from the lead sentence, by conservative patterns: affirmative, about the page's own subject.

What may not live here: other sentences, whose subject would have to be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoseek.linking.credited import credited_names
from infoseek.linking.dates import DateSpan, dates_in, ranges_in
from infoseek.linking.draft import Draft, Evidence, name_draft, number_draft, term_draft
from infoseek.linking.entities import Description
from infoseek.linking.lexicon import PREDICATES
from infoseek.linking.name_lists import Name, names_in
from infoseek.linking.page import Page
from infoseek.linking.predicate_phrase import MAX_LEAD_CHARS, Phrase, read_as
from infoseek.linking.types import KINDS

_VERBS = {
    "written": "written_by",
    "composed": "composed_by",
    "produced": "produced_by",
    "directed": "directed_by",
    "created": "created_by",
    "edited": "edited_by",
    "recorded": "performed_by",
    "performed": "performed_by",
    "sung": "performed_by",
    "covered": "performed_by",
    "illustrated": "illustrator",
    "published": "publisher",
    "founded": "founder",
    "established": "founder",
    "designed": "architect",
    "distributed": "distributed_by",
}
# What a verb states depends on the type; a verb not allowed for it states nothing.
_CREDITS = {
    "album": frozenset({"performed_by", "produced_by"}),
    "song": frozenset({"written_by", "composed_by", "produced_by", "performed_by"}),
    "film": frozenset({"written_by", "directed_by", "produced_by", "edited_by", "distributed_by"}),
    "series": frozenset({"created_by", "written_by", "directed_by", "produced_by"}),
    "novel": frozenset({"author", "illustrator", "publisher"}),
    "organisation": frozenset({"founder"}),
    "place": frozenset({"architect"}),
}
_VERB = "|".join(_VERBS)
_CREDIT = re.compile(
    rf"(?<![\w-])(?P<verbs>(?:co-?)?(?:{_VERB})(?:(?:,\s+and\s+|,\s+|\s+and\s+)(?:co-?)?(?:{_VERB}))*)\s+by\s+"
)
_WORDS_OR_MUSIC = re.compile(r"(?<![\w-])(?P<what>lyrics|words|music)\s+by\s+")
_STARRING = re.compile(r"(?<![\w-])(?:starring|stars)\s+")
_LABEL = re.compile(
    r"\b(?:on|by|through|via|for)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w.&'-]*\s+){1,4})(?:Records|record label|label)\b"
)
_RELEASE = re.compile(
    r"(?<![\w-])(?:released|issued|published|aired|premiered|opened|founded|established|built|completed|formed)"
    r"(?:\s+(?:posthumously|originally|first))?(?:\s+by\s+[^,.;()]{1,40}?)?(?:\s+as\s+[^,.;()]{1,30}?)?"
    r"\s+(?:(?:in|on)\s+)?(?=[A-Z\d])"
)
_NOT_OWN = re.compile(r"\b(?:not|never|n't|falsely|erroneously|rumou?red)\b")
# Behind a mention of another work the words may be about that work.
_OTHER_WORK = re.compile(rf"\b(?:{'|'.join(sorted(KINDS['work'] - {'single', 'recording'}))})s?\b")
_TAIL_CHARS = 40
_BRACKET = re.compile(r"\(([^()]*)\)")
_DASH = re.compile(r"\s*[-–—]\s*")
_BY_KIND = {"organisation": "founded", "place": "built"}
_FAMILY_DATES = {"novel": "published", "series": "first_aired"}


def lead_drafts(page: Page, entity: Description) -> Iterator[Draft]:
    """The statements of a page's lead sentence; none where it is not of the form "X is a …"."""
    lead, phrase = page.lead, entity.phrase
    if lead is None or phrase is None or not entity.type_noun:
        return
    sentence = page.lead_text[:MAX_LEAD_CHARS]
    evidence = Evidence(lead.start, lead.end, "lead")
    if _NOT_OWN.search(sentence[phrase.subject_end : phrase.end]):
        return
    if entity.kind == "person":
        yield from _life(page, entity, sentence[: phrase.subject_end], evidence)
        yield from _occupations(page, phrase, evidence)
        return
    yield from _dates(page, entity, phrase, sentence, evidence)
    yield from _credits(page, entity, phrase, sentence, evidence)
    yield from _labels(page, entity, sentence, evidence)
    yield from _places(page, entity, phrase, evidence)


def _life(page: Page, entity: Description, subject: str, evidence: Evidence) -> Iterator[Draft]:
    """ "(September 23, 1930 – June 10, 2004)" or "(born …, March 14, 1933)" behind the person's name."""
    for bracket in _BRACKET.findall(subject):
        dates = dates_in(bracket)
        if not dates:
            continue
        born = dates[0] if not re.match(r"\s*(?:died|d\.)", bracket) else None
        died = dates[-1] if born is None or (len(dates) > 1 and _spans_life(bracket, dates)) else None
        if born:
            yield number_draft(page, PREDICATES["born"], born, evidence)
        if died:
            yield number_draft(page, PREDICATES["died"], died, evidence)
        return


def _spans_life(bracket: str, dates: list[DateSpan]) -> bool:
    between = bracket[dates[0].end : dates[-1].start]
    return bool(_DASH.search(between)) and dates[0].high < dates[-1].low


def _occupations(page: Page, phrase: Phrase, evidence: Evidence) -> Iterator[Draft]:
    people = dict.fromkeys(read_as(noun) for noun in phrase.nouns)
    for noun in people:
        if noun.split()[-1] in KINDS["person"]:
            yield term_draft(page, PREDICATES["occupation"], noun, evidence)


def _dates(
    page: Page, entity: Description, phrase: Phrase, sentence: str, evidence: Evidence
) -> Iterator[Draft]:
    default = "released" if entity.kind == "work" else _BY_KIND.get(entity.kind, "")
    predicate = PREDICATES.get(_FAMILY_DATES.get(entity.family, default))
    if predicate is None:
        return
    for match in _RELEASE.finditer(sentence, phrase.start):
        if _OTHER_WORK.search(sentence[phrase.end : match.start()]):
            break
        stated = ranges_in(sentence[match.end() : match.end() + _TAIL_CHARS])
        if stated and stated[0].start == 0:
            yield number_draft(page, predicate, stated[0], evidence)
            return
    if phrase.year and entity.kind == "work":
        year = dates_in(str(phrase.year))
        if year:
            yield number_draft(page, predicate, year[0], evidence)


def _credits(
    page: Page, entity: Description, phrase: Phrase, sentence: str, evidence: Evidence
) -> Iterator[Draft]:
    allowed = _CREDITS.get(entity.family, frozenset())
    found: list[tuple[int, tuple[str, ...]]] = []
    opening = re.match(r"\s*by\s+", sentence[phrase.end :])
    if opening and entity.family in ("album", "novel"):
        stated = "performed_by" if entity.family == "album" else "author"
        found.append((phrase.end + opening.end(), (stated,)))
    for match in _CREDIT.finditer(sentence, phrase.start):
        verbs = re.findall(_VERB, match["verbs"])
        stated_by = tuple(
            "author" if entity.family == "novel" and v == "written" else _VERBS[v] for v in verbs
        )
        found.append((match.end(), stated_by))
    if entity.family == "song":
        for match in _WORDS_OR_MUSIC.finditer(sentence, phrase.start):
            found.append((match.end(), ("composed_by" if match["what"] == "music" else "lyrics_by",)))
    if entity.family in ("film", "series"):
        for match in _STARRING.finditer(sentence, phrase.start):
            found.append((match.end(), ("starring",)))
    for begin, predicates in found:
        if _OTHER_WORK.search(sentence[phrase.end : begin]):
            continue
        for name in credited_names(page, evidence.start + begin, evidence.start + len(sentence)):
            for predicate in predicates:
                if predicate in allowed or predicate in ("starring", "lyrics_by", "composed_by"):
                    yield name_draft(page, entity, PREDICATES[predicate], name, evidence)


def _labels(page: Page, entity: Description, sentence: str, evidence: Evidence) -> Iterator[Draft]:
    if entity.family not in ("album", "song"):
        return
    match = _LABEL.search(sentence)
    if match:
        yield from _named(
            page, entity, "label", match["name"], evidence.start + match.start("name"), evidence
        )


def _places(page: Page, entity: Description, phrase: Phrase, evidence: Evidence) -> Iterator[Draft]:
    """ "is a town in Norway", "is a publisher based in Bergen"."""
    predicate = {"place": "located_in", "organisation": "headquarters"}.get(entity.kind)
    before = {
        "place": r"\s*(?:located |situated )?in\s+(?:the\s+)?",
        "organisation": r"\s*(?:based|headquartered) in\s+",
    }
    if predicate is None:
        return
    rest = page.lead_text[phrase.end : MAX_LEAD_CHARS]
    match = re.match(before[entity.kind] + r"(?P<name>[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*){0,3})", rest)
    if match:
        start = evidence.start + phrase.end + match.start("name")
        yield from _named(page, entity, predicate, match["name"], start, evidence)


def _named(
    page: Page, entity: Description, predicate: str, text: str, start: int, evidence: Evidence
) -> Iterator[Draft]:
    relation = PREDICATES[predicate]
    names: list[Name] = names_in(text, page.links_within(start, start + len(text)), relation.style, start)
    for name in names[:1]:
        yield name_draft(page, entity, relation, name, evidence)
