"""Articles, periods, measures, participles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.offline.roles import english


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (1960, 1964, "in the first half of the 1960s"),
        (1965, 1969, "in the second half of the 1960s"),
        (1950, 1959, "in the 1950s"),
        (1940, 1959, "in the 1940s or 1950s"),
        (1850, 1900, "in the second half of the nineteenth century"),
        (1900, 1950, "in the first half of the twentieth century"),
        (1950, 1975, "in the third quarter of the twentieth century"),
        (1875, 1900, "in the last quarter of the nineteenth century"),
        (1950, 1974, "between 1950 and 1974"),
        (1900, 1909, "between 1900 and 1909"),
        (1905, 1909, "between 1905 and 1909"),
    ],
)
def test_periods(first: int, last: int, words: str) -> None:
    """Periods are said as people say them; the first decade of a century, whose name is its century's, by bounds."""
    assert english.period(first, last) == words


@given(st.integers(1, 2900), st.integers(0, 60))
def test_every_period_has_words(first: int, span: int) -> None:
    """No period is without words, and none is said as "the 1900s" alone."""
    words = english.period(first, first + span)
    assert words.startswith(("in the ", "between "))
    assert not re.fullmatch(r"in the (\w+ half of the )?\d+00s", words)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((None, 3), "less than three"),
        ((40, None), "more than forty"),
        ((45, 90), "between forty-five and ninety"),
        ((41, 90), "between 41 and 90"),
        ((300, 1000), "between 300 and 1,000"),
    ],
)
def test_measures(bounds: tuple[int | None, int | None], words: str) -> None:
    """One-sided bounds and bands."""
    assert english.measure(*bounds, is_counted=False) == words


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("album", "an album"),
        ("song", "a song"),
        ("university", "a university"),
        ("opera", "an opera"),
        ("hourly review", "an hourly review"),
        ("HTML page", "an HTML page"),
        ("URL shortener", "a URL shortener"),
        ("user", "a user"),
        ("", "a "),
    ],
)
def test_articles_follow_the_sound(noun: str, words: str) -> None:
    """An before a vowel's sound, a otherwise."""
    assert english.with_article(noun) == words


@pytest.mark.parametrize(
    ("clause", "reduced"),
    [
        ("was published in the 1950s", "published in the 1950s"),
        ("was born in a town", "born in a town"),
        ("was first published in the 1950s", "first published in the 1950s"),
        ("was a teacher", None),
        ("published a novel", None),
        ("was", None),
    ],
)
def test_only_passives_become_participles(clause: str, reduced: str | None) -> None:
    """A clause with "was" and a participle can stand behind its noun."""
    assert english.participle(clause) == reduced


def test_lists_have_one_and() -> None:
    """Commas between all but the last two."""
    assert [english.listed(list("abc"[:n])) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]


@given(st.integers(0, 10**9))
def test_every_number_is_spelled_so_that_it_can_be_read_back(number: int) -> None:
    """Words for small round numbers, digits for the rest, and never two numbers alike."""
    words = english.spelled(number)
    assert (words.replace(",", "") == str(number)) != words.replace("-", "").isalpha()
    assert number > 99 or len({english.spelled(n) for n in range(100)}) == 100


@given(st.text(max_size=100))
def test_what_is_sayable_holds_no_markup(words: str) -> None:
    """A value with braces, brackets, quotes or control characters, or too long a one, is not said."""
    if english.is_sayable(words):
        assert words.isprintable()
        assert not set('{}<>[]"?;') & set(words)
        assert len(words) <= 60
