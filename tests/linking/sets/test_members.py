"""Sets of entities as bitmaps behave as the sets of ids they stand for."""

from __future__ import annotations

from collections.abc import Set

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.linking.sets.members import Members, Roster

IDS = ["ash", "brim", "crow", "dale", "elm"]
ROSTER = Roster(IDS[:4], ["elm", "ash"])
SETS = st.frozensets(st.sampled_from(IDS))


def members(ids: Set[str]) -> Members:
    return ROSTER.members(ROSTER.bits(ids))


@given(SETS, SETS, st.booleans())
def test_operations_are_those_of_sets(one: frozenset[str], two: frozenset[str], is_mixed: bool) -> None:
    """Every operator gives what it gives on frozensets, with one of its own kind and with any other set."""
    a, b = members(one), two if is_mixed else members(two)
    assert (a & b, a | b, a - b, a ^ b) == (one & two, one | two, one - two, one ^ two)
    assert (b & a, b | a, b - a) == (two & one, two | one, two - one)
    assert (a <= b, a < b, a >= b, a == b) == (one <= two, one < two, one >= two, one == two)
    assert (b <= a, b == a, a.isdisjoint(b)) == (two <= one, two == one, one.isdisjoint(two))
    assert (len(a), bool(a), list(a), hash(a)) == (len(one), bool(one), sorted(one), hash(one))
    assert all((key in a) == (key in one) for key in [*IDS, "nobody"])


def test_ids_that_the_corpus_does_not_know_are_kept_in_unions_alone() -> None:
    """A stranger is in no set of candidates, but a union with one holds it."""
    known = members({"ash", "brim"})
    assert known | {"nobody"} == {"ash", "brim", "nobody"}
    assert known & {"nobody", "ash"} == {"ash"}
    assert known - {"nobody"} == known
    assert {"nobody", "ash"} - known == {"nobody"}
    assert known <= {"ash", "brim", "nobody"}
    assert not {"nobody"} <= known


def test_sets_of_two_corpora_are_joined_by_id() -> None:
    """The same number is another entity elsewhere."""
    other = Roster(["brim", "crow"])
    assert members({"ash", "brim"}) & other.members(other.bits({"brim"})) == {"brim"}


def test_a_set_is_no_number() -> None:
    """An operand that is no set is refused."""
    with pytest.raises(TypeError):
        members({"ash"}) & 1  # type: ignore[operator]
