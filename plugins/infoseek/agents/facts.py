"""The typed facts a vertex offers: what the browser may turn into claims, each with the line it stands on.

What lives here: facts from the linked graph and their sizes. What may not: which fact is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from infoseek.agents.links import Link, evidence_of, links_of
from infoseek.agents.sizes import Sizes
from infoseek.tree import hcsp
from infoseek.tree.claim import Constraint, Evidence
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex


class Fact(BaseModel):
    """One thing that can be claimed of a vertex.

    shown: the value as its page has it. target_type: the type of the child a relation leads to.
    leaves: entities of the vertex's type that the claim alone leaves (S⁻), blurred as little as allowed.
    weakest: its constraint, blurred as much as is allowed.
    rivals: values beside their own that the tree's root and hidden vertices could take with it (S⁺); for a
    relation, if all attributes of its child were told, the child's own rivals among them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    action: Literal["extend", "constrain"]
    constraint: Constraint
    weakest: Constraint
    value_type: str
    value: str
    shown: str
    target_id: str = ""
    target_type: str = ""
    evidence: tuple[Evidence, ...]
    leaves: int
    rivals: int
    of_type: int

    @property
    def identity(self) -> tuple[str, ...]:
        """What is claimed, whatever the tree: form, predicate, direction, and the child or value."""
        form = self.constraint
        return (form.form, form.predicate, form.direction, self.target_id or self.value)


def facts_of(sizes: Sizes, tree: ResearchTree, blurred: ResearchTree, vertex: Vertex) -> list[Fact]:
    """Every fact that could become a claim on this vertex, numbered from 1 in a stable order.

    blurred: the tree as it would be blurred, on which rivals are counted.
    """
    found: dict[tuple[str, ...], Fact] = {}
    for fact in _values(sizes, tree, blurred, vertex):
        found.setdefault(fact.identity, fact)
    for link in links_of(sizes.corpus, tree, vertex, sizes.settings):
        form = link.constraint
        identity = (form.form, form.predicate, form.direction, link.target_id)
        if identity not in found:
            found[identity] = relation_fact(sizes, blurred, vertex, link)
    ordered = sorted(found.items(), key=lambda item: item[0])
    return [fact.model_copy(update={"number": number}) for number, (_, fact) in enumerate(ordered, 1)]


def _values(sizes: Sizes, tree: ResearchTree, blurred: ResearchTree, vertex: Vertex) -> Iterator[Fact]:
    index = sizes.corpus.index
    taken = {
        tree.claim(child.id).constraint.predicate for child in tree.children(vertex.id) if not child.is_entity
    }
    for edge, constraint, rungs in sizes.values_of(vertex.entity_id):
        if edge["predicate"] in taken:
            continue
        left = index.not_refuted.satisfying(rungs[0][0].constraint)
        yield Fact(
            number=0,
            action="constrain",
            constraint=constraint,
            weakest=rungs[-1][0].constraint,
            value_type=edge["value_type"],
            value=edge["value"],
            shown=_shown(edge),
            evidence=(evidence_of(edge),),
            leaves=rungs[0][1],
            rivals=hcsp.rivals(blurred, index.not_refuted, {vertex.id: left}),
            of_type=len(index.supported.of_type(vertex.type_noun)),
        )


def _shown(edge: Mapping[str, Any]) -> str:
    """The value as a row has it, else as it was read."""
    label, _, value = str(edge["text"]).partition(": ")
    return value[:120] if edge["source"] == "row" and label == edge["label"] and value else str(edge["value"])


def relation_fact(sizes: Sizes, blurred: ResearchTree, vertex: Vertex, link: Link) -> Fact:
    """The fact that a relation of the vertex makes, not numbered yet."""
    index, entities = sizes.corpus.index, sizes.corpus.entities
    everyone, child = index.supported.of_type(vertex.type_noun), entities[link.target_id]
    known = frozenset({link.target_id})
    return Fact(
        number=0,
        action="extend",
        constraint=link.constraint,
        weakest=link.constraint,
        value_type="entity",
        value=str(child["name"]),
        shown=str(child["name"]),
        target_id=link.target_id,
        target_type=str(child["type_noun"]),
        evidence=link.evidence,
        leaves=len(index.supported.related(link.constraint, known) & everyone),
        rivals=_rivals_with(sizes, blurred, vertex, link),
        of_type=len(everyone),
    )


def _rivals_with(sizes: Sizes, blurred: ResearchTree, vertex: Vertex, link: Link) -> int:
    """The rivals with a child of which all attributes are told: the parent's side, and the child's own."""
    support, told = sizes.corpus.index.not_refuted, sizes.findable(link.target_id)
    narrowed = {vertex.id: support.related(link.constraint, told)}
    parents = hcsp.answers(blurred, support, vertex.id, narrowed=narrowed)
    children = told & support.reached(link.constraint, parents)
    return hcsp.rivals(blurred, support, narrowed) + len(children - {link.target_id})
