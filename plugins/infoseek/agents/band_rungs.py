"""The bounds and bands a stated number, duration, gap or count can be blurred to.

What lives here: where bounds are drawn, by an injected chance. What may not: candidate sets, wordings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

from infoseek.agents.rung import Rung, is_middle, ranged
from infoseek.tree.claim import Constraint

YEAR_DAYS = 365.2425
"""Days of a year, on average."""

# Ends of what is open: no page states a number beyond.
_OPEN = 1e12
_MOST = 1e9
_RATIOS = ((math.sqrt(2), "narrow_band"), (2.0, "band"))
_DRAWS = 24
# A bound this near to the value, as a share of it, is the value in other words.
_NEAR = 0.03
_THIRDS = 3
_TINY = 1e-6
# Dates of a day's exactness are counted in years of 365.2425 days: so far from a bound they are sure.
_SURE_DAYS = 2
# What comes after its own beginning, or before its maker's end, says nothing by coming so.
_BEGINNINGS = frozenset({"born"})
_ENDS = frozenset({"died"})
_FEW = 3


def numbers(constraint: Constraint, low: float, high: float, unit: str, chance: Random) -> Iterator[Rung]:
    """Bands of factor √2 and 2 about a positive number, and bounds on one side of it; unit: "minutes" or "count".

    Where the bounds stand is drawn evenly on a log scale, so that the number's place among them tells nothing.
    """
    size = 60 if unit == "minutes" else 1
    least, most = low / size, high / size
    if not 0 < least <= most < _MOST:
        return
    for under, over, strategy in _drawn(least, most, unit, chance):
        low = 0.0 if under is None else under * size + _TINY
        high = _OPEN if over is None else over * size - _TINY
        yield Rung(
            strategy=strategy, unit=unit, bounds=(under, over), constraint=ranged(constraint, low, high)
        )


def _drawn(
    least: float, most: float, unit: str, chance: Random
) -> Iterator[tuple[int | None, int | None, str]]:
    for ratio, strategy in _RATIOS:
        if band := _band(least, most, ratio, unit, chance):
            yield *band, strategy
    above = [most * 2 ** ((third + chance.random()) / _THIRDS) for third in range(_THIRDS)]
    below = [least / 2 ** ((third + chance.random()) / _THIRDS) for third in range(_THIRDS)]
    for over in sorted({rounded(bound) for bound in above}):
        if over > most * (1 + _NEAR):
            yield None, over, "one_sided"
    for under in sorted({rounded(bound) for bound in below}, reverse=True):
        if 0 < under < least * (1 - _NEAR):
            yield under, None, "one_sided"


def _band(least: float, most: float, ratio: float, unit: str, chance: Random) -> tuple[int, int] | None:
    """Bounds about `ratio` apart that hold what is stated, at an even place but the middle; None where none do."""
    for _ in range(_DRAWS):
        under = rounded(math.sqrt(least * most) / ratio ** chance.random())
        over = rounded(under * ratio)
        if not 0 < under < least * (1 - _NEAR) or over <= most * (1 + _NEAR):
            continue
        # Between 6 and 8 there is one whole number.
        if unit != "minutes" and over - under <= _FEW:
            continue
        if not is_middle(least, most, under, over):
            return under, over
    return None


def rounded(number: float) -> int:
    """A whole number of two telling digits near a positive one."""
    whole = max(0, round(number))
    step: int = 10 ** max(0, len(str(whole)) - 2)
    return round(whole / step) * step


def gaps(constraint: Constraint, low: float, high: float, chance: Random) -> Iterator[Rung]:
    """The bands and bounds in whole years of a gap of low to high days: an age, a time after, a time before.

    An age goes by decades. That one thing came after another is a rung where it could have been otherwise.
    """
    if low < 0 < high or high - low >= _OPEN:
        return
    is_before = high <= 0
    least, most = (-high, -low) if is_before else (low, high)
    for under, over, strategy in _spans_of_years(constraint, is_before, least, most, chance):
        ends = (
            0.0 if under is None else float(round(under * YEAR_DAYS)),
            _OPEN if over is None else float(round(over * YEAR_DAYS)),
        )
        if not ends[0] + _SURE_DAYS <= least <= most <= ends[1] - _SURE_DAYS:
            continue
        bounds = (under, over)
        if is_before:
            bounds = (None if over is None else -over, 0 if under is None else -under)
            ends = (-ends[1], -ends[0])
        weaker = ranged(constraint, *ends)
        yield Rung(strategy=strategy, unit="gap_years", bounds=bounds, constraint=weaker)


def _spans_of_years(
    constraint: Constraint, is_before: bool, low: float, high: float, chance: Random
) -> Iterator[tuple[int | None, int | None, str]]:
    """low, high: the gap's size in days."""
    least, most = low / YEAR_DAYS, high / YEAR_DAYS
    if constraint.other in _BEGINNINGS and not is_before:
        yield from _ages(least, most)
    else:
        yield from _drawn(least, most, "gap_years", chance)
    is_expected = constraint.other in (_ENDS if is_before else _BEGINNINGS)
    if constraint.through and not is_expected:
        yield 0, None, "order"


def _ages(least: float, most: float) -> Iterator[tuple[int | None, int | None, str]]:
    start = int(least // 10) * 10
    for span, strategy in ((10, "age_decade"), (20, "two_age_decades")):
        for under in range(start, start - span, -10):
            if under > 0 and most < under + span and not is_middle(least, most, under, under + span):
                yield under, under + span, strategy
    for over in (start + 10, start + 20):
        yield None, over, "one_sided"
    for under in (start, start - 10):
        if under > 0:
            yield under, None, "one_sided"


def counts(constraint: Constraint, stated: int, chance: Random) -> Iterator[Rung]:
    """ "At least n", n drawn below what is stated; itself only where it is small."""
    bounds = {stated} if stated <= _FEW else set()
    if stated > _FEW:
        bounds |= {max(2, math.floor(stated * (0.75 + 0.2 * chance.random())))}
        bounds |= {max(2, rounded(stated * (0.45 + 0.2 * chance.random())))}
    for least in sorted(bounds | {2}, reverse=True):
        weaker = constraint.model_copy(update={"low": float(least)})
        yield Rung(strategy="at_least", unit="count", bounds=(least, None), constraint=weaker)
