"""Places as clues: the regions that hold them, and where a tree may name one."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from infoseek.agents.places import may_name_region, stated_places
from infoseek.linking.corpus import LinkedCorpus
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Extend
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex
from tests.linking.corpora import Row, edge, entity

PLACES = ("vik", "sogn", "norrland", "far", "farther")
EVIDENCE = Evidence(page_id="p", url="u", content_sha256="h", start=0, end=1, text="x")


def corpus(*edges: Row) -> LinkedCorpus:
    things = [entity("ada", "novelist", "Ada Quill", "person")]
    things += [entity(name, "town", name.title(), "place") for name in PLACES]
    rows = [{"source": "sentence", "page_id": "p", **row} for row in edges]
    pages: dict[str, dict[str, Any]] = {"p": {"rows": []}}
    return LinkedCorpus("c", things, rows, [], pages)


def lies(place: str, holder: str) -> Row:
    return edge(place, "located_in", holder, holder)


def regions(found: LinkedCorpus) -> list[tuple[str, int]]:
    return [(place.rungs[0].shown, len(place.edges)) for place in stated_places(found, "ada")]


def test_a_place_is_blurred_to_each_region_above_it_the_nearest_first() -> None:
    """Every region comes with all the statements it follows from, the stated place first."""
    born = edge("ada", "birth_place", "vik", "vik")
    found = corpus(born, lies("vik", "sogn"), lies("sogn", "norrland"))
    assert regions(found) == [("Sogn", 2), ("Norrland", 3)]
    first = next(stated_places(found, "ada"))
    assert [one["predicate"] for one in first.edges] == ["birth_place", "located_in"]
    assert first.constraint == Constraint(form="value", predicate="birth_place", value="vik")


def test_circles_and_long_chains_end() -> None:
    """Places that lie in one another, however hostile the pages, give each region once and few steps of them."""
    born = edge("ada", "birth_place", "vik", "vik")
    assert regions(corpus(born, lies("vik", "sogn"), lies("sogn", "vik"))) == [("Sogn", 2)]
    chain = [lies(one, other) for one, other in pairwise(PLACES)]
    assert regions(corpus(born, *chain)) == [("Sogn", 2), ("Norrland", 3), ("Far", 4)]


def test_what_is_no_place_or_changes_has_no_region() -> None:
    """A town without a region, a date, a volatile row, and a name without a page give nothing."""
    assert regions(corpus(edge("ada", "birth_place", "vik", "vik"))) == []
    assert regions(corpus(edge("ada", "birth_place", "vik"), lies("vik", "sogn"))) == []
    assert regions(corpus(edge("ada", "author", "vik", "vik"), lies("vik", "sogn"))) == []
    moving = edge("ada", "birth_place", "vik", "vik", is_volatile=True)
    assert regions(corpus(moving, lies("vik", "sogn"))) == []


def tree() -> ResearchTree:
    root = Vertex(id="A", kind="entity", name="A", entity_id="a", type_noun="novel", visibility="hidden")
    writer = root.model_copy(update={"id": "B", "name": "B", "entity_id": "b"})
    by = Constraint(form="relation", predicate="author")
    claim = Claim(text="by", constraint=by, evidence=(EVIDENCE,))
    return ResearchTree.replay(
        [AddRoot(vertex=root), Extend(parent="A", vertex=writer, claim=claim, candidates=1)]
    )


def test_one_region_below_the_root_may_be_named() -> None:
    """Not on the root itself, and none where a place that names one is in the tree, blurred or not (S7)."""
    grown = tree()
    assert not may_name_region(grown, "A")
    assert may_name_region(grown, "B")
    constraints = (
        Constraint(form="within", predicate="birth_place", value="sogn"),
        Constraint(form="value", predicate="birth_place", value="vik"),
    )
    other = EVIDENCE.model_copy(update={"start": 2, "end": 3})
    for constraint in constraints:
        with_place = tree()
        claim = Claim(text="there", constraint=constraint, evidence=(EVIDENCE, other))
        place = Vertex(id="C", kind="attribute", name="Vik", visibility="given")
        with_place.apply(Constrain(parent="B", vertex=place, claim=claim, candidates=2))
        assert not may_name_region(with_place, "B")
