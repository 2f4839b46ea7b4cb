"""Why an entity is in S⁻, in S⁺ alone, or in neither."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.linking.sets.reason import Reason
from infoseek.tree.claim import Constraint
from tests.linking.corpora import Row, cases, edge, entity, index

PAGES = Constraint(form="range", predicate="pages", low=200, high=300)
OIL = Constraint(form="value", predicate="medium", value="oil on canvas")
AUTHOR = Constraint(form="relation", predicate="author")
FOLLOWS = Constraint(form="relation", predicate="followed_by")
SHARED = Constraint(form="shared", predicate="author")
BORN = Constraint(form="relation", predicate="birth_place")
THINGS = [
    *(entity(name) for name in ("a", "b", "c", "d")),
    entity("quill", "novelist", "Ada Quill", "person"),
    entity("vane", "novelist", "Tom Vane", "person"),
    entity("vik", "town", "Vik", "place"),
    entity("lund", "town", "Lund", "place"),
    entity("sogn", "county", "Sogn", "place"),
    entity("index", kind="list"),
]


def why(
    constraint: Constraint, entity_id: str, *edges: Row, targets: frozenset[str] = frozenset()
) -> tuple[str, str, int]:
    """Stance, code and how many edges say so."""
    reason = index(THINGS, list(edges)).reasons.of(constraint, entity_id, targets)
    assert reason.said.endswith(".")
    return reason.stance, reason.code, len(reason.edge_ids)


def pages(low: float, high: float | None = None, *, closed: bool = True, text: str = "") -> Row:
    return edge("a", "pages", text, low=low, high=low if high is None else high, closed=closed)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([pages(240)], ("supported", "stated", 1)),
        ([], ("open", "no_row", 0)),
        ([pages(410, closed=False)], ("open", "open_row", 1)),
        ([pages(250, 350)], ("open", "may_fit", 1)),
        ([pages(math.nan, text="many")], ("open", "may_fit", 1)),
        ([pages(410)], ("refuted", "other_value", 1)),
        ([{**pages(410, closed=False), "is_complete": True}], ("refuted", "row_without_it", 1)),
    ],
)
def test_a_range(edges: list[Row], expected: tuple[str, str, int]) -> None:
    """Stated within, stated nowhere, row not closed, too coarse, no number, another value, a row that lacks it."""
    assert why(PAGES, "a", *edges) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("oil on canvas", ("supported", "stated", 1)),
        ("oil", ("open", "may_fit", 1)),
        ("tempera", ("refuted", "other_value", 1)),
    ],
)
def test_a_value(stated: str, expected: tuple[str, str, int]) -> None:
    """Stated, stated in part, another."""
    assert why(OIL, "a", edge("a", "medium", stated, closed=True)) == expected


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([edge("a", "author", "ada quill", "quill")], ("supported", "stated", 1)),
        ([], ("open", "no_row", 0)),
        ([edge("a", "author", "tom vane", "vane")], ("open", "open_row", 1)),
        ([edge("a", "author", "quill", closed=True)], ("open", "may_mean", 1)),
        ([edge("a", "author", "tom vane", "vane", closed=True)], ("refuted", "other_value", 1)),
    ],
)
def test_a_relation(edges: list[Row], expected: tuple[str, str, int]) -> None:
    """Stated, stated nowhere, row not closed, a name that may mean it, another one."""
    assert why(AUTHOR, "a", *edges, targets=frozenset({"quill"})) == expected
    back = Constraint(form="relation", predicate="author", direction="inverse")
    assert why(back, "quill", *edges, targets=frozenset({"a"})) == expected


def test_all_evidence_of_a_statement_is_told_from_both_ends() -> None:
    """Two rows of one page and the other page's row, by its inverse, are one statement."""
    edges = [
        edge("a", "followed_by", "the b", "b", closed=True),
        edge("a", "followed_by", "the b", "b", closed=True, source="lead"),
        edge("b", "preceded_by", "the a", "a", closed=True),
    ]
    assert why(FOLLOWS, "a", *edges, targets=frozenset({"b"})) == ("supported", "stated", 3)
    reason = index(THINGS, edges).reasons.of(FOLLOWS, "a", frozenset({"b", "c"}))
    assert reason == Reason("supported", "stated", tuple(sorted(e["edge_id"] for e in edges)), "b")
    # The other end's row refutes as well.
    assert why(FOLLOWS, "c", *edges, targets=frozenset({"b"})) == ("refuted", "other_value", 1)


def test_shared_values() -> None:
    """Both rows' edges: one value in common, a name that may be it, two other values, a row that is not there."""
    quill = edge("a", "author", "ada quill", "quill", closed=True)
    target = frozenset({"a"})
    assert why(SHARED, "b", quill, edge("b", "author", "ada quill", "quill"), targets=target)[1:] == (
        "stated",
        2,
    )
    assert why(SHARED, "b", quill, edge("b", "author", "quill", closed=True), targets=target)[1:] == (
        "may_mean",
        2,
    )
    vane = edge("b", "author", "tom vane", "vane", closed=True)
    assert why(SHARED, "b", quill, vane, targets=target) == ("refuted", "row_without_it", 2)
    assert why(SHARED, "b", quill, {**vane, "is_functional": False}, targets=target)[1] == "open_row"
    assert why(SHARED, "b", quill, targets=target) == ("open", "no_row", 0)


def test_places() -> None:
    """Born in one town: elsewhere than another, and maybe in any county."""
    born = edge("quill", "birth_place", "vik", "vik", closed=True)
    assert why(BORN, "quill", born, targets=frozenset({"lund"})) == ("refuted", "elsewhere", 1)
    assert why(BORN, "quill", born, targets=frozenset({"sogn"})) == ("open", "not_apart", 1)
    assert why(BORN, "quill", born, targets=frozenset({"vik"})) == ("supported", "stated", 1)


def test_what_needs_no_statement() -> None:
    """No target, itself, a list page, a type that clashes, one that is not known."""
    assert why(AUTHOR, "a")[:2] == ("refuted", "no_target")
    assert why(AUTHOR, "a", targets=frozenset({"a"}))[:2] == ("refuted", "itself")
    assert why(PAGES, "index")[:2] == ("refuted", "no_candidate")
    reasons = index([*THINGS, entity("odd", "", kind="unknown")], []).reasons
    codes = [reasons.of_type("novel", key).code for key in ("a", "quill", "odd", "index")]
    assert codes == ["stated", "type_clash", "unknown_type", "no_candidate"]


@given(cases())
@settings(max_examples=150, deadline=None)
def test_the_stance_is_the_sets(case: tuple[CandidateIndex, Constraint, frozenset[str]]) -> None:
    """Supported exactly in S⁻, open exactly in S⁺ alone; what is supported or refuted by statements names them."""
    found, constraint, targets = case
    asked = (constraint, targets) if constraint.needs_child else (constraint,)
    sets = [
        reading.related(*asked) if constraint.needs_child else reading.satisfying(constraint)  # type: ignore[call-arg]
        for reading in (found.supported, found.not_refuted)
    ]
    for key in found.entities:
        reason = found.reasons.of(constraint, key, targets)
        expected = "supported" if key in sets[0] else "open" if key in sets[1] else "refuted"
        assert reason.stance == expected
        assert bool(reason.edge_ids) == (
            reason.code not in ("no_row", "itself", "no_target", "no_candidate", "type_clash")
        )
        assert all(edge_id in found.edges for edge_id in reason.edge_ids)


AGE = Constraint(form="gap", predicate="pages", other="born", through="author", low=30, high=40)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([pages(135), "author", 100], ("supported", "stated", 3)),
        ([pages(135), "author"], ("open", "no_row", 0)),
        ([pages(130, 145), "author", 100], ("open", "may_fit", 3)),
        ([pages(190, closed=False), "author", 100], ("open", "open_row", 3)),
        ([pages(190), "author", 100], ("refuted", "apart", 3)),
    ],
)
def test_a_gap(edges: list[Row | str | float], expected: tuple[str, str, int]) -> None:
    """Stated, the author's birth not stated, too coarse, a row that is not closed, other dates."""
    rows = [
        edge("a", "author", "ada quill", "quill", closed=True)
        if row == "author"
        else edge("quill", "born", low=row, high=row, closed=True)
        if isinstance(row, int)
        else row
        for row in edges
    ]
    assert why(AGE, "a", *rows) == expected


def test_a_count() -> None:
    """Two that surely differ, one alone, a row not closed, none."""
    two = Constraint(form="count", predicate="author", low=2)
    quill = edge("a", "author", "ada quill", "quill", closed=True)
    assert why(two, "a", quill, edge("a", "author", "tom vane", "vane")) == ("supported", "stated", 2)
    assert why(two, "a", quill) == ("refuted", "fewer", 1)
    assert why(two, "a", {**quill, "is_functional": False}) == ("open", "open_row", 1)
    assert why(two, "a") == ("open", "no_row", 0)
    assert why(two.model_copy(update={"direction": "inverse"}), "quill", quill) == ("open", "open_row", 1)


def test_a_containment() -> None:
    """In a town of it, in another county, in a town nobody places, nowhere stated, itself."""
    within = Constraint(form="within", predicate="birth_place", value="sogn")
    born = edge("quill", "birth_place", "vik", "vik", closed=True)
    lies = edge("vik", "located_in", "sogn", "sogn", closed=True)
    assert why(within, "quill", born, lies) == ("supported", "stated", 2)
    assert why(within, "quill", born) == ("open", "not_apart", 1)
    assert why(within, "quill") == ("open", "no_row", 0)
    assert why(within, "quill", {**born, "is_functional": False}) == ("open", "open_row", 1)
    assert why(within, "sogn")[:2] == ("refuted", "itself")
    other = index(
        [*THINGS, entity("voss", "county", "Voss", "place")],
        [born, edge("vik", "located_in", "voss", "voss", closed=True)],
    ).reasons.of(within, "quill")
    assert (other.stance, other.code) == ("refuted", "elsewhere")
