"""Places lie within places: which of them a thing cannot be in when it is stated to be in another.

Only places of one class tell: who was born in one town was born in no other, but may have been in any county.
What may not live here: which predicates are nested (lexicon.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from infoseek.linking.statements import NOBODY, Entities, Row, Table
from infoseek.linking.types import groups_of, head_noun

_SETTLEMENT = "settlement"


class Nesting:
    """Classes of places, and which two of a class a thing might be in both.

    entities: rows of linked__entities by id. located: what is stated of where they lie.
    """

    def __init__(self, entities: Mapping[str, Mapping[str, Any]], located: Table) -> None:
        self._nouns = {key: head_noun(row["type_noun"]) for key, row in entities.items()}
        self._classes = {key: _class_of(row["type_noun"]) for key, row in entities.items()}
        self._located = located
        self._close: dict[str, Entities] = {}

    def class_of(self, entity: str) -> str:
        """What a place is told apart from: its noun, one word for towns, villages and cities; "" for no place."""
        return self._classes.get(entity, "")

    @cached_property
    def members(self) -> Mapping[str, Entities]:
        """class -> its places."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity, name in self._classes.items():
            if name:
                found[name].add(entity)
        return {name: frozenset(places) for name, places in found.items()}

    def close_to(self, place: str) -> Entities:
        """The other places of its class that might hold it or lie in it, and so refute nothing about it.

        Those whose pages say so; and of settlements those of another noun (a village may lie in a town),
        unless both are stated to lie in counties and not in one.
        """
        if place not in self._close:
            found = self._linked.get(place, NOBODY) & self.members.get(self.class_of(place), NOBODY)
            if self.class_of(place) == _SETTLEMENT:
                found |= self._of_another_noun(place)
            self._close[place] = found - {place}
        return self._close[place]

    def _of_another_noun(self, place: str) -> Entities:
        found = self.members[_SETTLEMENT] - self._same_noun[self._nouns[place]]
        counties = self._counties.get(place, NOBODY)
        if not counties:
            return found
        return found - self._with_county.difference(*(self._in_county[county] for county in counties))

    @cached_property
    def _linked(self) -> Mapping[str, Entities]:
        """place -> places that its row of where it lies might mean, or whose row might mean it."""
        found: dict[str, set[str]] = defaultdict(set)
        for place, row in self._located.rows.items():
            for other in row.possible:
                found[place].add(other)
                found[other].add(place)
        return {place: frozenset(others) for place, others in found.items()}

    @cached_property
    def _same_noun(self) -> Mapping[str, Entities]:
        found: dict[str, set[str]] = defaultdict(set)
        for place in self.members.get(_SETTLEMENT, NOBODY):
            found[self._nouns[place]].add(place)
        return {noun: frozenset(places) for noun, places in found.items()}

    @cached_property
    def _counties(self) -> Mapping[str, Entities]:
        counties = self.members.get("county", NOBODY)
        rows: Mapping[str, Row] = self._located.rows
        stated = {place: rows[place].objects & counties for place in rows}
        return {place: found for place, found in stated.items() if found}

    @cached_property
    def _with_county(self) -> Entities:
        return frozenset(self._counties)

    @cached_property
    def _in_county(self) -> Mapping[str, Entities]:
        found: dict[str, set[str]] = defaultdict(set)
        for place, counties in self._counties.items():
            for county in counties:
                found[county].add(place)
        return {county: frozenset(places) for county, places in found.items()}


def _class_of(type_noun: str) -> str:
    groups = groups_of(type_noun)
    if "place" not in groups:
        return ""
    return _SETTLEMENT if _SETTLEMENT in groups else head_noun(type_noun)
