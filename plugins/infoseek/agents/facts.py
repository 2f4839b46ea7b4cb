"""The typed facts a vertex offers: what the browser may turn into claims, each with the line it stands on.

What lives here: facts from the linked graph and their sizes. What may not: which fact is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from infoseek.agents.links import Link, links_of
from infoseek.agents.places import may_name_region
from infoseek.agents.sizes import Sizes, ValueClue
from infoseek.linking.naming.names import fold_name
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
    for clue in clues_of(sizes, tree, vertex):
        fact = value_fact(sizes, blurred, vertex, clue)
        found.setdefault(fact.identity, fact)
    for link in links_of(sizes, tree, vertex):
        fact = relation_fact(sizes, blurred, vertex, link)
        found.setdefault(fact.identity, fact)
    return numbered(found.values())


def numbered(facts: Iterable[Fact]) -> list[Fact]:
    """Facts numbered from 1, in an order that hangs on what they state alone."""
    ordered = sorted(facts, key=lambda fact: fact.identity)
    return [fact.model_copy(update={"number": number}) for number, fact in enumerate(ordered, 1)]


def clues_of(sizes: Sizes, tree: ResearchTree, vertex: Vertex) -> Iterator[ValueClue]:
    """The attributes that a vertex of this tree could still be given, each once.

    One of a predicate; of derived ones as many as a tree may have; none that names an ancestor (L3).
    """
    claims = [tree.claim(child.id).constraint for child in tree.children(vertex.id) if not child.is_entity]
    taken = {(constraint.form == "gap", constraint.predicate) for constraint in claims}
    derived = sum(tree.claim(v.id).constraint.is_derived for v in tree.vertices if v.id != "A")
    above = [name for one in tree.ancestors(vertex.id) for name in sizes.names_of(one.entity_id)]
    seen = set()
    for clue in sizes.values_of(vertex.entity_id):
        key = (clue.constraint.identity, clue.value)
        if key in seen or (clue.constraint.form == "gap", clue.constraint.predicate) in taken:
            continue
        if clue.is_derived and derived >= sizes.settings.max_derived:
            continue
        if clue.names_region and not may_name_region(tree, vertex.id):
            continue
        shown = f" {fold_name(clue.shown)} "
        if any(name in shown for name in above):
            continue
        seen.add(key)
        yield clue


def ancestor_names(sizes: Sizes, tree: ResearchTree, vertex: Vertex) -> list[str]:
    """Every declared name of the vertices above this one."""
    above = tree.ancestors(vertex.id)
    return [name for one in above for name in (one.name, *sizes.corpus.strong_aliases[one.entity_id])]


def value_fact(sizes: Sizes, blurred: ResearchTree, vertex: Vertex, clue: ValueClue) -> Fact:
    """The fact that an attribute of the vertex makes, not numbered yet."""
    index = sizes.corpus.index
    left = index.not_refuted.satisfying(clue.rungs[0][0].constraint)
    return Fact(
        number=0,
        action="constrain",
        constraint=clue.constraint,
        weakest=clue.rungs[-1][0].constraint,
        value_type=clue.value_type,
        value=clue.value,
        shown=clue.shown,
        evidence=clue.evidence,
        leaves=clue.rungs[0][1],
        rivals=hcsp.rivals(blurred, index.not_refuted, {vertex.id: left}),
        of_type=len(index.supported.of_type(vertex.type_noun)),
    )


def relation_fact(sizes: Sizes, blurred: ResearchTree, vertex: Vertex, link: Link) -> Fact:
    """The fact that a relation of the vertex makes, not numbered yet."""
    child = sizes.corpus.entities[link.target_id]
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
        leaves=sizes.leaves(vertex.entity_id, link),
        rivals=_rivals_with(sizes, blurred, vertex, link),
        of_type=len(sizes.corpus.index.supported.of_type(vertex.type_noun)),
    )


def _rivals_with(sizes: Sizes, blurred: ResearchTree, vertex: Vertex, link: Link) -> int:
    """The rivals with a child of which all attributes are told: the parent's side, and the child's own."""
    support, told = sizes.corpus.index.not_refuted, sizes.findable(link.target_id)
    narrowed = {vertex.id: support.related(link.constraint, told)}
    parents = hcsp.answers(blurred, support, vertex.id, narrowed=narrowed)
    children = told & support.reached(link.constraint, parents)
    return hcsp.rivals(blurred, support, narrowed) + len(children - {link.target_id})
