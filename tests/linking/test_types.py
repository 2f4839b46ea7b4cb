"""Which type nouns exclude one another, and which name one sort of thing."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.types import KINDS, groups_of, is_type_clash, is_type_match, kind_of

NOUNS = st.sampled_from(sorted(frozenset().union(*KINDS.values())))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("town", "river"),
        ("village", "building"),
        ("city", "county"),
        ("castle", "bridge"),
        ("museum", "town"),
        ("publishing company", "university"),
        ("publishing company", "band"),
        ("film company", "orchestra"),
        ("battle", "festival"),
        ("expedition", "competition"),
        ("novel", "painting"),
        ("live album", "studio album"),
        ("town", "novelist"),
    ],
)
def test_what_nothing_can_be_both(one: str, other: str) -> None:
    """Sorts apart on the tree exclude one another, in either order."""
    assert is_type_clash(one, other)
    assert is_type_clash(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("novelist", "botanist"),
        ("castle", "museum"),
        ("castle", "building"),
        ("museum", "organisation"),
        ("church", "building"),
        ("orchestra", "group"),
        ("festival", "competition"),
        ("record label", "publishing company"),
        ("village", "island"),
        ("gizmo", "town"),
        ("", "novel"),
    ],
)
def test_what_something_can_be_both(one: str, other: str) -> None:
    """Trades of a person, a house and its use, a general noun and a special one, an unknown noun."""
    assert not is_type_clash(one, other)
    assert not is_type_clash(other, one)


@pytest.mark.parametrize(
    ("one", "wanted", "is_match"),
    [
        ("live album", "album", True),
        ("album", "live album", True),
        ("film company", "company", True),
        ("film company", "publishing company", False),
        ("record producer", "film producer", False),
        ("fresco", "painting", True),
        ("village", "town", False),
        ("", "", False),
    ],
)
def test_what_surely_is_one_of_the_wanted(one: str, wanted: str, is_match: bool) -> None:
    """Equal heads, unless what stands before them tells them apart."""
    assert is_type_match(one, wanted) is is_match


def test_a_thing_is_of_every_group_on_its_path() -> None:
    """A castle is a building and a place; a museum is taken for the building; an unknown noun is of none."""
    assert groups_of("ruined castle") == {"place", "built", "castle"}
    assert (kind_of("museum"), groups_of("museum")) == ("place", {"place", "built"})
    assert (kind_of("gizmo"), groups_of("gizmo")) == ("unknown", frozenset())


def test_things_of_two_kinds_clash_but_for_those_at_home_in_both() -> None:
    """Only what is a house and a body may be taken for either."""
    both = {"museum", "church", "theatre", "theater", "station", "school"}
    for one, other in product(sorted(KINDS), repeat=2):
        for noun, another in product(KINDS[one] - both, KINDS[other] - both):
            assert one == other or is_type_clash(noun, another), (noun, another)


@given(NOUNS, NOUNS)
def test_what_matches_never_clashes(one: str, other: str) -> None:
    """A type that surely is the wanted one is never refuted by it, and clashes are mutual."""
    assert not (is_type_match(one, other) and is_type_clash(one, other))
    assert is_type_clash(one, other) == is_type_clash(other, one)


@given(NOUNS)
def test_nothing_clashes_with_itself(noun: str) -> None:
    """A noun is one with itself, with or without an adjective before it."""
    assert not is_type_clash(noun, noun)
    assert not is_type_clash(f"small {noun}", noun)


@given(st.text(max_size=30), st.text(max_size=30))
def test_takes_any_text_for_a_noun(one: str, other: str) -> None:
    """Nonsense is of kind unknown, or of the kind its last word has; nothing raises."""
    assert kind_of(one) in {*KINDS, "unknown"}
    is_type_clash(one, other)
    is_type_match(one, other)
