"""One reason: why an entity satisfies a clue, might satisfy it, or cannot.

What lives here: the codes and what they say. What may not: finding the reason (reasons.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stance = Literal["supported", "open", "refuted"]
Code = Literal[
    "stated",
    "no_row",
    "open_row",
    "may_fit",
    "may_mean",
    "not_apart",
    "unknown_type",
    "other_value",
    "row_without_it",
    "apart",
    "fewer",
    "elsewhere",
    "type_clash",
    "itself",
    "no_target",
    "no_candidate",
]
_SAID: dict[Code, str] = {
    "stated": "The corpus states it.",
    "no_row": "The corpus states nothing of the kind.",
    "open_row": "What is stated may leave it out.",
    "may_fit": "What is stated is too coarse to rule it out.",
    "may_mean": "A name without a sure page may mean it.",
    "not_apart": "The place that is stated may hold it or lie in it.",
    "unknown_type": "Its type may be one of the wanted.",
    "other_value": "Another value is stated, and there is but one.",
    "row_without_it": "A row that lists all values lacks it.",
    "apart": "The dates that are stated lie otherwise apart.",
    "fewer": "The row that lists them all has fewer.",
    "elsewhere": "Another place of its class is stated.",
    "type_clash": "Its type rules it out.",
    "itself": "Nothing is related to itself.",
    "no_target": "There is nothing to be related to.",
    "no_candidate": "It is no page that could be an answer.",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entity is in S⁻ (supported), in S⁺ alone (open), or in neither (refuted).

    edge_ids: the statements that say so, all their evidence, sorted; none where it is a lack of statements or the
    type. target: the entity at the other end that it is about; "" where there is none.
    """

    stance: Stance
    code: Code
    edge_ids: tuple[str, ...] = ()
    target: str = ""

    @property
    def said(self) -> str:
        """The reason as one sentence."""
        return _SAID[self.code]
