"""The cast of a world: everyone and everything in it, named, before anything is true of them.

What lives here: names, namesakes, other names, titles. What may not: facts.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from infoseek.world.kinds import FAMILIES, FAMILY_OF
from infoseek.world.names import Names
from infoseek.world.plan import Plan
from infoseek.world.thing import Thing

_ALIAS_SHARE = 0.07
_MISSING_SHARE = 0.01
_ALIASED = frozenset(("town", "village", "river", "novel", "film", "painting", "song", "novelist", "actor"))
# Kinds of which one thing bears the name of another now and then.
_SHARING = (
    ("town", "novel"),
    ("river", "village"),
    ("novel", "song"),
    ("town", "painting"),
    ("film", "album"),
)


@dataclass
class Cast:
    """Everything there is.

    by_kind: what is there today; at_first: what was there on the first day. namesakes: the things that share
    a name, by that name.
    """

    by_kind: dict[str, list[Thing]]
    names: Names
    namesakes: dict[str, list[Thing]] = field(default_factory=dict)
    at_first: dict[str, tuple[Thing, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.at_first = {kind: tuple(things) for kind, things in self.by_kind.items()}

    def all(self) -> list[Thing]:
        return [thing for things in self.by_kind.values() for thing in things]

    def of(self, kind: str) -> list[Thing]:
        return self.by_kind.get(kind, [])

    def of_kinds(self, kinds: Sequence[str]) -> list[Thing]:
        return [thing for kind in kinds for thing in self.of(kind)]


def draw_cast(plan: Plan, rng: random.Random) -> Cast:
    """As many things of each kind as the plan has, under distinct titles."""
    names = Names(rng)
    cast = Cast(
        {kind: [drawn(kind, names, rng) for _ in range(count)] for kind, count in plan.counts.items()}, names
    )
    _share_names(cast, plan.namesakes, rng)
    if not any(thing.missing for thing in cast.all()):
        _miss(rng.choice(cast.all()))
    if not any(thing.alias for thing in cast.all()):
        rng.choice(cast.of("novel")).alias = names.of("novel")
    shared = {id(thing) for group in cast.namesakes.values() for thing in group[1:]}
    for thing in cast.all():
        thing.entitle(f"{thing.name} ({thing.kind})" if id(thing) in shared else thing.name)
    return cast


def drawn(kind: str, names: Names, rng: random.Random) -> Thing:
    """One thing of a kind; some bear a second name, some link to a page that is missing."""
    if FAMILY_OF[kind] == "people":
        is_woman = rng.random() < 0.5
        given, surname = names.person(is_woman)
        thing = Thing(kind, f"{given} {surname}", given, surname, "she" if is_woman else "he")
    else:
        thing = Thing(kind, names.of(kind))
    if kind in _ALIASED and rng.random() < _ALIAS_SHARE:
        thing.alias = " ".join(names.person(thing.pronoun == "she")) if thing.given else names.of(kind)
    if rng.random() < _MISSING_SHARE:
        _miss(thing)
    return thing


def _miss(thing: Thing) -> None:
    thing.missing = f"{thing.name} Society"


def _share_names(cast: Cast, groups: int, rng: random.Random) -> None:
    """Give some things the name of one of a different kind, people that of people."""
    trades = [kind for kind in FAMILIES["people"] if cast.of(kind)]
    pairs = [pair for pair in _SHARING if all(map(cast.of, pair))]
    taken: set[int] = set()
    while len(cast.namesakes) < groups:
        number = len(cast.namesakes)
        kinds = rng.sample(trades, 2) if number % 4 == 3 else pairs[number % len(pairs)]
        bearer, namesake = (rng.choice(cast.of(kind)) for kind in kinds)
        if taken & {id(bearer), id(namesake)}:
            continue
        namesake.name, namesake.pronoun = bearer.name, bearer.pronoun
        namesake.given, namesake.surname = bearer.given, bearer.surname
        taken |= {id(bearer), id(namesake)}
        cast.namesakes[bearer.name] = [bearer, namesake]
