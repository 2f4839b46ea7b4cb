"""Places a thing is stated to be in, as clues: blurred to a region that holds the place, by a containment edge.

What lives here: regions, and where a tree may name one. What may not: candidate sets (linking/sets).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from infoseek.agents.ladder import Rung, region_rungs
from infoseek.agents.links import is_lasting, is_main
from infoseek.linking.corpus import LinkedCorpus
from infoseek.tree.claim import Constraint
from infoseek.tree.research_tree import ResearchTree

_HOLDS = "located_in"
_MOST_STEPS = 3
_MOST_NAMED = 1
"""Regions that one question names (S7)."""


Chain = tuple[Mapping[str, Any], ...]


class StatedPlace(NamedTuple):
    """A place that is stated of an entity, one region that holds it, and the statements it follows from, its own first."""

    edges: Chain
    constraint: Constraint
    rungs: list[Rung]


def stated_places(corpus: LinkedCorpus, entity_id: str) -> Iterator[StatedPlace]:
    """Every stated place with each region that holds it, the nearest first."""
    for edge in corpus.index.edges_of[entity_id]:
        place, predicate = str(edge["object_id"]), str(edge["predicate"])
        if not (place and edge["value"] and corpus.index.is_nested(predicate)):
            continue
        if not (is_lasting(edge) and is_main(corpus, edge)):
            continue
        stated = Constraint(form="value", predicate=predicate, value=str(edge["value"]))
        for chain in _regions(corpus, place):
            region = str(chain[-1]["object_id"])
            if region != entity_id:
                named = [(region, str(corpus.entities[region]["name"]))]
                yield StatedPlace((edge, *chain), stated, region_rungs(stated, named))


def _regions(corpus: LinkedCorpus, place: str) -> Iterator[Chain]:
    """The chains of statements from a place to each region that holds it, shortest first."""
    seen = {place}
    ends: list[tuple[str, Chain]] = [(place, ())]
    for _ in range(_MOST_STEPS):
        further: list[tuple[str, Chain]] = []
        for here, chain in ends:
            for edge in corpus.index.edges_of[here]:
                region = str(edge["object_id"])
                if edge["predicate"] != _HOLDS or region in seen or region not in corpus.entities:
                    continue
                if is_lasting(edge) and is_main(corpus, edge):
                    seen.add(region)
                    further.append((region, (*chain, edge)))
        yield from (chain for _, chain in further)
        ends = further


def may_name_region(tree: ResearchTree, vertex_id: str) -> bool:
    """Whether a clue of this vertex may name a region: not of the root, and one in a tree (S7)."""
    named = sum(_names_region(tree, vertex.id) for vertex in tree.vertices[1:])
    return vertex_id != "A" and named < _MOST_NAMED


def _names_region(tree: ResearchTree, child: str) -> bool:
    """Whether a claim names a region, or will: a place that is yet to be blurred rests on the containment too."""
    claim = tree.claim(child)
    return claim.constraint.form == "within" or (claim.constraint.form == "value" and len(claim.evidence) > 1)
