"""Clues and trees drawn from what a corpus states, of every form, to look candidate sets up by.

What lives here: drawing them. What may not: what is measured on them (link_sets.py).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infoseek.agents.ladder import rungs
from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.linking.sets.readings import Reading
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Edit, Extend
from infoseek.tree.hcsp import NOBODY, Entities, Support
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex, vertex_id

MOST_TARGETS = 4
_NOWHERE = Evidence(page_id="-", url="-", content_sha256="-", start=0, end=1, text="-")
_RANGES = frozenset({"date", "duration", "number"})


@dataclass(frozen=True)
class Clue:
    """A constraint and, where it runs to a child, what the child may be. is_down: asked from the parent's end."""

    constraint: Constraint
    targets: Entities = NOBODY
    is_down: bool = False

    def asked(self, support: Support) -> Entities:
        """S(c) in one reading."""
        if not self.constraint.needs_child:
            return support.satisfying(self.constraint)
        return (support.reached if self.is_down else support.related)(self.constraint, self.targets)

    def left(self, reading: Reading, candidates: Entities) -> Entities:
        """Those of some candidates that it leaves."""
        return reading.left(self.constraint, candidates, self.targets)


def clues(
    edges: Collection[Mapping[str, Any]], chance: random.Random, predicates: Collection[str]
) -> Iterator[Clue]:
    """Clues that some of these edges bear out, without end: values, ranges, relations both ways, shared ones.

    One in four of those that run to a child has several targets.
    """
    told = [edge for edge in edges if edge["predicate"] in predicates]
    ends = defaultdict[tuple[str, str], list[str]](list)
    for edge in told:
        if edge["object_id"]:
            ends[edge["predicate"], "subject_id"].append(edge["subject_id"])
            ends[edge["predicate"], "object_id"].append(edge["object_id"])
    while told:
        if clue := _clue(chance.choice(told), chance, ends):
            yield clue


def _clue(
    edge: Mapping[str, Any], chance: random.Random, ends: Mapping[tuple[str, str], list[str]]
) -> Clue | None:
    predicate = edge["predicate"]
    if not edge["object_id"]:
        constraint = _attribute(edge, chance)
        return Clue(constraint) if constraint else None
    way, is_down = chance.choice(("forward", "inverse", "shared")), chance.random() < 0.3
    if way == "shared":
        constraint = Constraint(form="shared", predicate=predicate)
    else:
        direction = "forward" if way == "forward" else "inverse"
        constraint = Constraint(form="relation", predicate=predicate, direction=direction)
    side = "object_id" if (way == "forward") != is_down and way != "shared" else "subject_id"
    targets = {edge[side]}
    if chance.random() < 0.25:
        targets.update(chance.choices(ends[predicate, side], k=chance.randint(1, MOST_TARGETS - 1)))
    return Clue(constraint, frozenset(targets), is_down)


def _attribute(edge: Mapping[str, Any], chance: random.Random) -> Constraint | None:
    """What a stated value demands: the term, or a range of its blur ladder."""
    if edge["value_type"] in _RANGES and edge["low"] <= edge["high"]:
        sharp = Constraint(form="range", predicate=edge["predicate"], low=edge["low"], high=edge["high"])
        weaker = [rung.constraint for rung in rungs(sharp, edge["value_type"])]
        return chance.choice([sharp, *weaker])
    if edge["value"] and edge["value_type"] in ("term", "name"):
        return Constraint(form="value", predicate=edge["predicate"], value=edge["value"])
    return None


def trees(index: CandidateIndex, chance: random.Random, size: int) -> Iterator[ResearchTree]:
    """Trees of so many vertices as growth would make them, without end: each claim is borne out by an edge."""
    roots = sorted(index.edges_of)
    while roots:
        if tree := _tree(index, chance, chance.choice(roots), size):
            yield tree


def _tree(index: CandidateIndex, chance: random.Random, root: str, size: int) -> ResearchTree | None:
    edits: list[Edit] = [AddRoot(vertex=_entity(index, 0, root))]
    hidden = {"A": root}
    for position in range(1, size):
        own = vertex_id(position)
        options = [(parent, edge) for parent, key in hidden.items() for edge in index.edges_of[key]]
        if not options:
            return None
        parent, edge = chance.choice(options)
        there = edge["object_id"]
        if there and len(hidden) < 3 and there in index.entities and there not in hidden.values():
            constraint = Constraint(form="relation", predicate=edge["predicate"])
            child = _entity(index, position, there)
            edits.append(Extend(parent=parent, vertex=child, claim=_claim(constraint), candidates=1))
            hidden[own] = there
            continue
        attribute = _attribute(edge, chance)
        if attribute is None:
            attribute = Constraint(form="value", predicate=edge["predicate"], value=edge["value"] or "-")
        fact = Vertex(id=own, kind="attribute", name="a fact", visibility="given")
        edits.append(Constrain(parent=parent, vertex=fact, claim=_claim(attribute), candidates=1))
    return ResearchTree.replay(edits)


def _entity(index: CandidateIndex, position: int, key: str) -> Vertex:
    row = index.entities[key]
    return Vertex(
        id=vertex_id(position),
        kind="entity",
        name=row["name"],
        entity_id=key,
        type_noun=row["type_noun"],
        visibility="hidden",
    )


def _claim(constraint: Constraint) -> Claim:
    return Claim(text="-", constraint=constraint, evidence=(_NOWHERE,))
