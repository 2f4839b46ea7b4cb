"""Gaps, counts and containments by a world's facts."""

from __future__ import annotations

import pytest

from infoseek.bench.oracle import Truth
from infoseek.bench.world_facts import WorldFacts
from infoseek.tree.claim import Constraint
from infoseek.world.truth import Fact
from tests.bench.webs import FACTS, SITE, of, world

MORE = (
    Fact("/dale", "born", "date", "1890-01-01"),
    Fact("/elm", "born", "date", "1899"),
    Fact("/dale", "birth_place", "entity", "Gorse", "/gorse"),
    Fact("/gorse", "located_in", "entity", "Fern", "/fern"),
    Fact("/ash", "illustrator", "name", "A. Nib"),
    Fact("/ash", "illustrator", "entity", "Elm", "/elm"),
)


def satisfying(constraint: Constraint, is_lenient: bool = False) -> frozenset[str]:
    truth = Truth(WorldFacts(world(MORE), SITE, (*FACTS, *MORE)), is_lenient)
    return frozenset(truth.satisfying(constraint))


def age(low: float, high: float) -> Constraint:
    """Years of the author at publication."""
    days = {"low": low * 365, "high": high * 365 + 20}
    return Constraint(form="gap", predicate="published", other="born", through="author", **days)


def test_an_age_holds_by_the_dates() -> None:
    """Ash came out at 31; Brim some day of that year, surely within two years about it."""
    assert satisfying(age(31, 31.5)) == of("/ash")
    assert satisfying(age(31, 31.5), is_lenient=True) == of("/ash", "/brim")
    assert satisfying(age(31, 32)) == of("/ash", "/brim")
    assert satisfying(age(40, 60)) == of("/crow")


def test_a_gap_may_run_the_other_way() -> None:
    """Who was born so many years before a work of theirs came out."""
    inverse = Constraint(
        form="gap",
        predicate="born",
        other="published",
        through="author",
        direction="inverse",
        low=-1e5,
        high=0,
    )
    assert satisfying(inverse) == of("/dale", "/elm")


@pytest.mark.parametrize(
    ("predicate", "direction", "least", "expected"),
    [
        ("author", "inverse", 2, ["/dale"]),
        ("author", "forward", 2, []),
        ("illustrator", "forward", 2, ["/ash"]),
        ("spouse", "forward", 2, []),
    ],
)
def test_a_count_is_of_facts(predicate: str, direction: str, least: int, expected: list[str]) -> None:
    """Pages and names without one, from either end."""
    constraint = Constraint.model_validate(
        {"form": "count", "predicate": predicate, "direction": direction, "low": least}
    )
    assert satisfying(constraint) == of(*expected)


def test_a_containment_goes_up_all_steps() -> None:
    """Born in a town that lies there."""
    for place in ("/gorse", "/fern"):
        value = min(of(place))
        assert satisfying(Constraint(form="within", predicate="birth_place", value=value)) == of("/dale")
