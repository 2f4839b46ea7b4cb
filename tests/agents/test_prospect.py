"""What a tree in growth still offers, and what clues leave."""

from __future__ import annotations

from infoseek.agents.links import Link, links_of, may_hide
from infoseek.agents.prospect import Prospect, leads_on, tree_of
from infoseek.agents.sizes import Sizes
from infoseek.linking.corpus import LinkedCorpus
from infoseek.settings import GrowthSettings
from infoseek.tree import hcsp
from infoseek.tree.claim import Claim
from infoseek.tree.edits import Extend
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex
from tests.agents.discography import corpus

CORPUS = corpus()
SIZES = Sizes(CORPUS, GrowthSettings())


def test_offered_relations_tell_the_vertex_from_others() -> None:
    """Each offered relation leaves fewer rivals than there are."""
    for key in CORPUS.entities:
        now = Prospect(SIZES, tree_of(CORPUS, key))
        offered = [fact for fact in now.facts(now.tree.root) if fact.action == "extend"]
        assert all(fact.rivals < now.rivals for fact in offered)
        assert leads_on(SIZES, key) == bool(offered)


def test_a_root_alone_has_every_album_as_a_rival() -> None:
    """Without a clue all others of the type are rivals, and nothing is at fault."""
    now = Prospect(SIZES, tree_of(CORPUS, "p03"))
    assert now.rivals == len(CORPUS.entities) - 1
    assert now.left("A") == len(CORPUS.entities)
    assert now.fault is None


def test_what_all_attributes_leave_holds_the_entity_and_shrinks_with_each() -> None:
    """The findable set holds the entity itself and lies in what each of its clues leaves."""
    support = CORPUS.index.not_refuted
    for key in CORPUS.entities:
        found = SIZES.findable(key)
        assert key in found
        for clue in SIZES.values_of(key):
            assert found <= support.satisfying(clue.rungs[0][0].constraint)


def test_every_clue_leaves_enough_and_not_all() -> None:
    """Each rung of each attribute leaves at least the fewest and at most the share that says something."""
    everyone = len(CORPUS.index.supported.of_type("album"))
    for key in CORPUS.entities:
        for clue in SIZES.values_of(key):
            assert all(3 <= left <= 0.7 * everyone for _, left in clue.rungs)


def test_links_lead_to_entities_that_may_be_hidden() -> None:
    """No link leads back to the tree, and each cites the line that states it."""
    tree = tree_of(CORPUS, "p03")
    found = list(links_of(SIZES, tree, tree.root))
    assert {link.target_id for link in found} == {"p02", "p04"}
    for link in found:
        assert may_hide(CORPUS, link.target_id, SIZES.settings)
        assert link.target_id in CORPUS.index.supported.reached(link.constraint, frozenset({"p03"}))
        assert all(CORPUS.pages[e.page_id]["text"][e.start : e.end] == e.text for e in link.evidence)
    assert not may_hide(CORPUS, "nowhere", SIZES.settings)
    assert not list(links_of(SIZES, with_children(tree, found), tree.root))


def test_a_prospect_counts_rivals_as_the_tree_would_be_blurred() -> None:
    """Rivals are those of the blurred tree."""
    now = Prospect(SIZES, tree_of(CORPUS, "p05"))
    assert now.rivals == hcsp.rivals(now.blurred, CORPUS.index.not_refuted)


def with_children(tree: ResearchTree, links: list[Link]) -> ResearchTree:
    for link in {link.target_id: link for link in links}.values():
        tree = extended(tree, CORPUS, link)
    return tree


def with_maker() -> LinkedCorpus:
    """The discography, four of whose albums state one producer, who has a page."""
    entities = [dict(row) for row in CORPUS.entities.values()]
    entities.append(
        {**entities[0], "entity_id": "m0", "page_id": "m0", "name": "Ada Marlow", "type_noun": "producer"}
    )
    edges = [dict(edge) for edge in CORPUS.index.edges.values()]
    for album in ("p00", "p05", "p07", "p09"):
        line = next(edge for edge in edges if edge["subject_id"] == album)
        producer = {
            "predicate": "produced_by",
            "object_id": "m0",
            "value_type": "entity",
            "value": "ada marlow",
        }
        edges.append({**line, **producer, "edge_id": f"{album}-maker", "is_complete": True})
    return LinkedCorpus("test-makers", entities, edges, [], CORPUS.pages)


def extended(tree: ResearchTree, corpus: LinkedCorpus, link: Link) -> ResearchTree:
    child = Vertex(
        id=tree.next_id,
        kind="entity",
        name=str(corpus.entities[link.target_id]["name"]),
        entity_id=link.target_id,
        type_noun=str(corpus.entities[link.target_id]["type_noun"]),
        visibility="hidden",
    )
    claim = Claim(text="it is so", constraint=link.constraint, evidence=link.evidence)
    grown = tree.copy()
    grown.apply(Extend(parent="A", vertex=child, claim=claim, candidates=1))
    return grown


def test_a_value_in_common_is_no_child_beside_it() -> None:
    """Where two albums share a producer that producer is no child of either, and under one nothing shares it."""
    made = with_maker()
    sizes = Sizes(made, SIZES.settings)

    def forms(tree: ResearchTree) -> dict[str, Link]:
        links = links_of(sizes, tree, tree.root)
        return {link.constraint.form: link for link in links if link.constraint.predicate == "produced_by"}

    alone = tree_of(made, "p00")
    assert set(forms(alone)) == {"relation", "shared"}
    assert set(forms(extended(alone, made, forms(alone)["shared"]))) == {"shared"}
    assert set(forms(extended(alone, made, forms(alone)["relation"]))) == set()


def test_what_changes_by_nature_is_neither_link_nor_clue() -> None:
    """A claim says no date at which it held, so that volatile edges are left alone."""
    edges = [{**edge, "is_volatile": True} for edge in CORPUS.index.edges.values()]
    changing = LinkedCorpus("test-changing", list(CORPUS.entities.values()), edges, [], CORPUS.pages)
    tree = tree_of(changing, "p00")
    assert list(links_of(SIZES, tree, tree.root))
    assert SIZES.values_of("p00")
    assert not list(links_of(Sizes(changing, SIZES.settings), tree, tree.root))
    assert not Sizes(changing, SIZES.settings).values_of("p00")
