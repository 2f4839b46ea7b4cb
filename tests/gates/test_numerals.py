"""Numbers in digits and words are read alike, and nothing else is a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.gates.lexical import fold
from infoseek.gates.numerals import is_number, numbers, ordinal, spelled


def read(text: str) -> set[float]:
    return numbers(text, fold(text).split())


@given(st.integers(0, 9999))
def test_every_way_to_say_a_number_is_read_back(number: int) -> None:
    """Each spelt form of 0 to 9999 but the pronoun "one" gives that number and no other."""
    for form in spelled(number):
        if form != "one":
            assert read(f"there were {form} of them") == {number}


@given(st.integers(0, 10**9), st.sampled_from([",", " ", "\u00a0", "'"]))
def test_digits_are_read_whatever_groups_them(number: int, mark: str) -> None:
    """Thousands may be grouped by comma, space or apostrophe."""
    assert float(number) in read(f"about {number:,} pages".replace(",", mark))


@given(st.decimals(0, 10_000, places=2))
def test_fractions_are_read(number: object) -> None:
    """A decimal point stays one."""
    assert float(str(number)) in read(f"it weighs {number} kg")


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    """Hostile text gives numbers or none, never an error."""
    assert all(isinstance(number, float) for number in read(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in the 1930s, the 1930's and the '30s", set()),
        ("the 3rd, the 21st and the 12th", set()),
        ("a live one, one of them", set()),
        ("SD1304", set()),
        ("an 84m tower of 104min", {84, 104}),
        ("1954-55", {1954, 55}),
        ("1.240", {1240, 1.24}),
        ("12 345", {12345, 12, 345}),
        ("twenty-five", {25}),
        ("two hundred and forty", {240}),
        ("nineteen thirty-one", {1931}),
        ("nineteen oh six", {1906}),
        ("fifty thousand", {50_000}),
        ("a dozen", {12}),
        ("١٢٣", {123}),
    ],
)
def test_readings(text: str, found: set[float]) -> None:
    """Decades, ordinals, the pronoun and codes are no numbers; units may stick to theirs."""
    assert read(text) == found


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("2nd", 2),
        ("2", 2),
        ("second", 2),
        ("twelfth", 12),
        ("twentieth", 20),
        ("thirty first", 31),
        ("two", None),
    ],
)
def test_ordinals(words: str, number: int | None) -> None:
    """Days of a month are read from figures and from words."""
    assert ordinal(words.split()) == number


def test_a_name_with_a_number_in_it_is_none() -> None:
    """Only words that are a number from the first to the last are one."""
    assert is_number(["nineteen", "eighty", "four"])
    assert not is_number(["seven", "samurai"])
