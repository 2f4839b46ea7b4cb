"""Which pages of a corpus verify each claim of a tree: all evidence of its statements, from both ends.

What lives here: looking evidence up. What may not: how few pages suffice (tree/evidence_cover.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Protocol

from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.rows import Row
from infoseek.tree.claim import Constraint
from infoseek.tree.evidence_cover import Pages
from infoseek.tree.research_tree import ResearchTree

# The pages that state one thing, or a pair of them where it takes two statements.
Sides = tuple[Pages, ...]


class Evidence(Protocol):
    """What is needed of the index."""

    @property
    def edges_of(self) -> Mapping[str, list[Row]]:
        """entity -> the edges about it."""


def verifying_pages(index: Evidence, tree: ResearchTree) -> dict[str, list[Pages]]:
    """child id -> the least sets of pages that verify the claim to that child of the tree's own entities.

    A relation is verified by any page that states it from either end, a value or a range by any page that
    states what lies within it; sharing takes both statements of one common value. A volatile statement without
    its date verifies nothing. Of the pages that state one of two shared values and nothing else of the tree,
    which are as good as one another, one is kept.
    """
    sides = {
        vertex.id: [ways for ways in _sides(index, tree, vertex.id) if all(ways)]
        for vertex in tree.vertices
        if vertex.id != "A"
    }
    stating = Counter(page for ways in sides.values() for side in chain.from_iterable(ways) for page in side)
    return {child: _least(ways, stating) for child, ways in sides.items()}


def _sides(index: Evidence, tree: ResearchTree, child_id: str) -> Iterator[Sides]:
    constraint = tree.claim(child_id).constraint
    parent, child = tree.vertex(tree.parent(child_id) or "A").entity_id, tree.vertex(child_id).entity_id
    if constraint.form == "relation":
        yield (_relating(index, constraint, parent, child),)
    elif constraint.form == "shared":
        yield from _sharing(index, constraint.predicate, parent, child)
    else:
        edges = _telling(index, parent, constraint.predicate)
        yield (_pages(edge for edge in edges if _fits(edge, constraint)),)


def _telling(index: Evidence, subject: str, predicate: str) -> list[Row]:
    return [
        edge
        for edge in index.edges_of[subject]
        if edge["predicate"] == predicate and (not edge.get("is_volatile") or edge.get("as_of"))
    ]


def _pages(edges: Iterable[Row]) -> Pages:
    return frozenset(str(edge["page_id"]) for edge in edges)


def _relating(index: Evidence, constraint: Constraint, parent: str, child: str) -> Pages:
    subject, there = (parent, child) if constraint.direction == "forward" else (child, parent)
    stated = [e for e in _telling(index, subject, constraint.predicate) if e["object_id"] == there]
    if inverse := INVERSES.get(constraint.predicate):
        stated += [e for e in _telling(index, there, inverse) if e["object_id"] == subject]
    return _pages(stated)


def _sharing(index: Evidence, predicate: str, one: str, other: str) -> Iterator[Sides]:
    """The two sides of each entity or value in common; two entities of one name are two."""
    ours, theirs = _telling(index, one, predicate), _telling(index, other, predicate)
    for there in {e["object_id"] for e in ours} & {e["object_id"] for e in theirs} - {""}:
        yield (
            _pages(e for e in ours if e["object_id"] == there),
            _pages(e for e in theirs if e["object_id"] == there),
        )
    for value in {e["value"] for e in ours} & {e["value"] for e in theirs} - {""}:
        for a_names, b_names in ((True, True), (True, False), (False, True)):
            yield (
                _pages(e for e in ours if e["value"] == value and (not e["object_id"]) == a_names),
                _pages(e for e in theirs if e["value"] == value and (not e["object_id"]) == b_names),
            )


def _fits(edge: Row, constraint: Constraint) -> bool:
    if constraint.form == "value":
        return bool(edge["value"] == constraint.value)
    if constraint.low is None or constraint.high is None:
        return False
    return bool(constraint.low <= edge["low"] and edge["high"] <= constraint.high)


def _least(ways: list[Sides], stating: Counter[str]) -> list[Pages]:
    """The sets of pages that have one of each side, without those that hold another."""
    found = {
        frozenset(pages)
        for sides in ways
        for pages in product(*(_telling_pages(side, stating) if len(sides) > 1 else side for side in sides))
    }
    by_size = defaultdict[int, set[Pages]](set)
    for way in sorted(found, key=len):
        if not any(smaller < way for size in range(1, len(way)) for smaller in by_size[size]):
            by_size[len(way)].add(way)
    return sorted(chain.from_iterable(by_size.values()), key=lambda way: (len(way), sorted(way)))


def _telling_pages(side: Pages, stating: Counter[str]) -> list[str]:
    """The pages that state something else of the tree too, or one that does not."""
    several = sorted(page for page in side if stating[page] > 1)
    return several or sorted(side)[:1]
