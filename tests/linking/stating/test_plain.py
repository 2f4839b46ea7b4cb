"""Which sentences are one affirmative clause of the page's own voice."""

from __future__ import annotations

import pytest

from infoseek.linking.stating.plain import is_plain, told_by_page
from tests.linking.prose import prose_page


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The tower was opened in 1887.", True),
        ("Later that year the tower was opened.", True),
        ("The tower was never opened.", False),
        ("The tower wasn't opened.", False),
        ("The tower might have opened.", False),
        ("The tower, which leans, was opened in 1887.", False),
        ("The tower was opened while it rained.", False),
        ("The tower was opened; it rained.", False),
        ("The tower was opened, according to him.", False),
        ("My tower was opened in 1887.", False),
        ("One of the towers was opened in 1887.", False),
        ("The tower was opened in 1887", False),
        ("Opened.", False),
        ("The tower was opened. " + "x" * 500 + ".", False),
    ],
)
def test_plain(sentence: str, expected: bool) -> None:
    """One word that denies, doubts, reports or opens another clause refuses a sentence."""
    assert is_plain(sentence, ()) is expected


def test_words_of_a_name_refuse_nothing() -> None:
    """ "Never Say Never" denies nothing."""
    assert is_plain("Never Say Never came out in 1931.", [(0, 15)])
    assert not is_plain("Never Say Never came out in 1931.", ())


def test_sentences_within_a_quotation_are_left_out() -> None:
    """A quotation of several sentences is passed over; one that stays open ends with its paragraph."""
    page = prose_page(
        "A", 'He left. "I ran. It rained. I fell." She came.', 'An inch is 1" long. It was cold.', "Back."
    )
    told = [page.text[s.start : s.end] for s in told_by_page(page)]
    assert "It rained." not in told
    assert {"He left.", "Back."} <= set(told)
