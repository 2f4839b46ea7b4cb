"""Days of the proleptic Gregorian calendar, before year 1 too. What may not live here: reading text."""

from __future__ import annotations

from calendar import isleap
from datetime import date

_EPOCH = date(1970, 1, 1).toordinal()
# The calendar repeats itself after so many years and days.
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097


def first_day(year: int, month: int) -> int:
    """The first day of a month as days since 1970-01-01; the year 0 is 1 BC (ISO 8601)."""
    cycles, within = divmod(year - 1, _CYCLE_YEARS)
    return date(within + 1, month, 1).toordinal() - _EPOCH + cycles * _CYCLE_DAYS


def last_day(year: int, month: int) -> int:
    """The last day of a month as days since 1970-01-01."""
    lengths = (31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return first_day(year, month) + lengths[month - 1] - 1 if 1 <= month <= 12 else first_day(year, 12) + 30


def days_of_year(year: int) -> tuple[int, int]:
    """The first and the last day of a year as days since 1970-01-01."""
    return first_day(year, 1), last_day(year, 12)


def written_year(year: int) -> str:
    """A year in the four digits of ISO 8601, with a sign before the year 0."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"
