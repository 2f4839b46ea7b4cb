"""The date at which a row's value held."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.values.as_of import as_of


@pytest.mark.parametrize(
    ("value", "labels", "date"),
    [
        ("38,441,588 (July 2011 est.)", (), "2011-07"),
        ("$721.3 billion (2010 est.); $694.8 billion (2009 est.)", (), "2010"),
        ("$138.7 billion (31 December 2010 est.)", (), "2010-12-31"),
        ("1,204 as of May 2012", (), "2012-05"),
        ("12,340", ("Population (2010)",), "2010"),
        ("12,340", ("Total", "Population (2010 census)"), "2010"),
        ("9.7% (2010 est.); 9.3% (2009 est.)", ("Rate (1990)",), "2010"),
        ("Ida Lund (since 6 August 2010)", (), ""),
        ("12,340", ("Population",), ""),
        ("", (), ""),
    ],
)
def test_reads_the_date_behind_the_first_value(value: str, labels: tuple[str, ...], date: str) -> None:
    """What the row says of its first value comes before what its label says; since when is no such date."""
    assert as_of(value, *labels) == date


@given(st.text(max_size=300), st.text(max_size=60))
def test_never_raises_on_nonsense(value: str, label: str) -> None:
    """Any text tells a date or none."""
    assert isinstance(as_of(value, label), str)
