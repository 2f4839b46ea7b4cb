"""Sound trees found on the graph, and which trees a shard starts."""

from __future__ import annotations

import random

import pytest

from infoseek.agents.prospect import Prospect, tree_of
from infoseek.agents.shape import Shape, Shapes, shape_of
from infoseek.agents.sizes import Sizes
from infoseek.agents.starts import Starts
from infoseek.agents.steps import outlined, turned
from infoseek.agents.ways import Search, Usage, Way
from infoseek.linking.corpus import LinkedCorpus
from infoseek.settings import GrowthSettings
from infoseek.tree import hcsp
from infoseek.tree.research_tree import ResearchTree
from tests.agents.discography import corpus

CORPUS = corpus()
GROWTH = GrowthSettings()
SIZES = Sizes(CORPUS, GROWTH)
SHAPE = Shape(vertices=6, depth=2, width=2, hidden=2)


def tree_at(way: Way, tree: ResearchTree) -> ResearchTree:
    for step in way.steps:
        tree = outlined(CORPUS, tree, step)
    return tree


def ways_of(root: str, shape: Shape = SHAPE, **more: object) -> list[Way]:
    search = Search(SIZES, shape, random.Random(root), **more)  # type: ignore[arg-type]
    return search.ways(tree_of(CORPUS, root))


@pytest.mark.parametrize(
    "shape",
    [
        SHAPE,
        Shape(vertices=5, depth=2, width=1, hidden=1),
        Shape(vertices=6, depth=3, width=1, hidden=2),
        Shape(vertices=8, depth=3, width=2, hidden=3),
    ],
)
def test_a_way_leads_to_a_sound_tree_of_its_shape(shape: Shape) -> None:
    """Its steps give a tree of the wanted shape in which every vertex is alone and needed."""
    found = [(root, way) for root in CORPUS.entities for way in ways_of(root, shape)]
    assert found
    for root, way in found:
        tree = tree_at(way, tree_of(CORPUS, root))
        now = Prospect(SIZES, tree)
        assert shape_of(tree) == shape
        assert now.is_sound
        assert hcsp.is_identified(now.blurred, CORPUS.index.not_refuted)
        assert way.keys == {step.key for step in way.steps}


def test_a_search_goes_on_from_a_tree_that_has_begun() -> None:
    """From a tree with some of a way's claims the ways found add the rest of the shape, and nothing twice."""
    root = next(root for root in CORPUS.entities if ways_of(root))
    begun = outlined(CORPUS, tree_of(CORPUS, root), ways_of(root)[0].steps[0])
    found = Search(SIZES, SHAPE, random.Random(3)).ways(begun)
    assert found
    assert all(shape_of(tree_at(way, begun)) == SHAPE for way in found)


def test_barred_and_shunned_are_left_out() -> None:
    """A way takes no step that is barred, and hides no entity that is shunned."""
    root = next(root for root in CORPUS.entities if ways_of(root))
    way = ways_of(root)[0]
    hidden = way.entities - {root}
    assert all(not way.keys & other.keys for other in ways_of(root, barred=way.keys))
    assert all(not hidden & other.entities for other in ways_of(root, shunned=hidden))


def test_no_two_trees_have_the_same_entities() -> None:
    """What a tree was started with is not found again."""
    root = next(root for root in CORPUS.entities if ways_of(root))
    usage = Usage()
    first = ways_of(root, usage=usage)
    usage.add(first)
    taken = {way.entities for way in first}
    assert all(way.entities not in taken for way in ways_of(root, usage=usage))
    assert usage.share_of(first[0].steps[0].constraint.predicate) > 0


def test_a_relation_is_the_same_from_both_ends() -> None:
    """The key of a relation turned twice is the key itself; an attribute has no other end."""
    key = ("p1", "relation", "followed_by", "forward", "p2")
    other = ("p2", "relation", "followed_by", "inverse", "p1")
    assert turned(key) == other
    assert turned(other) == key
    assert turned(("p1", "range", "released", "forward", "1951")) is None


def test_starts_hang_on_seed_and_corpus_alone() -> None:
    """The same roots give the same starts, in whatever state another run was left."""
    roots = list(CORPUS.entities)
    one, other = Starts(SIZES, roots, 5), Starts(Sizes(CORPUS, GROWTH), roots, 5)
    partly = iter(one)
    next(partly)
    assert [s.shape for s in Starts(SIZES, roots, 5)] == [s.shape for s in other]
    assert one.looked_at < other.looked_at


def test_a_hopeless_root_is_not_started() -> None:
    """Of a corpus without relations no tree is started, and every root counts as hopeless."""
    edges = [edge for edge in CORPUS.index.edges.values() if not edge["object_id"]]
    bare = LinkedCorpus("bare", list(CORPUS.entities.values()), edges, [], CORPUS.pages)
    starts = Starts(Sizes(bare, GROWTH), list(bare.entities), 5)
    assert list(starts) == []
    assert starts.hopeless == starts.looked_at == len(bare.entities)


def test_starts_keep_to_the_wanted_shapes() -> None:
    """Each start has a shape of the wanted kind, and no more are started than wanted."""
    wanted = {
        (shape.vertices, shape.depth) for shape in Shapes(GROWTH, random.Random(0)).in_order(random.Random(0))
    }
    starts = list(Starts(SIZES, list(CORPUS.entities), 4))
    assert len(starts) == 4
    assert all((start.shape.vertices, start.shape.depth) in wanted for start in starts)
