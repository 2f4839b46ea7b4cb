"""What a text states exactly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.gates.constants import Constants, Day

FORMS = (
    "{d:%Y-%m-%d}",
    "{d.day} {d:%B} {d.year}",
    "{d:%B} {d.day}, {d.year}",
    "{d:%b}. {d.day}, {d.year}",
    "{d.day} {d:%b} {d.year}",
    "the {d.day}th of {d:%B} {d.year}",
)


@given(st.dates(date(1700, 1, 1), date(2029, 12, 31)), st.sampled_from(FORMS))
def test_a_date_gives_its_year_and_its_day(when: date, form: str) -> None:
    """Whatever the written form, year and day of the year are constants."""
    found = Constants(f"It opened on {form.format(d=when)} to much applause.")
    assert float(when.year) in found.numbers
    assert Day(when.month, when.day) in found.days


@pytest.mark.parametrize("text", ["on April 2nd", "on the second of April", "2 April", "April the 2nd"])
def test_a_day_needs_no_year(text: str) -> None:
    """A day of the year is a constant by itself."""
    assert Constants(text).days == {Day(4, 2)}


@pytest.mark.parametrize(
    "text", ["in the 1930s", "in April", "in the first half of the 1930s", "in the thirties"]
)
def test_a_period_is_no_constant(text: str) -> None:
    """Decades, half-decades and months name no exact date."""
    found = Constants(text)
    assert not found.numbers
    assert not found.days


def test_years_are_read_from_spans_and_short_forms() -> None:
    """Both ends of "1954–55" are years; '58 is one without its century."""
    assert {1954.0, 1955.0} <= Constants("recorded 1954–55").numbers
    assert Constants("the summer of ’58").short_years == {58}


def test_durations_are_numbers_of_seconds() -> None:
    """A clock time and the same in words are one constant."""
    assert 192.0 in Constants("Length: 3:12").numbers & Constants("3 minutes 12 seconds").numbers


def test_codes_are_words_of_letters_and_digits() -> None:
    """A catalogue number is a code; a unit, an ordinal or a decade is none."""
    assert Constants("SD1304, 45-A12b3").codes == {"sd1304", "a12b3"}
    assert not Constants("84m, 12 km², 20th, 1950s, B2").codes


def test_hidden_characters_hide_nothing() -> None:
    """Zero-width characters and full-width digits are read as what they look like."""
    assert 1931.0 in Constants("1\u200b9\u200d31").numbers
    assert 1931.0 in Constants("１９３１").numbers


def test_quotations_and_addresses() -> None:
    """Any kind of quotation marks; addresses with or without their scheme."""
    found = Constants('He said "Low Water", “So it Goes”, «Tak» at www.example.org/x and https://a.b')
    assert found.quotations == ("low water", "so it goes", "tak")
    assert len(found.addresses) == 2
