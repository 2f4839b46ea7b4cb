"""The oracle's reading of facts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.bench.world_facts import WorldFacts, date_span
from tests.bench.webs import FACTS, IDS, SITE, of, world


def read() -> WorldFacts:
    return WorldFacts(world(), SITE, FACTS)


@given(st.dates())
def test_a_coarser_date_spans_the_finer_one(day: object) -> None:
    """A day lies in its month and the month in its year, and a day is one day long."""
    text = str(day)
    spans = [date_span(text[:length]) for length in (4, 7, 10)]
    assert spans[2][0] == spans[2][1]
    for wide, narrow in pairwise(spans):
        assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]


def test_months_end_where_they_end() -> None:
    """Leap years and Decembers have their last day."""
    first, last = date_span("2004-02")
    assert last - first == 28
    assert date_span("1999-12")[1] == date_span("1999-12-31")[1] == date_span("1999")[1]


def test_a_relation_with_two_names_is_one_truth() -> None:
    """What is told from one end is known from the other; a marriage holds both ways."""
    pairs = read().pairs
    assert pairs["preceded_by"] == {(IDS["/brim"], IDS["/ash"])}
    assert (IDS["/elm"], IDS["/dale"]) in pairs["spouse"]


def test_people_are_what_they_did() -> None:
    """A novelist with another occupation is a thing of both nouns."""
    assert read().things("composer") == of("/dale")
    assert read().things("novelist") == of("/dale", "/elm")


@pytest.mark.parametrize(
    ("noun", "found"), [("company", {"/fern"}), ("film company", {"/fern"}), ("film", set())]
)
def test_a_noun_takes_in_its_kinds(noun: str, found: set[str]) -> None:
    """A film company is a company and no film."""
    assert read().things(noun) == of(*found)
