"""The blurrer by rules: the first rung it has words for, as a clause that names nothing."""

from __future__ import annotations

import random
from typing import Any

from infoseek.offline.roles import phrases


def blur(payload: dict[str, Any]) -> dict[str, Any]:
    """One rung and clause a claim; a claim it has no words for is left out."""
    answers = []
    for claim in payload["claims"]:
        luck = random.Random(f"{payload['seed']}/{claim['child']}").randrange(997)
        for rung in claim["rungs"]:
            clause = _clause(claim, rung, luck)
            if clause:
                answers.append({"child": claim["child"], "rung": rung["rung"], "clause": clause})
                break
    return {"claims": answers}


def _clause(claim: dict[str, Any], rung: dict[str, Any], luck: int) -> str | None:
    predicate, subject = claim["predicate"], claim["parent_type"]
    if claim["form"] in ("relation", "shared"):
        return phrases.relation(
            predicate, claim["direction"], claim["form"], subject, claim["child_type"], luck
        )
    if claim["form"] == "value":
        return phrases.term(predicate, claim["value"], subject, luck)
    low, high = rung["bounds"]
    if rung["unit"] == "years":
        return phrases.dated(predicate, subject, low, high, luck)
    return phrases.measured(predicate, subject, low, high, luck)
