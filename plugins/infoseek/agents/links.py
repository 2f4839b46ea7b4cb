"""Where a vertex leads: relations to other entities of the corpus, each with its evidence.

What lives here: which relations could carry a hidden child. What may not: how many rivals one leaves (facts.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from infoseek.linking.corpus import LinkedCorpus
from infoseek.settings import GrowthSettings
from infoseek.tree.claim import Constraint, Evidence
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

# Relations by a shared value that lead from one thing to few others.
_SHARED = (
    "written_by produced_by composed_by lyrics_by directed_by author performed_by starring painted_by architect "
    "led_by located_in birth_place alma_mater doctoral_advisor crosses on_river publisher venue won_by founder "
    "developed_by designer manufacturer employer buried_in label"
).split()
# Relations that say next to nothing of what they join.
_VAGUE = frozenset({"associated_act", "country", "language", "genre"})
_MOST_SHARED = 6


class Link(NamedTuple):
    """A relation from a vertex to an entity that could be its child.

    common: the entities that both ends point to, of a shared value; with one of them in the tree it adds little.
    """

    constraint: Constraint
    target_id: str
    evidence: tuple[Evidence, ...]
    common: frozenset[str] = frozenset()


def links_of(sizes: Relations, tree: ResearchTree, vertex: Vertex) -> Iterator[Link]:
    """Every relation of a vertex to an entity that may be hidden under it in this tree."""
    told = _shared_by(tree, vertex)
    hidden = {other.entity_id for other in tree.vertices if other.is_entity}
    names = {sizes.corpus.index.folded.get(key) for key in hidden}
    for link in sizes.links_from(vertex.entity_id):
        if link.target_id in hidden or sizes.corpus.index.folded[link.target_id] in names:
            continue
        is_told = link.constraint.predicate in told and link.constraint.direction == "forward"
        if (is_told and link.constraint.form == "relation") or link.common & hidden:
            continue
        yield link


class Relations(Protocol):
    """What is needed of a corpus's sizes."""

    @property
    def corpus(self) -> LinkedCorpus:
        """The corpus."""

    def links_from(self, entity_id: str) -> list[Link]:
        """The relations of an entity, whatever the tree."""


def stated_links(corpus: LinkedCorpus, entity_id: str, settings: GrowthSettings) -> Iterator[Link]:
    """Every relation of an entity to another that may be hidden; some more than once, evidence elsewhere first."""
    index, own_page = corpus.index, corpus.entities[entity_id]["page_id"]
    for edge in sorted(index.edges_of[entity_id], key=lambda edge: edge["page_id"] == own_page):
        if _is_telling(corpus, edge) and may_hide(corpus, edge["object_id"], settings):
            constraint = Constraint(form="relation", predicate=edge["predicate"], direction="forward")
            yield Link(constraint, edge["object_id"], (evidence_of(edge),))
    for edge in sorted(index.edges_to[entity_id], key=lambda edge: edge["page_id"] == own_page):
        if _is_telling(corpus, edge) and may_hide(corpus, edge["subject_id"], settings):
            constraint = Constraint(form="relation", predicate=edge["predicate"], direction="inverse")
            yield Link(constraint, edge["subject_id"], (evidence_of(edge),))
    yield from _shared(corpus, entity_id, settings)


def _shared_by(tree: ResearchTree, vertex: Vertex) -> set[str]:
    """Predicates whose value this vertex has in common with its parent or a child: the value itself adds little."""
    edges = [child.id for child in tree.children(vertex.id)]
    edges += [vertex.id] if tree.parent(vertex.id) else []
    constraints = [tree.claim(edge).constraint for edge in edges]
    return {constraint.predicate for constraint in constraints if constraint.form == "shared"}


def _is_telling(corpus: LinkedCorpus, edge: Mapping[str, Any]) -> bool:
    is_loop = edge["object_id"] == edge["subject_id"]
    return not is_loop and edge["predicate"] not in _VAGUE and is_lasting(edge) and is_main(corpus, edge)


def is_lasting(edge: Mapping[str, Any]) -> bool:
    """False for what changes by nature: a claim says no date at which it held (V6, FIELD §3)."""
    return not edge.get("is_volatile", False)


def _shared(corpus: LinkedCorpus, entity_id: str, settings: GrowthSettings) -> Iterator[Link]:
    edges = corpus.index.edges_of[entity_id]
    own = {edge["predicate"] for edge in edges}
    for predicate in _SHARED:
        if predicate not in own:
            continue
        constraint = Constraint(form="shared", predicate=predicate)
        targets = corpus.index.supported.related(constraint, frozenset({entity_id}))
        if len(targets) > _MOST_SHARED:
            continue
        pointed = frozenset(edge["object_id"] for edge in edges if edge["predicate"] == predicate)
        for target in sorted(targets):
            pair = _common(corpus, predicate, entity_id, target)
            if pair and may_hide(corpus, target, settings):
                yield Link(constraint, target, pair, pointed - {""})


def _common(corpus: LinkedCorpus, predicate: str, one: str, other: str) -> tuple[Evidence, Evidence] | None:
    """The two rows that state one common value, the first thing's row first."""
    theirs = {edge["value"]: edge for edge in corpus.index.edges_of[other] if edge["predicate"] == predicate}
    for edge in corpus.index.edges_of[one]:
        if edge["predicate"] == predicate and edge["value"] in theirs and is_main(corpus, edge):
            return evidence_of(edge), evidence_of(theirs[edge["value"]])
    return None


def is_main(corpus: LinkedCorpus, edge: Mapping[str, Any]) -> bool:
    """False for a row of a page's second or later box: facts of other versions of a thing are not mixed in."""
    if edge["source"] != "row":
        return True
    boxes = corpus.boxes(edge["page_id"])
    return boxes.get((edge["start"], edge["end"]), 0) == 0


def evidence_of(edge: Mapping[str, Any]) -> Evidence:
    """The evidence an edge carries."""
    return Evidence(
        page_id=edge["page_id"],
        url=edge["url"],
        content_sha256=edge["content_sha256"],
        start=edge["start"],
        end=edge["end"],
        text=edge["text"],
    )


def may_hide(corpus: LinkedCorpus, target: str, settings: GrowthSettings) -> bool:
    """Whether an entity can be a hidden vertex: answerable, of a type, not famous."""
    row = corpus.entities.get(target)
    if row is None or not row["is_answerable"] or not row["type_noun"]:
        return False
    return bool(row["in_links"] <= settings.famous_share * corpus.size)
