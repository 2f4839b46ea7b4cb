"""The facts of a world, indexed by page id: the oracle's own reading of them, apart from linking's.

What lives here: kinds, relations, values and spans. What may not: trees and judgements (oracle.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from infoseek.linking.naming.names import fold_name
from infoseek.web.urls import canonical_url, page_id
from infoseek.world.truth import Fact, World

Span = tuple[float, float]
Pair = tuple[str, str]

INVERSES = {
    "followed_by": "preceded_by",
    "preceded_by": "followed_by",
    "has_track": "from_album",
    "from_album": "has_track",
    "spouse": "spouse",
}
"""Names of one relation read from its two ends; a relation that is its own inverse holds both ways."""

_EPOCH = date(1970, 1, 1).toordinal()
_NO_THINGS = frozenset({"list", "disambiguation", "home"})


def ids_of(world: World, site: str) -> dict[str, str]:
    """Page id by path. site: the served world's address without a slash at its end."""
    return {path: page_id(canonical_url(site + path)) for path in world.pages}


class WorldFacts:
    """All or some facts of a world by predicate. Subjects and objects are page ids.

    nouns: what each thing is, its kind and its occupations, folded. pairs: relations, from both their ends.
    values: folded values as written; unlinked: those of them that have no page. spans: numbers and dates from
    first to last they can mean.
    """

    def __init__(self, world: World, site: str, facts: Iterable[Fact]) -> None:
        self.ids = ids_of(world, site)
        self.names = {self.ids[path]: page.title for path, page in world.pages.items()}
        self.nouns: dict[str, set[str]] = {
            self.ids[path]: {fold_name(page.kind)}
            for path, page in world.pages.items()
            if page.kind not in _NO_THINGS
        }
        self.pairs: dict[str, set[Pair]] = defaultdict(set)
        self.values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.unlinked: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for fact in facts:
            self._add(fact)

    def _add(self, fact: Fact) -> None:
        subject = self.ids.get(fact.subject)
        if subject is None:
            return
        self.values[fact.predicate][subject].add(fold_name(fact.value))
        if fact.predicate == "occupation" and subject in self.nouns:
            self.nouns[subject].add(fold_name(fact.value))
        span = span_of(fact)
        if span is not None:
            self.spans[fact.predicate][subject].append(span)
        there = self.ids.get(fact.object)
        if there is None:
            self.unlinked[fact.predicate][subject].add(fold_name(fact.value))
        else:
            self.pairs[fact.predicate].add((subject, there))
            if fact.predicate in INVERSES:
                self.pairs[INVERSES[fact.predicate]].add((there, subject))

    @property
    def predicates(self) -> frozenset[str]:
        """Every predicate that the world has a fact of."""
        return frozenset(self.values) | frozenset(self.pairs)

    def things(self, noun: str) -> frozenset[str]:
        """What a noun says of: a film company is a company, a novelist who also composed is a composer."""
        wanted = fold_name(noun)
        return frozenset(
            key
            for key, nouns in self.nouns.items()
            if any(one == wanted or one.endswith(f" {wanted}") for one in nouns)
        )


def span_of(fact: Fact) -> Span | None:
    """First and last number a value can mean: days since 1970-01-01 for a date; None for names and terms.

    Raises `ValueError` where a date or number cannot be read.
    """
    if fact.value_type == "date":
        return date_span(fact.value)
    return (float(fact.value), float(fact.value)) if fact.value_type == "number" else None


def date_span(value: str) -> Span:
    """First and last day of an ISO date, month or year, in days since 1970-01-01."""
    year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        last = first
    elif month:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    else:
        last = date(year, 12, 31)
    return float(first.toordinal() - _EPOCH), float(last.toordinal() - _EPOCH)
