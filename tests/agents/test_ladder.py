"""Blur ladders: every rung is weaker and still true."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.agents import ladder
from infoseek.tree.claim import Constraint
from tests.agents.discography import corpus

CORPUS = corpus()
DATES = st.dates(min_value=date(1000, 1, 1), max_value=date(2900, 12, 31))


def ranged(low: float, high: float) -> Constraint:
    return Constraint(form="range", predicate="released", low=low, high=high)


@given(DATES, st.integers(0, 800))
def test_date_rungs_hold_the_stated_dates(day: date, span: int) -> None:
    """Every period offered for a stated date, or span of dates, contains it wholly."""
    low = float(day.toordinal() - date(1970, 1, 1).toordinal())
    for rung in ladder.rungs(ranged(low, low + span), "date"):
        assert rung.constraint.low is not None
        assert rung.constraint.high is not None
        assert rung.constraint.low <= low <= low + span <= rung.constraint.high
        first, last = rung.bounds
        assert (ladder.year_of(rung.constraint.low), ladder.year_of(rung.constraint.high)) == (first, last)


@given(st.integers(1, 20_000), st.sampled_from(["duration", "number"]))
def test_bands_hold_the_stated_value_strictly(value: int, value_type: str) -> None:
    """Every band or bound offered for a number holds it strictly, as it is worded."""
    unit = 60 if value_type == "duration" else 1
    for rung in ladder.rungs(ranged(value, value), value_type):
        under, over = rung.bounds
        assert under is None or under * unit < value
        assert over is None or value < over * unit


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_no_stated_value_breaks_the_ladder(one: float, other: float) -> None:
    """Absurd dates and numbers give rungs or none, never an error."""
    for value_type in ("date", "duration", "number"):
        ladder.rungs(ranged(min(one, other), max(one, other)), value_type)


def test_passing_rungs_neither_identify_nor_say_nothing() -> None:
    """Each passing rung leaves at least three albums and at most seven tenths of them, least blur first."""
    support = CORPUS.index.supported
    for edge in CORPUS.index.edges.values():
        if edge["predicate"] not in ("released", "length"):
            continue
        constraint = Constraint(form="range", predicate=edge["predicate"], low=edge["low"], high=edge["high"])
        good = ladder.passing(ladder.rungs(constraint, edge["value_type"]), support, "album", 3)
        sizes = [size for _, size in good]
        assert sizes == sorted(sizes)
        assert all(3 <= size <= 0.7 * 16 for size in sizes)
        for rung, _ in good:
            assert edge["subject_id"] in ladder.leaves(support, rung, "album")


@pytest.mark.parametrize("year", [1900, 1904, 1909, 2000])
def test_the_first_decade_of_a_century_is_not_told_by_its_own_year(year: int) -> None:
    """A decade told by its bounds ("between 1900 and 1909") is not offered for a year that is one of them."""
    day = ladder.day_of(year)
    for rung in ladder.rungs(ranged(day, day), "date"):
        assert rung.strategy in ("two_decades", "half_century") or year not in rung.bounds


@pytest.mark.parametrize(
    ("year", "is_offered"), [(1800, False), (1801, True), (1824, False), (1849, True), (1850, False)]
)
def test_half_a_century_is_offered_where_every_reading_of_it_holds(year: int, is_offered: bool) -> None:
    """Whether it begins with 1800 or 1801 the year lies within, and not in the middle of it."""
    day = ladder.day_of(year)
    offered = {
        rung.bounds for rung in ladder.rungs(ranged(day, day), "date") if rung.strategy == "half_century"
    }
    assert ((1800, 1850) in offered) == is_offered


@given(st.integers(1, 20_000), st.sampled_from(["duration", "number"]))
def test_no_band_has_its_value_in_the_middle(value: int, value_type: str) -> None:
    """The stated number stays clear of the middle fifth of any band with two bounds (L4)."""
    for rung in ladder.rungs(ranged(value, value), value_type):
        if rung.strategy == "band":
            low, high = rung.constraint.low or 0, rung.constraint.high or 0
            assert abs(value - (low + high) / 2) > 0.1 * (high - low)
