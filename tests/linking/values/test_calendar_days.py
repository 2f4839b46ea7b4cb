"""Days of the calendar, before year 1 too."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.values.calendar_days import days_of_year, first_day, last_day, written_year

EPOCH = date(1970, 1, 1)


@given(st.dates())
def test_counts_as_the_calendar_does(day: date) -> None:
    """Where Python's calendar reaches, a month begins on its day."""
    assert first_day(day.year, day.month) == (day.replace(day=1) - EPOCH).days


@given(st.integers(-9999, 9999), st.integers(1, 12))
def test_months_and_years_follow_one_another(year: int, month: int) -> None:
    """No day lies between a month and the next, nor between a year and the next, whatever the era."""
    after = first_day(year + month // 12, month % 12 + 1)
    assert last_day(year, month) + 1 == after
    assert days_of_year(year)[1] + 1 == days_of_year(year + 1)[0]


def test_writes_years_as_iso_8601_does() -> None:
    """44 BC is the year -43 in four digits."""
    assert [written_year(year) for year in (1957, 79, 0, -43)] == ["1957", "0079", "0000", "-0043"]
