"""S7 shallow constant and S8 cycle (FIELD §3), and that the row, its stored tree and its edits are one and the same.

What lives here: the checks on a tree's shape. What may not: candidate sets and pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from infoseek.gates.corpus import GateCorpus
from infoseek.gates.item import Item
from infoseek.gates.lexical import spellings
from infoseek.gates.verdict import Finding
from infoseek.linking.kinds.types import is_type_clash
from infoseek.settings import GateSettings
from infoseek.tree.hcsp import problem_kind
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

# Names that identify: a surname or a link's text is shared by too many.
_IDENTIFYING = frozenset({"title", "name", "redirect", "bold"})


def cycle(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """S8: an entity twice, by id or by name; a child that is an ancestor; two parents; edits that differ."""
    tree = item.tree
    for reason in (*_twice_stored(item), *_differs(item), *_unknown(tree, corpus), *_same(tree, corpus)):
        return Finding(reason=reason)
    return Finding(evidence={"vertices": len(tree.vertices), "edits": len(tree.edits)})


def shallow_constant(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """S7: a given name on the root or too near it, or more given names than one.

    An attribute is no name, but where it lies within a region, the region is named.
    """
    tree = item.tree
    given = [vertex for vertex in tree.vertices[1:] if _is_named(tree, vertex)]
    depths = {vertex.id: tree.depth(vertex.id) for vertex in given}
    if len(given) > settings.max_given:
        named = ", ".join(f"{vertex.id} ({vertex.name:.80})" for vertex in given)
        reason = f"{len(given)} names are given, {settings.max_given} may be: {named}."
        return Finding(reason=reason, evidence={"given": depths})
    for vertex in given:
        if depths[vertex.id] < settings.min_given_depth:
            reason = (
                f"The given name {vertex.id} ({vertex.name:.80}) stands at depth {depths[vertex.id]}, "
                f"less than {settings.min_given_depth}."
            )
            return Finding(reason=reason, evidence={"given": depths})
    return Finding(evidence={"given": depths})


def _is_named(tree: ResearchTree, vertex: Vertex) -> bool:
    """Whether the question names a vertex, or the region it lies in."""
    if vertex.is_entity:
        return vertex.visibility == "given"
    return tree.claim(vertex.id).constraint.form == "within"


def _twice_stored(item: Item) -> Iterator[str]:
    """Vertices or entities that stand at two places of the stored tree."""
    seen: set[str] = set()
    for vertex in stored_vertices(item.stored_tree):
        for key in ("id", "entity_id"):
            value = vertex.get(key)
            if value and f"{key} {value}" in seen:
                yield f"The stored tree has {value!s:.80} at two places: a vertex has one parent."
            seen.add(f"{key} {value}")


def stored_vertices(node: Any) -> Iterator[dict[str, Any]]:
    """The vertices of a stored tree, whatever JSON it is."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            if isinstance(node.get("vertex"), dict):
                yield node["vertex"]
            children = node.get("children")
            pending.extend(children if isinstance(children, list) else [])


def _differs(item: Item) -> Iterator[str]:
    """Where the row says other things than its edits give."""
    tree = item.tree
    if item.stored_tree != json.loads(json.dumps(tree.as_dict())):
        yield "The stored tree is not the one its edits give."
    expected = {
        "answer_id": tree.root.entity_id,
        "vertices": len(tree.vertices),
        "hops": tree.hops,
        "kind": problem_kind(tree),
    }
    for column, value in expected.items():
        if item.row.get(column) != value:
            yield f"The row says {column} {item.row.get(column)!r:.80}, its tree {value!r}."
    hidden = {vertex.id for vertex in tree.vertices if vertex.is_entity and vertex.visibility == "hidden"}
    for sub in item.sub_questions:
        if sub.vertex not in hidden:
            yield f"A sub-question asks for {sub.vertex!r:.80}, which is no hidden vertex of the tree."


def _unknown(tree: ResearchTree, corpus: GateCorpus) -> Iterator[str]:
    for vertex in tree.vertices:
        if vertex.is_entity and vertex.entity_id not in corpus.index.entities:
            yield f"Vertex {vertex.id} ({vertex.name}) is no entity of the corpus."


def _same(tree: ResearchTree, corpus: GateCorpus) -> Iterator[str]:
    """Two vertices that are one thing under two ids, and attributes that are their own ancestor."""
    names = {vertex.id: _names(vertex, corpus) for vertex in tree.vertices}
    entities = [vertex for vertex in tree.vertices if vertex.is_entity]
    for one, other in combinations(entities, 2):
        common = names[one.id] & names[other.id]
        if common and not is_type_clash(one.type_noun, other.type_noun):
            yield f'Vertices {one.id} and {other.id} are both called "{min(common)}".'
    for vertex in tree.vertices:
        if vertex.is_entity:
            continue
        constraint = tree.claim(vertex.id).constraint
        value = constraint.value
        if constraint.form == "within" and any(value == other.entity_id for other in entities):
            yield f"The attribute {vertex.id} lies within {value:.80}, which is a vertex of its tree."
            continue
        for above in tree.ancestors(vertex.id):
            if spellings(value) & names[above.id]:
                yield f'The attribute {vertex.id} is "{value}", a name of its ancestor {above.id}.'


def _names(vertex: Vertex, corpus: GateCorpus) -> set[str]:
    aliases = [a.text for a in corpus.aliases_of(vertex.entity_id) if a.source in _IDENTIFYING]
    return set().union(*(spellings(name) for name in [vertex.name, *aliases]))
