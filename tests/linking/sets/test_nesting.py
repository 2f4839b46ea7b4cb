"""Places within places: which stated place refutes which."""

from __future__ import annotations

from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.tree.claim import Constraint
from tests.linking.corpora import Row, edge, entity, index

BORN = Constraint(form="relation", predicate="birth_place")
LIES = Constraint(form="relation", predicate="located_in")
PLACES = [
    entity("vik", "town", "Vik", "place"),
    entity("lund", "town", "Lund", "place"),
    entity("moss", "village", "Moss", "place"),
    entity("sogn", "county", "Sogn", "place"),
    entity("ryd", "county", "Ryd", "place"),
    entity("isle", "island", "Isle", "place"),
]
ADA = entity("ada", "poet", "Ada", "person")


def corpus(*edges: Row) -> CandidateIndex:
    return index([*PLACES, ADA], list(edges))


def birthplaces(found: CandidateIndex) -> set[str]:
    """The places where Ada may have been born."""
    return set(found.not_refuted.reached(BORN, frozenset({"ada"})) & {row["entity_id"] for row in PLACES})


def test_a_town_refutes_other_towns_and_nothing_it_may_lie_in() -> None:
    """Born in Vik: in no other town, but Vik may lie in any county or on the island."""
    found = corpus(edge("ada", "birth_place", "vik", "vik", closed=True))
    assert birthplaces(found) == {"vik", "moss", "sogn", "ryd", "isle"}
    assert "ada" not in found.not_refuted.related(BORN, frozenset({"lund"}))
    assert "ada" in found.not_refuted.related(BORN, frozenset({"lund", "sogn"}))


def test_a_village_is_apart_from_a_town_of_another_county() -> None:
    """A village may lie in a town, but not where both are stated to lie in different counties."""
    born = edge("ada", "birth_place", "vik", "vik", closed=True)
    lies = [edge("vik", "located_in", "sogn", "sogn", closed=True)]
    assert "moss" in birthplaces(corpus(born, *lies))
    assert "moss" in birthplaces(corpus(born, *lies, edge("moss", "located_in", "sogn", "sogn")))
    assert "moss" not in birthplaces(corpus(born, *lies, edge("moss", "located_in", "ryd", "ryd")))


def test_a_town_within_a_town_refutes_neither() -> None:
    """Where one page says that it lies in the other, both may be true of one thing."""
    born = edge("ada", "birth_place", "vik", "vik", closed=True)
    for inner, outer in (("vik", "lund"), ("lund", "vik")):
        assert "lund" in birthplaces(corpus(born, edge(inner, "located_in", outer, outer)))


def test_a_row_refutes_no_place_that_its_text_may_name() -> None:
    """Of "Vik and Lund" only the first is linked; the second stays possible."""
    assert "lund" in birthplaces(corpus(edge("ada", "birth_place", "vik and lund", "vik", closed=True)))


def test_a_place_without_a_page_refutes_nothing() -> None:
    """What sort of place a bare name is, and what it lies in, is not known."""
    found = corpus(edge("ada", "birth_place", "somewhere else", closed=True))
    assert birthplaces(found) == {row["entity_id"] for row in PLACES}


def test_counties_tell_counties_apart() -> None:
    """A town stated to lie in one county lies in no other, whatever else holds it."""
    found = corpus(edge("vik", "located_in", "sogn", "sogn", closed=True))
    holders = found.not_refuted.reached(LIES, frozenset({"vik"}))
    assert "ryd" not in holders
    assert {"sogn", "isle", "lund"} <= holders


def test_sharing_a_place_is_never_refuted() -> None:
    """Two towns may lie in one county: who was born in them shares that birthplace."""
    found = index(
        [*PLACES, ADA, entity("bo", "poet", "Bo", "person")],
        [
            edge("ada", "birth_place", "vik", "vik", closed=True),
            edge("bo", "birth_place", "lund", "lund", closed=True),
        ],
    )
    shared = Constraint(form="shared", predicate="birth_place")
    assert "bo" in found.not_refuted.related(shared, frozenset({"ada"}))
    assert "bo" not in found.supported.related(shared, frozenset({"ada"}))
