"""A world as its pages see it: things by path, who points to whom, who shares a name.

What lives here: looking things up. What may not: HTML, wording.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from infoseek.world.cast import Cast
from infoseek.world.kinds import FAMILIES
from infoseek.world.plan import Listing
from infoseek.world.thing import Thing
from infoseek.world.truth import Fact

_TRIES = 8


@dataclass(frozen=True)
class Atlas:
    """seed: of the world. cast: everything in it. listings: its list pages."""

    seed: int
    cast: Cast
    listings: Sequence[Listing]
    things: dict[str, Thing] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "things", {thing.path: thing for thing in self.cast.all()})

    @cached_property
    def pointing_to(self) -> dict[str, list[Fact]]:
        """The stated facts whose object is a page, by its path."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for thing in self.things.values():
            for fact in thing.facts:
                if fact.object and fact.is_stated:
                    found[fact.object].append(fact)
        return dict(found)

    @cached_property
    def sharing(self) -> dict[str, str]:
        """The shared name of each thing that has one, by its path."""
        return {thing.path: name for name, group in self.cast.namesakes.items() for thing in group}

    def rng(self, path: str, purpose: object = "") -> random.Random:
        """Random numbers of one page: the same each time it is written."""
        return random.Random(f"{self.seed}/{path}/{purpose}")

    def subjects(self, thing: Thing, predicate: str, of: str = "") -> list[Thing]:
        """What is stated to have the thing as its object; of: only those of a kind or family."""
        kinds = FAMILIES.get(of, (of,))
        facts = self.pointing_to.get(thing.path, ())
        found = dict.fromkeys(fact.subject for fact in facts if fact.predicate == predicate)
        subjects = (self.things[path] for path in found)
        return [subject for subject in subjects if not of or subject.kind in kinds]

    def stranger(self, thing: Thing, kinds: Sequence[str], rng: random.Random) -> Thing | None:
        """A thing of some kinds that no fact links with this one, so that naming it gives nothing away.

        Drawn from those of the first day, so that what comes and goes leaves other pages as they are.
        """
        choices = [self.cast.at_first[kind] for kind in kinds if self.cast.at_first[kind]]
        for _ in range(_TRIES if choices else 0):
            some = choices[int(len(choices) * rng.random())]
            other = some[int(len(some) * rng.random())]
            if other is not thing and other.path in self.things and not _are_linked(thing, other):
                return other
        return None


def _are_linked(one: Thing, other: Thing) -> bool:
    return _points(one.facts, other.path) or _points(other.facts, one.path)


def _points(facts: Iterable[Fact], path: str) -> bool:
    return any(fact.object == path for fact in facts)
