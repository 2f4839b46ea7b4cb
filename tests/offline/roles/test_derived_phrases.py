"""Words for spans between two dates, counts, and places in a region."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.offline.roles import derived_phrases
from infoseek.offline.roles.derived_words import COUNTED_THINGS, COUNTS, EVENTS, ROLES

Bounds = tuple[int | None, int | None]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((70, 80), "lived into their seventies"),
        ((60, 80), "died between the ages of sixty and eighty"),
        ((None, 40), "did not live to be forty"),
        ((80, None), "lived to be more than eighty years old"),
    ],
)
def test_lifespans(bounds: Bounds, words: str) -> None:
    """A decade of age, a longer band, and either bound are said as of a life."""
    assert derived_phrases.gap("died", "born", "", "forward", "singer", bounds) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((None, 30), "appeared before its author turned thirty"),
        ((40, None), "appeared after its author had turned forty"),
        ((30, 40), "appeared when its author was in their thirties"),
        ((10, 30), "appeared when its author was between ten and thirty years old"),
    ],
)
def test_ages_at_an_event(bounds: Bounds, words: str) -> None:
    """What lies after another's birth is that person's age."""
    assert derived_phrases.gap("published", "born", "author", "forward", "novel", bounds) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((0, None), "opened its doors only after its architect had died"),
        ((None, 0), "opened its doors before its architect died"),
        ((None, 10), "opened its doors less than ten years after its architect had died"),
        ((12, 24), "opened its doors between 12 and 24 years after its architect had died"),
        ((-10, 0), "opened its doors less than ten years before its architect died"),
        ((None, -10), "opened its doors more than ten years before its architect died"),
        ((-24, -12), "opened its doors between 12 and 24 years before its architect died"),
    ],
)
def test_the_order_of_two_events(bounds: Bounds, words: str) -> None:
    """A span forward or back in time is said from the thing's own event."""
    assert derived_phrases.gap("opened", "died", "architect", "forward", "bridge", bounds) == words


@pytest.mark.parametrize(
    ("predicate", "other", "words"),
    [
        ("dissolved", "founded", "existed for less than ten years"),
        ("opened", "construction_began", "took less than ten years to build"),
        ("recorded", "written", "was recorded less than ten years after it had been written"),
    ],
)
def test_spans_between_two_dates_of_one_thing(predicate: str, other: str, words: str) -> None:
    """How long a thing lasted or took, or one event after the other."""
    assert derived_phrases.gap(predicate, other, "", "forward", "bridge", (None, 10)) == words


years = st.none() | st.integers(-300, 300)


@given(st.sampled_from(sorted(EVENTS)), st.sampled_from(sorted(EVENTS)), st.sampled_from(["", *sorted(ROLES)]),
       st.sampled_from(["forward", "inverse"]), st.sampled_from(["novel", "singer", "bridge", ""]),
       st.tuples(years, years), st.integers(0, 5))  # fmt: skip
def test_every_span_is_said_in_words_or_not_at_all(
    predicate: str, other: str, through: str, direction: str, type_noun: str, bounds: Bounds, luck: int
) -> None:
    """Whatever the bounds, the clause is a whole one with no sign, no gap and its bounds in it."""
    words = derived_phrases.gap(predicate, other, through, direction, type_noun, bounds, luck)
    if words is not None:
        assert not re.search(r"None|  |-\d|\{|\bthan zero\b", words)


@pytest.mark.parametrize(
    ("predicate", "direction", "least", "type_noun", "words"),
    [
        ("has_track", "forward", 12, "album", "has at least twelve tracks"),
        ("spouse", "forward", 2, "actor", "was married at least twice"),
        ("author", "inverse", 3, "novelist", "is the author of at least three works"),
        ("label", "forward", 2, "singer", "recorded for at least two labels"),
        ("birth_place", "inverse", 5, "town", "is the birthplace of at least five people"),
        ("birth_place", "forward", 2, "singer", None),
        ("invented", "forward", 2, "singer", None),
    ],
)
def test_counts(predicate: str, direction: str, least: int, type_noun: str, words: str | None) -> None:
    """At least so many objects, or things that have this one for theirs; where nobody counts, nothing."""
    assert derived_phrases.count(predicate, direction, least, type_noun) == words


@pytest.mark.parametrize(
    ("predicate", "name", "type_noun", "words"),
    [
        ("birth_place", "Bavaria", "singer", "was born in Bavaria"),
        ("located_in", "United Kingdom", "lighthouse", "stands in the United Kingdom"),
        ("flows_into", "North Sea", "river", None),
        ("birth_place", "", "singer", None),
    ],
)
def test_places_within_a_region(predicate: str, name: str, type_noun: str, words: str | None) -> None:
    """A region is named, with its article; a relation that is no place has no such words."""
    assert derived_phrases.within(predicate, name, type_noun) == words


def test_all_that_is_worded_is_known_to_the_links() -> None:
    """Events, roles and counts are of predicates that the links can state."""
    assert {*EVENTS, *ROLES, *COUNTED_THINGS, *COUNTS} <= set(PREDICATES)
    assert all(PREDICATES[name].range == "date" for name in EVENTS)
