"""Draws with a long tail: few are famous, most are not.

What lives here: choosing among things, terms and days. What may not: what is chosen for.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from infoseek.world.thing import Thing

Choice = TypeVar("Choice")

_TRIES = 14
_TERMS_AT_LEAST = 3
_USES_PER_TERM = 5


class Draw:
    """Draws from a generator of random numbers; equal generators draw alike."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def skewed(self, choices: Sequence[Choice], steepness: float = 1.8) -> Choice:
        """One of the choices, the first ones far more often than the last."""
        return choices[int(len(choices) * self.rng.random() ** steepness)]

    def living(self, things: Sequence[Thing], year: int, age: int = 0) -> Thing | None:
        """A thing that existed in a year and had reached an age by then; None where there is none."""
        if not things:
            return None
        for _ in range(_TRIES):
            thing = self.skewed(things)
            if thing.first_year + age <= year <= thing.last_year:
                return thing
        return next((each for each in things if each.first_year + age <= year <= each.last_year), None)

    def several(self, things: Sequence[Thing], most: int, year: int, age: int) -> list[Thing]:
        """Up to so many different things that existed in a year."""
        drawn = (self.living(things, year, age) for _ in range(most))
        return list(dict.fromkeys(thing for thing in drawn if thing is not None))

    def term(self, terms: Sequence[str], uses: int) -> str:
        """A term for one of so many uses: a small world uses few terms, so that they are shared."""
        return self.skewed(terms[: max(_TERMS_AT_LEAST, uses // _USES_PER_TERM)], 1.4)

    def terms(self, terms: Sequence[str], uses: int, most: int) -> list[str]:
        """One to `most` different terms."""
        count = 1 + int(most * self.rng.random())
        return list(dict.fromkeys(self.term(terms, uses) for _ in range(count)))

    def day(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=int(365 * self.rng.random()))

    def day_or_year(self, year: int, is_coarse: float = 0.4) -> date | int:
        """A day of the year, or with some probability the year alone."""
        day = self.day(year)
        return year if self.chance(is_coarse) else day
