"""The sorts of things."""

from __future__ import annotations

import pytest

from infoseek.linking.kinds.types import KINDS
from infoseek.offline.roles import nouns


def test_everybody_the_links_know_is_a_person() -> None:
    """Nobody is told of as an it: each noun of the linker's persons is one here."""
    assert {noun for noun in KINDS["person"] if not nouns.is_person(noun)} == set()


def test_nothing_else_is_a_person() -> None:
    """No noun of the linker's works, places or events is a person here."""
    others = KINDS["work"] | KINDS["place"] | KINDS["event"]
    assert {noun for noun in others if nouns.is_person(noun)} == set()


@pytest.mark.parametrize(
    ("type_noun", "sort"),
    [("studio album", "album"), ("film director", "person"), ("lighthouse", "built"), ("", ""), ("zyx", "")],
)
def test_a_type_is_of_the_sort_of_its_head(type_noun: str, sort: str) -> None:
    """The last word decides; a noun that is not known is of no sort."""
    assert nouns.sort_of(type_noun) == sort
