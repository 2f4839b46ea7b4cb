"""A tree as it would be after blurring: what growth judges sizes on, and what makes a tree unsound.

What lives here: the blurs a tree's claims would take. What may not: turns, prompts, wording.
"""

from __future__ import annotations

from collections.abc import Mapping

from infoseek.agents.sizes import Rungs, Sizes
from infoseek.linking.corpus import LinkedCorpus
from infoseek.tree import hcsp
from infoseek.tree.edits import Blur
from infoseek.tree.hcsp import NOTHING, Entities
from infoseek.tree.research_tree import ResearchTree


def redundant_branch(
    corpus: LinkedCorpus, tree: ResearchTree, narrowed: Mapping[str, Entities] = NOTHING
) -> str | None:
    """The id of an inner branch whose clues are not needed: without it the root is found all the same (S4)."""
    for vertex in tree.hidden_inner:
        below = frozenset({vertex.id, *(v.id for v in tree.vertices if vertex in tree.ancestors(v.id))})
        if len(hcsp.answers(tree, corpus.index.supported, without=below, narrowed=narrowed)) <= 1:
            return vertex.id
    return None


def fault_of(
    corpus: LinkedCorpus, tree: ResearchTree, narrowed: Mapping[str, Entities] = NOTHING
) -> tuple[str, str] | None:
    """What makes a tree's hidden vertices pointless, as a reason code and the vertex: S4, S9. None where sound.

    narrowed: what a further clue on some vertices would leave, to try a clue without adding it.
    """
    if branch := redundant_branch(corpus, tree, narrowed):
        return "redundant_branch", branch
    if loose := hcsp.loose_hops(tree, corpus.index.supported, narrowed):
        return "loose_hop", loose[0]
    return None


def as_blurred(sizes: Sizes, tree: ResearchTree) -> ResearchTree:
    """The tree with each attribute at its least blur, weakened further only where a branch asks for it.

    Where no weakening keeps every hidden vertex needed (S4, S9), the least blurs.
    """
    offered = {v.id: sizes.rungs_of(tree, v.id) for v in tree.vertices if not v.is_entity}
    taken = {child: 0 for child, rungs in offered.items() if rungs}
    least = found = _blurred(tree, offered, taken)
    while fault := fault_of(sizes.corpus, found):
        movable = [
            child
            for child in taken
            if taken[child] + 1 < len(offered[child]) and not _is_below(tree, child, fault[1])
        ]
        if not movable:
            return least
        steps = [{**taken, child: taken[child] + 1} for child in movable]
        trials = [_blurred(tree, offered, step) for step in steps]
        sound = (n for n, trial in enumerate(trials) if fault_of(sizes.corpus, trial) is None)
        best = next(sound, 0)
        taken, found = steps[best], trials[best]
    return found


def _is_below(tree: ResearchTree, child: str, above: str) -> bool:
    return any(vertex.id == above for vertex in tree.ancestors(child))


def _blurred(tree: ResearchTree, offered: dict[str, Rungs], taken: dict[str, int]) -> ResearchTree:
    blurred = tree.copy()
    for child, number in taken.items():
        rung, left = offered[child][number]
        blurred.apply(
            Blur(
                child=child,
                strategy=rung.strategy,
                constraint=rung.constraint,
                text=tree.claim(child).text,
                before=1,
                after=left,
            )
        )
    return blurred
