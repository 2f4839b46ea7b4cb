"""Counting what rows state: at least, and at most where they list all."""

from __future__ import annotations

import pytest
from pyroaring import BitMap

from infoseek.linking.sets.counts import Thing, fewest, told_apart
from infoseek.linking.sets.derivations import counted
from infoseek.linking.sets.statements import NO_ONE
from infoseek.tree.claim import Constraint
from tests.linking.corpora import Row, edge, entity, index

PEOPLE = [
    entity("quill", "novelist", "Ada Quill", "person"),
    entity("vane", "novelist", "Tom Vane", "person"),
]
BOOKS = [entity(name) for name in ("a", "b", "c")]


def counts(
    number: int, *edges: Row, predicate: str = "author", inverse: bool = False
) -> tuple[set[str], set[str]]:
    """S⁻ and S⁺ of "at least so many"."""
    found = index([*BOOKS, *PEOPLE], list(edges))
    direction = "inverse" if inverse else "forward"
    constraint = Constraint(form="count", predicate=predicate, direction=direction, low=number)
    return set(found.supported.satisfying(constraint)), set(found.not_refuted.satisfying(constraint))


def by(author: str, value: str = "", book: str = "a", **more: object) -> Row:
    return edge(book, "author", value or author, author, closed=True, **more)


def test_two_pages_are_two_things_and_a_closed_row_has_no_more() -> None:
    """Of one book two authors are stated, of another one: the latter is refuted, the third is not."""
    assert counts(2, by("quill"), by("vane"), by("vane", book="b")) == ({"a"}, {"a", "c", "quill", "vane"})
    assert "a" not in counts(3, by("quill"), by("vane"))[1]


def test_an_open_row_refutes_no_count() -> None:
    """What is stated may leave some out."""
    assert "a" in counts(2, edge("a", "author", "x", "quill"))[1]


@pytest.mark.parametrize(
    ("names", "number"),
    [
        (["ina shade", "tom vane"], 2),
        (["quill", "ada quill"], 1),
        (["ada", "quill"], 1),
        (["ina", "shade"], 2),
        (["ina shade", "ina", "shade"], 2),
    ],
)
def test_names_that_may_mean_one_count_once(names: list[str], number: int) -> None:
    """Nested names, and those that may mean one page, are told apart from none of each other."""
    rows = [edge("a", "author", name, closed=True) for name in names]
    assert counts(2, *rows)[0] == ({"a"} if number > 1 else set())
    assert counts(number + 1, *rows)[0] == set()
    # However many names there are, so many things there may be.
    assert ("a" in counts(len(names), *rows)[1]) is True


def test_an_unsure_link_is_its_name() -> None:
    """It may be the page that another row surely states."""
    unsure = by("vane", "quill", score=0.8, source="row")
    assert counts(2, by("quill", "ada quill"), unsure)[0] == set()


def test_who_is_stated_of_others_is_counted_and_never_refuted() -> None:
    """Two books name her; how many more there are nobody says."""
    supported, possible = counts(2, by("quill"), by("quill", book="b"), inverse=True)
    assert supported == {"quill"}
    assert possible == {"a", "b", "c", "quill", "vane"}


def test_places_in_places_are_not_counted() -> None:
    """ "Vik, Sogn" states two places of one birth."""
    rows = [edge("a", "birth_place", "x", there, closed=True) for there in ("quill", "vane")]
    assert counts(2, *rows, predicate="birth_place") == (set(), {"a", "b", "c", "quill", "vane"})


def test_lists_are_no_things() -> None:
    """A page of lists is neither counted nor does it count."""
    found = index([*BOOKS, *PEOPLE, entity("l", kind="list")], [by("quill"), by("quill", book="l")])
    two = Constraint(form="count", predicate="author", direction="inverse", low=2)
    assert found.supported.satisfying(two) == set()


def test_many_names_are_told_apart_without_trying_all_choices() -> None:
    """A chain of fifty names, each alike with the next: at least every second is another."""
    chain = [Thing(NO_ONE, f"n{number} n{number + 1}") for number in range(50)]
    chain += [Thing(NO_ONE, f"n{number}") for number in range(51)]
    assert fewest(chain, lambda name: BitMap()) >= 50


def test_the_edges_are_counted_as_the_tables_are() -> None:
    """Counting an entity's own edges gives the greatest number for which it is supported."""
    rows = [
        by("quill"),
        by("vane", "vane", score=0.8, source="row"),
        edge("a", "author", "ina shade", closed=True),
    ]
    found = index([*BOOKS, *PEOPLE], rows)
    constraint = Constraint(form="count", predicate="author", low=2)
    named = counted(constraint, "a", found.edges_of.__getitem__, found.edges_to.__getitem__)
    assert told_apart(found, named) == 3
    assert "a" in found.supported.satisfying(constraint.model_copy(update={"low": 3}))
    assert "a" not in found.supported.satisfying(constraint.model_copy(update={"low": 4}))
