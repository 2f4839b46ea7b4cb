"""Numbers and dates in a row's value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.stating.row_values import read_quantities

NUMERIC = sorted(n for n, p in PREDICATES.items() if p.range not in ("entity", "term"))


@pytest.mark.parametrize(
    ("predicate", "value", "read"),
    [
        ("population", "38,441,588 (July 2011 est.)", ["38441588"]),
        ("population", "1.71 million", ["1710000"]),
        ("population", "more than 200,000", []),
        ("gdp_ppp_usd", "$721.3 billion (2010 est.); $694.8 billion (2009 est.)", ["721300000000"]),
        ("budget_usd", "$27–30 million", ["27000000/30000000"]),
        ("population_growth", "-0.062% (2011 est.)", ["-0.062"]),
        ("birth_rate", "10.01 births/1,000 population (2011 est.)", ["10.01"]),
        ("unemployment_rate", "NA%", []),
        ("coastline_km", "440 km", ["440"]),
        ("height_m", "984 ft (300 m)", ["300"]),
        ("height_m", "about 300 m", []),
        ("stature_m", "6 ft 2 in (1.88 m)", ["1.88"]),
        ("lowest_point_m", "near Raczki -2 m", ["-2"]),
        ("length_km", "12 ± 3 km", ["9/15"]),
        ("area_km2", "643,801 sq km; 551,500 sq km (mainland)", ["643801"]),
        ("built", "12th century", ["1100/1200"]),
        ("founded", "44 BC", ["-0043"]),
        ("painted", "c. 1503, perhaps until 1517", []),
        ("painted", "c. 1503", ["1493/1513"]),
        ("pages", "318 pp", ["318"]),
    ],
)
def test_reads_what_a_row_states_first(predicate: str, value: str, read: list[str]) -> None:
    """Signs, magnitudes, ranges and errors are kept; what only bounds or guesses a number states none."""
    assert [quantity.value for quantity in read_quantities(PREDICATES[predicate], value)] == read


@given(st.text(max_size=300), st.sampled_from(NUMERIC))
def test_any_value_states_spans_or_none(value: str, predicate: str) -> None:
    """Whatever a row holds, the least value it can mean is not above the greatest."""
    for quantity in read_quantities(PREDICATES[predicate], value):
        assert quantity.low <= quantity.high


@given(st.integers(1, 10**12))
def test_reads_back_every_count(number: int) -> None:
    """A count written with grouped thousands comes back as it was."""
    (read,) = read_quantities(PREDICATES["population"], f"{number:,} (2010 est.)")
    assert read.low == read.high == number


@given(st.decimals(0, 10**6, places=2, allow_nan=False), st.sampled_from(["m", " m", " metres"]))
def test_reads_back_every_height(number: object, unit: str) -> None:
    """Metres are kept as they stand."""
    (read,) = read_quantities(PREDICATES["height_m"], f"{number:,}{unit}")
    assert read.low == float(str(number))
