"""Blur ladders: the weaker constraints a stated value can be blurred to, each still true of it (DESIGN §8).

What lives here: rungs by value type. What may not: which rung is taken, or how it is worded.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from infoseek.tree.claim import Constraint
from infoseek.tree.hcsp import Entities, Support

_EPOCH = date(1970, 1, 1).toordinal()
_YEAR_SPANS = ((5, "half_decade"), (10, "decade"), (20, "two_decades"))
# Round bounds, unevenly spaced.
_MINUTES = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 60, 75, 90, 100, 120, 150, 180, 240)
_COUNTS = (
    2,
    5,
    10,
    20,
    50,
    100,
    150,
    200,
    300,
    400,
    600,
    1000,
    1500,
    2000,
    3000,
    5000,
    10_000,
    20_000,
    50_000,
)
# Half of a century that is not over yet says little.
_LAST_CENTURY = 2000
# A value nearer to the middle of its band than this share of the band's width gives itself away (L4).
MIDDLE_SHARE = 0.15


class Rung(BaseModel):
    """One weaker constraint. `bounds` is what may be worded: years, minutes or counts; None is open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    strategy: str
    unit: str
    bounds: tuple[int | None, int | None]
    constraint: Constraint


def day_of(year: int) -> float:
    """The first day of a year as days since 1970-01-01."""
    return float(date(year, 1, 1).toordinal() - _EPOCH)


def year_of(day: float) -> int:
    """The year a day since 1970-01-01 lies in. Raises `ValueError` beyond year 1 to 9999."""
    return date.fromordinal(int(day) + _EPOCH).year


def rungs(constraint: Constraint, value_type: str) -> list[Rung]:
    """All rungs above a stated value, the stated one itself only for terms."""
    if constraint.form == "value":
        return [Rung(strategy="term", unit="term", bounds=(None, None), constraint=constraint)]
    if constraint.low is None or constraint.high is None:
        return []
    if value_type == "date":
        return _periods(constraint, constraint.low, constraint.high)
    if value_type == "duration":
        return _bands(constraint, constraint.low, constraint.high, _MINUTES, 60, "minutes")
    return _bands(constraint, constraint.low, constraint.high, _COUNTS, 1, "count")


def _ranged(constraint: Constraint, low: float, high: float) -> Constraint:
    return constraint.model_copy(update={"low": low, "high": high})


def _periods(constraint: Constraint, low: float, high: float) -> list[Rung]:
    try:
        first, last = year_of(low), year_of(high)
    except (ValueError, OverflowError):
        return []
    found = []
    for span, strategy in _YEAR_SPANS:
        start = first - first % span
        if _is_century(start, span) and (first == start or last == start + span - 1):
            continue
        if start >= 1 and last < start + span <= 9999:
            found.append(_years(constraint, strategy, start, start + span - 1))
    start = first - first % 50
    # Whether a century begins with its year 00 or 01 is read in both ways: the period has both years, and
    # what is stated lies in neither. So it has a middle.
    is_inside = 1 <= start < first and last < start + 50 <= _LAST_CENTURY
    if is_inside and not _is_middle(first, last, start, start + 50):
        found.append(_years(constraint, "half_century", start, start + 50))
    return found


def _is_century(start: int, span: int) -> bool:
    """Whether a decade is written like its century ("the 1900s"): it is told by its bounds, not to be hit."""
    return start % 100 < 10 and span <= 10


def _years(constraint: Constraint, strategy: str, first: int, last: int) -> Rung:
    weaker = _ranged(constraint, day_of(first), day_of(last + 1) - 1)
    return Rung(strategy=strategy, unit="years", bounds=(first, last), constraint=weaker)


def _bands(
    constraint: Constraint, low: float, high: float, grid: tuple[int, ...], unit_size: int, unit: str
) -> list[Rung]:
    below = [bound for bound in grid if bound * unit_size < low]
    above = [bound for bound in grid if bound * unit_size > high]
    found = []
    for under, over in pairwise((0, *grid)):
        is_band = under and under * unit_size < low and high < over * unit_size and over <= 2 * under
        if is_band and not _is_middle(low, high, under * unit_size, over * unit_size):
            found.append(_band(constraint, under, over, unit_size, unit))
    found.extend(_band(constraint, None, bound, unit_size, unit) for bound in above[:2])
    found.extend(_band(constraint, bound, None, unit_size, unit) for bound in reversed(below[-2:]))
    return found


def _is_middle(low: float, high: float, under: float, over: float) -> bool:
    return abs((low + high) - (under + over)) / 2 < MIDDLE_SHARE * (over - under)


def _band(constraint: Constraint, under: int | None, over: int | None, unit_size: int, unit: str) -> Rung:
    """More than `under` and less than `over` units; the strict bounds leave the bounds themselves out."""
    low = 0.0 if under is None else under * unit_size + 1e-6
    high = 1e12 if over is None else over * unit_size - 1e-6
    strategy = "band" if under and over else "one_sided"
    return Rung(strategy=strategy, unit=unit, bounds=(under, over), constraint=_ranged(constraint, low, high))


def fewest(support: Support, type_noun: str, at_least: int) -> int:
    """How many entities a clue must leave: `at_least`, less where the type itself is small."""
    return min(at_least, max(2, len(support.of_type(type_noun)) // 3))


def leaves(support: Support, rung: Rung, type_noun: str) -> Entities:
    """S(c) ∩ type of a rung."""
    return support.satisfying(rung.constraint) & support.of_type(type_noun)


def passing(
    offered: list[Rung], support: Support, type_noun: str, at_least: int, most_share: float = 0.7
) -> list[tuple[Rung, int]]:
    """The rungs that neither identify (S2) nor say nothing (V7), least blur first, with what each leaves.

    support: S⁻. A rung must leave `fewest` entities of the type and at most `most_share` of them.
    """
    everyone = len(support.of_type(type_noun))
    least = fewest(support, type_noun, at_least)
    sized = [(rung, len(leaves(support, rung, type_noun))) for rung in offered]
    good = [(rung, size) for rung, size in sized if least <= size <= most_share * everyone]
    return sorted(good, key=lambda pair: pair[1])
