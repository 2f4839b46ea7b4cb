"""Which places lie in a place, and which cannot: containment at any remove (`Constraint`, form within).

What lives here: walking down from a place. What may not: which places exclude one another (nesting.py).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from pyroaring import BitMap

from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.sets.nesting import Nesting
from infoseek.linking.sets.pairs import Pairs, Side, union
from infoseek.linking.sets.statements import Ints, Table

LOCATED = "located_in"
# What lies, or was done, in one place alone: all that a row names holds that one place or lies in it.
_ONE_PLACE = frozenset(
    {LOCATED, *(name for name, p in PREDICATES.items() if p.is_nested and p.is_functional)}
)


class Inside:
    """Containment by what is stated of where places lie. located: that table."""

    def __init__(self, nesting: Nesting, located: Table) -> None:
        self._nesting, self._located = nesting, located
        self._told: dict[int, BitMap] = {}
        self._open: dict[int, BitMap] = {}
        self._surely: dict[str, BitMap] = {}
        self._naming: dict[tuple[str, str], BitMap] = {}

    def told(self, place: int) -> BitMap:
        """The place, and what is stated to lie in it, or in what lies in it and in no other of its class.

        A range that lies in two countries holds hills of which nobody can say in which of the two they are.
        """
        if place not in self._told:
            firm = _below(BitMap([place]), [self._sole])
            self._told[place] = firm | self._located.stated.to_all(firm)
        return self._told[place]

    @cached_property
    def _sole(self) -> Pairs:
        """(place, holder) as far as it supports, where no other holder of the holder's class is stated."""
        stated = self._located.stated.firsts
        named, counts = np.unique(self._by_class(self._located.mentioned.firsts), return_counts=True)
        is_sole = ~np.isin(self._by_class(stated), named[counts > 1])
        return Pairs(stated.keys[is_sole].astype(np.int64), stated.values[is_sole].astype(np.int64))

    def _by_class(self, side: Side) -> Ints:
        """Each place and the class of its holder, as one number."""
        numbers = {name: number for number, name in enumerate(self._nesting.members, 1)}
        classes = [numbers.get(self._nesting.class_of(holder), 0) for holder in side.values.tolist()]
        return (side.keys.astype(np.int64) << np.int64(32)) | np.array(classes, np.int64)

    def refuted(self, table: Table, predicate: str, place: int) -> BitMap:
        """Whom a sure statement of a closed row puts into another place of this one's class, at any remove.

        Spared is who may be in this place, in one that may hold it, or in what may lie in one of these.
        """
        name = self._nesting.class_of(place)
        if not name or predicate not in _ONE_PLACE:
            return BitMap()
        if (predicate, name) not in self._naming:
            self._naming[predicate, name] = table.sure.to_all(self._surely_in(name))
        may_be = self._may_be_in(place)
        return self._naming[predicate, name] - table.possible.to_all(may_be) - table.mentioned.to_all(may_be)

    def _surely_in(self, name: str) -> BitMap:
        """The places of a class, and those that surely lie in one of them."""
        if name not in self._surely:
            members = self._nesting.members.get(name, BitMap())
            self._surely[name] = _below(members, [self._located.sure])
        return self._surely[name]

    def _may_be_in(self, place: int) -> BitMap:
        """The place, those of its class that might hold it, and all that might lie in one of these."""
        if place not in self._open:
            ways = [self._located.mentioned, self._located.possible]
            members = self._nesting.members.get(self._nesting.class_of(place), BitMap())
            near = BitMap([place]) | self._nesting.close_to(place) | (_above(place, ways) & members)
            self._open[place] = _below(near, ways)
        return self._open[place]


def _below(places: BitMap, ways: list[Pairs]) -> BitMap:
    """The places and all that lies in them at any remove; ways: (place, holder)."""
    found, edge = places, places
    while edge:
        edge = union(way.to_all(edge) for way in ways) - found
        found = found | edge
    return found


def _above(place: int, ways: list[Pairs]) -> BitMap:
    """All that holds a place at any remove."""
    found = edge = BitMap([place])
    while edge:
        edge = union(way.of_all(edge) for way in ways) - found
        found = found | edge
    return found
