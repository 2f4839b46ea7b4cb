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


AGE = Constraint(form="gap", predicate="published", other="born", through="author", low=30, high=40)
WROTE = Constraint(form="count", predicate="author", direction="inverse", low=3)


def test_a_gap_is_verified_by_all_its_parts_together() -> None:
    """Both dates and the relation: one page may state several of them, and no part is spared."""
    edges = [
        on("pa", edge("a", "published", low=135, high=135)),
        on("pa", edge("a", "author", "ada quill", "quill")),
        on("pq", edge("quill", "born", low=100, high=100)),
        on("other", edge("quill", "born", low=20, high=20)),
    ]
    assert pages_of(AGE, "", *edges) == [{"pa", "pq"}]
    assert pages_of(AGE, "", *edges[:2], edges[3]) == []
    bibliography = [on("all", {**row}) for row in edges[:3]]
    assert pages_of(AGE, "", *edges, *bibliography) == [{"all"}]


def test_a_containment_is_verified_by_every_step() -> None:
    """The place, and each place it lies in up to the wanted one."""
    within = Constraint(form="within", predicate="birth_place", value="quill")
    edges = [
        on("pa", edge("a", "birth_place", "the b", "b")),
        on("pb", edge("b", "located_in", "the c", "c")),
        on("pc", edge("c", "located_in", "quill", "quill")),
        on("pc", edge("c", "located_in", "the b", "b")),
    ]
    assert pages_of(within, "", *edges) == [{"pa", "pb", "pc"}]
    assert pages_of(within, "", *edges[:2]) == []


def test_a_count_is_verified_by_pages_that_name_so_many() -> None:
    """One list of three, or three pages of one; what a list has beside it need not be read."""
    wrote = [on(f"p{key}", edge(key, "author", "x", "quill")) for key in "bc"]
    listed = [on("list", edge(key, "author", "the a", "a")) for key in ("b", "c", "quill")]
    single = [on(f"p{key}", edge(key, "author", "the a", "a")) for key in ("b", "c", "quill")]
    assert pages_of(WROTE, "", *single, *wrote) == [{"pb", "pc", "pquill"}]
    assert pages_of(WROTE, "", *single, *listed) == [{"list"}]
    two = WROTE.model_copy(update={"low": 2})
    assert pages_of(two, "", *single, *listed[:1]) == [{"list", "pc"}]


def test_too_many_sets_of_pages_are_taken_for_smaller_ones() -> None:
    """Of sixty pages twelve of which are asked for, no set is called greater than it has to be."""
    books = [entity(f"n{number}") for number in range(60)]
    edges = [on(f"p{number % 30}", edge(f"n{number}", "author", "the a", "a")) for number in range(60)]
    twelve = WROTE.model_copy(update={"low": 12})
    tree = ResearchTree.replay([trees.root("a"), trees.constrain("A", "B", twelve)])
    found = verifying_pages(index([*BOOKS, *books], edges), tree)["B"]
    assert found
    assert max(map(len, found)) <= 6
