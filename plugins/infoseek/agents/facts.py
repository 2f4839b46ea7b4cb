"""The typed facts a vertex offers: what the browser may turn into claims, each with the line it stands on.

What lives here: facts from the linked graph and their sizes. What may not: which fact is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from infoseek.agents import ladder
from infoseek.linking.corpus import LinkedCorpus
from infoseek.settings import GrowthSettings
from infoseek.tree.claim import Constraint, Evidence
from infoseek.tree.hcsp import Entities
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

# Values that say something about the world and can be weakened or shared by many.
_RANGES = {"date", "duration", "number"}
_TERMS = {"genre", "occupation", "instrument"}
# Relations by shared value: specific enough to lead from one thing to few others.
_SHARED = ("written_by", "produced_by", "composed_by", "lyrics_by", "directed_by", "author")
# Relations that say next to nothing of what they join.
_VAGUE = {"associated_act", "label", "country", "language", "genre"}
_MOST_SHARED = 6

RivalsWith = Callable[[Entities], int]


class Fact(BaseModel):
    """One thing that can be claimed of a vertex.

    shown: the value as its page has it.
    leaves: entities of the vertex's type that the claim alone leaves (S⁻), blurred as little as allowed.
    rivals: values beside their own that the tree's root and hidden vertices could take with it (S⁺); for a
    relation, its child taken as known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    action: Literal["extend", "constrain"]
    constraint: Constraint
    value_type: str
    value: str
    shown: str
    target_id: str = ""
    evidence: tuple[Evidence, ...]
    leaves: int
    rivals: int
    of_type: int


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


def facts_of(
    corpus: LinkedCorpus,
    tree: ResearchTree,
    vertex: Vertex,
    settings: GrowthSettings,
    rivals_with: RivalsWith = len,
) -> list[Fact]:
    """Every fact that could become a claim on this vertex, numbered from 1 in a stable order.

    rivals_with: the tree's rivals if a further clue left these entities of the vertex.
    """
    found: dict[tuple[str, ...], Fact] = {}
    for fact in (
        *_values(corpus, tree, vertex, settings, rivals_with),
        *_relations(corpus, tree, vertex, settings, rivals_with),
        *_shared(corpus, tree, vertex, settings, rivals_with),
    ):
        constraint = fact.constraint
        key = (constraint.form, constraint.predicate, constraint.direction, fact.target_id or fact.value)
        found.setdefault(key, fact)
    ordered = sorted(found.items(), key=lambda item: item[0])
    return [fact.model_copy(update={"number": number}) for number, (_, fact) in enumerate(ordered, 1)]


def _values(
    corpus: LinkedCorpus,
    tree: ResearchTree,
    vertex: Vertex,
    settings: GrowthSettings,
    rivals_with: RivalsWith,
) -> Iterator[Fact]:
    support = corpus.index.supported
    taken = {
        tree.claim(child.id).constraint.predicate for child in tree.children(vertex.id) if not child.is_entity
    }
    of_type = len(support.of_type(vertex.type_noun))
    for edge in corpus.index.edges_of[vertex.entity_id]:
        constraint = _value_constraint(edge)
        if constraint is None or edge["predicate"] in taken or not is_main(corpus, edge):
            continue
        good = ladder.passing(
            ladder.rungs(constraint, edge["value_type"]), support, vertex.type_noun, settings.min_candidates
        )
        if good:
            yield Fact(
                number=0,
                action="constrain",
                constraint=constraint,
                value_type=edge["value_type"],
                value=edge["value"],
                shown=_shown(edge),
                evidence=(evidence_of(edge),),
                leaves=good[0][1],
                rivals=rivals_with(corpus.index.not_refuted.satisfying(good[0][0].constraint)),
                of_type=of_type,
            )


def _shown(edge: Mapping[str, Any]) -> str:
    """The value as a row has it, else as it was read."""
    label, _, value = str(edge["text"]).partition(": ")
    return value[:120] if edge["source"] == "row" and label == edge["label"] and value else str(edge["value"])


def _value_constraint(edge: Mapping[str, Any]) -> Constraint | None:
    if edge["value_type"] in _RANGES and not (math.isnan(edge["low"]) or math.isnan(edge["high"])):
        if edge["low"] > edge["high"]:
            return None
        return Constraint(form="range", predicate=edge["predicate"], low=edge["low"], high=edge["high"])
    if edge["value_type"] == "term" and edge["predicate"] in _TERMS and edge["value"]:
        return Constraint(form="value", predicate=edge["predicate"], value=edge["value"])
    return None


def _relations(
    corpus: LinkedCorpus,
    tree: ResearchTree,
    vertex: Vertex,
    settings: GrowthSettings,
    rivals_with: RivalsWith,
) -> Iterator[Fact]:
    index = corpus.index
    forward = [(edge, edge["object_id"], "forward") for edge in index.edges_of[vertex.entity_id]]
    inverse = [(edge, edge["subject_id"], "inverse") for edge in index.edges_to[vertex.entity_id]]
    for edge, target, direction in (*forward, *inverse):
        if (
            edge["predicate"] in _VAGUE
            or not is_main(corpus, edge)
            or not may_hide(corpus, tree, target, settings)
        ):
            continue
        constraint = Constraint(
            form="relation",
            predicate=edge["predicate"],
            direction="forward" if direction == "forward" else "inverse",
        )
        yield _relation_fact(corpus, vertex, constraint, target, (evidence_of(edge),), rivals_with)


def _shared(
    corpus: LinkedCorpus,
    tree: ResearchTree,
    vertex: Vertex,
    settings: GrowthSettings,
    rivals_with: RivalsWith,
) -> Iterator[Fact]:
    index = corpus.index
    for predicate in _SHARED:
        constraint = Constraint(form="shared", predicate=predicate)
        targets = index.supported.related(constraint, frozenset({vertex.entity_id}))
        if not targets or len(targets) > _MOST_SHARED:
            continue
        for target in sorted(targets):
            pair = _common(corpus, predicate, vertex.entity_id, target)
            if pair and may_hide(corpus, tree, target, settings):
                yield _relation_fact(corpus, vertex, constraint, target, pair, rivals_with)


def _common(corpus: LinkedCorpus, predicate: str, one: str, other: str) -> tuple[Evidence, Evidence] | None:
    """The two rows that state one common value, the first thing's row first."""
    theirs = {edge["value"]: edge for edge in corpus.index.edges_of[other] if edge["predicate"] == predicate}
    for edge in corpus.index.edges_of[one]:
        if edge["predicate"] == predicate and edge["value"] in theirs and is_main(corpus, edge):
            return evidence_of(edge), evidence_of(theirs[edge["value"]])
    return None


def _relation_fact(
    corpus: LinkedCorpus,
    vertex: Vertex,
    constraint: Constraint,
    target: str,
    evidence: tuple[Evidence, ...],
    rivals_with: RivalsWith,
) -> Fact:
    support = corpus.index.supported
    everyone = support.of_type(vertex.type_noun)
    return Fact(
        number=0,
        action="extend",
        constraint=constraint,
        value_type="entity",
        value=str(corpus.entities[target]["name"]),
        shown=str(corpus.entities[target]["name"]),
        target_id=target,
        evidence=evidence,
        leaves=len(support.related(constraint, frozenset({target})) & everyone),
        rivals=rivals_with(corpus.index.not_refuted.related(constraint, frozenset({target}))),
        of_type=len(everyone),
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
