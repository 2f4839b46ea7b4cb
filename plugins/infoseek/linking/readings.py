"""Readings of support over one index, and the first of them: S⁻(c), what is stated (FIELD §3).

They satisfy `infoseek.tree.hcsp.Support` by operations on whole sets. What may not live here: S⁺
(not_refuted.py), building the index (candidates.py).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Protocol

from infoseek.linking.nesting import Nesting
from infoseek.linking.statements import NOBODY, Entities, Table
from infoseek.linking.types import is_type_match
from infoseek.tree.claim import Constraint

MOST_REMEMBERED = 3_000_000


class Index(Protocol):
    """What the readings need of the index."""

    @property
    def everyone(self) -> Entities:
        """Entities that could be an answer."""

    @property
    def by_type(self) -> Mapping[str, Entities]:
        """type noun -> the entities of it that could be an answer."""

    @property
    def nesting(self) -> Nesting:
        """Which places exclude one another."""

    def table(self, predicate: str) -> Table:
        """All that is stated of one predicate."""

    def is_nested(self, predicate: str) -> bool:
        """Whether values of the predicate lie within one another."""


class Reading(ABC):
    """One reading of support; a constraint that no one can satisfy has the empty set.

    remembered: sets made before, the longest unused first; most_remembered: how many members they may have
    in all, some 35 bytes each.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.remembered: OrderedDict[Hashable, Entities] = OrderedDict()
        self.most_remembered = MOST_REMEMBERED
        self._types: dict[str, Entities] = {}
        self._size = 0

    def of_type(self, type_noun: str) -> Entities:
        """Entities that can be a thing of this type."""
        if type_noun not in self._types:
            fitting = (found for noun, found in self.index.by_type.items() if self._fits(noun, type_noun))
            self._types[type_noun] = NOBODY.union(*fitting)
        return self._types[type_noun]

    def satisfying(self, constraint: Constraint) -> Entities:
        """S(c) of a value or range constraint."""
        return self._once(constraint.identity, lambda: self._satisfying(constraint))

    def related(self, constraint: Constraint, targets: Entities) -> Entities:
        """{x : r(x, z) for a z in targets}, x ≠ z, of a relation or shared constraint."""
        return self._related_by(constraint, targets, is_forward=constraint.direction == "forward")

    def reached(self, constraint: Constraint, sources: Entities) -> Entities:
        """{z : r(x, z) for an x in sources}: the same relation walked down."""
        return self._related_by(constraint, sources, is_forward=constraint.direction != "forward")

    def _related_by(self, constraint: Constraint, targets: Entities, *, is_forward: bool) -> Entities:
        predicate = constraint.predicate
        if constraint.form == "shared":
            return self._once((predicate, targets), lambda: self._sharing(predicate, targets))
        found = self._pointing if is_forward else self._pointed
        return self._once((predicate, is_forward, targets), lambda: found(predicate, targets))

    def _once(self, key: Hashable, make: Callable[[], Entities]) -> Entities:
        """The set made for this key before, or a fresh one; the sets longest unused are forgotten."""
        found = self.remembered.get(key)
        if found is not None:
            self.remembered.move_to_end(key)
            return found
        found = self.remembered[key] = make()
        self._size += len(found)
        while self._size > self.most_remembered and len(self.remembered) > 1:
            self._size -= len(self.remembered.popitem(last=False)[1])
        return found

    @abstractmethod
    def _fits(self, type_noun: str, wanted: str) -> bool:
        """Whether things of one type noun can be what another names."""

    @abstractmethod
    def _satisfying(self, constraint: Constraint) -> Entities:
        """S(c) of a value or range constraint."""

    @abstractmethod
    def _pointing(self, predicate: str, targets: Entities) -> Entities:
        """{x : predicate(x, z) for a z in targets}, x ≠ z."""

    @abstractmethod
    def _pointed(self, predicate: str, sources: Entities) -> Entities:
        """{x : predicate(z, x) for a z in sources}, x ≠ z."""

    @abstractmethod
    def _sharing(self, predicate: str, targets: Entities) -> Entities:
        """{x : x and a z in targets have a value of the predicate in common}, x ≠ z."""


class Supported(Reading):
    """S⁻."""

    def _fits(self, type_noun: str, wanted: str) -> bool:
        return is_type_match(type_noun, wanted)

    def _satisfying(self, constraint: Constraint) -> Entities:
        table = self.index.table(constraint.predicate)
        if constraint.form == "value":
            return table.saying(constraint.value) & self.index.everyone
        if constraint.low is None or constraint.high is None:
            return NOBODY
        return table.spans.within(constraint.low, constraint.high) & self.index.everyone

    def _pointing(self, predicate: str, targets: Entities) -> Entities:
        holders = self.index.table(predicate).holders
        found = (holders.get(target, NOBODY) - {target} for target in targets)
        return NOBODY.union(*found) & self.index.everyone

    def _pointed(self, predicate: str, sources: Entities) -> Entities:
        rows = self.index.table(predicate).rows
        found = (rows[source].objects - {source} for source in sources if source in rows)
        return NOBODY.union(*found) & self.index.everyone

    def _sharing(self, predicate: str, targets: Entities) -> Entities:
        table = self.index.table(predicate)
        return NOBODY.union(*map(table.sharing, targets)) & self.index.everyone
