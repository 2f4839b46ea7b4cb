"""How many things a row states at least, and at most where it lists them all (`Constraint`, form count).

What lives here: counting statements. What may not: which candidates a count leaves (readings.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import NamedTuple, Protocol

import numpy as np
from pyroaring import BitMap

from infoseek.linking.sets.derivations import Named
from infoseek.linking.sets.members import Roster
from infoseek.linking.sets.pairs import distinct, is_among, union
from infoseek.linking.sets.rows import Row
from infoseek.linking.sets.statements import NO_ONE, Ints, Table

# So many names that may mean one another are told apart exactly; of more, some that surely differ are counted.
_MOST_EXACT = 12
# A row with more names is no list of things.
_MOST_NAMES = 200
_NO_WORDS = frozenset[str]()

# Which things may be one, by their places.
Alike = dict[int, set[int]]


class Thing(NamedTuple):
    """One stated thing.

    number: of the entity it points to, or `NO_ONE`. name: folded, where that may mean another; "" where it is sure.
    """

    number: int
    name: str = ""


class Counts:
    """The objects that subjects state of one predicate, or the subjects that state an object, counted.

    candidates: the entities that are things; lists and the like are counted by no one.
    """

    def __init__(
        self, table: Table, candidates: BitMap, *, is_forward: bool, is_nested: bool, size: int
    ) -> None:
        self._table, self._candidates, self._size = table, candidates, size
        self._is_forward, self._is_nested = is_forward, is_nested
        self._least: dict[float, BitMap] = {}
        self._fewer: dict[float, BitMap] = {}

    def at_least(self, number: float) -> BitMap:
        """Those with so many statements of which no two may mean one thing."""
        subjects, counts = self._stated
        key = min(number, _over(counts))
        if key not in self._least:
            self._least[key] = distinct(subjects[counts >= key])
        return self._least[key]

    def fewer(self, number: float) -> BitMap:
        """Those whose closed row states fewer things than that, however they are told apart."""
        subjects, counts = self._most
        key = min(number, _over(counts))
        if key not in self._fewer:
            self._fewer[key] = distinct(subjects[counts < key])
        return self._fewer[key]

    @cached_property
    def _stated(self) -> tuple[Ints, Ints]:
        """Those counted and how many things of each are surely told. Places lie within places: they are no count."""
        if not self._is_forward:
            return self._turned()
        return (_NONE, _NONE) if self._is_nested else self._own()

    def _turned(self) -> tuple[Ints, Ints]:
        pairs = self._table.stated.seconds
        found, counts = np.unique(
            pairs.keys[is_among(pairs.values, self._candidates)].astype(np.int64), return_counts=True
        )
        return found, counts

    def _own(self) -> tuple[Ints, Ints]:
        columns = self._table.columns
        columns = columns.take(columns.tells & ~(columns.low <= columns.high))
        is_known = ~columns.is_unsure & (columns.object != NO_ONE) & (columns.object < self._size)
        is_thing = is_known & is_among(np.maximum(columns.object, 0).astype(np.uint32), self._candidates)
        things = defaultdict[int, list[Thing]](list)
        loose = distinct(columns.subject[~is_known])
        text = self._table.wording.text
        for at in np.flatnonzero(is_among(columns.subject.astype(np.uint32), loose)).tolist():
            name = "" if is_known[at] else text(int(columns.value[at]))
            if is_thing[at] or name:
                things[int(columns.subject[at])].append(Thing(int(columns.object[at]), name))
        plain = is_thing & ~is_among(columns.subject.astype(np.uint32), loose)
        codes = np.unique((columns.subject[plain] << np.int64(32)) | columns.object[plain])
        subjects, counts = np.unique(codes >> np.int64(32), return_counts=True)
        may_mean = self._table.wording.may_mean
        told = [fewest(stated, may_mean) if len(stated) > 1 else 1 for stated in things.values()]
        return (
            np.concatenate([subjects, np.fromiter(things, np.int64, len(things))]),
            np.concatenate([counts, np.array(told, np.int64)]),
        )

    @cached_property
    def _most(self) -> tuple[Ints, Ints]:
        """Subjects whose row lists all things, and how many these are at most."""
        table, columns = self._table, self._table.columns
        if self._is_nested or not self._is_forward or table.names_more:
            return _NONE, _NONE
        numbered = distinct(columns.subject[columns.low <= columns.high])
        chosen = is_among(columns.subject.astype(np.uint32), table.closed - numbered)
        objects, values = columns.object[chosen], columns.value[chosen]
        # Names after the numbers of entities, so that the two are told apart.
        things = np.where(objects == NO_ONE, values + np.int64(1 << 31), objects)
        codes = np.unique((columns.subject[chosen] << np.int64(32)) | things)
        found, counts = np.unique(codes >> np.int64(32), return_counts=True)
        return found, counts


_NONE = np.zeros(0, np.int64)


def _over(counts: Ints) -> int:
    """A number above all counts."""
    return int(counts.max()) + 1 if len(counts) else 0


class Naming(Protocol):
    """What is needed of the index to tell things apart."""

    @property
    def roster(self) -> Roster:
        """The numbering."""

    @property
    def candidates(self) -> BitMap:
        """Entities that are things."""

    def may_mean(self, value: str) -> BitMap:
        """The entities a folded name might mean."""


def told_apart(index: Naming, named: Mapping[Named, Iterable[Row]]) -> int:
    """How many things these statements are surely about (`derivations.counted`)."""
    things = []
    for (page, name), edges in named.items():
        number = index.roster.number(page) if page else NO_ONE
        is_page = 0 <= number < index.roster.size
        is_sure = is_page and (not name or any(edge.get("score", 1.0) >= 1 for edge in edges))
        if number in index.candidates if is_sure else name:
            things.append(Thing(number, "" if is_sure else name))
    return fewest(things, index.may_mean)


def fewest(things: Iterable[Thing], may_mean: Callable[[str], BitMap]) -> int:
    """The most of these things of which surely no two are one.

    Two may be one where a name may mean the other's page, both may mean one page, or the words of one are all in
    the other.
    """
    stated = set(things)
    known = BitMap([thing.number for thing in stated if not thing.name and thing.number != NO_ONE])
    names = sorted(thing for thing in stated if thing.name)[:_MOST_NAMES]
    meant = [may_mean(thing.name) | BitMap([n for n in (thing.number,) if n != NO_ONE]) for thing in names]
    doubted = known & union(meant)
    meant += [BitMap([number]) for number in doubted]
    words = [frozenset(thing.name.split()) for thing in names] + [_NO_WORDS] * len(doubted)
    alike: Alike = {at: set() for at in range(len(meant))}
    for one, other in combinations(alike, 2):
        if not meant[one].isdisjoint(meant[other]) or _is_nested(words[one], words[other]):
            alike[one].add(other)
            alike[other].add(one)
    return len(known) - len(doubted) + sum(_most_apart(part, alike) for part in _parts(alike))


def _is_nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _parts(alike: Alike) -> Iterator[frozenset[int]]:
    """The things by who may be one with whom, at any remove."""
    waiting = set(alike)
    while waiting:
        part, edge = set[int](), {min(waiting)}
        while edge:
            part |= edge
            edge = set[int]().union(*(alike[each] for each in edge)) - part
        waiting -= part
        yield frozenset(part)


def _most_apart(part: frozenset[int], alike: Alike) -> int:
    """The most of a part of which no two may be one; of a large part some of which that is sure."""
    if len(part) <= _MOST_EXACT:
        return _exactly(part, alike)
    chosen: set[int] = set()
    for each in sorted(part, key=lambda each: (len(alike[each]), each)):
        if not alike[each] & chosen:
            chosen.add(each)
    return len(chosen)


def _exactly(part: frozenset[int], alike: Alike) -> int:
    first = max(part, key=lambda each: (len(alike[each] & part), -each), default=None)
    if first is None or not alike[first] & part:
        return len(part)
    rest = part - {first}
    return max(_exactly(rest, alike), 1 + _exactly(rest - alike[first], alike))
