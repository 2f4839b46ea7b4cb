"""The certificate of an accepted question: what the fixed corpus says of it (DESIGN §1, §8).

What lives here: putting computed facts together. What may not: deciding whether the question passes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from infoseek.gates.corpus import GateCorpus
from infoseek.gates.item import Item
from infoseek.gates.verdict import Verdict
from infoseek.tree import hcsp
from infoseek.tree.research_tree import ResearchTree

STATEMENT = "Computed on the named corpus alone: pages outside its snapshot were not considered."

# Rooted sub-trees double with each vertex; beyond this the enumeration is left out and said to be.
_MOST_ENUMERATED = 14
_MOST_LISTED = 20


def certificate(item: Item, corpus: GateCorpus, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """What was computed of one question, JSON-able.

    answer_sets: what all clues leave, by S⁻ and S⁺. clues: how many entities of the parent's type each
    claim leaves alone, beside its constraint. minimal_identifying_subsets: of S⁻, as lists of vertex ids; null where the tree
    is too large to enumerate.
    """
    tree, index = item.tree, corpus.index
    verdicts = list(verdicts)
    evidence = evidence_spans(tree)
    subsets = None
    if len(tree.vertices) <= _MOST_ENUMERATED:
        subsets = [sorted(subset) for subset in hcsp.minimal_identifying_subsets(tree, index.supported)]
    return {
        "answer": item.row["answer"],
        "answer_id": tree.root.entity_id,
        "answer_sets": {
            "supported": _listed(hcsp.answers(tree, index.supported)),
            "not_refuted": _listed(hcsp.answers(tree, index.not_refuted)),
        },
        "clues": [_clue(tree, corpus, vertex.id) for vertex in tree.vertices[1:]],
        "minimal_identifying_subsets": subsets,
        "intended_hops": tree.hops,
        "evidence_pages": len({span["page_id"] for span in evidence}),
        "evidence": evidence,
        "checks": {v.check: {"status": v.status, "version": v.version} for v in verdicts},
        "waivers": {v.check: v.reason for v in verdicts if v.status == "waived"},
        "corpus": {"linked": corpus.linked, "snapshot": corpus.snapshot},
        "statement": STATEMENT,
    }


def evidence_spans(tree: ResearchTree) -> list[dict[str, Any]]:
    """Every span a tree cites: vertex, page_id, url, content_sha256, start, end, text; in vertex order."""
    return [
        {"vertex": vertex.id, **evidence.model_dump()}
        for vertex in tree.vertices[1:]
        for evidence in tree.claim(vertex.id).evidence
    ]


def _listed(entities: hcsp.Entities) -> dict[str, Any]:
    return {"size": len(entities), "entities": sorted(entities)[:_MOST_LISTED]}


def _clue(tree: ResearchTree, corpus: GateCorpus, child_id: str) -> dict[str, Any]:
    constraint = tree.claim(child_id).constraint
    return {
        "vertex": child_id,
        "parent": tree.parent(child_id),
        **constraint.model_dump(exclude_defaults=True),
        "supported": len(hcsp.candidates(tree, corpus.index.supported, child_id)),
        "not_refuted": len(hcsp.candidates(tree, corpus.index.not_refuted, child_id)),
    }
