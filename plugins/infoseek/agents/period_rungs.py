"""The periods a stated date can be blurred to: half-decade, decade, two decades, quarter and half of a century.

What lives here: periods of the calendar. What may not: sizes of candidate sets, wordings.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from infoseek.agents.rung import Rung, is_middle, ranged
from infoseek.tree.claim import Constraint

_EPOCH = date(1970, 1, 1).toordinal()
_SPANS = ((5, "half_decade"), (10, "decade"), (20, "two_decades"))
_PARTS = ((25, "quarter_century"), (50, "half_century"))
# Part of a century that is not over yet says little.
_LAST_CENTURY = 2000


def day_of(year: int) -> float:
    """The first day of a year as days since 1970-01-01."""
    return float(date(year, 1, 1).toordinal() - _EPOCH)


def year_of(day: float) -> int:
    """The year a day since 1970-01-01 lies in. Raises `ValueError` beyond year 1 to 9999."""
    return date.fromordinal(int(day) + _EPOCH).year


def periods(constraint: Constraint, low: float, high: float) -> Iterator[Rung]:
    """The periods that hold a date from low to high (days since 1970-01-01), shortest first."""
    try:
        first, last = year_of(low), year_of(high)
    except (ValueError, OverflowError):
        return
    for span, strategy in _SPANS:
        start = first - first % span
        is_told = _is_century(start, span) and (first == start or last == start + span - 1)
        if not is_told and start >= 1 and last < start + span <= 9999:
            yield _years(constraint, strategy, start, start + span - 1)
    for span, strategy in _PARTS:
        # Whether a century begins with its year 00 or 01 is read in both ways: the period has both years, and
        # what is stated lies in neither. So it has a middle.
        start = first - first % span
        is_inside = 1 <= start < first and last < start + span <= _LAST_CENTURY
        if is_inside and not is_middle(first, last, start, start + span):
            yield _years(constraint, strategy, start, start + span)


def _is_century(start: int, span: int) -> bool:
    """Whether a decade is written like its century ("the 1900s"): it is told by its bounds, not to be hit."""
    return start % 100 < 10 and span <= 10


def _years(constraint: Constraint, strategy: str, first: int, last: int) -> Rung:
    weaker = ranged(constraint, day_of(first), day_of(last + 1) - 1)
    return Rung(strategy=strategy, unit="years", bounds=(first, last), constraint=weaker)
