"""Sets of entities as roaring bitmaps over dense numbers, which behave as immutable sets of entity ids.

What lives here: the numbering and the set type. What may not: who is in which set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any

from pyroaring import BitMap


class Roster:
    """Every entity of a corpus by a dense number, in the order of their ids.

    ids: the entities', sorted, then those of outsiders that edges point to. size: how many are entities.
    stranger: the number that stands for any other id, which is a member of no set of candidates.
    """

    def __init__(self, entities: Iterable[str], outsiders: Iterable[str] = ()) -> None:
        own = sorted(set(entities))
        self.size = len(own)
        self.ids = own + sorted(set(outsiders).difference(own))
        self.stranger = len(self.ids)
        self._numbers = {entity_id: number for number, entity_id in enumerate(self.ids)}

    def number(self, entity_id: str) -> int:
        """The number of an id; that of the stranger for an unknown one."""
        return self._numbers.get(entity_id, self.stranger)

    def bits(self, entities: Set[str]) -> BitMap:
        """The numbers of these ids."""
        if isinstance(entities, Members) and entities.roster is self:
            return entities.bits
        return BitMap([self.number(entity_id) for entity_id in entities])

    def members(self, bits: BitMap) -> Members:
        return Members(self, bits)


class Members(Set[str]):
    """An immutable set of entity ids, equal to any set of the same ids; iterates in the order of ids.

    Sets over one roster are joined as bitmaps, at the cost of their containers; with any other set id by id.
    """

    __slots__ = ("bits", "roster")

    def __init__(self, roster: Roster, bits: BitMap) -> None:
        self.roster = roster
        self.bits = bits

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> frozenset[Any]:
        return frozenset(it)

    def __contains__(self, entity_id: object) -> bool:
        return isinstance(entity_id, str) and self.roster.number(entity_id) in self.bits

    def __iter__(self) -> Iterator[str]:
        ids = self.roster.ids
        return (ids[number] for number in self.bits)

    def __len__(self) -> int:
        return len(self.bits)

    def __bool__(self) -> bool:
        return bool(self.bits)

    def __and__(self, other: Set[Any]) -> Members:
        if not isinstance(other, Set):
            return NotImplemented
        return Members(self.roster, self.bits & self.roster.bits(other))

    __rand__ = __and__

    def __sub__(self, other: Set[Any]) -> Members:
        if not isinstance(other, Set):
            return NotImplemented
        return Members(self.roster, self.bits - self.roster.bits(other))

    def __or__(self, other: Set[Any]) -> Set[Any]:
        if not isinstance(other, Set):
            return NotImplemented
        bits = self.roster.bits(other)
        if self.roster.stranger in bits:
            return frozenset(self).union(other)
        return Members(self.roster, self.bits | bits)

    __ror__ = __or__

    def __le__(self, other: Set[Any]) -> bool:
        if isinstance(other, Members) and other.roster is self.roster:
            return self.bits.issubset(other.bits)
        return super().__le__(other)

    def __ge__(self, other: Set[Any]) -> bool:
        if isinstance(other, Members) and other.roster is self.roster:
            return self.bits.issuperset(other.bits)
        return super().__ge__(other)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Members) and other.roster is self.roster:
            return bool(self.bits == other.bits)
        return super().__eq__(other)

    def __hash__(self) -> int:
        return self._hash()

    def isdisjoint(self, other: Iterable[Any]) -> bool:
        if isinstance(other, Members) and other.roster is self.roster:
            return self.bits.isdisjoint(other.bits)
        return super().isdisjoint(other)

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, list(self)[:5]))
        return f"Members({len(self)}: {shown}{', …' if len(self) > 5 else ''})"
