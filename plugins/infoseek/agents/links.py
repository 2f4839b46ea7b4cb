"""Where a vertex leads: relations to other entities of the corpus, each with its evidence.

What lives here: which relations could carry a hidden child. What may not: how many rivals one leaves (facts.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from infoseek.linking.corpus import LinkedCorpus
from infoseek.settings import GrowthSettings
from infoseek.tree.claim import Constraint, Evidence
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

# Relations by a shared value that lead from one thing to few others.
_SHARED = (
    "written_by produced_by composed_by lyrics_by directed_by author performed_by starring painted_by architect "
    "led_by located_in birth_place alma_mater doctoral_advisor crosses on_river publisher venue won_by"
).split()
# Relations that say next to nothing of what they join.
_VAGUE = frozenset({"associated_act", "country", "language", "genre"})
_MOST_SHARED = 6


class Link(NamedTuple):
    """A relation from a vertex to an entity that could be its child."""

    constraint: Constraint
    target_id: str
    evidence: tuple[Evidence, ...]


def links_of(
    corpus: LinkedCorpus, tree: ResearchTree, vertex: Vertex, settings: GrowthSettings
) -> Iterator[Link]:
    """Every relation of a vertex to an entity that may be hidden under it; some more than once."""
    index, told = corpus.index, _shared_by(tree, vertex)
    for edge in index.edges_of[vertex.entity_id]:
        if edge["predicate"] in told:
            continue
        if _is_telling(corpus, edge) and may_hide(corpus, tree, edge["object_id"], settings):
            constraint = Constraint(form="relation", predicate=edge["predicate"], direction="forward")
            yield Link(constraint, edge["object_id"], (evidence_of(edge),))
    for edge in index.edges_to[vertex.entity_id]:
        if _is_telling(corpus, edge) and may_hide(corpus, tree, edge["subject_id"], settings):
            constraint = Constraint(form="relation", predicate=edge["predicate"], direction="inverse")
            yield Link(constraint, edge["subject_id"], (evidence_of(edge),))
    yield from _shared(corpus, tree, vertex, settings)


def _shared_by(tree: ResearchTree, vertex: Vertex) -> set[str]:
    """Predicates whose value this vertex has in common with its parent or a child: the value itself adds little."""
    edges = [child.id for child in tree.children(vertex.id)]
    edges += [vertex.id] if tree.parent(vertex.id) else []
    constraints = [tree.claim(edge).constraint for edge in edges]
    return {constraint.predicate for constraint in constraints if constraint.form == "shared"}


def _is_telling(corpus: LinkedCorpus, edge: Mapping[str, Any]) -> bool:
    return edge["predicate"] not in _VAGUE and is_lasting(edge) and is_main(corpus, edge)


def is_lasting(edge: Mapping[str, Any]) -> bool:
    """False for what changes by nature: a claim says no date at which it held (V6, FIELD §3)."""
    return not edge.get("is_volatile", False)


def _shared(
    corpus: LinkedCorpus, tree: ResearchTree, vertex: Vertex, settings: GrowthSettings
) -> Iterator[Link]:
    hidden = {other.entity_id for other in tree.vertices if other.is_entity}
    edges = corpus.index.edges_of[vertex.entity_id]
    own = {edge["predicate"] for edge in edges} - {
        edge["predicate"] for edge in edges if edge["object_id"] in hidden
    }
    for predicate in _SHARED:
        if predicate not in own:
            continue
        constraint = Constraint(form="shared", predicate=predicate)
        targets = corpus.index.supported.related(constraint, frozenset({vertex.entity_id}))
        if len(targets) > _MOST_SHARED:
            continue
        for target in sorted(targets):
            pair = _common(corpus, predicate, vertex.entity_id, target)
            if pair and may_hide(corpus, tree, target, settings):
                yield Link(constraint, target, pair)


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


def may_hide(corpus: LinkedCorpus, tree: ResearchTree, target: str, settings: GrowthSettings) -> bool:
    """Whether an entity can be a new hidden vertex: answerable, not famous, not in the tree by any name."""
    row = corpus.entities.get(target)
    if row is None or not row["is_answerable"] or not row["type_noun"]:
        return False
    if row["in_links"] > settings.famous_share * corpus.size:
        return False
    folded = corpus.index.folded
    ids = {vertex.entity_id for vertex in tree.vertices if vertex.is_entity}
    return target not in ids and folded[target] not in {folded.get(key) for key in ids}
