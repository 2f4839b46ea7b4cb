"""Facts that several statements make together: an age, a lifespan, an order in time, a count (FIELD §2).

What lives here: which of them an entity offers, unblurred. What may not: rungs (ladder.py), candidate sets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from infoseek.agents.links import evidence_of, is_lasting, is_main
from infoseek.linking.corpus import LinkedCorpus
from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.counts import told_apart
from infoseek.linking.sets.derivations import Named, Part, Way, all_gaps, counted, gap_of
from infoseek.tree.claim import Constraint, Evidence

_YEAR_DAYS = 365.2425
# Two dates known by their years, and no sessions of seven.
_MOST_UNSURE = 2.5 * _YEAR_DAYS
# From one date of a thing to another: how long it lived, lasted, took.
_SPELLS = tuple(
    pair.split("-")
    for pair in (
        "born-died founded-dissolved construction_began-opened construction_began-built built-demolished "
        "opened-demolished opened-closed launched-decommissioned commissioned-decommissioned "
        "first_aired-last_aired introduced-discontinued first_lit-deactivated recorded-released "
        "written-published written-first_performed built-opened"
    ).split()
)
# What is done once, on a day that can be set beside another.
_DONE = frozenset(
    "published released built opened painted first_performed founded took_place introduced launched written recorded "
    "discovered first_aired first_lit construction_began commissioned".split()
)
_LIFE = frozenset({"born", "died"})
# Who did it: an age, or a death before the day.
_DOERS = frozenset(
    "author written_by composed_by lyrics_by performed_by directed_by produced_by painted_by created_by illustrator "
    "screenplay_by architect engineer founder designer developed_by invented_by discovered_by led_by won_by".split()
)
_KIN = frozenset("spouse parent child doctoral_advisor doctoral_student teacher student".split())
# What it is of, at, by: the day on which that came about.
_BEARERS = {
    "publisher": "founded",
    "label": "founded",
    "sponsored_by": "founded",
    "alma_mater": "founded",
    "member_of": "founded",
    "parent_organisation": "founded",
    "venue": "opened built",
    "located_in": "opened built",
    "based_on": "published released first_performed",
    "named_after": "born died",
}
# One of several of a kind: both came out.
_NEXT = frozenset({"from_album", "preceded_by", "followed_by"})
_ISSUED = frozenset({"published", "released", "first_performed", "first_aired"})
# What came out of a person's hands after the death.
_LEFT = frozenset({"published", "opened", "built", "first_performed", "released", "first_aired"})
_COUNTED = (
    "has_track starring spouse child sibling founder award doctoral_student student notable_work subsidiary "
    "past_member borders twin_town inflow tributary performed_by written_by produced_by composed_by".split()
)
_COUNTED_BACK = (
    "author written_by composed_by lyrics_by performed_by directed_by produced_by painted_by architect starring founder "
    "from_album publisher label designer developed_by illustrator led_by won_by alma_mater birth_place death_place "
    "located_in on_river crosses flows_into venue based_on doctoral_advisor named_after buried_in headquarters".split()
)
# So many statements one clue may rest on, and so many things another relation may lead to.
_MOST_EVIDENCE, _MOST_RELATED = 24, 40


class Derived(NamedTuple):
    """One derived fact of an entity, as exact as it is stated.

    constraint: gap (low to high days, all that the two stated dates can mean) or count (low: as many as are
    stated). shown: the fact in figures. evidence: every span it rests on, its parts in order.
    """

    constraint: Constraint
    shown: str
    evidence: tuple[Evidence, ...]


class Offering(Protocol):
    """What is needed of a corpus's sizes."""

    @property
    def corpus(self) -> LinkedCorpus:
        """The corpus."""


def derived_of(sizes: Offering, entity_id: str) -> list[Derived]:
    """All that the statements about an entity and what it is related to make together; each constraint once.

    Only lasting and main facts count; of a date that is stated twice the more exact one. A gap that may be nothing
    or either way, a birth after the deed, and where several could be meant by "its author" are left out.
    """
    reading = _Reading(sizes.corpus, entity_id)
    found: dict[tuple[object, ...], Derived] = {}
    for fact in (*_spells(reading), *_ages(reading), *_counts(reading)):
        found.setdefault(fact.constraint.identity, fact)
    return list(_closest(found.values()))


def _closest(facts: Iterable[Derived]) -> Iterator[Derived]:
    """The facts without those gaps that are another from dates stated less exactly."""
    gaps = defaultdict[tuple[object, ...], list[tuple[float, float]]](list)
    listed = [
        (fact, _ends(fact.constraint), (fact.constraint.low or 0.0, fact.constraint.high or 0.0))
        for fact in facts
    ]
    for fact, ends, span in listed:
        if fact.constraint.form == "gap":
            gaps[ends].append(span)
    for fact, ends, (low, high) in listed:
        if not any(span != (low, high) and low <= span[0] and span[1] <= high for span in gaps[ends]):
            yield fact


def _ends(constraint: Constraint) -> tuple[object, ...]:
    return (constraint.form, constraint.predicate, constraint.other, constraint.through, constraint.direction)


class _Reading:
    """One entity's statements, the lasting and main ones; those on other pages than its own first (S6)."""

    def __init__(self, corpus: LinkedCorpus, entity_id: str) -> None:
        self.corpus, self.entity_id = corpus, entity_id
        self.own = self._page(entity_id)
        self._of: dict[str, list[Mapping[str, Any]]] = {}
        self._to: dict[str, list[Mapping[str, Any]]] = {}
        self.predicates = frozenset(str(edge["predicate"]) for edge in self.of(entity_id))

    def _page(self, entity_id: str) -> str:
        row = self.corpus.entities.get(entity_id)
        return str(row["page_id"]) if row else ""

    def of(self, entity_id: str) -> list[Mapping[str, Any]]:
        """What is stated about an entity."""
        if entity_id not in self._of:
            self._of[entity_id] = self._good(self.corpus.index.edges_of[entity_id])
        return self._of[entity_id]

    def to(self, entity_id: str) -> list[Mapping[str, Any]]:
        """What points to an entity."""
        if entity_id not in self._to:
            self._to[entity_id] = self._good(self.corpus.index.edges_to[entity_id])
        return self._to[entity_id]

    def _good(self, edges: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return [edge for edge in edges if is_lasting(edge) and is_main(self.corpus, edge)]

    def evidence(self, parts: Iterable[Part]) -> tuple[Evidence, ...]:
        """One span for each part; the same span but once."""
        chosen = (
            min(part, key=lambda edge: (edge["page_id"] == self.own, edge["edge_id"])) for part in parts
        )
        return tuple(dict.fromkeys(evidence_of(edge) for edge in chosen))

    def gaps(self, constraint: Constraint) -> Iterator[Way]:
        return all_gaps(constraint, self.entity_id, self.of, self.to)


def _spells(reading: _Reading) -> Iterator[Derived]:
    for first, last in _SPELLS:
        if {first, last} <= reading.predicates:
            for way in reading.gaps(_gap(last, first)):
                yield from _derived(reading, _gap(last, first), way)


def _ages(reading: _Reading) -> Iterator[Derived]:
    done = sorted(reading.predicates & (_DONE | _LIFE))
    relations = sorted(reading.predicates & (_DOERS | _KIN | _NEXT | _BEARERS.keys()))
    for through in relations if done else ():
        others = {
            str(e["object_id"] or e["value"])
            for e in reading.of(reading.entity_id)
            if e["predicate"] == through
        }
        if len(others) != 1 or not others <= reading.corpus.entities.keys():
            continue
        dated = {str(edge["predicate"]) for edge in reading.of(min(others))}
        for predicate in done:
            for other in sorted(dated & _beside(predicate, through)):
                constraint = _gap(predicate, other, through)
                for way in reading.gaps(constraint):
                    yield from _derived(reading, constraint, way)
    if "died" in reading.predicates:
        yield from _left_behind(reading)


def _beside(predicate: str, through: str) -> frozenset[str]:
    """The dates of the other thing that this date can be set beside."""
    if through in _DOERS:
        return _LIFE if predicate in _DONE else frozenset()
    if through in _KIN:
        return frozenset({predicate}) & _LIFE
    if through in _NEXT:
        return frozenset({predicate}) & _ISSUED
    is_pupil = predicate == "born" and through == "alma_mater"
    return frozenset(_BEARERS[through].split()) if is_pupil or predicate in _DONE else frozenset()


def _left_behind(reading: _Reading) -> Iterator[Derived]:
    """What a person made that came out after the death: died before a work of theirs appeared."""
    works: dict[str, set[str]] = {}
    for edge in reading.to(reading.entity_id):
        if edge["predicate"] in _DOERS:
            works.setdefault(str(edge["predicate"]), set()).add(str(edge["subject_id"]))
    for through, made in sorted(works.items()):
        if len(made) > _MOST_RELATED:
            continue
        dates = {str(edge["predicate"]) for work in made for edge in reading.of(work)} & _LEFT
        for other in sorted(dates):
            constraint = _gap("died", other, through, is_forward=False)
            for way in reading.gaps(constraint):
                if gap_of(way)[1] < 0:
                    yield from _derived(reading, constraint, way)


def _gap(predicate: str, other: str, through: str = "", *, is_forward: bool = True) -> Constraint:
    """A gap whose bounds are not known yet."""
    direction = "forward" if is_forward else "inverse"
    return Constraint(
        form="gap", predicate=predicate, other=other, through=through, direction=direction, low=0, high=0
    )


def _derived(reading: _Reading, constraint: Constraint, way: Way) -> Iterator[Derived]:
    low, high = gap_of(way)
    is_either_way = low <= 0 <= high
    is_before_birth = constraint.other == "born" and constraint.predicate != "born" and low < 0
    if is_either_way or is_before_birth or high - low > _MOST_UNSURE:
        return
    exact = constraint.model_copy(update={"low": low, "high": high})
    yield Derived(exact, _years(low, high), reading.evidence(way))


def _years(low: float, high: float) -> str:
    ends = sorted(round(abs(days) / _YEAR_DAYS, 1) for days in (low, high))
    span = " to ".join(dict.fromkeys(f"{years:g}" for years in ends))
    return f"{span} years before" if low < 0 else f"{span} years"


def _counts(reading: _Reading) -> Iterator[Derived]:
    back = {str(edge["predicate"]) for edge in reading.to(reading.entity_id)}
    for predicate in _COUNTED:
        # A listing of tracks is read from the tracks' pages too.
        if predicate in reading.predicates or INVERSES.get(predicate) in back:
            yield from _count(reading, Constraint(form="count", predicate=predicate, low=2))
    for predicate in _COUNTED_BACK:
        if predicate in back:
            yield from _count(
                reading, Constraint(form="count", predicate=predicate, direction="inverse", low=2)
            )


def _count(reading: _Reading, constraint: Constraint) -> Iterator[Derived]:
    named: dict[Named, list[Mapping[str, Any]]] = counted(
        constraint, reading.entity_id, reading.of, reading.to
    )
    if len(named) < 2:
        return
    kept = dict(sorted(named.items())[:_MOST_EVIDENCE])
    number = told_apart(reading.corpus.index, kept)
    if number >= 2:
        exact = constraint.model_copy(update={"low": float(number)})
        yield Derived(exact, str(number), reading.evidence(tuple(edges) for edges in kept.values()))
