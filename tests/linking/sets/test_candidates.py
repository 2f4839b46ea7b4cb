"""Candidate sets: what is stated (S⁻), and what is not refuted (S⁺)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets import not_refuted, pairs, sharing
from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.tree import hcsp
from infoseek.tree.claim import Constraint
from infoseek.tree.research_tree import ResearchTree
from tests.linking.corpora import (
    CONSTRAINTS,
    NAMES,
    TARGETS,
    Row,
    cases,
    derived_cases,
    edge,
    entity,
    index,
    indexes,
)
from tests.linking.oracle import Oracle
from tests.tree.trees import open_trees


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


def test_two_rows_share_what_may_be_one_name() -> None:
    """An unlinked name may be the other row's person; two linked ones of one name are two people."""
    found = index(
        [*BOOKS, entity("p", "novelist", "Ada Quill", "person"), entity("q", "poet", "Ada Quill", "person")],
        [
            edge("a", "author", "ada quill", "p", closed=True),
            edge("b", "author", "quill", closed=True),
            edge("c", "author", "ada quill", "q", closed=True),
        ],
    )
    shared = Constraint(form="shared", predicate="author")
    assert found.supported.related(shared, frozenset({"a"})) == set()
    assert found.not_refuted.related(shared, frozenset({"a"})) & {"a", "b", "c"} == {"b"}


def test_a_marriage_is_stated_by_either_end() -> None:
    """Who is named as a spouse has one; a closed row refutes all others, unless they state the marriage."""
    people = [entity(name, "painter", name, "person") for name in ("ada", "bo", "cy", "di")]
    found = index(
        people, [edge("ada", "spouse", "bo", "bo", closed=True), edge("di", "spouse", "ada", "ada")]
    )
    for direction in ("forward", "inverse"):
        married = Constraint(form="relation", predicate="spouse", direction=direction)
        assert found.supported.related(married, frozenset({"bo"})) == {"ada"}
        assert found.supported.related(married, frozenset({"ada"})) == {"bo", "di"}
        assert found.not_refuted.related(married, frozenset({"ada"})) == {"bo", "di"}
        assert found.not_refuted.related(married, frozenset({"bo"})) == {"ada", "cy", "di"}


def test_a_name_on_both_ends_keeps_a_pair_possible() -> None:
    """Neither closed end refutes the other where each may be meant by a name without a page."""
    books = [entity("a", name="Ash"), entity("b", name="Elm"), entity("c", name="Oak")]
    found = index(
        books,
        [edge("a", "followed_by", "elm", closed=True), edge("b", "preceded_by", "ash", closed=True)],
    )
    followed = Constraint(form="relation", predicate="followed_by")
    assert found.supported.related(followed, frozenset({"b"})) == set()
    assert found.not_refuted.related(followed, frozenset({"b"})) == {"a"}
    assert found.not_refuted.related(followed, frozenset({"c"})) == {"b"}


def test_a_term_refutes_what_has_no_word_of_it() -> None:
    """A painting in oil is in no tempera; "oil, canvas" may be what others call oil on canvas."""
    pictures = [entity(name, "painting") for name in ("a", "b", "c", "d")]
    found = index(
        pictures,
        [
            edge("a", "medium", "oil on canvas", closed=True),
            edge("b", "medium", "tempera on panel", closed=True),
            edge("c", "medium", "oil", closed=True),
        ],
    )
    oil = Constraint(form="value", predicate="medium", value="oil on canvas")
    assert sets(found, oil) == ({"a"}, {"a", "c", "d"})


def test_forgetting_sets_changes_none() -> None:
    """A reading that may keep a single set gives the same sets as one that keeps all."""
    quills = edge("a", "author", "ada quill", "quill", closed=True)
    roomy, tight = authored(quills).not_refuted, authored(quills).not_refuted
    tight.most_remembered = 1
    for name in sorted(roomy.index.everyone):
        for reading in (roomy, tight):
            assert reading.related(AUTHORED, frozenset({name})) == roomy.related(AUTHORED, frozenset({name}))
    assert (len(roomy.remembered), len(tight.remembered)) == (5, 1)


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


def test_an_unsure_statement_supports_and_does_not_refute() -> None:
    """A sentence whose subject or object is not sure makes a shortcut, and never a false "unique"."""
    unsure = edge("a", "author", "ada quill", "quill", closed=True, score=0.9, source="sentence")
    found = authored(unsure)
    assert found.supported.related(AUTHORED, frozenset({"quill"})) == {"a"}
    assert "a" in found.not_refuted.related(AUTHORED, frozenset({"vane"}))
    # Beside a sure statement it spares its object, and the sure one refutes the rest.
    sure = edge("a", "author", "tom vane", "vane", closed=True)
    both = authored(unsure, sure, edge("b", "author", "x y", "c", closed=True)).not_refuted
    assert both.related(AUTHORED, frozenset({"quill"})) >= {"a"}
    assert not both.related(AUTHORED, frozenset({"c"})) & {"a"}


def test_an_unsure_link_in_a_row_is_its_name() -> None:
    """The row surely states a name: whom it may mean is not refuted, all others are."""
    linked = edge("a", "author", "ada quill", "vane", closed=True, score=0.9, source="row")
    found = authored(linked)
    assert found.supported.related(AUTHORED, frozenset({"vane"})) == {"a"}
    for name, is_left in (("vane", True), ("quill", True), ("b", False)):
        assert ("a" in found.not_refuted.related(AUTHORED, frozenset({name}))) is is_left


def test_a_volatile_statement_needs_its_date_and_refutes_nothing() -> None:
    """What changes by nature supports only as of a date (V6), and another value is no contradiction."""
    for as_of, supported in (("", set()), ("1990-01-01", {"a"})):
        stated = edge("a", "pages", low=240, high=240, closed=True, is_volatile=True, as_of=as_of)
        other = edge("b", "pages", low=900, high=900, closed=True, is_volatile=True, as_of=as_of)
        assert sets(index(BOOKS, [stated, other]), PAGES) == (supported, {"a", "b", "c"})


def test_a_page_that_links_itself_states_nothing() -> None:
    """Nothing is related to itself: such a statement neither supports nor closes a row."""
    found = index(BOOKS, [edge("a", "followed_by", "the a", "a", closed=True)])
    followed = Constraint(form="relation", predicate="followed_by")
    assert found.supported.related(followed, frozenset({"a"})) == set()
    assert "a" in found.not_refuted.related(followed, frozenset({"b"}))


@given(indexes(), CONSTRAINTS, TARGETS, TARGETS)
@settings(deadline=None)
def test_what_a_clue_leaves_is_the_set_and_the_candidates(
    found: CandidateIndex, constraint: Constraint, targets: frozenset[str], among: frozenset[str]
) -> None:
    """Narrowing candidates gives what the whole set gives, whether it was made before or not."""
    for reading in (found.supported, found.not_refuted):
        narrowed = reading.left(constraint, among, targets)
        whole = (
            reading.related(constraint, targets) if constraint.needs_child else reading.satisfying(constraint)
        )
        assert narrowed == whole & among
        assert reading.left(constraint, among, targets) == narrowed


@given(indexes(), CONSTRAINTS, TARGETS)
@settings(deadline=None)
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


@given(cases())
@settings(max_examples=300, deadline=None)
def test_whole_sets_are_what_each_entity_is_by_itself(
    case: tuple[CandidateIndex, Constraint, frozenset[str]],
) -> None:
    """In either reading the set operations give the entities that the definition admits one by one."""
    _check(case)


@given(cases())
@settings(max_examples=200, deadline=None)
def test_many_targets_are_gone_through_at_once(
    case: tuple[CandidateIndex, Constraint, frozenset[str]],
) -> None:
    """Beyond a few targets whole columns are used, and the sets are the same."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (pairs, sharing, not_refuted):
            patch.setattr(module, "_FEW", -1)
        _check(case)


def _check(case: tuple[CandidateIndex, Constraint, frozenset[str]]) -> None:
    found, constraint, targets = case
    for reading, oracle in (
        (found.supported, Oracle(found, is_open=False)),
        (found.not_refuted, Oracle(found, is_open=True)),
    ):
        if constraint.needs_child:
            assert reading.related(constraint, targets) == oracle.related(constraint, targets)
            assert reading.reached(constraint, targets) == oracle.reached(constraint, targets)
        else:
            assert reading.satisfying(constraint) == oracle.satisfying(constraint)
        for noun in ("novel", "singer", "town", "museum", "thing", ""):
            assert reading.of_type(noun) == oracle.of_type(noun)


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


@given(indexes(), CONSTRAINTS, TARGETS)
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


@given(indexes(), CONSTRAINTS, TARGETS, st.sampled_from(NAMES))
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


@given(derived_cases())
@settings(max_examples=400, deadline=None)
def test_derived_sets_are_what_each_entity_is_by_itself(case: tuple[CandidateIndex, Constraint]) -> None:
    """Gaps, counts and containments too are the definition's, in either reading, and S⁻ ⊆ S⁺."""
    found, constraint = case
    assert found.supported.satisfying(constraint) == Oracle(found, is_open=False).satisfying(constraint)
    assert found.not_refuted.satisfying(constraint) == Oracle(found, is_open=True).satisfying(constraint)
    assert found.supported.satisfying(constraint) <= found.not_refuted.satisfying(constraint)


@given(derived_cases(), TARGETS)
@settings(max_examples=100, deadline=None)
def test_what_a_derived_clue_leaves_is_its_set_and_the_candidates(
    case: tuple[CandidateIndex, Constraint], among: frozenset[str]
) -> None:
    """Narrowing by a derived clue gives what its whole set gives, before and after that is at hand."""
    found, constraint = case
    for reading in (found.supported, found.not_refuted):
        narrowed = reading.left(constraint, among)
        assert narrowed == reading.satisfying(constraint) & among
        assert reading.left(constraint, among) == narrowed


@given(derived_cases())
@settings(max_examples=100, deadline=None)
def test_more_statements_never_weaken_a_gap_or_a_count(case: tuple[CandidateIndex, Constraint]) -> None:
    """Leaving statements out only shrinks S⁻. A containment may go with a second county that is stated."""
    found, constraint = case
    if constraint.form != "within":
        fewer = CandidateIndex(found.entities.values(), list(found.edges.values())[::2])
        assert fewer.supported.satisfying(constraint) <= found.supported.satisfying(constraint)


@given(derived_cases(), st.sampled_from(NAMES))
@settings(max_examples=200, deadline=None)
def test_a_missing_row_refutes_no_gap_and_no_count(
    case: tuple[CandidateIndex, Constraint], subject: str
) -> None:
    """Leaving out all that is stated of one subject only grows S⁺, where a relation is told from one end alone.

    Of a marriage the other page may name what a row that lists all has left out.
    """
    found, constraint = case
    if constraint.form != "within" and not {constraint.predicate, constraint.through} & INVERSES.keys():
        kept = [edge for edge in found.edges.values() if edge["subject_id"] != subject]
        fewer = CandidateIndex(found.entities.values(), kept)
        assert found.not_refuted.satisfying(constraint) <= fewer.not_refuted.satisfying(constraint)
