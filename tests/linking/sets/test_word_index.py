"""Texts found by their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.sets.word_index import WordIndex

TEXTS = st.lists(st.sampled_from(["ada", "quill", "tom", "of", "vane"]), max_size=3).map(" ".join)


@given(st.lists(TEXTS, max_size=12), TEXTS)
def test_finds_what_holds_or_is_held(texts: list[str], wanted: str) -> None:
    """Exactly the texts whose words contain, or are contained in, the words asked for; no words find nothing."""
    words = set(wanted.split())
    expected = {
        text
        for text in texts
        if words and text.split() and (set(text.split()) <= words or words <= set(text.split()))
    }
    assert WordIndex(texts).nested(wanted) == expected
