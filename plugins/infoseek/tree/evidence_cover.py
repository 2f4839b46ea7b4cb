"""The least evidence a problem needs: M_ev(P), dep(P), and the lower bound of Q* they give (FIELD §2).

What lives here: covers over injected pages. What may not: which pages verify an atom (linking/sets/verifying.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from infoseek.tree.hcsp import Support, minimal_identifying_subsets
from infoseek.tree.research_tree import ResearchTree

Pages = frozenset[str]
Verifying = Mapping[str, Sequence[Pages]]
"""child id -> the sets of pages of which each verifies the claim to that child; most hold one page."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The least a route to the answer can do with: at least `steps` retrievals.

    subset: the identifying sub-tree that needs least. pages: the fewest that verify it. depth: its dep.
    """

    subset: frozenset[str]
    pages: Pages
    depth: int

    @property
    def steps(self) -> int:
        return max(len(self.pages), self.depth)


def lower_bound(tree: ResearchTree, support: Support, verifying: Verifying) -> Bound | None:
    """The lower bound of Q*: min of max(M_ev(P), dep(P)) over the identifying subsets P; None where none is verified.

    Both grow with P, so the minimal subsets suffice. support: S⁻, what a route can use.
    """
    bounds = [
        Bound(subset, pages, depth(tree, subset))
        for subset in minimal_identifying_subsets(tree, support)
        if (pages := fewest_pages(verifying, subset)) is not None
    ]
    return min(bounds, key=lambda bound: (bound.steps, len(bound.subset), sorted(bound.subset)), default=None)


def depth(tree: ResearchTree, subset: frozenset[str], vertex_id: str = "A") -> int:
    """dep(P): the hops that must follow one another, as vertices with chosen children on the longest way down.

    A hidden child without a clue of its own needs no hop, nor does one that the question names.
    """
    chosen = [child.id for child in tree.children(vertex_id) if child.id in subset]
    return 1 + max(depth(tree, subset, child) for child in chosen) if chosen else 0


def fewest_pages(verifying: Verifying, atoms: Collection[str]) -> Pages | None:
    """M_ev(P): a smallest set of pages that verifies every atom, over all pages; None where an atom has none.

    Exact, by branch and bound over the atom with the fewest ways left. Of two pages that verify alone, one
    that verifies no more than the other is left out first.
    """
    ways = _undominated({atom: {frozenset(way) for way in verifying.get(atom, ())} for atom in atoms})
    if not all(ways.values()):
        return None
    best = frozenset[str]().union(*(min(options, key=_order) for options in ways.values()))
    waiting, seen = [frozenset[str]()], set[Pages]()
    while waiting:
        chosen = waiting.pop()
        open_ways = [
            sorted({way - chosen for way in options}, key=_order)
            for options in ways.values()
            if not any(way <= chosen for way in options)
        ]
        if not open_ways:
            best = min(best, chosen, key=_order)
            continue
        if len(chosen) + max(len(options[0]) for options in open_ways) >= len(best) or chosen in seen:
            continue
        seen.add(chosen)
        waiting.extend(chosen | way for way in reversed(min(open_ways, key=len)))
    return best


def _order(pages: Pages) -> tuple[int, list[str]]:
    return len(pages), sorted(pages)


def _undominated(ways: Mapping[str, set[Pages]]) -> dict[str, set[Pages]]:
    """The ways without the pages that could be exchanged for another which verifies as much and more."""
    alone, jointly = defaultdict[str, set[str]](set), set[str]()
    for atom, options in ways.items():
        for way in options:
            if len(way) == 1:
                alone[min(way)].add(atom)
            else:
                jointly |= way
    kept: dict[frozenset[str], str] = {}
    for page in sorted(alone, key=lambda page: (page not in jointly, -len(alone[page]), page)):
        verified = frozenset(alone[page])
        if page in jointly or not any(verified <= more for more in kept):
            kept.setdefault(verified, page)
    pages = jointly | set(kept.values())
    return {atom: {way for way in options if way <= pages} for atom, options in ways.items()}
