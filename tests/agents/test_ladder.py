"""Blur ladders: every rung is weaker and still true."""

from __future__ import annotations

import math
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.agents import ladder
from infoseek.agents.band_rungs import YEAR_DAYS
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
        assert rung.strategy in ("two_decades", "quarter_century", "half_century") or year not in rung.bounds


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
        if rung.strategy.endswith("band"):
            low, high = rung.constraint.low or 0, rung.constraint.high or 0
            assert abs(value - (low + high) / 2) > 0.1 * (high - low)


GAPS = st.tuples(
    st.integers(-40_000, 40_000),
    st.integers(0, 730),
    st.sampled_from(["born", "died", "opened"]),
    st.booleans(),
)


@given(GAPS)
def test_rungs_of_a_gap_hold_it_as_they_are_worded(gap: tuple[int, int, str, bool]) -> None:
    """The stated span of days lies within every rung, and within its whole years however leap years were counted."""
    low, span, other, is_other = gap
    constraint = Constraint(
        form="gap",
        predicate="died",
        other=other,
        through="author" if is_other else "",
        low=low,
        high=low + span,
    )
    for rung in ladder.rungs(constraint, "gap"):
        under, over = rung.bounds
        assert rung.unit == "gap_years"
        assert rung.constraint.low is not None
        assert rung.constraint.high is not None
        assert rung.constraint.low <= low <= low + span <= rung.constraint.high
        assert under is None or under * YEAR_DAYS + 1 < low
        assert over is None or low + span < over * YEAR_DAYS - 1
        assert under is not None or over is not None


@pytest.mark.parametrize(
    ("years", "other", "through", "wanted"),
    [
        (72.0, "born", "", ("age_decade", (70, 80))),
        (31.0, "born", "author", ("one_sided", (None, 40))),
        (4.0, "died", "architect", ("order", (0, None))),
        (-4.0, "published", "author", ("order", (None, 0))),
    ],
)
def test_ages_go_by_decades_and_orders_by_what_could_be_otherwise(
    years: float, other: str, through: str, wanted: tuple[str, tuple[int | None, int | None]]
) -> None:
    """A lifespan is told by its decade, a thing that came out after a death by that alone."""
    days = years * YEAR_DAYS
    constraint = Constraint(form="gap", predicate="x", other=other, through=through, low=days, high=days)
    assert wanted in [(rung.strategy, rung.bounds) for rung in ladder.rungs(constraint, "gap")]


@pytest.mark.parametrize(("years", "other"), [(30.0, "born"), (-4.0, "died")])
def test_what_must_be_so_is_no_rung(years: float, other: str) -> None:
    """That a thing came after its maker's birth, or before the death, says nothing."""
    days = years * YEAR_DAYS
    constraint = Constraint(
        form="gap", predicate="built", other=other, through="architect", low=days, high=days
    )
    assert all(rung.strategy != "order" for rung in ladder.rungs(constraint, "gap"))


@given(st.integers(2, 500))
def test_a_count_is_told_by_fewer(stated: int) -> None:
    """At least n has n of what is stated or fewer, and as many only where there are two or three."""
    constraint = Constraint(form="count", predicate="has_track", low=stated)
    bounds = [rung.bounds[0] or 0 for rung in ladder.rungs(constraint, "count")]
    assert bounds == sorted(set(bounds), reverse=True)
    assert all(2 <= bound <= stated for bound in bounds)
    assert stated <= 3 or stated not in bounds


def test_a_number_stands_anywhere_in_its_band() -> None:
    """Over many trees the place of the number in its factor-2 band is even on a log scale, but for the middle."""
    chance, places = random.Random(5), []
    for number in range(3000):
        value = round(math.exp(chance.uniform(math.log(200), math.log(20_000))))
        stated = Constraint(form="range", predicate="pages", low=value, high=value)
        luck = ladder.chance_of(1, f"entity {number}", "pages")
        for rung in ladder.rungs(stated, "number", luck):
            if rung.strategy == "band":
                under, over = rung.bounds[0] or 1, rung.bounds[1] or 1
                assert 1.8 <= over / under <= 2.2
                places.append(math.log(value / under) / math.log(over / under))
                assert abs((value - under) / (over - under) - 0.5) >= 0.15
    assert len(places) > 2900
    # The middle of the band on its own scale is left out, and with it so much of the log scale.
    low, high = math.log2(1.35), math.log2(1.65)
    for start, end in ((0.1, 0.2), (0.2, 0.3), (0.3, 0.4), (0.75, 0.85), (0.85, 0.95)):
        share = sum(start <= place < end for place in places) / len(places)
        assert abs(share - 0.1 / (1 - (high - low))) < 0.03


def test_equal_claims_draw_equal_bounds() -> None:
    """The same seed, entity and predicate give the same rungs each time, another entity others; without luck too."""
    stated = ranged(2400, 2400)
    first = ladder.rungs(stated, "duration", ladder.chance_of(7, "p01", "length"))
    assert first == ladder.rungs(stated, "duration", ladder.chance_of(7, "p01", "length"))
    others = [ladder.rungs(stated, "duration", ladder.chance_of(7, f"p{n}", "length")) for n in range(2, 6)]
    assert any(other != first for other in others)
    assert ladder.rungs(stated, "duration") == ladder.rungs(stated, "duration")


def test_a_rung_that_holds_another_leaves_no_less() -> None:
    """Of two rungs of a value of which one lies within the other, the wider leaves all that the narrower leaves."""
    support = CORPUS.index.supported
    for edge in CORPUS.index.edges.values():
        if edge["predicate"] not in ("released", "length"):
            continue
        stated = Constraint(form="range", predicate=edge["predicate"], low=edge["low"], high=edge["high"])
        found = ladder.rungs(stated, edge["value_type"])
        for one in found:
            assert edge["subject_id"] in ladder.leaves(support, one, "album")
            for other in found:
                narrow, wide = one.constraint, other.constraint
                if (wide.low or 0) <= (narrow.low or 0) and (narrow.high or 0) <= (wide.high or 0):
                    assert ladder.leaves(support, one, "album") <= ladder.leaves(support, other, "album")


def test_the_periods_of_a_date_only_get_longer() -> None:
    """From the half-decade to the half-century each period offered is longer than the one before it."""
    day = ladder.day_of(1969)
    found = ladder.rungs(ranged(day, day), "date")
    assert [(rung.strategy, rung.bounds) for rung in found] == [
        ("half_decade", (1965, 1969)),
        ("decade", (1960, 1969)),
        ("two_decades", (1960, 1979)),
        ("quarter_century", (1950, 1975)),
    ]


def test_every_rung_that_is_out_says_why() -> None:
    """A rung that identifies, that says nothing, or that is not true of its entity is refused with that reason."""
    support = CORPUS.index.supported
    year = ranged(ladder.day_of(1952), ladder.day_of(1952) + 364)
    reasons = {
        one.rung.strategy: one.refused
        for one in ladder.judged(ladder.rungs(year, "date"), support, "album", 3, "p15")
    }
    assert reasons["half_decade"] == "untrue"
    judged = ladder.judged(ladder.rungs(year, "date"), support, "album", 12)
    assert {one.refused for one in judged} <= {"", "identifies", "says_nothing"}
    assert [one.left for one in judged] == sorted(one.left for one in judged)


def test_a_place_is_told_by_the_regions_that_hold_it() -> None:
    """Each region is a rung of its own, which may be named."""
    stated = Constraint(form="value", predicate="birth_place", value="flint")
    (rung,) = ladder.region_rungs(stated, [("r1", "Marl Shire")])
    assert (rung.strategy, rung.unit, rung.shown) == ("region", "region", "Marl Shire")
    assert (rung.constraint.form, rung.constraint.value, rung.constraint.predicate) == (
        "within",
        "r1",
        "birth_place",
    )
    assert ladder.rungs(stated, "place") == []
