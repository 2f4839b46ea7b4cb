"""The least evidence a problem needs, against brute force over all sets of pages."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.tree import hcsp
from infoseek.tree.evidence_cover import Pages, depth, fewest_pages, lower_bound
from infoseek.tree.research_tree import ResearchTree
from tests.tree.test_hcsp import TABLES, Table
from tests.tree.trees import open_trees

PAGES = [f"p{n}" for n in range(7)]
WAYS = st.lists(st.frozensets(st.sampled_from(PAGES), min_size=1, max_size=2), max_size=5)
VERIFYING = st.dictionaries(st.sampled_from("BCDEFGHI"), WAYS, max_size=8)


def brute_force(verifying: dict[str, list[Pages]], atoms: frozenset[str]) -> int | None:
    """The size of the smallest set of pages that holds a way of every atom."""
    for size in range(len(PAGES) + 1):
        for pages in map(frozenset, combinations(PAGES, size)):
            if all(any(way <= pages for way in verifying.get(atom, [])) for atom in atoms):
                return size
    return None


@given(VERIFYING, st.frozensets(st.sampled_from("BCDEFGHI")))
@settings(deadline=None, max_examples=300)
def test_no_smaller_cover_exists(verifying: dict[str, list[Pages]], atoms: frozenset[str]) -> None:
    """The cover verifies every atom, and no fewer pages do; None exactly where some atom has no evidence."""
    found = fewest_pages(verifying, atoms)
    expected = brute_force(verifying, atoms)
    assert (None if found is None else len(found)) == expected
    if found is not None:
        assert all(any(way <= found for way in verifying[atom]) for atom in atoms)


def test_one_page_may_verify_several_claims() -> None:
    """Co-coverage: a page beside the cited ones counts as well."""
    verifying = {
        "B": [frozenset({"x"}), frozenset({"list"})],
        "C": [frozenset({"y"}), frozenset({"list"})],
        "D": [frozenset({"x", "z"})],
    }
    assert fewest_pages(verifying, "BC") == {"list"}
    assert fewest_pages(verifying, "BD") == {"x", "z"}
    assert fewest_pages(verifying, "BCD") in ({"x", "y", "z"}, {"list", "x", "z"})
    assert fewest_pages(verifying, "") == frozenset()


def test_many_pages_are_covered_at_once() -> None:
    """Nine claims with hundreds of pages each are no more than what tells them apart."""
    verifying = {
        atom: [frozenset({f"{atom}{n}"}) for n in range(300)] + [frozenset({f"both{number // 2}"})]
        for number, atom in enumerate("BCDEFGHIJ")
    }
    found = fewest_pages(verifying, "BCDEFGHIJ")
    assert found is not None
    assert len(found) == 5


def _depth(tree: ResearchTree, subset: frozenset[str]) -> int:
    """By paths: the chosen edges above each chosen vertex that lead to another chosen one, and itself."""
    return max((tree.depth(vertex) for vertex in subset), default=0)


@given(open_trees(), TABLES, st.data())
@settings(deadline=None)
def test_the_bound_is_the_least_over_all_identifying_subsets(
    tree: ResearchTree, table: Table, data: st.DataObject
) -> None:
    """Minimal subsets suffice: no rooted identifying sub-tree needs fewer pages and hops than the bound says."""
    children = [vertex.id for vertex in tree.vertices if vertex.id != "A"]
    verifying = {child: data.draw(WAYS) for child in children}
    everything = frozenset(children)
    needs = []
    for subset in map(
        frozenset, chain.from_iterable(combinations(children, n) for n in range(len(children) + 1))
    ):
        if any((parent := tree.parent(v)) != "A" and parent not in subset for v in subset):
            continue
        pages = brute_force(verifying, subset)
        answers = hcsp.answers(tree, table, without=everything - subset)
        if pages is not None and answers == {tree.root.entity_id}:
            needs.append(max(pages, depth(tree, subset)))
            assert depth(tree, subset) == _depth(tree, subset)
    bound = lower_bound(tree, table, verifying)
    assert (bound.steps if bound else None) == min(needs, default=None)
