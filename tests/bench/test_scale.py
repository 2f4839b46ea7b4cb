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
    assert beyond(20, SIZES, [20 + 100 * (size / 1000) ** 1.5 for size in SIZES]) == pytest.approx(1.5)


@pytest.mark.parametrize("times", [(19, 40), (20.5, 40), (24, 40), (40, 23)])
def test_work_that_hardly_exceeds_the_start_up_has_no_exponent(times: tuple[float, float]) -> None:
    """Where chance between two starts would decide it, nothing is told."""
    assert beyond(20, SIZES[-2:], times) is None


def test_one_size_has_no_exponent() -> None:
    """Equal sizes say nothing of growth."""
    with pytest.raises(ValueError, match="two sizes"):
        exponent([500, 500], [1, 2])
