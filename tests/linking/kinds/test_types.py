"""Which type nouns exclude one another, and which name one sort of thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.kinds.sorts import NOUNS as NOUNS_BY_SORT
from infoseek.linking.kinds.sorts import OVERLAPS, SAME
from infoseek.linking.kinds.types import (
    KINDS,
    groups_of,
    head_noun,
    is_type_clash,
    is_type_match,
    kind_of,
)

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
        ("bird", "tree"),
        ("species of bird", "novel"),
        ("country", "river"),
        ("protocol", "conference"),
        ("song", "website"),
        ("band", "country"),
        ("ship", "company"),
        ("ocean", "song"),
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
        ("country", "city"),
        ("country", "island"),
        ("website", "company"),
        ("plugin", "software"),
        ("video game", "software"),
        ("search engine", "website"),
        ("prize", "competition"),
        ("book series", "novel"),
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
    assert (kind_of("museum"), groups_of("museum")) == ("place", {"place", "built", "museum"})
    assert (kind_of("gizmo"), groups_of("gizmo")) == ("unknown", frozenset())


def test_a_person_is_nothing_else() -> None:
    """Nothing that is only a person is a work, a place, an event, a body or a thing."""
    first = {nouns.split()[0] for sort, nouns in NOUNS_BY_SORT.items() if not sort.startswith("person")}
    alone = first & frozenset().union(*(KINDS[kind] for kind in KINDS if kind != "person"))
    for noun in ("person", "novelist", "king", "footballer"):
        assert {other for other in alone if not is_type_clash(noun, other)} == set()


def test_every_sort_and_every_noun_is_at_home() -> None:
    """What is called alike or overlaps stands on the tree, and several hundred nouns do."""
    sorts = {sort for name in NOUNS_BY_SORT for sort in prefixes(name)}
    assert {end.rstrip("/") for pair in OVERLAPS for end in pair} <= sorts
    assert set(SAME.values()) <= frozenset().union(*KINDS.values())
    assert sum(map(len, KINDS.values())) > 900


def prefixes(sort: str) -> list[str]:
    parts = sort.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]


@given(NOUNS, st.sampled_from(["small", "French", "famous", "open source"]))
def test_a_kind_of_a_thing_never_clashes_with_it(noun: str, before: str) -> None:
    """What is said more closely of a thing is no other thing, and both are of one kind."""
    if head_noun(f"{before} {noun}") == head_noun(noun):
        assert not is_type_clash(f"{before} {noun}", noun)
        assert kind_of(f"{before} {noun}") == kind_of(noun)


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
