"""The exponent of growing times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.bench.scale import beyond, exponent

SIZES = (500, 2_000, 8_000)


@given(st.floats(0.001, 100), st.floats(-1, 3))
def test_a_power_law_gives_its_power(factor: float, power: float) -> None:
    """Whatever the machine's pace, the exponent is the power."""
    times = [factor * size**power for size in SIZES]
    assert exponent(SIZES, times) == pytest.approx(power, abs=1e-6)


def test_a_fixed_start_up_makes_it_smaller() -> None:
    """Work behind a constant start-up looks less steep than it is; beyond the start-up it does not."""
    times = [20 + (size / 1000) ** 1.5 for size in SIZES]
    assert exponent(SIZES, times) < 1
    assert exponent(SIZES[-2:], beyond(20, times[-2:])) == pytest.approx(1.5)


def test_chance_below_the_start_up_makes_no_steep_exponent() -> None:
    """A time that is hardly more than the start-up, or less, counts as a small share of it."""
    assert beyond(20, [19, 20.5, 30]) == [1, 1, 10]


def test_one_size_has_no_exponent() -> None:
    """Equal sizes say nothing of growth."""
    with pytest.raises(ValueError, match="two sizes"):
        exponent([500, 500], [1, 2])
