"""Durations, counts and heights as pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.values.quantities import durations_in, money_in, numbers_in, quantities_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3:03", ["183"]),
        ("2 : 20", ["140"]),
        ("1:02:45", ["3765"]),
        ("79:29", ["4769"]),
        ("37:45 / 75:17", ["2265", "4517"]),
        ("152 minutes", ["9120"]),
        ("108 min.", ["6480"]),
        ("2 h 13 min", ["7980"]),
        ("22–24 minutes", ["1320/1440"]),
        ("a while", []),
        ("12:75", []),
    ],
)
def test_reads_durations_in_seconds(text: str, values: list[str]) -> None:
    """Clock times and worded durations become seconds, a stated range stays one."""
    assert [duration.value for duration in durations_in(text)] == values


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_reads_back_every_clock_time(hours: int, minutes: int, seconds: int) -> None:
    """h:mm:ss is hours, minutes and seconds."""
    (duration,) = durations_in(f"{hours}:{minutes:02d}:{seconds:02d}")
    assert duration.low == duration.high == hours * 3600 + minutes * 60 + seconds


def test_reads_grouped_and_plain_numbers() -> None:
    """Commas group thousands; a number inside a word is none."""
    assert [number.low for number in numbers_in("1,234 pages, 56 plates, B52")] == [1234, 56]


def test_reads_heights_in_metres() -> None:
    """Feet are converted; the metric figure of a pair comes out equal."""
    assert [height.low for height in quantities_in("443.2 m (1,454 ft)", "m")] == [443.2, 443.18]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("1,240 km²", [1240]),
        ("1,240 km2 (479 sq mi)", [1240, 1240.6]),
        ("84.5 square kilometres", [84.5]),
        ("10 square miles", [25.9]),
        ("640 acres", [2.59]),
        ("12 ha", [0.12]),
        ("1,240 km", []),
        ("12 hats, 3 sq. m", [3e-06]),
    ],
)
def test_reads_areas_in_square_kilometres(text: str, areas: list[float]) -> None:
    """Miles, acres and hectares are converted; a length is no area."""
    assert [area.low for area in quantities_in(text, "km2")] == areas


@given(st.text(alphabet=st.sampled_from("0123456789:.,-– hmins²k"), max_size=50))
def test_never_raises_on_nonsense(text: str) -> None:
    """Any text gives quantities whose least value is not above the greatest."""
    for quantity in [*durations_in(text), *numbers_in(text)]:
        assert 0 <= quantity.low <= quantity.high
    for quantity in [*quantities_in(text, "m"), *quantities_in(text, "km2"), *money_in(text)]:
        assert quantity.low <= quantity.high
