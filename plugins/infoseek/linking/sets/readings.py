"""Readings of support over one index, and the first of them: S⁻(c), what is stated (FIELD §3).

They satisfy `infoseek.tree.hcsp.Support` by operations on whole sets. What may not live here: S⁺
(not_refuted.py), building the index (candidates.py).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Set
from typing import Protocol

from pyroaring import BitMap, FrozenBitMap

from infoseek.linking.kinds.types import is_type_match
from infoseek.linking.sets.counts import Counts
from infoseek.linking.sets.gaps import Gaps
from infoseek.linking.sets.inside import Inside
from infoseek.linking.sets.members import Members, Roster
from infoseek.linking.sets.nesting import Nesting
from infoseek.linking.sets.pairs import union
from infoseek.linking.sets.sharing import sharing
from infoseek.linking.sets.statements import Table
from infoseek.tree.claim import Constraint

MOST_REMEMBERED_BYTES = 200_000_000
# What a set takes beside its members; a member takes two bytes, or an eighth of one where most are in it.
_SET_BYTES, _MEMBER_BYTES, _CONTAINER_BYTES, _CONTAINER = 300, 2, 8192, 65_536


class Index(Protocol):
    """What the readings need of the index. Sets are bitmaps of the roster's numbers."""

    @property
    def roster(self) -> Roster:
        """The numbering."""

    @property
    def candidates(self) -> BitMap:
        """Entities that could be an answer."""

    @property
    def by_type(self) -> Mapping[str, BitMap]:
        """type noun -> the entities of it that could be an answer."""

    @property
    def nesting(self) -> Nesting:
        """Which places exclude one another."""

    @property
    def inside(self) -> Inside:
        """Which places lie in a place."""

    def table(self, predicate: str) -> Table:
        """All that is stated of one predicate."""

    def gaps(self, constraint: Constraint) -> Gaps:
        """The gaps between the two dates of a constraint."""

    def counts(self, constraint: Constraint) -> Counts:
        """How many things of a constraint's predicate there are."""

    def is_nested(self, predicate: str) -> bool:
        """Whether values of the predicate lie within one another."""


class Reading(ABC):
    """One reading of support; a constraint that no one can satisfy has the empty set.

    remembered: sets made before, the longest unused first; most_remembered: how many bytes they may take.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.remembered: OrderedDict[Hashable, Members] = OrderedDict()
        self.most_remembered = MOST_REMEMBERED_BYTES
        self._types: dict[str, Members] = {}
        self._size = 0

    def of_type(self, type_noun: str) -> Members:
        """Entities that can be a thing of this type."""
        if type_noun not in self._types:
            fitting = (found for noun, found in self.index.by_type.items() if self._fits(noun, type_noun))
            self._types[type_noun] = self.index.roster.members(union(fitting))
        return self._types[type_noun]

    def satisfying(self, constraint: Constraint) -> Members:
        """S(c) of a constraint that runs to no child."""
        return self._once(constraint.identity, lambda: self._satisfying(constraint, self.index.candidates))

    def related(self, constraint: Constraint, targets: Set[str]) -> Members:
        """{x : r(x, z) for a z in targets}, x ≠ z, of a relation or shared constraint."""
        return self._related_by(constraint, targets, is_forward=constraint.direction == "forward")

    def reached(self, constraint: Constraint, sources: Set[str]) -> Members:
        """{z : r(x, z) for an x in sources}: the same relation walked down."""
        return self._related_by(constraint, sources, is_forward=constraint.direction != "forward")

    def left(self, constraint: Constraint, candidates: Set[str], targets: Set[str] = frozenset()) -> Members:
        """The candidates that a clue leaves: those of them in S(c), made from them where S(c) is not at hand."""
        roster = self.index.roster
        among, ends = roster.bits(candidates), roster.bits(targets)
        is_forward = constraint.direction == "forward"
        key = self._key(constraint, ends, is_forward) if constraint.needs_child else constraint.identity
        known = self.remembered.get(key)
        if known is not None:
            return roster.members(among & known.bits)
        within = among & self.index.candidates
        if constraint.needs_child:
            return roster.members(self._joined(constraint, ends, within, is_forward))
        return roster.members(self._satisfying(constraint, within))

    def forget(self) -> None:
        """Forget the sets made before."""
        self.remembered.clear()
        self._size = 0

    def _related_by(self, constraint: Constraint, targets: Set[str], *, is_forward: bool) -> Members:
        ends = self.index.roster.bits(targets)
        everyone = self.index.candidates
        return self._once(
            self._key(constraint, ends, is_forward),
            lambda: self._joined(constraint, ends, everyone, is_forward),
        )

    def _key(self, constraint: Constraint, ends: BitMap, is_forward: bool) -> Hashable:
        way = "shared" if constraint.form == "shared" else is_forward
        return (constraint.predicate, way, ends.min() if len(ends) == 1 else FrozenBitMap(ends))

    def _joined(self, constraint: Constraint, ends: BitMap, within: BitMap, is_forward: bool) -> BitMap:
        if constraint.form == "shared":
            return self._sharing(constraint.predicate, ends, within)
        found = self._pointing if is_forward else self._pointed
        return found(constraint.predicate, ends, within)

    def _once(self, key: Hashable, make: Callable[[], BitMap]) -> Members:
        """The set made for this key before, or a fresh one; the sets longest unused are forgotten."""
        found = self.remembered.get(key)
        if found is not None:
            self.remembered.move_to_end(key)
            return found
        found = self.remembered[key] = self.index.roster.members(make())
        self._size += _bytes(found)
        while self._size > self.most_remembered and len(self.remembered) > 1:
            self._size -= _bytes(self.remembered.popitem(last=False)[1])
        return found

    @abstractmethod
    def _fits(self, type_noun: str, wanted: str) -> bool:
        """Whether things of one type noun can be what another names."""

    @abstractmethod
    def _satisfying(self, constraint: Constraint, within: BitMap) -> BitMap:
        """S(c) of a constraint that runs to no child, as far as it lies within a set."""

    @abstractmethod
    def _pointing(self, predicate: str, targets: BitMap, within: BitMap) -> BitMap:
        """{x : predicate(x, z) for a z in targets}, x ≠ z, as far as it lies within a set."""

    @abstractmethod
    def _pointed(self, predicate: str, sources: BitMap, within: BitMap) -> BitMap:
        """{x : predicate(z, x) for a z in sources}, x ≠ z, as far as it lies within a set."""

    @abstractmethod
    def _sharing(self, predicate: str, targets: BitMap, within: BitMap) -> BitMap:
        """{x : x and a z in targets have a value of the predicate in common}, x ≠ z, within a set."""


def _bytes(members: Members) -> int:
    """About what a set takes in memory."""
    most = _CONTAINER_BYTES * (1 + members.roster.size // _CONTAINER)
    return _SET_BYTES + min(_MEMBER_BYTES * len(members), most)


class Supported(Reading):
    """S⁻."""

    def _fits(self, type_noun: str, wanted: str) -> bool:
        return is_type_match(type_noun, wanted)

    def _satisfying(self, constraint: Constraint, within: BitMap) -> BitMap:
        table = self.index.table(constraint.predicate)
        if constraint.form == "value":
            return table.saying(constraint.value) & within
        if constraint.form == "within":
            place = self.index.roster.number(constraint.value)
            return (table.stated.to_all(self.index.inside.told(place)) & within) - BitMap([place])
        if constraint.form == "count":
            return self.index.counts(constraint).at_least(constraint.low or 0) & within
        if constraint.low is None or constraint.high is None:
            return BitMap()
        spans = self.index.gaps(constraint).stated if constraint.form == "gap" else table.spans
        return spans.within(constraint.low, constraint.high) & within

    def _pointing(self, predicate: str, targets: BitMap, within: BitMap) -> BitMap:
        return self.index.table(predicate).stated.to_all(targets, within)

    def _pointed(self, predicate: str, sources: BitMap, within: BitMap) -> BitMap:
        return self.index.table(predicate).stated.of_all(sources, within)

    def _sharing(self, predicate: str, targets: BitMap, within: BitMap) -> BitMap:
        return sharing(self.index.table(predicate), targets) & within
