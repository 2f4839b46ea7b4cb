"""Places lie within places: which of them a thing cannot be in when it is stated to be in another.

Only places of one class tell: who was born in one town was born in no other, but may have been in any county.
What may not live here: which predicates are nested (lexicon.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from infoseek.linking.kinds.types import groups_of, head_noun
from infoseek.linking.sets.pairs import Pairs, distinct
from infoseek.linking.sets.statements import Table

_SETTLEMENT = "settlement"


class Nesting:
    """Classes of places, and which two of a class a thing might be in both.

    by_noun: type noun -> the entities of it, lists and the like too. located: what is stated of where they lie.
    """

    def __init__(self, by_noun: Mapping[str, BitMap], located: Table) -> None:
        self._of_noun: dict[str, BitMap] = defaultdict(BitMap)
        self.members: dict[str, BitMap] = defaultdict(BitMap)
        for type_noun, entities in by_noun.items():
            if name := _class_of(type_noun):
                self.members[name] |= entities
                self._of_noun[head_noun(type_noun)] |= entities
        self._located = located
        self._near: dict[int, BitMap] = {}
        self._apart: dict[tuple[str, tuple[int, ...]], BitMap] = {}

    def class_of(self, place: int) -> str:
        """What a place is told apart from: its noun, one word for towns, villages and cities; "" for no place."""
        return self._classes.get(place, "")

    @cached_property
    def _classes(self) -> dict[int, str]:
        return {place: name for name, places in self.members.items() for place in places}

    def close_to(self, place: int) -> BitMap:
        """The other places of its class that might hold it or lie in it, and so refute nothing about it.

        Those whose pages say so; and of settlements those of another noun (a village may lie in a town),
        unless both are stated to lie in counties and not in one.
        """
        if place not in self._near:
            name = self.class_of(place)
            found = self._linked.of(place) & self.members.get(name, BitMap())
            if name == _SETTLEMENT:
                found |= self._of_another_noun(place)
            self._near[place] = found - BitMap([place])
        return self._near[place]

    def _of_another_noun(self, place: int) -> BitMap:
        noun = next(
            noun
            for noun, places in self._of_noun.items()
            if place in places and _class_of(noun) == _SETTLEMENT
        )
        counties = self._county.of(place)
        key = (noun, tuple(counties))
        if key not in self._apart:
            found = self.members[_SETTLEMENT] - self._of_noun[noun]
            if counties:
                found -= self._with_county - self._county.to_all(counties)
            self._apart[key] = found
        return self._apart[key]

    @cached_property
    def _linked(self) -> Pairs:
        """(place, place) that the one's row of where it lies might mean, or whose row might mean the one."""
        sides = [pairs.firsts for pairs in (self._located.mentioned, self._located.possible)]
        ones = np.concatenate([side.keys for side in sides]).astype(np.int64)
        others = np.concatenate([side.values for side in sides]).astype(np.int64)
        return Pairs(np.concatenate([ones, others]), np.concatenate([others, ones]))

    @cached_property
    def _county(self) -> Pairs:
        """(place, county) as stated."""
        mentioned, counties = self._located.mentioned, self.members.get("county", BitMap())
        found = [(place, county) for county in counties for place in mentioned.to(county)]
        ends = np.array(found, np.int64).reshape(-1, 2)
        return Pairs(ends[:, 0], ends[:, 1])

    @cached_property
    def _with_county(self) -> BitMap:
        return distinct(self._county.firsts.keys)


def _class_of(type_noun: str) -> str:
    groups = groups_of(type_noun)
    if "place" not in groups:
        return ""
    return _SETTLEMENT if _SETTLEMENT in groups else head_noun(type_noun)
