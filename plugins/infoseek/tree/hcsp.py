"""HCSP semantics over injected candidate sets (FIELD §1, §3): Ans(P), projections, identifying subsets.

What lives here: set algebra over a tree. What may not: where the sets come from (linking/sets/candidates.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import combinations
from types import MappingProxyType
from typing import Literal, Protocol

from infoseek.tree.claim import Constraint
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

Entities = Set[str]
"""Any immutable set of entity ids: a frozenset, or one that is quicker over a corpus."""


class Support(Protocol):
    """One reading of support: S⁻ (the corpus states it) or S⁺ (the corpus does not refute it)."""

    def of_type(self, type_noun: str) -> Entities:
        """Entities that can be a thing of this type."""

    def satisfying(self, constraint: Constraint) -> Entities:
        """S(c) of a constraint that runs to no child: a value, a range, or one of several statements."""

    def related(self, constraint: Constraint, targets: Entities) -> Entities:
        """{x : r(x, z) for a z in targets} of a relation or shared constraint."""

    def reached(self, constraint: Constraint, sources: Entities) -> Entities:
        """{z : r(x, z) for an x in sources}: the same relation walked down."""

    def left(self, constraint: Constraint, candidates: Entities, targets: Entities = frozenset()) -> Entities:
        """The candidates that the constraint leaves; targets: the child's solutions, where it runs to one.

        A reading that can tell this without making the whole S(c) does.
        """
        if constraint.needs_child:
            return candidates & self.related(constraint, targets)
        return candidates & self.satisfying(constraint)


NOBODY: Entities = frozenset()
NOTHING: Mapping[str, Entities] = MappingProxyType({})


def answers(
    tree: ResearchTree,
    support: Support,
    vertex_id: str = "A",
    without: frozenset[str] = frozenset(),
    narrowed: Mapping[str, Entities] = NOTHING,
) -> Entities:
    """H(v): the solutions of a vertex, bottom-up by semijoins; branches in `without` are left out.

    H(x) = ⋂ S(c_i) ∩ ⋂ {x : ∃ z ∈ H(y_j), r_j(x, z)}; with no child left it is the vertex's type.
    narrowed: what a further clue on some vertices would leave, to try a clue without adding it.
    """
    vertex = tree.vertex(vertex_id)
    found = support.of_type(vertex.type_noun)
    if vertex_id in narrowed:
        found &= narrowed[vertex_id]
    for child in tree.children(vertex_id):
        if child.id in without:
            continue
        constraint = tree.claim(child.id).constraint
        targets = _targets(tree, support, child, without, narrowed) if constraint.needs_child else NOBODY
        found = support.left(constraint, found, targets)
    return found


def _targets(
    tree: ResearchTree,
    support: Support,
    child: Vertex,
    without: frozenset[str],
    narrowed: Mapping[str, Entities],
) -> Entities:
    if child.visibility == "given":
        return frozenset({child.entity_id})
    return answers(tree, support, child.id, without, narrowed)


def projections(
    tree: ResearchTree, support: Support, narrowed: Mapping[str, Entities] = NOTHING
) -> dict[str, Entities]:
    """For the root and each hidden entity: the values it takes in some whole solution of the problem."""
    found = {"A": answers(tree, support, narrowed=narrowed)}
    for vertex in tree.vertices:
        parent = tree.parent(vertex.id)
        if parent is None or not vertex.is_entity or vertex.visibility == "given":
            continue
        below = answers(tree, support, vertex.id, narrowed=narrowed)
        found[vertex.id] = below & support.reached(tree.claim(vertex.id).constraint, found[parent])
    return found


def rivals(tree: ResearchTree, support: Support, narrowed: Mapping[str, Entities] = NOTHING) -> int:
    """How many values beside its own the root and the hidden vertices can still take, summed up."""
    return sum(
        len(values - {tree.vertex(vertex_id).entity_id})
        for vertex_id, values in projections(tree, support, narrowed).items()
    )


def is_identified(tree: ResearchTree, support: Support) -> bool:
    """True where the root's projection is the answer alone and every hidden vertex's is that vertex alone."""
    return all(
        values == {tree.vertex(vertex_id).entity_id}
        for vertex_id, values in projections(tree, support).items()
    )


def loose_hops(tree: ResearchTree, support: Support, narrowed: Mapping[str, Entities] = NOTHING) -> list[str]:
    """The hidden children that nobody has to find (S9, FIELD §3), by id in the order they were added.

    A child is loose where "some <type>" in its place (its own clues dropped, its edge kept) leaves its
    parent the only solution of the parent's remaining clues. support: S⁻, the reading a shortcut takes.
    """
    loose = []
    for vertex in tree.vertices:
        parent = tree.parent(vertex.id)
        if parent is None or not vertex.is_entity or vertex.visibility == "given":
            continue
        masked = frozenset(child.id for child in tree.children(vertex.id))
        left = answers(tree, support, parent, without=masked, narrowed=narrowed)
        if left <= {tree.vertex(parent).entity_id}:
            loose.append(vertex.id)
    return loose


def candidates(tree: ResearchTree, support: Support, child_id: str) -> Entities:
    """What the claim to one child leaves of its parent's type when it stands alone.

    For a relation the child's own solutions are taken as known: the claim at its sharpest.
    """
    parent = tree.vertex(tree.parent(child_id) or "A")
    child, constraint = tree.vertex(child_id), tree.claim(child_id).constraint
    if constraint.needs_child:
        found = support.related(constraint, frozenset({child.entity_id}))
    else:
        found = support.satisfying(constraint)
    return found & support.of_type(parent.type_noun)


def minimal_identifying_subsets(tree: ResearchTree, support: Support) -> list[frozenset[str]]:
    """The minimal rooted sub-trees of atoms, each as the set of its child ids, with Ans(P) = {y} (FIELD §1).

    Ans(P) only shrinks as P grows: where the whole tree leaves another, every sub-tree does. Sub-trees that
    choose the same atoms below a vertex share its solutions.
    """
    answer = {tree.root.entity_id}
    found: list[frozenset[str]] = []
    everything = frozenset(vertex.id for vertex in tree.vertices if vertex.id != "A")
    below = {vertex.id: _below(tree, vertex.id) for vertex in tree.vertices}
    known: dict[tuple[str, frozenset[str]], Entities] = {}

    def solutions(vertex_id: str, chosen: frozenset[str]) -> Entities:
        key = (vertex_id, chosen & below[vertex_id])
        if key not in known:
            left = support.of_type(tree.vertex(vertex_id).type_noun)
            for child in tree.children(vertex_id):
                if child.id in chosen:
                    left = support.left(tree.claim(child.id).constraint, left, targets(child, chosen))
            known[key] = left
        return known[key]

    def targets(child: Vertex, chosen: frozenset[str]) -> Entities:
        if not tree.claim(child.id).constraint.needs_child:
            return NOBODY
        given = child.visibility == "given"
        return frozenset({child.entity_id}) if given else solutions(child.id, chosen)

    if not solutions("A", everything) <= answer:
        return []
    for subset in _rooted_subsets(tree, everything):
        if not any(smaller <= subset for smaller in found) and solutions("A", subset) == answer:
            found.append(subset)
    return found


def _below(tree: ResearchTree, vertex_id: str) -> frozenset[str]:
    children = [child.id for child in tree.children(vertex_id)]
    return frozenset(children).union(*(_below(tree, child) for child in children))


def _rooted_subsets(tree: ResearchTree, everything: frozenset[str]) -> Iterator[frozenset[str]]:
    for size in range(len(everything) + 1):
        for chosen in combinations(sorted(everything), size):
            subset = frozenset(chosen)
            if all((parent := tree.parent(v)) == "A" or parent in subset for v in subset):
                yield subset


def problem_kind(tree: ResearchTree) -> Literal["CSP", "MHP", "HCSP"]:
    """Flat, a chain, or hierarchical (FIELD §1).

    CSP: no sub-question. MHP: one sub-question and no constraint at each level but the last.
    """
    inner = [vertex for vertex in tree.vertices if vertex.is_entity and tree.children(vertex.id)]
    subs = {v.id: [c for c in tree.children(v.id) if c.is_entity and tree.children(c.id)] for v in inner}
    if not any(subs.values()):
        return "CSP"
    if all(not subs[v.id] or len(tree.children(v.id)) == len(subs[v.id]) == 1 for v in inner):
        return "MHP"
    return "HCSP"
