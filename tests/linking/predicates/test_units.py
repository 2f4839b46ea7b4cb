"""Units as pages spell them."""

from __future__ import annotations

import pytest

from infoseek.linking.predicates.units import factor, is_unit


@pytest.mark.parametrize(
    ("spelled", "unit", "times"),
    [
        ("km", "m", 1000.0),
        ("feet", "m", 0.3048),
        ("sq mi", "km2", 2.589988),
        ("Hectares", "km2", 0.01),
        ("lb", "kg", 0.4535924),
        ("mph", "km/h", 1.609344),
        ("km", "km2", None),
        ("kg", "m", None),
        ("parsec", "m", None),
    ],
)
def test_tells_how_many_of_one_unit_another_is(spelled: str, unit: str, times: float | None) -> None:
    """A length is no area, and an unknown unit measures nothing."""
    assert factor(spelled, unit) == (times if times is None else pytest.approx(times))


def test_knows_its_own_units() -> None:
    """Dollars and counts are told otherwise."""
    assert is_unit("km2")
    assert not is_unit("usd")
    assert not is_unit("")
