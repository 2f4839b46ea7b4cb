"""Which pages of a corpus verify each claim of a tree: all evidence of its statements, from both ends.

What lives here: looking evidence up. What may not: how few pages suffice (tree/evidence_cover.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, product
from math import comb
from typing import Protocol

from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.derivations import counted, ways
from infoseek.linking.sets.rows import Row
from infoseek.tree.claim import Constraint
from infoseek.tree.evidence_cover import Pages
from infoseek.tree.research_tree import ResearchTree

# So many sets of pages are gone through for a count.
_MOST_SETS = 2_000

# The pages that state each part: one of each part is needed.
Sides = tuple[Pages, ...]


class Evidence(Protocol):
    """What is needed of the index."""

    @property
    def edges_of(self) -> Mapping[str, list[Row]]:
        """entity -> the edges about it."""

    @property
    def edges_to(self) -> Mapping[str, list[Row]]:
        """entity -> the edges that point to it."""


def verifying_pages(index: Evidence, tree: ResearchTree) -> dict[str, list[Pages]]:
    """child id -> the least sets of pages that verify the claim to that child of the tree's own entities.

    A relation is verified by any page that states it from either end, a value or a range by any page that
    states what lies within it; sharing takes both statements of one common value, a gap both dates and the
    relation between their things, a containment each step up, a count pages that name so many. A volatile
    statement without its date verifies nothing. Of the pages that state one part of several and nothing else of
    the tree, which are as good as one another, one is kept.
    """
    children = [vertex.id for vertex in tree.vertices if vertex.id != "A"]
    sides = {child: [way for way in _sides(index, tree, child) if all(way)] for child in children}
    named = {child: _named(index, tree, child) for child in children}
    stating = Counter(
        page
        for child in children
        for page in chain(chain.from_iterable(chain.from_iterable(sides[child])), named[child])
    )
    found = {child: _least(sides[child], stating) for child in children}
    for child, pages in named.items():
        if pages:
            found[child] = _counting(pages, int(tree.claim(child).constraint.low or 0), stating)
    return found


def _named(index: Evidence, tree: ResearchTree, child_id: str) -> dict[str, frozenset[object]]:
    """page -> the things that it states of a count; none for any other constraint."""
    constraint, parent = tree.claim(child_id).constraint, tree.vertex(tree.parent(child_id) or "A").entity_id
    if constraint.form != "count":
        return {}
    things = counted(constraint, parent, index.edges_of.__getitem__, index.edges_to.__getitem__)
    found = defaultdict[str, set[object]](set)
    for (there, name), edges in things.items():
        for page in _pages(edges):
            found[page].add(there or name)
    return {page: frozenset(stated) for page, stated in found.items()}


def _counting(pages: Mapping[str, frozenset[object]], number: int, stating: Counter[str]) -> list[Pages]:
    """The least sets of pages that together state so many things.

    Left out are pages of which another of the tree's states as much, and of those that state one thing that no
    other does all but so many, for they are alike. Names are taken for different things, and where there are too many
    sets fewer pages are taken to be enough: either way no set is called greater than it has to be.
    """
    kept = [
        page
        for page in sorted(pages)
        if stating[page] > 1
        or not any(
            pages[page] < more or (pages[page] == more and other < page) for other, more in pages.items()
        )
    ]
    alike = [page for page in kept if stating[page] < 2 and len(pages[page]) == 1][number:]
    kept = [page for page in kept if page not in alike]
    found: list[Pages] = []
    for size in range(1, number + 1):
        if comb(len(kept), size) > _MOST_SETS:
            return [*found, *(frozenset(few) for few in combinations(kept, max(1, size - 1)))]
        for few in map(frozenset, combinations(kept, size)):
            stated = frozenset[object]().union(*(pages[page] for page in few))
            if len(stated) >= number and not any(smaller < few for smaller in found):
                found.append(few)
    return found


def _sides(index: Evidence, tree: ResearchTree, child_id: str) -> Iterator[Sides]:
    constraint = tree.claim(child_id).constraint
    parent, child = tree.vertex(tree.parent(child_id) or "A").entity_id, tree.vertex(child_id).entity_id
    if constraint.form == "relation":
        yield (_relating(index, constraint, parent, child),)
    elif constraint.form == "shared":
        yield from _sharing(index, constraint.predicate, parent, child)
    elif constraint.is_derived:
        for way in ways(constraint, parent, index.edges_of.__getitem__, index.edges_to.__getitem__):
            yield tuple(_pages(part) for part in way)
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
