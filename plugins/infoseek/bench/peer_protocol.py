"""What the same edits would take in the protocol of the paper's released script: the yardstick of our tokens.

What lives here: that protocol's arithmetic, by FIELD §1 and §2. What may not: our own prompts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from infoseek.tree.edits import Constrain, DropClaim, Edit, Extend
from infoseek.tree.research_tree import ResearchTree

INSTRUCTIONS = 2_200
"""Tokens of instructions, sent twice a turn: to its planner and to its browser."""

PAGE = 1_024
"""Tokens that a page is cut to."""

Count = Callable[[str], int]


def record(tree: ResearchTree, address: Callable[[str], str], vertex_id: str = "A") -> dict[str, Any]:
    """The tree as the released records have it: entity, address, claims, children; attributes are "None".

    address: URL of an entity's page, by the entity's id.
    """
    vertex, below = tree.vertex(vertex_id), tree.children(vertex_id)
    return {
        "id": vertex.id,
        "entity": vertex.name if vertex.is_entity else "None",
        "href": address(vertex.entity_id) if vertex.is_entity else "",
        "question": "",
        "claims": [{"target_id": child.id, "claim": tree.claim(child.id).text} for child in below],
        "children": [record(tree, address, child.id) for child in below],
    }


def tokens(
    edits: Iterable[Edit], page: Callable[[str], str], address: Callable[[str], str], count: Count
) -> int:
    """Tokens, in and out, that the edits of one tree would take there.

    A turn that adds or drops: instructions twice, the page of the vertex worked on, the whole tree in and the
    whole tree, rewritten, out. The turn that ends a tree: instructions once and the tree in. What its planner
    writes and what its browser repeats of the tree is left out, in its favour.
    page: text of an entity's page, by the entity's id. count: tokens of a text.
    """
    tree, written, spent = ResearchTree(), 0, 0
    for edit in edits:
        tree.apply(edit)
        if isinstance(edit, Extend | Constrain | DropClaim):
            before = written
            written = count(json.dumps(record(tree, address), ensure_ascii=False))
            read = min(PAGE, count(page(_worked_on(edit, tree)))) if not isinstance(edit, DropClaim) else 0
            spent += 2 * INSTRUCTIONS + read + before + written
        elif tree.status in ("finished", "quit"):
            spent += INSTRUCTIONS + written
    return spent


def _worked_on(edit: Extend | Constrain | DropClaim, tree: ResearchTree) -> str:
    """The entity whose page the edit was made from."""
    return "" if isinstance(edit, DropClaim) else tree.vertex(edit.parent).entity_id
