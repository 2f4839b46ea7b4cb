"""Gaps between two stated dates, of one thing or over a relation."""

from __future__ import annotations

import math

import pytest

from infoseek.tree.claim import Constraint
from tests.linking.corpora import Row, edge, entity, index

THINGS = [
    *(entity(name) for name in ("a", "b")),
    *(entity(name, "novelist", name.title(), "person") for name in ("quill", "vane")),
]
AGE = Constraint(form="gap", predicate="published", other="born", through="author", low=30, high=40)


def dated(subject: str, predicate: str, low: float, high: float | None = None, *, closed: bool = True) -> Row:
    return edge(subject, predicate, low=low, high=low if high is None else high, closed=closed)


def by(book: str, person: str, **more: object) -> Row:
    return edge(book, "author", person, person, closed=True, **more)


def stance(*edges: Row, constraint: Constraint = AGE, of: str = "a") -> str:
    found = index(THINGS, list(edges))
    is_stated = of in found.supported.satisfying(constraint)
    return "stated" if is_stated else "open" if of in found.not_refuted.satisfying(constraint) else "refuted"


PUBLISHED, BORN = dated("a", "published", 135), dated("quill", "born", 100)


def test_an_age_at_an_event() -> None:
    """35 after the birth: within 30 to 40; 25 and 45 are refuted; without its author nothing is."""
    assert stance(PUBLISHED, by("a", "quill"), BORN) == "stated"
    for born in (90, 110):
        assert stance(PUBLISHED, by("a", "quill"), dated("quill", "born", born)) == "refuted"
    assert stance(PUBLISHED, BORN) == "open"


@pytest.mark.parametrize(
    "edges",
    [
        [dated("a", "published", 190, closed=False), by("a", "quill"), BORN],
        [dated("a", "published", 190), by("a", "quill"), dated("quill", "born", 100, closed=False)],
        [dated("a", "published", 190), {**by("a", "quill"), "is_functional": False}, BORN],
        [dated("a", "published", 190), by("a", "quill"), by("a", "vane"), BORN],
        [dated("a", "published", 190), by("a", "quill"), edge("a", "author", "tom vane", closed=True), BORN],
        [dated("a", "published", 190), by("a", "quill", score=0.8, source="row"), BORN],
        [dated("a", "published", 190), by("a", "elsewhere"), BORN],
        [dated("a", "published", 190), by("a", "quill"), BORN, edge("quill", "born", "spring", closed=True)],
    ],
)
def test_what_is_not_wholly_known_refutes_no_gap(edges: list[Row]) -> None:
    """An open date, an open row, a second author without a date, a name, an unsure link, no page, no number."""
    assert stance(*edges) == "open"


def test_every_pair_must_lie_apart() -> None:
    """Of two authors and two editions one that fits is enough to be open, and one that surely does to be stated."""
    both = [by("a", "quill"), by("a", "vane"), BORN, dated("vane", "born", 20)]
    assert stance(PUBLISHED, *both) == "stated"
    assert stance(dated("a", "published", 190), dated("a", "published", 200), *both) == "refuted"
    assert stance(dated("a", "published", 190), dated("a", "published", 125, 135), *both) == "open"


def test_coarse_dates_make_coarse_gaps() -> None:
    """A decade less a decade is up to twice as long: within wide bounds it is sure, in narrow ones it may be."""
    edges = [dated("a", "published", 130, 139), by("a", "quill"), dated("quill", "born", 100, 109)]
    assert stance(*edges) == "open"
    assert stance(*edges, constraint=AGE.model_copy(update={"low": 21, "high": 39})) == "stated"
    assert stance(*edges, constraint=AGE.model_copy(update={"low": 40, "high": 50})) == "refuted"


def test_a_spell_of_one_thing() -> None:
    """From its birth to its death, both its own."""
    lived = Constraint(form="gap", predicate="died", other="born", low=50, high=60)
    assert stance(dated("quill", "died", 155), BORN, constraint=lived, of="quill") == "stated"
    assert stance(dated("quill", "died", 190), BORN, constraint=lived, of="quill") == "refuted"
    assert (
        stance(dated("quill", "died", 190), dated("vane", "born", 135), constraint=lived, of="quill")
        == "open"
    )


def test_the_relation_may_run_to_the_thing() -> None:
    """She died 30 to 40 before a book of hers came out; who else wrote what no page of hers can close."""
    left = Constraint(
        form="gap",
        predicate="died",
        other="published",
        through="author",
        direction="inverse",
        low=-40,
        high=-30,
    )
    assert (
        stance(dated("quill", "died", 100), by("a", "quill"), PUBLISHED, constraint=left, of="quill")
        == "stated"
    )
    assert (
        stance(dated("quill", "died", 10), by("a", "quill"), PUBLISHED, constraint=left, of="quill") == "open"
    )


def test_a_marriage_is_read_from_either_end() -> None:
    """The row of one spouse closes nothing for the other, and makes the gap of both."""
    apart = Constraint(form="gap", predicate="born", other="born", through="spouse", low=20, high=30)
    edges = [dated("vane", "born", 125), BORN, edge("quill", "spouse", "tom vane", "vane", closed=True)]
    assert stance(*edges, constraint=apart, of="vane") == "stated"
    assert stance(*edges, constraint=apart, of="quill") == "refuted"
    wide = apart.model_copy(update={"low": 40, "high": 50})
    assert stance(*edges, constraint=wide, of="vane") == "open"


def test_a_thing_of_too_many_dates_says_nothing() -> None:
    """A page with a hundred dates of birth makes no gaps, and refutes none."""
    many = [dated("quill", "born", float(number)) for number in range(100)]
    assert stance(PUBLISHED, by("a", "quill"), *many) == "open"
    assert stance(dated("a", "published", 1e6), by("a", "quill"), *many) == "open"


def test_names_without_numbers_make_no_gap() -> None:
    """A date that could not be read is none."""
    assert (
        stance(edge("a", "published", "long ago", low=math.nan, high=math.nan), by("a", "quill"), BORN)
        == "open"
    )
