"""Whom places refute: who is stated to be in one place is in no other of its class (nesting.py).

What lives here: S⁺ of relations whose values lie within one another. What may not: which places exclude which.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyroaring import BitMap

from infoseek.linking.sets.nesting import Nesting
from infoseek.linking.sets.pairs import union
from infoseek.linking.sets.statements import Table


class Elsewhere:
    """One nested predicate. Only a sure statement of a closed row refutes; every statement spares."""

    def __init__(self, table: Table, nesting: Nesting) -> None:
        self._table, self._nesting = table, nesting
        self._by_class: dict[str, BitMap] = {}

    def subjects(self, places: BitMap, within: BitMap) -> BitMap:
        """Those within that a place in `places`, other than themselves, does not refute."""
        refuted, alone = within, places & within
        for name, group in self._groups(places):
            naming = self._naming(name)
            if refuted:
                refuted = (refuted & naming) - self._sparing(group)
            alone &= naming | (group if len(group) == 1 else BitMap())
        alone = BitMap([each for each in alone if not self._is_spared(each, places - BitMap([each]))])
        return within - refuted - alone if places else BitMap()

    def places(self, subjects: BitMap, within: BitMap) -> BitMap:
        """Those within that a subject in `subjects`, other than themselves, does not refute."""
        refuted = self._refuted_by_all(subjects) & within
        alone = [each for each in subjects & within if self._is_refuted(each, subjects - BitMap([each]))]
        return within - refuted - BitMap(alone) if subjects else BitMap()

    def _groups(self, places: BitMap) -> Iterator[tuple[str, BitMap]]:
        """The places by class, "" for those of none."""
        if len(places) == 1:
            yield self._nesting.class_of(places.min()), places
            return
        rest = places
        for name, members in self._nesting.members.items():
            if group := places & members:
                rest = rest - group
                yield name, group
        if rest:
            yield "", rest

    def _naming(self, name: str) -> BitMap:
        """The subjects whose closed row surely states a place of a class."""
        if name not in self._by_class:
            members = self._nesting.members.get(name, BitMap())
            self._by_class[name] = self._table.sure.to_all(members)
        return self._by_class[name]

    def _sparing(self, places: BitMap) -> BitMap:
        """Whose row may mean one of these places, or states one close to one of them."""
        close = union(map(self._nesting.close_to, places))
        return self._table.possible.to_all(places) | self._table.mentioned.to_all(close)

    def _is_spared(self, subject: int, places: BitMap) -> bool:
        if not self._table.possible.of(subject).isdisjoint(places):
            return True
        stated = self._table.mentioned.of(subject)
        return any(not self._nesting.close_to(place).isdisjoint(places) for place in stated)

    def _refuted_by_all(self, subjects: BitMap) -> BitMap:
        """The places that the row of each of these subjects refutes."""
        classes = [name for name in self._nesting.members if subjects.issubset(self._naming(name))]
        if not classes:
            return BitMap()
        stated = self._table.mentioned.of_all(subjects)
        spared = self._table.possible.of_all(subjects) | union(map(self._nesting.close_to, stated))
        return union(self._nesting.members[name] for name in classes) - spared

    def _is_refuted(self, place: int, subjects: BitMap) -> bool:
        """Whether the row of each of these subjects refutes a place."""
        name = self._nesting.class_of(place)
        if not subjects:
            return True
        return (
            bool(name) and subjects.issubset(self._naming(name)) and place in self._refuted_by_all(subjects)
        )
