"""Derived facts: which an entity offers, how exact, and on which spans they rest."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from infoseek.agents.derived import Derived, derived_of
from infoseek.linking.corpus import LinkedCorpus
from infoseek.tree.claim import Constraint
from tests.gates.corpus import World, books, day


def offered(world: World, entity_id: str, **pages: Any) -> list[Derived]:
    corpus = LinkedCorpus(
        "key",
        list(world.entities.values()),
        world.edge_rows(),
        world.aliases,
        {key: {"page_id": key, "rows": []} for key in world.texts} | pages,
    )
    return derived_of(SimpleNamespace(corpus=corpus), entity_id)


def found(facts: list[Derived], predicate: str, other: str = "", form: str = "gap") -> Derived | None:
    asked = (form, predicate, other)
    return next(
        (f for f in facts if (f.constraint.form, f.constraint.predicate, f.constraint.other) == asked), None
    )


def test_an_age_is_as_exact_as_its_dates() -> None:
    """A year less a day: 364 days wide, with the spans of both dates and of the relation."""
    fact = found(offered(books(), "salt"), "published", "born")
    assert fact is not None
    born = day("1893-04-02")
    assert (fact.constraint.low, fact.constraint.high) == (day("1931-01-01") - born, day("1931-12-31") - born)
    assert fact.constraint.through == "author"
    assert [evidence.text for evidence in fact.evidence] == [
        "published: 1931",
        "author: Ada Quill",
        "born: 1893-04-02",
    ]
    assert fact.shown == "37.7 to 38.7 years"


def test_of_a_date_that_is_stated_twice_the_more_exact_counts() -> None:
    """The day beside the year makes the gap; the year's, which holds it, is not offered."""
    world = books()
    world.state("salt", "published", "1931-05-06", bounds=(day("1931-05-06"),) * 2, value_type="date")
    ages = [f for f in offered(world, "salt") if f.constraint.other == "born"]
    assert [f.constraint.low for f in ages] == [day("1931-05-06") - day("1893-04-02")]


def test_a_date_of_many_years_makes_no_gap() -> None:
    """Sessions over seven years are no day that an age could be told at."""
    world = books()
    world.drop("salt", "published")
    span = (day("1931-01-01"), day("1938-12-31"))
    world.state("salt", "published", "1931-1938", bounds=span, value_type="date")
    assert found(offered(world, "salt"), "published", "born") is None


def test_a_lifespan_of_two_days_is_exact() -> None:
    """Both dates are days: low is high."""
    world = books()
    world.state("quill", "died", "1950-01-02", bounds=(day("1950-01-02"),) * 2, value_type="date")
    fact = found(offered(world, "quill"), "died", "born")
    assert fact is not None
    assert fact.constraint.low == fact.constraint.high == day("1950-01-02") - day("1893-04-02")
    assert len(fact.evidence) == 2


def test_books_of_one_author_are_counted() -> None:
    """Two novels name her, each by its own row."""
    fact = found(offered(books(), "quill"), "author", form="count")
    assert fact is not None
    assert fact.constraint == Constraint(form="count", predicate="author", direction="inverse", low=2)
    assert {evidence.page_id for evidence in fact.evidence} == {"salt", "tides"}
    assert found(offered(books(), "sol"), "author", form="count") is None


def test_of_two_authors_nobody_is_its_author() -> None:
    """A second author, with a page or without, leaves open whose age is meant."""
    for author in ({"value": "Tom Vane", "object_id": "vane"}, {"value": "I. Shade"}):
        world = books()
        world.state("salt", "author", **author)
        assert found(offered(world, "salt"), "published", "born") is None


@pytest.mark.parametrize("born", ["1931-06-01", "1940-01-01"])
def test_a_birth_that_is_not_before_the_deed_says_nothing(born: str) -> None:
    """Of the same year, or after it: another person is meant, or a date is wrong."""
    world = books()
    world.drop("quill", "born")
    world.born("quill", born)
    assert found(offered(world, "salt"), "published", "born") is None


def test_what_changes_and_what_other_boxes_say_make_nothing() -> None:
    """A volatile statement, or one of a second box of its page, is part of no derived fact."""
    world = books()
    row = next(e for e in world.edges if (e["subject_id"], e["predicate"]) == ("salt", "published"))
    row["is_volatile"] = True
    assert found(offered(world, "salt"), "published", "born") is None
    row["is_volatile"] = False
    boxed = {"page_id": "salt", "rows": [{"start": row["start"], "end": row["end"], "box": 1}]}
    assert found(offered(world, "salt", salt=boxed), "published", "born") is None
    assert found(offered(world, "salt"), "published", "born") is not None


def test_a_book_after_its_authors_death() -> None:
    """She died before it appeared: told of her by the book, of the book by her."""
    world = books()
    world.state("quill", "died", "1940-01-02", bounds=(day("1940-01-02"),) * 2, value_type="date")
    left = found(offered(world, "quill"), "died", "published")
    assert left is not None
    assert left.constraint.direction == "inverse"
    assert (left.constraint.high or 0) < 0
    late = found(offered(world, "tides"), "published", "died")
    assert late is not None
    assert (late.constraint.low or 0) > 0


def test_evidence_on_other_pages_is_preferred() -> None:
    """Where a list states the same, the list is cited: that spreads the evidence."""
    world = books()
    world.entity("list", "Novels of 1931", "list")
    own = next(e for e in world.edges if (e["subject_id"], e["predicate"]) == ("salt", "published"))
    world.edges.append(
        {**own, "edge_id": "listed", "page_id": "list", "start": 0, "end": 6, "text": "Novels"}
    )
    fact = found(offered(world, "salt"), "published", "born")
    assert fact is not None
    assert fact.evidence[0].page_id == "list"


def test_an_entity_of_which_nothing_is_stated_offers_nothing() -> None:
    """Neither an unknown one nor a bare page."""
    world = books()
    world.entity("bare", "Bare", "novel")
    assert offered(world, "bare") == []
    assert offered(world, "nowhere") == []
