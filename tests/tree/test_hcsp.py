"""HCSP semantics against brute force over all assignments of small worlds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.tree import hcsp
from infoseek.tree.claim import Constraint
from infoseek.tree.edits import Edit
from infoseek.tree.hcsp import Entities
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex
from tests.tree.trees import constrain, entity, extend, open_trees, root, value

NAMES = [f"e{n}" for n in range(6)]


@dataclass(frozen=True)
class Table(hcsp.Support):
    """A world by hand: which pairs are related, and which values things have."""

    pairs: frozenset[tuple[str, str, str]]
    values: frozenset[tuple[str, str]]
    everyone: Entities = frozenset(NAMES)

    def holds(self, constraint: Constraint, x: str, z: str = "") -> bool:
        """The one primitive: whether a constraint holds of x, with z for its child."""
        if constraint.form == "value":
            return (x, constraint.value) in self.values
        if constraint.form == "shared":
            ours = {o for p, s, o in self.pairs if (p, s) == (constraint.predicate, x)}
            theirs = {o for p, s, o in self.pairs if (p, s) == (constraint.predicate, z)}
            return bool(ours & theirs)
        ends = (x, z) if constraint.direction == "forward" else (z, x)
        return (constraint.predicate, *ends) in self.pairs

    def of_type(self, type_noun: str) -> Entities:
        return self.everyone

    def satisfying(self, constraint: Constraint) -> Entities:
        return frozenset(x for x in self.everyone if self.holds(constraint, x))

    def related(self, constraint: Constraint, targets: Entities) -> Entities:
        return frozenset(x for x in self.everyone if any(self.holds(constraint, x, z) for z in targets))

    def reached(self, constraint: Constraint, sources: Entities) -> Entities:
        return frozenset(z for z in self.everyone if any(self.holds(constraint, x, z) for x in sources))


TABLES = st.builds(
    Table,
    pairs=st.frozensets(
        st.tuples(st.sampled_from(["r", "s"]), st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30
    ),
    values=st.frozensets(st.tuples(st.sampled_from(NAMES), st.sampled_from("xyz")), max_size=14),
)


def solutions(
    tree: ResearchTree, table: Table, kept: frozenset[str], top: str = "A"
) -> Iterator[dict[str, str]]:
    """Every assignment of entities to the top and the kept vertices below it under which all kept claims hold."""
    vertices = [v for v in tree.vertices if v.is_entity and (v.id == top or v.id in kept)]
    options = [sorted(table.everyone) if v.visibility == "hidden" else [v.entity_id] for v in vertices]
    claims = [v for v in tree.vertices if v.id in kept]
    for values in product(*options):
        given_ = dict(zip((v.id for v in vertices), values, strict=True))
        if all(
            table.holds(tree.claim(v.id).constraint, given_[tree.parent(v.id) or ""], given_.get(v.id, ""))
            for v in claims
        ):
            yield given_


def everything(tree: ResearchTree) -> frozenset[str]:
    return frozenset(vertex.id for vertex in tree.vertices if vertex.id != "A")


@given(open_trees(), TABLES)
@settings(deadline=None)
def test_answers_and_projections_equal_brute_force(tree: ResearchTree, table: Table) -> None:
    """Semijoins give exactly the values that some whole solution has, for root and hidden vertices."""
    found = list(solutions(tree, table, everything(tree)))
    assert hcsp.answers(tree, table) == {solution["A"] for solution in found}
    for vertex_id, values in hcsp.projections(tree, table).items():
        assert values == {solution[vertex_id] for solution in found}


@given(open_trees(), TABLES)
@settings(deadline=None)
def test_identified_means_one_solution_for_every_hidden_vertex(tree: ResearchTree, table: Table) -> None:
    """is_identified holds exactly where brute force finds the tree's own entities and no others."""
    hidden = [v for v in tree.vertices if v.is_entity and v.visibility == "hidden"]
    found = {tuple(solution[v.id] for v in hidden) for solution in solutions(tree, table, everything(tree))}
    assert hcsp.is_identified(tree, table) == (found == {tuple(v.entity_id for v in hidden)})


@given(open_trees(), TABLES)
@settings(deadline=None)
def test_minimal_subsets_identify_and_are_minimal(tree: ResearchTree, table: Table) -> None:
    """They are all rooted sub-trees with Ans = {y} none of whose rooted parts has it, by brute force."""
    answer = {tree.root.entity_id}
    ids = sorted(everything(tree))
    rooted = [
        frozenset(chosen)
        for size in range(len(ids) + 1)
        for chosen in combinations(ids, size)
        if all(tree.parent(v) in ("A", *chosen) for v in chosen)
    ]
    identifying = [subset for subset in rooted if {s["A"] for s in solutions(tree, table, subset)} == answer]
    minimal = {subset for subset in identifying if not any(other < subset for other in identifying)}
    found = hcsp.minimal_identifying_subsets(tree, table)
    assert len(found) == len(set(found))
    assert set(found) == minimal


@given(open_trees(), TABLES, st.data())
@settings(deadline=None)
def test_answers_grow_as_clues_are_left_out(tree: ResearchTree, table: Table, data: st.DataObject) -> None:
    """Ans(P) only grows as P shrinks (FIELD §1)."""
    ids = sorted(everything(tree))
    without = frozenset(data.draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()
    assert hcsp.answers(tree, table) <= hcsp.answers(tree, table, without=without)


@given(open_trees(), TABLES)
def test_a_narrowed_vertex_is_a_clue_tried(tree: ResearchTree, table: Table) -> None:
    """Narrowing a vertex to a clue's set gives what adding the clue would give."""
    if len(tree.vertices) > 24:
        return
    clue = value("v", "x")
    grown = ResearchTree.replay([*tree.edits, constrain("A", tree.next_id, clue)])
    narrowed = {"A": table.satisfying(clue)}
    assert hcsp.answers(tree, table, narrowed=narrowed) == hcsp.answers(grown, table)


def below(tree: ResearchTree, vertex_id: str) -> frozenset[str]:
    return frozenset(v.id for v in tree.vertices if vertex_id in {above.id for above in tree.ancestors(v.id)})


@given(open_trees(), TABLES)
@settings(deadline=None)
def test_a_loose_hop_is_a_child_nobody_has_to_find(tree: ResearchTree, table: Table) -> None:
    """Loose are the hidden children under whose parent, their clues dropped, brute force finds it alone or nothing."""
    expected = []
    for vertex in tree.vertices[1:]:
        if not vertex.is_entity or vertex.visibility == "given":
            continue
        parent = tree.vertex(tree.parent(vertex.id) or "")
        kept = below(tree, parent.id) - below(tree, vertex.id)
        values = {solution[parent.id] for solution in solutions(tree, table, kept, parent.id)}
        if values <= {parent.entity_id}:
            expected.append(vertex.id)
    assert hcsp.loose_hops(tree, table) == expected


def test_a_hop_that_its_parent_needs_is_not_loose() -> None:
    """ "Some thing" in place of the child leaves two: the hop is needed; a clue on the parent makes it loose."""
    table = Table(
        pairs=frozenset({("r", "e0", "e1"), ("r", "e2", "e3")}),
        values=frozenset({("e1", "x"), ("e0", "y"), ("e4", "y")}),
    )
    edits = [extend("A", hidden("B", "e1")), constrain("B", "C", value("v", "x"))]
    assert hcsp.loose_hops(tree_of(*edits), table) == []
    assert hcsp.loose_hops(tree_of(*edits, constrain("A", "D", value("v", "y"))), table) == ["B"]


@given(open_trees(), TABLES)
@settings(deadline=None)
def test_a_clue_tried_makes_the_hops_loose_that_it_would_make(tree: ResearchTree, table: Table) -> None:
    """Loose hops under a narrowed root are those of the tree with the clue added."""
    clue = value("v", "x")
    grown = ResearchTree.replay([*tree.edits, constrain("A", tree.next_id, clue)])
    tried = hcsp.loose_hops(tree, table, {"A": table.satisfying(clue)})
    assert tried == hcsp.loose_hops(grown, table)


def test_a_hop_is_judged_by_its_own_parent() -> None:
    """A hop deep down is needed where its own parent needs it, though the root would do without."""
    table = Table(
        pairs=frozenset({("r", "e0", "e1"), ("r", "e1", "e2"), ("r", "e3", "e4")}),
        values=frozenset({("e2", "x")}),
    )
    tree = tree_of(
        extend("A", hidden("B", "e1")), extend("B", hidden("C", "e2")), constrain("C", "D", value("v", "x"))
    )
    assert hcsp.answers(tree, table, without=frozenset({"D"})) == {"e0"}
    assert hcsp.loose_hops(tree, table) == []


def tree_of(*edits: Edit) -> ResearchTree:
    return ResearchTree.replay([root(), *edits])


def hidden(vertex: str, name: str) -> Vertex:
    return entity(vertex, name)


@pytest.mark.parametrize(
    ("tree", "kind"),
    [
        (tree_of(constrain("A", "B"), constrain("A", "C")), "CSP"),
        (tree_of(extend("A", hidden("B", "e1")), constrain("A", "C")), "CSP"),
        (tree_of(extend("A", hidden("B", "e1")), constrain("B", "C")), "MHP"),
        (tree_of(extend("A", hidden("B", "e1")), constrain("B", "C"), constrain("B", "D")), "MHP"),
        (tree_of(extend("A", hidden("B", "e1")), constrain("B", "C"), constrain("A", "D")), "HCSP"),
        (
            tree_of(
                extend("A", hidden("B", "e1")),
                extend("B", hidden("C", "e2")),
                constrain("C", "D"),
                constrain("B", "E"),
            ),
            "HCSP",
        ),
        (
            tree_of(
                extend("A", hidden("B", "e1")),
                constrain("B", "C"),
                extend("A", hidden("D", "e2")),
                constrain("D", "E"),
            ),
            "HCSP",
        ),
    ],
)
def test_the_kind_of_a_problem(tree: ResearchTree, kind: str) -> None:
    """Flat, a chain, or hierarchical (FIELD §1)."""
    assert hcsp.problem_kind(tree) == kind


def test_a_claims_candidates_are_those_of_its_own() -> None:
    """A relation is taken at its sharpest, with its child known."""
    table = Table(
        pairs=frozenset({("r", "e0", "e1"), ("r", "e2", "e1"), ("r", "e3", "e4")}), values=frozenset()
    )
    tree = tree_of(extend("A", hidden("B", "e1")))
    assert hcsp.candidates(tree, table, "B") == {"e0", "e2"}
    assert hcsp.answers(tree, table) == {"e0", "e2", "e3"}
    assert hcsp.rivals(tree, table) == 3
