"""Trees as they would be blurred, and what makes them unsound."""

from __future__ import annotations

from infoseek.agents.facts import Fact, facts_of
from infoseek.agents.preview import as_blurred, fault_of, redundant_branch
from infoseek.agents.prospect import tree_of
from infoseek.agents.sizes import Sizes
from infoseek.settings import GrowthSettings
from infoseek.tree import hcsp
from infoseek.tree.claim import Claim
from infoseek.tree.edits import Constrain, Extend
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex
from tests.agents.discography import corpus

CORPUS = corpus()
SIZES = Sizes(CORPUS, GrowthSettings())


def album(vertex: str, key: str) -> Vertex:
    name = str(CORPUS.entities[key]["name"])
    return Vertex(id=vertex, kind="entity", name=name, entity_id=key, type_noun="album", visibility="hidden")


def tree_with(child: str, *clues: tuple[str, str]) -> ResearchTree:
    """An album followed by another, and the clues (vertex, predicate) on either."""
    tree = tree_of(CORPUS, "p03")
    link = fact(tree, "A", "followed_by")
    tree.apply(Extend(parent="A", vertex=album("B", child), claim=claim(link), candidates=1))
    for vertex, predicate in clues:
        clue = fact(tree, vertex, predicate)
        attribute = Vertex(id=tree.next_id, kind="attribute", name=clue.shown, visibility="given")
        tree.apply(Constrain(parent=vertex, vertex=attribute, claim=claim(clue), candidates=1))
    return tree


def fact(tree: ResearchTree, vertex: str, predicate: str) -> Fact:
    offered = facts_of(SIZES, tree, tree, tree.vertex(vertex))
    wanted = (
        f for f in offered if (f.constraint.predicate, f.constraint.direction) == (predicate, "forward")
    )
    return next(wanted)


def claim(found: Fact) -> Claim:
    return Claim(text="it is so", constraint=found.constraint, evidence=found.evidence)


def test_a_preview_leaves_the_tree_as_it_is() -> None:
    """Previewing adds no edit to the tree, and weakens what it stands for."""
    tree = tree_with("p04", ("B", "released"), ("B", "length"))
    edits = [*tree.edits]
    blurred = as_blurred(SIZES, tree)
    assert tree.edits == edits
    support = CORPUS.index.supported
    assert hcsp.answers(tree, support, "B") <= hcsp.answers(blurred, support, "B")
    assert len(hcsp.candidates(blurred, support, "C")) >= SIZES.settings.min_candidates


def test_a_preview_is_the_least_blur_that_keeps_every_hop_needed() -> None:
    """Where the least blurs make the hidden album loose, a weaker rung is taken, and the tree is sound."""
    for clues in (
        [("B", "released")],
        [("B", "released"), ("A", "genre")],
        [("B", "length"), ("A", "length")],
    ):
        tree = tree_with("p04", *clues)
        least = as_blurred(SIZES, tree)
        if fault_of(CORPUS, least) is None:
            assert redundant_branch(CORPUS, least) is None
            assert hcsp.loose_hops(least, CORPUS.index.supported) == []


def test_clues_that_find_the_parent_alone_make_its_child_loose() -> None:
    """With its own clues unblurred the first album is found whatever follows it: S9 says which child is loose."""
    tree = tree_with("p04", ("B", "released"), ("A", "released"), ("A", "length"))
    assert redundant_branch(CORPUS, tree) == "B"
    assert hcsp.loose_hops(tree, CORPUS.index.supported) == ["B"]
    assert fault_of(CORPUS, tree) == ("redundant_branch", "B")
