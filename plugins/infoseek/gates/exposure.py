"""L4 exposed constant (FIELD §2, §3): what has to be found on the way stands in the question already.

What lives here: the check. What may not: how constants are read off a text (constants.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from infoseek.agents.ladder import year_of
from infoseek.gates.bands import OPEN, YEAR_DAYS, bare_claims, made_of
from infoseek.gates.constants import Constants
from infoseek.gates.corpus import GateCorpus
from infoseek.gates.evidence import sentence, statements
from infoseek.gates.item import Item
from infoseek.gates.verdict import Finding
from infoseek.settings import GateSettings
from infoseek.tree.research_tree import ResearchTree

# A smaller number beside a claim's value is in too many sentences to point anywhere.
_LEAST_TELLING = 10
# "About 84 metres" gives 84.1 metres away.
_NEARNESS = 0.01
_TELLING_WORDS = 2
_SHOWN_CHARS = 200
# What a number of the question may count, in the unit a statement is stored in. Dates are compared as dates.
_UNITS: dict[str, tuple[float, ...]] = {"number": (1,), "duration": (1, 60, 3600), "date": ()}

Bounds = tuple[frozenset[float], ...]
"""The numbers by which one range may be said: a set for each unit, any one of which says it wholly."""


@dataclass(frozen=True)
class Exposure:
    """A constant of the evidence that stands in a text. kind: number, day, code, quotation, phrase, address."""

    kind: str
    shown: str
    vertex: str = ""
    source: str = ""


@dataclass(frozen=True)
class Source:
    """What one claim rests on. own: the number it is about, as (least, greatest, in how many of a unit)."""

    vertex: str
    stated: Constants
    own: tuple[tuple[float, float, float], ...]


def exposed_constant(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """L4: an exact date, number, code or a phrase of the evidence stands in the question or a sub-question.

    Also where a claim is its value in other words (`bands.bare_claims`). Not exposed are the bounds of a
    blurred range said together, the names of given vertices, and terms, which are blurred by being common.
    """
    tree = item.tree
    for vertex, fault in bare_claims(tree, corpus, settings):
        return Finding(
            reason=f"The claim of {vertex} gives its value away: {fault}.", evidence={"vertex": vertex}
        )
    sources = [source for vertex in tree.vertices[1:] for source in _sources(tree, corpus, vertex.id)]
    ranges = [bounds for vertex in tree.vertices[1:] for bounds in _bounds(tree, corpus, vertex.id)]
    texts = [
        ("question", item.question),
        *((f"sub-question for {s.vertex}", s.question) for s in item.sub_questions),
    ]
    permitted = _permitted(tree, corpus)
    for where, text in texts:
        for found in _exposures(_without(text, permitted), sources, ranges, corpus, settings):
            beside = f", which the evidence of {found.vertex} states" if found.vertex else ""
            reason = f'The {where} shows the {found.kind} "{found.shown:.80}"{beside}.'
            return Finding(reason=reason, evidence={"where": where, **vars(found)})
    return Finding(evidence={"texts": len(texts), "sources": len(sources)})


def _exposures(
    text: str, sources: list[Source], ranges: list[Bounds], corpus: GateCorpus, settings: GateSettings
) -> Iterator[Exposure]:
    said = Constants(text)
    # One bound of two says no range: "in 1960" is not "between 1960 and 1964".
    # Said in minutes, the bounds are there in seconds too.
    wholly = (ways for ways in ranges if any(both <= said.numbers for both in ways))
    bounds = frozenset[float]().union(*(both for ways in wholly for both in ways))
    for address in said.addresses:
        yield Exposure("address", address)
    for source in sources:
        for kind, shown in (
            *(("number", f"{number:g}") for number in _shown_numbers(said, source, bounds)),
            *(("day", f"{month:02}-{day:02}") for month, day in sorted(said.days & source.stated.days)),
            *(("code", code) for code in sorted(said.codes & source.stated.codes)),
            *(("quotation", quoted) for quoted in said.quotations if _has_words(source.stated, quoted)),
            *(("phrase", phrase) for phrase in _phrases(said.words, source.stated.words, corpus, settings)),
        ):
            yield Exposure(kind, shown, source.vertex, source.stated.text[:_SHOWN_CHARS])


def _shown_numbers(said: Constants, source: Source, bounds: frozenset[float]) -> Iterator[float]:
    stated = source.stated.numbers
    for number in sorted(said.numbers - bounds):
        is_own = any(_is_near(number * unit, low, high) for low, high, unit in source.own)
        if is_own or (number >= _LEAST_TELLING and number in stated):
            yield number
    for year in sorted(said.short_years):
        yield from (number for number in sorted(stated) if 1000 <= number < 2100 and number % 100 == year)


def _is_near(number: float, low: float, high: float) -> bool:
    return low - _NEARNESS * abs(low) <= number <= high + _NEARNESS * abs(high)


def _has_words(stated: Constants, quoted: str) -> bool:
    return f" {quoted} " in f" {' '.join(stated.words)} "


def _phrases(
    words: list[str], stated: list[str], corpus: GateCorpus, settings: GateSettings
) -> Iterator[str]:
    """The longest runs of words that both texts have and that say more than ordinary words do."""
    size = settings.phrase_words
    runs = {tuple(stated[at : at + size]) for at in range(len(stated) - size + 1)}
    at = 0
    while at + size <= len(words):
        end = at + size
        if tuple(words[at:end]) not in runs:
            at += 1
            continue
        while end < len(words) and tuple(words[end + 1 - size : end + 1]) in runs:
            end += 1
        run = words[at:end]
        if sum(not w.isdigit() and w not in corpus.common_words for w in run) >= _TELLING_WORDS:
            yield " ".join(run)
        at = end


def _sources(tree: ResearchTree, corpus: GateCorpus, vertex_id: str) -> Iterator[Source]:
    claim, parent = tree.claim(vertex_id), tree.vertex(tree.parent(vertex_id) or "A").entity_id
    edges = statements(tree, corpus, vertex_id) if claim.constraint.form == "range" else []
    own = tuple(
        (float(edge["low"]), float(edge["high"]), unit)
        for edge in edges
        for unit in _UNITS.get(edge["value_type"], ())
    )
    if claim.constraint.is_derived:
        size = YEAR_DAYS if claim.constraint.form == "gap" else 1
        sizes = (sorted((abs(least), abs(most))) for least, most in made_of(claim, parent, corpus))
        own = tuple((least / size, most / size, 1.0) for least, most in sizes)
    for evidence in claim.evidence:
        yield Source(vertex_id, Constants(sentence(corpus, evidence)), own)


def _bounds(tree: ResearchTree, corpus: GateCorpus, vertex_id: str) -> Iterator[Bounds]:
    """The ways in which a text may say a blurred range: by its years, its bounds or its one bound."""
    constraint = tree.claim(vertex_id).constraint
    if constraint.form == "count" and constraint.low is not None:
        yield (frozenset({constraint.low}),)
    if constraint.low is None or constraint.high is None:
        return
    if constraint.form == "gap":
        said = [abs(bound) for bound in (constraint.low, constraint.high) if 0 < abs(bound) < OPEN]
        yield (frozenset(float(round(bound / YEAR_DAYS)) for bound in said),)
    if constraint.form != "range":
        return
    both = (constraint.low, constraint.high)
    for edge in statements(tree, corpus, vertex_id):
        if edge["value_type"] == "date":
            yield (frozenset(float(year_of(bound)) for bound in both),)
        elif units := _UNITS.get(edge["value_type"]):
            said = [bound for bound in both if 0 < bound < OPEN]
            yield tuple(frozenset(round(bound / unit, 3) for bound in said) for unit in units)


def _permitted(tree: ResearchTree, corpus: GateCorpus) -> list[str]:
    """What a question may say as it stands: names of given vertices and terms; the longest first."""
    found = set()
    for vertex in tree.vertices[1:]:
        if vertex.is_entity and vertex.visibility == "given":
            found |= {vertex.name, *(alias.text for alias in corpus.aliases_of(vertex.entity_id))}
        constraint = tree.claim(vertex.id).constraint
        edges = statements(tree, corpus, vertex.id)
        if constraint.form == "value" and edges and all(edge["value_type"] == "term" for edge in edges):
            found.add(constraint.value)
    return sorted(found, key=lambda phrase: (-len(phrase), phrase))


def _without(text: str, phrases: list[str]) -> str:
    for phrase in phrases:
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " … ", text, flags=re.IGNORECASE)
    return text
