"""How a world changes from day to day: about one page in twenty.

What lives here: edits, corrections, new and vanished pages. What may not: how a page shows them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from infoseek.world.cast import Cast, drawn
from infoseek.world.draw import Draw
from infoseek.world.kinds import MUTUAL
from infoseek.world.thing import Register, Thing
from infoseek.world.works import FIRST_FILM, paint, shoot_film, write_novel, years_of

# Shares of a world's articles a day. What comes and goes changes the pages that list it, too.
_EDITED, _CORRECTED, _NEWLY_STATED, _REPLACED = 0.022, 0.005, 0.004, 0.0015
_CORRECTABLE = frozenset(("pages", "height_m", "running_time", "length"))
_UNITS = {"running_time": 60}

# Kinds of work that come and go: who makes them, since when, and how one is stated.
_NEW: dict[str, tuple[str, int, Callable[[Thing, Thing, int, Cast, Draw, Register], None]]] = {
    "novel": ("novelist", 0, write_novel),
    "film": ("film director", FIRST_FILM, shoot_film),
    "painting": ("painter", 0, paint),
}


def pass_days(cast: Cast, register: Register, days: int) -> None:
    """Let so many days pass, one after the other. What is true afterwards depends on the seed, not on what is left out."""
    for day in range(1, days + 1):
        rng = random.Random(f"{register.seed}/day/{day}")
        draw = Draw(rng)
        articles = cast.all()
        for thing in _some(articles, _EDITED, draw):
            thing.edits.append(day)
        for thing in _some(articles, _CORRECTED, draw):
            _correct(thing, draw)
        for thing in _some(articles, _NEWLY_STATED, draw):
            _tell(thing)
        for _ in range(_vanish(cast, _count(len(articles) * _REPLACED, draw), draw)):
            _appear(cast, draw, register)


def _some(articles: list[Thing], share: float, draw: Draw) -> list[Thing]:
    return draw.rng.sample(articles, _count(len(articles) * share, draw))


def _count(expected: float, draw: Draw) -> int:
    return int(expected) + draw.chance(expected % 1)


def _correct(thing: Thing, draw: Draw) -> None:
    """A number that was wrong: the one that stands on the page from now on is the truth."""
    for place, fact in enumerate(thing.facts):
        if fact.predicate in _CORRECTABLE:
            unit = _UNITS.get(fact.predicate, 1)
            number = int(fact.value) // unit
            corrected = max(1, number + draw.rng.choice((-1, 1)) * draw.rng.randint(1, 1 + number // 12))
            thing.facts[place] = replace(fact, value=str(corrected * unit), is_stated=True)
            return


def _tell(thing: Thing) -> None:
    """Something that was left off the page stands on it from now on."""
    for place, fact in enumerate(thing.facts):
        if not fact.is_stated and fact.predicate not in MUTUAL:
            thing.facts[place] = replace(fact, is_stated=True)
            return


def _vanish(cast: Cast, most: int, draw: Draw) -> int:
    """Take away some works that nothing else rests on; how many there were to take."""
    kept = {fact.object for thing in cast.all() for fact in thing.facts}
    kept |= {thing.path for group in cast.namesakes.values() for thing in group}
    leaves = [thing for kind in _NEW for thing in cast.of(kind) if thing.path not in kept]
    gone = draw.rng.sample(leaves, min(most, len(leaves)))
    for thing in gone:
        cast.by_kind[thing.kind].remove(thing)
    return len(gone)


def _appear(cast: Cast, draw: Draw, register: Register) -> None:
    """Add a work of a maker whose career has room for it."""
    kind = draw.rng.choice([kind for kind, (maker, _, _) in _NEW.items() if cast.of(maker)])
    trade, first, make = _NEW[kind]
    work, maker = drawn(kind, cast.names, draw.rng), draw.rng.choice(cast.of(trade))
    work.entitle(work.name)
    cast.by_kind[kind].append(work)
    make(work, maker, years_of(maker, 1, draw, first)[0], cast, draw, register)
