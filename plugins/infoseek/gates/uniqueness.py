"""S5 not unique, judged on S⁺, what the corpus does not refute; S9 disconnected hop, on S⁻ (FIELD §3).

What lives here: the checks on what clues identify. What may not: candidate sets (infoseek.linking.sets.candidates, infoseek.tree.hcsp).
"""

from __future__ import annotations

from typing import Any

from infoseek.gates.corpus import GateCorpus
from infoseek.gates.item import Item
from infoseek.gates.verdict import Finding
from infoseek.settings import GateSettings
from infoseek.tree import hcsp
from infoseek.tree.research_tree import ResearchTree

_SHOWN_RIVALS = 5


def not_unique(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """S5: the root's projection of the solution is {y}, and every hidden vertex's is that vertex alone.

    A rival is anything else the clues do not refute: with no judge of what is stated nowhere, a rival
    that is merely unsupported fails the question too.
    """
    tree = item.tree
    supported = hcsp.projections(tree, corpus.index.supported)
    possible = hcsp.projections(tree, corpus.index.not_refuted)
    sizes = {v: {"supported": len(supported[v]), "not_refuted": len(possible[v])} for v in possible}
    for vertex_id in possible:
        entity = tree.vertex(vertex_id).entity_id
        if entity not in supported[vertex_id] or entity not in possible[vertex_id]:
            name = corpus.name(entity)
            reason = f'The corpus does not support that "{name}" is what the clues of {vertex_id} ask for.'
            return Finding(reason=reason, evidence={"vertex": vertex_id, "sizes": sizes})
    for vertex_id, entities in possible.items():
        rivals = sorted(entities - {tree.vertex(vertex_id).entity_id})
        if rivals:
            shown = [_rival(tree, corpus, vertex_id, rival) for rival in rivals[:_SHOWN_RIVALS]]
            more = f" and {len(rivals) - len(shown)} more" if len(rivals) > len(shown) else ""
            named = ", ".join(_said(rival) for rival in shown)
            reason = f"Nothing refutes other solutions of {vertex_id}: {named}{more}."
            return Finding(
                reason=reason,
                evidence={"vertex": vertex_id, "rivals": shown, "count": len(rivals), "sizes": sizes},
            )
    return Finding(evidence={"sizes": sizes})


def disconnected_hop(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """S9: with "some <type>" in place of a hidden child's sub-question its parent is identifiable still.

    Judged on S⁻, for what is stated is what a shortcut can use.
    """
    tree = item.tree
    hidden = [v.id for v in tree.vertices if v.id != "A" and v.is_entity and v.visibility == "hidden"]
    if loose := hcsp.loose_hops(tree, corpus.index.supported):
        child = tree.vertex(loose[0])
        reason = (
            f'With "some {child.type_noun or "thing"}" in place of {child.id}, {tree.parent(child.id)} is '
            "identifiable still."
        )
        return Finding(reason=reason, evidence={"loose": loose, "hidden": hidden})
    return Finding(evidence={"hidden": hidden})


def _rival(tree: ResearchTree, corpus: GateCorpus, vertex_id: str, rival: str) -> dict[str, Any]:
    """A rival, with the clues the corpus states of it and those it leaves open, and why by clue."""
    clues = [child.id for child in tree.children(vertex_id)]
    stated = [clue for clue in clues if rival in _left_by(tree, corpus, clue)]
    return {
        "entity_id": rival,
        "name": corpus.name(rival),
        "stated": stated,
        "open": [clue for clue in clues if clue not in stated],
        "reasons": {clue: _reason(tree, corpus, clue, rival) for clue in clues},
    }


def _reason(tree: ResearchTree, corpus: GateCorpus, clue: str, rival: str) -> dict[str, Any]:
    """Why a clue does not refute a rival, for any solution of its child (S⁺)."""
    constraint, child = tree.claim(clue).constraint, tree.vertex(clue)
    targets: hcsp.Entities = frozenset({child.entity_id})
    if constraint.needs_child and child.visibility != "given":
        targets = hcsp.answers(tree, corpus.index.not_refuted, clue)
    reason = corpus.index.reasons.of(constraint, rival, targets)
    return {"code": reason.code, "said": reason.said, "edges": list(reason.edge_ids)}


def _left_by(tree: ResearchTree, corpus: GateCorpus, clue: str) -> hcsp.Entities:
    """S⁻ of one clue, for any solution of its child."""
    support, constraint = corpus.index.supported, tree.claim(clue).constraint
    if not constraint.needs_child:
        return support.satisfying(constraint)
    child = tree.vertex(clue)
    given = child.visibility == "given"
    targets = frozenset({child.entity_id}) if given else hcsp.answers(tree, support, clue)
    return support.related(constraint, targets)


def _said(rival: dict[str, Any]) -> str:
    parts = [f"{word} {'+'.join(rival[word])}" for word in ("stated", "open") if rival[word]]
    return f'"{rival["name"]}" ({", ".join(parts) or "no clue"})'
