"""Plural and singular of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.naming.inflections import inflected


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("machine tag", ["machine tags"]),
        ("machine tags", ["machine tag"]),
        ("The Raelettes", ["The Raelette"]),
        ("cities", ["city"]),
        ("The Iron Children", ["The Iron Child"]),
        ("glass", []),
        ("news", []),
        ("W3C", []),
        ("", []),
    ],
)
def test_gives_the_other_number(name: str, forms: list[str]) -> None:
    """Of plain words alone, and of none that only look like a plural."""
    assert inflected(name) == forms


@given(st.text(max_size=40))
def test_never_raises(name: str) -> None:
    """Any name has no form or others than itself."""
    assert name not in inflected(name)
