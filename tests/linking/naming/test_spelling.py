"""Hostile spellings."""

from __future__ import annotations

import pytest

from infoseek.linking.naming.spelling import plain, spoken_forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Opal Engine's", {" opal engines ", " opal engine s "}),
        ("Opal Engine’S", {" opal engines ", " opal engine s "}),
        ("Opal\u200b Eng\u00adine", {" opal engine "}),
        ("What'd I Say", {" whatd i say "}),
        ("", {"  "}),
    ],
)
def test_a_possessive_is_read_as_one_word_and_as_two(text: str, forms: set[str]) -> None:
    """Both forms are folded and padded; characters without shape are gone."""
    assert set(spoken_forms(text)) == forms


def test_apostrophes_are_one() -> None:
    """Every mark that is used as an apostrophe becomes the plain one."""
    assert plain("a’b‘c`d´eʼf") == "a'b'c'd'e'f"
