"""Small trees for the tree's tests, by hand and at random. What may not live here: assertions."""

from __future__ import annotations

from typing import Literal

from hypothesis import strategies as st

from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Edit, Extend
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex, vertex_id

SPAN = Evidence(page_id="p", url="http://a.example/", content_sha256="0", start=0, end=4, text="fact")


def entity(
    vertex: str, entity_id: str, visibility: Literal["hidden", "given"] = "hidden", type_noun: str = "thing"
) -> Vertex:
    return Vertex(
        id=vertex,
        kind="entity",
        name=f"name of {entity_id}",
        entity_id=entity_id,
        type_noun=type_noun,
        visibility=visibility,
    )


def attribute(vertex: str) -> Vertex:
    return Vertex(id=vertex, kind="attribute", name="a fact", visibility="given")


def claiming(constraint: Constraint) -> Claim:
    return Claim(text="it is so", constraint=constraint, evidence=(SPAN,))


def relation(predicate: str = "r") -> Constraint:
    return Constraint(form="relation", predicate=predicate)


def value(predicate: str = "v", text: str = "x") -> Constraint:
    return Constraint(form="value", predicate=predicate, value=text)


def root(entity_id: str = "e0") -> AddRoot:
    return AddRoot(vertex=entity("A", entity_id))


def extend(parent: str, vertex: Vertex, constraint: Constraint | None = None) -> Extend:
    return Extend(parent=parent, vertex=vertex, claim=claiming(constraint or relation()), candidates=2)


def constrain(parent: str, vertex: str, constraint: Constraint | None = None) -> Constrain:
    return Constrain(
        parent=parent, vertex=attribute(vertex), claim=claiming(constraint or value()), candidates=2
    )


@st.composite
def open_trees(
    draw: st.DrawFn, entities: int = 6, predicates: tuple[str, ...] = ("r", "s"), most: int = 5
) -> ResearchTree:
    """Unfinished trees of up to `most` vertices over entities e0 … and the given predicates."""
    names = draw(st.permutations([f"e{n}" for n in range(entities)]))
    edits: list[Edit] = [root(names[0])]
    hidden = ["A"]
    for position in range(1, draw(st.integers(1, most))):
        parent = draw(st.sampled_from(hidden))
        own = vertex_id(position)
        if draw(st.booleans()):
            edits.append(constrain(parent, own, value("v", draw(st.sampled_from("xyz")))))
            continue
        visibility: Literal["hidden", "given"] = "hidden" if draw(st.booleans()) else "given"
        form: Literal["relation", "shared"] = "relation" if draw(st.booleans()) else "shared"
        direction: Literal["forward", "inverse"] = "forward" if draw(st.booleans()) else "inverse"
        constraint = Constraint(form=form, predicate=draw(st.sampled_from(predicates)), direction=direction)
        edits.append(extend(parent, entity(own, names[position], visibility), constraint))
        if visibility == "hidden":
            hidden.append(own)
    return ResearchTree.replay(edits)
