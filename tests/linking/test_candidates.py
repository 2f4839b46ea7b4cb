"""Candidate sets: what is stated (S⁻), and what is not refuted (S⁺)."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.linking.candidates import CandidateIndex
from infoseek.linking.types import KINDS, is_type_clash, is_type_match
from infoseek.tree import hcsp
from infoseek.tree.claim import Constraint
from infoseek.tree.research_tree import ResearchTree
from tests.tree.trees import open_trees

Row = dict[str, Any]


def entity(entity_id: str, type_noun: str = "novel", name: str = "", kind: str = "work") -> Row:
    return {
        "entity_id": entity_id,
        "name": name or f"The {entity_id}",
        "type_noun": type_noun,
        "kind": kind,
        "is_answerable": True,
    }


def edge(
    subject: str,
    predicate: str,
    value: str = "",
    object_id: str = "",
    low: float = math.nan,
    high: float = math.nan,
    closed: bool = False,
) -> Row:
    return {
        "edge_id": "|".join([subject, predicate, value, object_id, str(low)]),
        "subject_id": subject,
        "predicate": predicate,
        "object_id": object_id,
        "value": value,
        "low": low,
        "high": high,
        "is_functional": closed,
        "is_complete": False,
    }


def index(entities: list[Row], edges: list[Row]) -> CandidateIndex:
    return CandidateIndex(entities, edges)


def sets(found: CandidateIndex, constraint: Constraint) -> tuple[set[str], set[str]]:
    """S⁻ and S⁺ of a value or range constraint."""
    return set(found.supported.satisfying(constraint)), set(found.not_refuted.satisfying(constraint))


PAGES = Constraint(form="range", predicate="pages", low=200, high=300)
BOOKS = [entity(name) for name in ("a", "b", "c")]


def test_an_unstated_fact_is_neither_supported_nor_refuted() -> None:
    """A missing row leaves its entity in S⁺ only."""
    found = index(BOOKS, [edge("a", "pages", low=240, high=240, closed=True)])
    assert sets(found, PAGES) == ({"a"}, {"a", "b", "c"})


def test_another_value_refutes_where_the_predicate_is_functional() -> None:
    """410 pages refute 200 to 300 for a functional predicate, and say nothing for any other."""
    functional = index(BOOKS, [edge("b", "pages", low=410, high=410, closed=True)])
    assert "b" not in sets(functional, PAGES)[1]
    loose = index(BOOKS, [edge("b", "pages", low=410, high=410)])
    assert "b" in sets(loose, PAGES)[1]


def test_a_complete_row_refutes_what_it_lacks() -> None:
    """A row known to list all values refutes as a functional one does."""
    complete = {**edge("b", "pages", low=410, high=410), "is_complete": True}
    assert "b" not in sets(index(BOOKS, [complete]), PAGES)[1]


def test_a_coarse_value_supports_only_what_it_lies_within() -> None:
    """ "1930s" overlaps 1931 to 1935: not supported, not refuted."""
    found = index(BOOKS, [edge("a", "pages", low=250, high=350, closed=True)])
    assert sets(found, PAGES) == (set(), {"a", "b", "c"})


def test_two_versions_support_and_do_not_refute() -> None:
    """Of two stated values one suffices."""
    rows = [edge("a", "pages", low=n, high=n, closed=True) for n in (250, 410)]
    assert "a" in sets(index(BOOKS, rows), PAGES)[0]


def test_a_value_without_numbers_refutes_no_range() -> None:
    """What could not be read as a number cannot contradict one."""
    found = index(BOOKS, [edge("a", "pages", "many", closed=True)])
    assert sets(found, PAGES) == (set(), {"a", "b", "c"})


AUTHORED = Constraint(form="relation", predicate="author")


def authored(*edges: Row) -> CandidateIndex:
    people = [
        entity("quill", "novelist", "Ada Quill", "person"),
        entity("vane", "novelist", "Tom Vane", "person"),
    ]
    return index([*BOOKS, *people], list(edges))


def test_a_stated_other_author_refutes() -> None:
    """A functional row that points elsewhere refutes; a missing one does not."""
    found = authored(
        edge("a", "author", "ada quill", "quill", closed=True),
        edge("b", "author", "tom vane", "vane", closed=True),
    )
    quill = frozenset({"quill"})
    books = {"a", "b", "c"}
    assert found.supported.related(AUTHORED, quill) == {"a"}
    assert found.not_refuted.related(AUTHORED, quill) & books == {"a", "c"}


@pytest.mark.parametrize(("name", "may_be"), [("ada quill", True), ("quill", True), ("ina shade", False)])
def test_a_name_without_a_page_may_be_anyone_it_fits(name: str, may_be: bool) -> None:
    """An unlinked name refutes an entity only where it cannot be its name."""
    found = authored(edge("b", "author", name, closed=True))
    assert ("b" in found.not_refuted.related(AUTHORED, frozenset({"quill"}))) is may_be
    assert found.supported.related(AUTHORED, frozenset({"quill"})) == set()


def test_the_same_statement_read_backwards() -> None:
    """ "followed by" on one page supports "preceded by" on the other, and closes nothing there."""
    found = index(BOOKS, [edge("a", "followed_by", "the b", "b", closed=True)])
    preceded = Constraint(form="relation", predicate="preceded_by")
    assert found.supported.related(preceded, frozenset({"a"})) == {"b"}
    assert found.supported.reached(preceded, frozenset({"b"})) == {"a"}
    assert "c" not in found.not_refuted.related(preceded, frozenset({"a"}))
    assert "c" in found.not_refuted.related(preceded, frozenset({"b"}))


def test_shared_values_are_of_two_different_things() -> None:
    """Nothing shares with itself; equal objects or equal names are shared."""
    found = authored(
        edge("a", "author", "ada quill", "quill", closed=True),
        edge("b", "author", "ada quill", closed=True),
        edge("c", "author", "tom vane", "vane", closed=True),
    )
    shared = Constraint(form="shared", predicate="author")
    assert found.supported.related(shared, frozenset({"a"})) == {"b"}
    assert found.not_refuted.related(shared, frozenset({"a"})) & {"a", "b", "c"} == {"b"}


def test_lists_are_no_candidates_and_the_untyped_are_rivals() -> None:
    """A list page answers nothing; a page of unknown type might."""
    found = index([*BOOKS, entity("list", "novel", kind="list"), entity("odd", "", kind="unknown")], [])
    assert found.supported.of_type("novel") == {"a", "b", "c"}
    assert found.not_refuted.of_type("novel") == {"a", "b", "c", "odd"}


def test_kinds_that_nothing_can_be_both_of_clash() -> None:
    """A novel is no singer; a singer may be an actor; an unknown noun refutes nothing."""
    found = index(
        [entity("a", "novel"), entity("p", "singer"), entity("q", "actor"), entity("x", "gizmo")], []
    )
    assert found.not_refuted.of_type("singer") == {"p", "q", "x"}
    assert found.supported.of_type("singer") == {"p"}


@given(
    st.sampled_from(sorted(set().union(*KINDS.values()))),
    st.sampled_from(sorted(set().union(*KINDS.values()))),
)
def test_what_matches_never_clashes(one: str, other: str) -> None:
    """A type that surely is the wanted one is never refuted by it."""
    assert not (is_type_match(one, other) and is_type_clash(one, other))
    assert is_type_clash(one, other) == is_type_clash(other, one)


NAMES = [f"e{n}" for n in range(6)]
WORDS = ["ada quill", "quill", "tom vane", "x", "y", "z"]


@st.composite
def indexes(draw: st.DrawFn) -> CandidateIndex:
    """Corpora of six entities with any edges of a few predicates."""
    entities = [
        entity(
            name,
            draw(st.sampled_from(["thing", "novel", "singer", "actor", ""])),
            draw(st.sampled_from(WORDS)),
            draw(st.sampled_from(["work", "person", "list", "unknown"])),
        )
        for name in NAMES
    ]
    edges = [
        edge(
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(["r", "s", "v", "pages", "followed_by", "preceded_by"])),
            draw(st.sampled_from([*WORDS, ""])),
            draw(st.sampled_from([*NAMES, ""])),
            low,
            low + draw(st.integers(0, 3)),
            draw(st.booleans()),
        )
        for low in draw(st.lists(st.sampled_from([math.nan, 1.0, 2.0, 5.0]), max_size=12))
    ]
    return CandidateIndex(entities, edges)


CONSTRAINTS = st.one_of(
    st.builds(
        Constraint,
        form=st.sampled_from(["relation", "shared"]),
        predicate=st.sampled_from(["r", "s", "followed_by", "preceded_by"]),
        direction=st.sampled_from(["forward", "inverse"]),
    ),
    st.builds(Constraint, form=st.just("value"), predicate=st.just("v"), value=st.sampled_from(WORDS)),
    st.builds(
        lambda low, width: Constraint(form="range", predicate="pages", low=low, high=low + width),
        st.integers(0, 6),
        st.integers(0, 6),
    ),
)


@given(indexes(), CONSTRAINTS, st.frozensets(st.sampled_from(NAMES)))
@settings(max_examples=200, deadline=None)
def test_what_is_supported_is_not_refuted(
    found: CandidateIndex, constraint: Constraint, targets: frozenset[str]
) -> None:
    """S⁻ ⊆ S⁺ for every constraint, direction and type."""
    low, high = found.supported, found.not_refuted
    if constraint.needs_child:
        assert low.related(constraint, targets) <= high.related(constraint, targets)
        assert low.reached(constraint, targets) <= high.reached(constraint, targets)
    else:
        assert low.satisfying(constraint) <= high.satisfying(constraint)
    for noun in ("novel", "singer", "thing", ""):
        assert low.of_type(noun) <= high.of_type(noun)


@given(indexes(), CONSTRAINTS)
@settings(deadline=None)
def test_both_ends_agree_on_a_relation(found: CandidateIndex, constraint: Constraint) -> None:
    """x is related to z exactly where z is reached from x, in either reading."""
    if not constraint.needs_child:
        return
    for reading in (found.supported, found.not_refuted):
        for x, z in product(sorted(found.everyone), repeat=2):
            down = z in reading.reached(constraint, frozenset({x}))
            assert (x in reading.related(constraint, frozenset({z}))) == down


@given(indexes(), open_trees())
@settings(deadline=None)
def test_a_tree_supported_is_a_tree_not_refuted(found: CandidateIndex, tree: ResearchTree) -> None:
    """Answers and projections by S⁻ lie within those by S⁺."""
    assert hcsp.answers(tree, found.supported) <= hcsp.answers(tree, found.not_refuted)
    supported = hcsp.projections(tree, found.supported)
    for vertex_id, values in hcsp.projections(tree, found.not_refuted).items():
        assert supported[vertex_id] <= values


@given(indexes(), CONSTRAINTS, st.frozensets(st.sampled_from(NAMES)))
@settings(deadline=None)
def test_more_statements_never_weaken_support(
    found: CandidateIndex, constraint: Constraint, targets: frozenset[str]
) -> None:
    """Leaving statements out only shrinks S⁻: a missing edge cannot make a shortcut."""
    fewer = CandidateIndex(found.entities.values(), list(found.edges.values())[::2])
    if constraint.needs_child:
        assert fewer.supported.related(constraint, targets) <= found.supported.related(constraint, targets)
    else:
        assert fewer.supported.satisfying(constraint) <= found.supported.satisfying(constraint)


@given(indexes(), CONSTRAINTS, st.frozensets(st.sampled_from(NAMES)), st.sampled_from(NAMES))
@settings(deadline=None)
def test_a_missing_row_never_refutes(
    found: CandidateIndex, constraint: Constraint, targets: frozenset[str], subject: str
) -> None:
    """Leaving out all that is stated of one subject only grows S⁺: no gap makes an item look unique."""
    kept = [edge for edge in found.edges.values() if edge["subject_id"] != subject]
    fewer = CandidateIndex(found.entities.values(), kept)
    if constraint.needs_child:
        assert found.not_refuted.related(constraint, targets) <= fewer.not_refuted.related(
            constraint, targets
        )
    else:
        assert found.not_refuted.satisfying(constraint) <= fewer.not_refuted.satisfying(constraint)
