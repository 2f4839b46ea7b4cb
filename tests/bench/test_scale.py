"""The exponent of growing times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.bench.scale import exponent

SIZES = (500, 2_000, 8_000)


@given(st.floats(0.001, 100), st.floats(-1, 3))
def test_a_power_law_gives_its_power(factor: float, power: float) -> None:
    """Whatever the machine's pace, the exponent is the power."""
    times = [factor * size**power for size in SIZES]
    assert exponent(SIZES, times) == pytest.approx(power, abs=1e-6)


def test_a_fixed_start_up_makes_it_smaller() -> None:
    """Linear work behind a constant start-up looks less than linear."""
    assert exponent(SIZES, [20 + size / 100 for size in SIZES]) < 1


def test_one_size_has_no_exponent() -> None:
    """Equal sizes say nothing of growth."""
    with pytest.raises(ValueError, match="two sizes"):
        exponent([500, 500], [1, 2])
