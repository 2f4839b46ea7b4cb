"""Dates as pages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.values.dates import dates_in, ranges_in, unsure_dates_in, whole_years

EPOCH = date(1970, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("September 12, 1957", "1957-09-12"),
        ("5 August 1966", "1966-08-05"),
        ("2nd of May, 1999", "1999-05-02"),
        ("June 1958", "1958-06"),
        ("1959", "1959"),
        ("1954-1955", "1954/1955"),
        ("1957–58", "1957/1958"),
        ("the 1950s", "1950/1959"),
        ("February 5, 7 & 15, 1962", "1962-02-05/1962-02-15"),
        ("28–29 April 1966", "1966-04-28/1966-04-29"),
        ("June 2003–March 2004", "2003-06/2004-03"),
        ("November 3, 1993 – June 24, 1999", "1993-11-03/1999-06-24"),
        ("(1930-09-23)", "1930-09-23"),
        ("44 BC", "-0043"),
        ("58–50 BC", "-0057/-0049"),
        ("AD 79", "0079"),
        ("1066 AD", "1066"),
        ("12th century", "1100/1200"),
        ("early 19th century", "1800/1849"),
        ("19th–20th century", "1800/2000"),
        ("2nd century BC", "-0200/-0100"),
    ],
)
def test_reads_a_date_as_coarse_as_it_is_stated(text: str, value: str) -> None:
    """A date's value keeps the precision the page gives."""
    assert [span.value for span in ranges_in(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "c. 1957",
        "circa 1957",
        "c. 1889–1891",
        "about 1950 to 1953",
        "Atlantic 8029",
        "45-1050",
        "31 February 1950",
        "$1950",
        "Various",
        "",
    ],
)
def test_leaves_out_what_is_no_sure_date(text: str) -> None:
    """Unsure years, catalogue numbers, prices and impossible days are no dates."""
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("c. 1957", ["1947/1967"]),
        ("c. 1889–1891", ["1879/1901"]),
        ("circa 300 BCE", ["-0319/-0279"]),
        ("before 1957", []),
        ("1957", []),
    ],
)
def test_reads_an_unsure_date_as_the_years_around_it(text: str, values: list[str]) -> None:
    """ "About 1957" may be ten years off; "before 1957" says nothing of when."""
    assert [span.value for span in unsure_dates_in(text)] == values
    assert not any(span.is_sure for span in unsure_dates_in(text))


def test_gives_the_first_and_last_day_of_a_coarse_date() -> None:
    """A month lasts from its first day to its last, counted from 1970-01-01."""
    (span,) = dates_in("February 1972")
    assert (span.low, span.high) == (
        date(1972, 2, 1).toordinal() - EPOCH,
        date(1972, 2, 29).toordinal() - EPOCH,
    )


def test_widens_a_date_to_its_years() -> None:
    """A span made as coarse as years covers them whole."""
    wide = whole_years(ranges_in("June 2003–March 2004")[0])
    assert (wide.value, wide.low) == ("2003/2004", date(2003, 1, 1).toordinal() - EPOCH)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)))
def test_reads_every_day_written_in_english(day: date) -> None:
    """Any day from 1000 to 2099 is read back from both usual spellings."""
    american = f"{day:%B} {day.day}, {day.year}"
    british = f"{day.day} {day:%B} {day.year}"
    for text in (american, british):
        (span,) = dates_in(text)
        assert (span.value, span.low, span.high) == (
            day.isoformat(),
            day.toordinal() - EPOCH,
            day.toordinal() - EPOCH,
        )


@given(st.text(alphabet=st.sampled_from("0123456789 -–/,.JuneMayto ()s&"), max_size=60))
def test_never_raises_and_never_inverts_a_range(text: str) -> None:
    """Any text gives spans inside it whose first day is not after the last."""
    for span in ranges_in(text):
        assert 0 <= span.start < span.end <= len(text)
        assert span.low <= span.high
