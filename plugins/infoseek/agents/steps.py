"""Steps of growth: one attribute or relation of an entity, as the claim it would make on a tree.

What lives here: steps and the edits they make. What may not: which steps are sound together (ways.py).
"""

from __future__ import annotations

from typing import NamedTuple

from infoseek.agents.links import Link
from infoseek.agents.sizes import ValueClue
from infoseek.linking.corpus import LinkedCorpus
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import Constrain, Extend
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

Key = tuple[str, str, str, str, str]
"""What a step states, whatever the tree: entity, form, predicate, direction, and the child or value."""


class Step(NamedTuple):
    """One claim that could be made of an entity: an attribute, or a relation to a child. Exactly one of the two."""

    entity_id: str
    clue: ValueClue | None = None
    link: Link | None = None

    @property
    def constraint(self) -> Constraint:
        return self._stated.constraint

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self._stated.evidence

    @property
    def _stated(self) -> ValueClue | Link:
        stated = self.clue or self.link
        if stated is None:
            raise ValueError("a step states an attribute or a relation")
        return stated

    @property
    def key(self) -> Key:
        form = self.constraint
        value = self.link.target_id if self.link else self.clue.value if self.clue else ""
        return (self.entity_id, form.form, form.predicate, form.direction, value)


def key_of(entity_id: str, identity: tuple[str, ...]) -> Key:
    """The key of the step that a fact of an entity makes. identity: form, predicate, direction, child or value."""
    form, predicate, direction, value = identity
    return (entity_id, form, predicate, direction, value)


def turned(key: Key) -> Key | None:
    """The same relation as its other end states it; None for an attribute."""
    entity, form, predicate, direction, value = key
    if form == "relation":
        return (value, form, predicate, "inverse" if direction == "forward" else "forward", entity)
    return (value, form, predicate, direction, entity) if form == "shared" else None


def vertex_of(corpus: LinkedCorpus, vertex_id: str, entity_id: str) -> Vertex:
    """A hidden vertex for an entity."""
    row = corpus.entities[entity_id]
    return Vertex(
        id=vertex_id,
        kind="entity",
        name=str(row["name"]),
        entity_id=entity_id,
        type_noun=str(row["type_noun"]),
        visibility="hidden",
    )


def attribute_of(vertex_id: str, shown: str) -> Vertex:
    """A vertex for an attribute."""
    return Vertex(id=vertex_id, kind="attribute", name=shown, visibility="given")


def outlined(corpus: LinkedCorpus, tree: ResearchTree, step: Step) -> ResearchTree:
    """The tree with a step taken, as an outline: not worded, and no call behind it.

    Raises `EditRefused` where the tree cannot have it.
    """
    parent = next(v.id for v in tree.vertices if v.entity_id == step.entity_id and v.is_entity)
    claim = Claim(text="…", constraint=step.constraint, evidence=step.evidence)
    grown = tree.copy()
    if step.link:
        child = vertex_of(corpus, tree.next_id, step.link.target_id)
        grown.apply(Extend(parent=parent, vertex=child, claim=claim, candidates=0))
    else:
        shown = step.clue.shown if step.clue else ""
        attribute = attribute_of(tree.next_id, shown)
        grown.apply(Constrain(parent=parent, vertex=attribute, claim=claim, candidates=0))
    return grown
