"""Which pages verify the claims of a tree."""

from __future__ import annotations

from infoseek.linking.sets.verifying import verifying_pages
from infoseek.tree.claim import Constraint
from infoseek.tree.evidence_cover import fewest_pages
from infoseek.tree.research_tree import ResearchTree
from tests.linking.corpora import Row, edge, entity, index
from tests.tree import trees

BOOKS = [entity(name) for name in ("a", "b", "c", "quill")]


def on(page: str, row: Row) -> Row:
    return {**row, "page_id": page, "edge_id": f"{page} {row['edge_id']}"}


def pages_of(constraint: Constraint, child: str, *edges: Row) -> list[set[str]]:
    """The sets of pages that verify one claim of a; child: entity, or "" for an attribute."""
    claim = (
        trees.extend("A", trees.entity("B", child), constraint)
        if child
        else trees.constrain("A", "B", constraint)
    )
    tree = ResearchTree.replay([trees.root("a"), claim])
    return [set(way) for way in verifying_pages(index(BOOKS, list(edges)), tree)["B"]]


def test_a_relation_is_verified_from_either_end_and_anywhere() -> None:
    """The page that is cited, a list elsewhere, and the other book's page by the inverse."""
    follows = Constraint(form="relation", predicate="followed_by")
    edges = [
        on("pa", edge("a", "followed_by", "the b", "b")),
        on("list", edge("a", "followed_by", "the b", "b")),
        on("pb", edge("b", "preceded_by", "the a", "a")),
        on("pc", edge("a", "followed_by", "the c", "c")),
    ]
    assert pages_of(follows, "b", *edges) == [{"list"}, {"pa"}, {"pb"}]
    back = Constraint(form="relation", predicate="preceded_by", direction="inverse")
    assert pages_of(back, "b", *edges) == [{"list"}, {"pa"}, {"pb"}]


def test_an_attribute_is_verified_by_what_lies_within_it() -> None:
    """A coarser statement than the clue verifies nothing, nor does a volatile one without its date."""
    clue = Constraint(form="range", predicate="pages", low=200, high=300)
    edges = [
        on("exact", edge("a", "pages", low=240, high=240)),
        on("coarse", edge("a", "pages", low=100, high=400)),
        on("volatile", edge("a", "pages", low=250, high=250, is_volatile=True, as_of="")),
        on("other", edge("b", "pages", low=240, high=240)),
    ]
    assert pages_of(clue, "", *edges) == [{"exact"}]
    novel = Constraint(form="value", predicate="genre", value="gothic")
    assert pages_of(novel, "", on("g", edge("a", "genre", "gothic"))) == [{"g"}]


def test_sharing_takes_two_statements_of_one_value() -> None:
    """One page may make both; of pages that make one and nothing else, one is enough."""
    shared = Constraint(form="shared", predicate="author")
    mine = [on(page, edge("a", "author", "ada quill", "quill")) for page in ("pa", "fan", "works")]
    theirs = [on(page, edge("b", "author", "ada quill", "quill")) for page in ("pb", "works")]
    assert pages_of(shared, "b", *mine, *theirs) == [{"works"}]
    assert pages_of(shared, "b", *mine[:2], theirs[0]) == [{"fan", "pb"}]
    namesake = on("pb", edge("b", "author", "ada quill", "c"))
    assert pages_of(shared, "b", *mine, namesake) == []
    unlinked = on("pb", edge("b", "author", "ada quill"))
    assert pages_of(shared, "b", mine[0], unlinked) == [{"pa", "pb"}]


def test_one_list_may_verify_a_whole_tree() -> None:
    """M_ev counts pages beside the cited ones: co-coverage is seen wherever it is."""
    shared = Constraint(form="shared", predicate="author")
    genre = Constraint(form="value", predicate="genre", value="gothic")
    tree = ResearchTree.replay(
        [
            trees.root("a"),
            trees.extend("A", trees.entity("B", "b"), shared),
            trees.constrain("A", "C", genre),
            trees.constrain("B", "D", genre),
        ]
    )
    own = [
        *(on(key, edge(key, "author", "ada quill", "quill")) for key in "ab"),
        *(on(key, edge(key, "genre", "gothic")) for key in "ab"),
    ]
    listed = [on("list", row) for row in own]
    assert fewest_pages(verifying_pages(index(BOOKS, own), tree), "BCD") == {"a", "b"}
    assert fewest_pages(verifying_pages(index(BOOKS, own + listed), tree), "BCD") == {"list"}
