"""What blurring did to each claim of a tree, as rows of blurred__audit (issue: an audited stage).

What lives here: the record. What may not: how it comes about (weakening.py).
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict

from infoseek.agents.rung import Rung


class RefusedRung(BaseModel):
    """A rung or clause that was not taken. reason: a code; clause: the words refused, where there were any."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    strategy: str
    bounds: tuple[int | None, int | None]
    leaves: int
    reason: str
    clause: str = ""


class Audited(BaseModel):
    """One claim before and after. strategy: of the rung taken; "dropped" where the vertex went, "" where none was.

    candidates: of its parent's type that the claim alone leaves (S⁻); left: that all clues of the parent leave (S⁺).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    child: str
    predicate: str
    before: str
    after: str
    strategy: str
    candidates_before: int
    candidates_after: int
    left_before: int
    left_after: int
    refused: tuple[RefusedRung, ...] = ()

    def row(self, tree_id: str, batch_id: str) -> dict[str, Any]:
        """As a row of blurred__audit."""
        refused = json.dumps([one.model_dump() for one in self.refused], ensure_ascii=False)
        return {
            **self.model_dump(exclude={"refused"}),
            "tree_id": tree_id,
            "refused": refused,
            "batch_id": batch_id,
        }


def refused_rung(rung: Rung, leaves: int, reason: str, clause: str = "") -> RefusedRung:
    return RefusedRung(
        strategy=rung.strategy, bounds=rung.bounds, leaves=leaves, reason=reason, clause=clause
    )
