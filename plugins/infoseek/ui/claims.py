"""The claims of an item as its page shows them: wording, blur, candidate sets, passages, by vertex.

What lives here: joining what belongs to one claim. What may not: markup, reading tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from infoseek.quality.items import BlurStep, ItemView
from infoseek.quality.passages import Passage
from infoseek.tree.claim import Constraint
from infoseek.tree.vertex import Vertex


@dataclass(frozen=True)
class ClaimView:
    """One edge of the tree. supported, not_refuted: what the claim leaves alone (S⁻, S⁺); None where unknown."""

    vertex: Vertex
    parent: Vertex
    text: str
    constraint: Constraint
    blurs: list[BlurStep]
    passages: list[Passage]
    supported: int | None
    not_refuted: int | None


def claim_views(item: ItemView) -> list[ClaimView]:
    """The claims in vertex order; none where the item's tree cannot be read."""
    tree = item.tree
    if tree is None:
        return []
    clues = _clues(item.certificate)
    found = []
    for vertex in tree.vertices[1:]:
        claim, clue = tree.claim(vertex.id), clues.get(vertex.id, {})
        found.append(
            ClaimView(
                vertex=vertex,
                parent=tree.vertex(tree.parent(vertex.id) or "A"),
                text=claim.text,
                constraint=claim.constraint,
                blurs=[step for step in item.blurs if step.vertex == vertex.id],
                passages=[passage for passage in item.passages if passage.vertex == vertex.id],
                supported=_number(clue.get("supported")),
                not_refuted=_number(clue.get("not_refuted")),
            )
        )
    return found


def _clues(certificate: dict[str, Any]) -> dict[str, dict[str, Any]]:
    listed = certificate.get("clues")
    clues = listed if isinstance(listed, list) else []
    return {str(clue.get("vertex")): clue for clue in clues if isinstance(clue, dict)}


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None
