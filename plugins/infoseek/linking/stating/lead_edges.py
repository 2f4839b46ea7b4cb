"""Edges from the lead sentence, by conservative patterns: affirmative, about the page's own subject.

What may not live here: other sentences, whose subject would have to be guessed; places (lead_places.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoseek.linking.kinds.entities import Description
from infoseek.linking.kinds.predicate_phrase import MAX_LEAD_CHARS, Phrase, read_as
from infoseek.linking.kinds.types import KINDS
from infoseek.linking.page import Page
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.predicates.predicate import sorts_of
from infoseek.linking.stating.credited import credited_names
from infoseek.linking.stating.draft import Draft, Evidence, name_draft, number_draft, term_draft
from infoseek.linking.stating.lead_places import place_drafts
from infoseek.linking.stating.name_lists import names_in
from infoseek.linking.values.dates import DateSpan, dates_in, ranges_in

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
    "painted": "painted_by",
    "published": "publisher",
    "founded": "founder",
    "established": "founder",
    "designed": "architect",
    "distributed": "distributed_by",
    "led": "led_by",
    "sponsored": "sponsored_by",
    "won": "won_by",
}
# What a verb states depends on the type; a verb not allowed for it states nothing.
_CREDITS = {
    "album": frozenset({"performed_by", "produced_by"}),
    "song": frozenset({"written_by", "composed_by", "produced_by", "performed_by"}),
    "film": frozenset({"written_by", "directed_by", "produced_by", "edited_by", "distributed_by"}),
    "series": frozenset({"created_by", "written_by", "directed_by", "produced_by"}),
    "novel": frozenset({"author", "illustrator", "publisher"}),
    "opera": frozenset({"composed_by"}),
    "painting": frozenset({"painted_by"}),
    "organisation": frozenset({"founder"}),
    "place": frozenset({"architect"}),
    "event": frozenset({"led_by", "sponsored_by", "won_by"}),
    **dict.fromkeys(("software", "service", "protocol", "digital"), frozenset({"developed_by"})),
}
# Who makes a program develops it, whichever of these verbs says so.
_DEVELOPED = frozenset("written created developed designed built made".split())
# "An album by X": who the makers of a type are called.
_MAKERS = {"album": "performed_by", "novel": "author", "opera": "composed_by", "painting": "painted_by"}
_VERB = "|".join((*_VERBS, "developed", "built", "made"))
_CREDIT = re.compile(
    rf"(?<![\w-])(?P<verbs>(?:co-?)?(?:{_VERB})(?:(?:,\s+and\s+|,\s+|\s+and\s+)(?:co-?)?(?:{_VERB}))*)\s+by\s+"
)
_WORDS_OR_MUSIC = re.compile(r"(?<![\w-])(?P<what>lyrics|words|music)\s+by\s+")
_STARRING = re.compile(r"(?<![\w-])(?:starring|stars)\s+")
_LABEL = re.compile(
    r"\b(?:on|by|through|via|for)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w.&'-]*\s+){1,4})(?:Records|record label|label)\b"
)
# What a verb dates: by the verb alone, or for works by what their type is said to be.
_DATED = {
    "organisation": {"founded": "founded", "established": "founded", "formed": "founded", "opened": "opened"},
    "place": {
        "founded": "founded",
        "established": "founded",
        "built": "built",
        "completed": "built",
        "opened": "opened",
    },
    "event": {
        "fought": "took_place",
        "held": "took_place",
        "took place": "took_place",
        "founded": "founded",
        "established": "founded",
    },
    "painting": {"painted": "painted", "completed": "painted"},
    **{
        family: {"premiered": "first_performed", "first performed": "first_performed"}
        for family in ("opera", "ballet", "play", "musical", "symphony")
    },
}
_ISSUED = tuple(
    "released issued published aired premiered opened founded established built completed formed".split()
)
_FAMILY_DATES = {"novel": "published", "series": "first_aired"}
_DATE_VERB = re.compile(
    r"(?<![\w-])(?P<verb>released|issued|published|aired|premiered|opened|founded|established|built|completed|"
    r"formed|painted|fought|held|took place|first performed)"
    r"(?:\s+(?:posthumously|originally|first))?(?:\s+by\s+[^,.;()]{1,40}?)?(?:\s+as\s+[^,.;()]{1,30}?)?"
    r"\s+(?:(?:in|on|from)\s+)?(?=[A-Z\d])"
)
_NOT_OWN = re.compile(r"\b(?:not|never|n't|falsely|erroneously|rumou?red)\b")
# Behind a mention of another work the words may be about that work.
_OTHER_WORK = re.compile(rf"\b(?:{'|'.join(sorted(KINDS['work'] - {'single', 'recording'}))})s?\b")
_NO_TRADES = frozenset("person man woman boy girl human".split())
_TAIL_CHARS = 40
_BRACKET = re.compile(r"\(([^()]*)\)")
_DASH = re.compile(r"\s*[-–—]\s*")


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
    yield from place_drafts(page, entity, phrase, evidence)


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
        if noun.split()[-1] in KINDS["person"] - _NO_TRADES:
            yield term_draft(page, PREDICATES["occupation"], noun, evidence)


def _dates(
    page: Page, entity: Description, phrase: Phrase, sentence: str, evidence: Evidence
) -> Iterator[Draft]:
    by_verb = _dated(entity)
    for match in _DATE_VERB.finditer(sentence, phrase.start):
        if _OTHER_WORK.search(sentence[phrase.end : match.start()]):
            break
        stated = ranges_in(sentence[match.end() : match.end() + _TAIL_CHARS])
        if match["verb"] in by_verb and stated and stated[0].start == 0:
            yield number_draft(page, PREDICATES[by_verb[match["verb"]]], stated[0], evidence)
            return
    year = dates_in(str(phrase.year)) if phrase.year else []
    # The year of an opera may be that of its score.
    dated = by_verb.get("completed" if entity.family == "painting" else "released")
    if year and dated:
        yield number_draft(page, PREDICATES[dated], year[0], evidence)


def _dated(entity: Description) -> dict[str, str]:
    """The predicate each verb dates on a page of this type."""
    if entity.family in _DATED:
        return _DATED[entity.family]
    if entity.kind != "work":
        return {}
    return dict.fromkeys(_ISSUED, _FAMILY_DATES.get(entity.family, "released"))


def _credits(
    page: Page, entity: Description, phrase: Phrase, sentence: str, evidence: Evidence
) -> Iterator[Draft]:
    allowed = _CREDITS.get(entity.family, frozenset()).union(
        *(_CREDITS[sort] for sort in sorts_of(entity.type_noun) & _CREDITS.keys())
    )
    found: list[tuple[int, tuple[str, ...]]] = []
    opening = re.match(r"\s*by\s+", sentence[phrase.end :])
    if opening and entity.family in _MAKERS:
        found.append((phrase.end + opening.end(), (_MAKERS[entity.family],)))
    for match in _CREDIT.finditer(sentence, phrase.start):
        verbs = re.findall(_VERB, match["verbs"])
        found.append((match.end(), tuple(_stated(verb, allowed, entity) for verb in verbs)))
    if entity.family in ("song", "opera"):
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


def _stated(verb: str, allowed: frozenset[str], entity: Description) -> str:
    """What a verb states of who did it, "" where nothing is known of that."""
    if "developed_by" in allowed and verb in _DEVELOPED:
        return "developed_by"
    return "author" if entity.family == "novel" and verb == "written" else _VERBS.get(verb, "")


def _labels(page: Page, entity: Description, sentence: str, evidence: Evidence) -> Iterator[Draft]:
    if entity.family not in ("album", "song"):
        return
    match = _LABEL.search(sentence)
    if match:
        start = evidence.start + match.start("name")
        relation = PREDICATES["label"]
        links = page.links_within(start, start + len(match["name"]))
        for name in names_in(match["name"], links, relation.style, start)[:1]:
            yield name_draft(page, entity, relation, name, evidence)
