"""What lies in a place, at any remove, and what cannot."""

from __future__ import annotations

import pytest

from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.tree.claim import Constraint
from tests.linking.corpora import Row, edge, entity, index

THINGS = [
    entity("ada", "novelist", "Ada Quill", "person"),
    *(entity(name, "town", name.title(), "place") for name in ("vik", "lund", "moor")),
    *(entity(name, "county", name.title(), "place") for name in ("sogn", "voss")),
    entity("rim", "mountain range", "Rim", "place"),
    *(entity(name, "country", name.title(), "place") for name in ("norrland", "sudland")),
]


def born(place: str, **more: object) -> Row:
    return edge("ada", "birth_place", place, place, closed=True, **more)


def lies(place: str, *holders: str) -> list[Row]:
    return [edge(place, "located_in", holder, holder, closed=True) for holder in holders]


def stance(place: str, *edges: Row, predicate: str = "birth_place") -> str:
    found: CandidateIndex = index(THINGS, list(edges))
    within = Constraint(form="within", predicate=predicate, value=place)
    is_stated = "ada" in found.supported.satisfying(within)
    return "stated" if is_stated else "open" if "ada" in found.not_refuted.satisfying(within) else "refuted"


def test_a_place_lies_in_all_that_holds_it() -> None:
    """Born in Vik, in Sogn, in Norrland: in each of the three, and in no other country or county."""
    edges = [born("vik"), *lies("vik", "sogn"), *lies("sogn", "norrland")]
    assert [stance(place, *edges) for place in ("vik", "sogn", "norrland")] == ["stated"] * 3
    assert [stance(place, *edges) for place in ("sudland", "voss", "lund")] == ["refuted"] * 3


def test_what_nobody_places_may_be_anywhere() -> None:
    """Born in Vik, of which no page says where it lies."""
    assert stance("sogn", born("vik")) == "open"
    assert stance("lund", born("vik")) == "refuted"


def test_what_lies_in_two_places_of_a_class_puts_nothing_into_either() -> None:
    """A range in two countries: a town in it may be in the one or the other, the range is in both."""
    edges = [*lies("rim", "norrland", "sudland"), *lies("vik", "rim")]
    assert stance("norrland", born("vik"), *edges) == "open"
    assert stance("norrland", born("rim"), *edges) == "stated"


@pytest.mark.parametrize("unsure", [{"score": 0.8, "source": "sentence"}, {"is_volatile": True, "as_of": ""}])
def test_an_unsure_or_volatile_statement_refutes_nothing(unsure: Row) -> None:
    """It may not be so, or not any more."""
    assert stance("voss", born("sogn", **unsure)) == "open"


def test_an_unsure_step_refutes_nothing_further_up() -> None:
    """Vik surely holds her; whether it lies in Sogn is not sure."""
    step = {**lies("vik", "sogn")[0], "score": 0.8, "source": "sentence"}
    assert stance("voss", born("vik"), step) == "open"


def test_who_has_several_places_is_refuted_by_none() -> None:
    """A book may be set in further places than a row names."""
    edges = [edge("ada", "set_in", "vik", "vik", closed=True), *lies("vik", "sogn")]
    assert stance("voss", *edges, predicate="set_in") == "open"
    assert stance("sogn", *edges, predicate="set_in") == "stated"


def test_a_ring_of_places_comes_to_an_end() -> None:
    """Pages may say that two places lie in one another."""
    edges = [born("vik"), *lies("vik", "sogn"), *lies("sogn", "vik")]
    assert stance("sogn", *edges) == "stated"
    assert stance("vik", *edges) == "stated"


def test_nothing_lies_within_itself() -> None:
    """Neither stated nor left open."""
    found = index(THINGS, [*lies("vik", "sogn"), *lies("sogn", "vik")])
    within = Constraint(form="within", predicate="located_in", value="vik")
    assert "vik" not in found.supported.satisfying(within)
    assert "vik" not in found.not_refuted.satisfying(within)
