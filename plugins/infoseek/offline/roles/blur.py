"""The blurrer by rules: the first rung it has words for, as a clause that names nothing but a region.

What may not live here: the words (vocabulary.py), or which of a predicate's ways is taken (phrases.py).
"""

from __future__ import annotations

import random
from typing import Any

from infoseek.offline.roles import derived_phrases, phrases
from infoseek.offline.roles.english import is_sayable

_TO_A_THING = ("relation", "shared")


def blur(payload: dict[str, Any]) -> dict[str, Any]:
    """One rung and clause a claim; a claim it has no words for is left out.

    payload: "seed"; "claims": child, form, predicate, direction, other, through, parent_type, child_type, value
    and rungs of {rung, unit, bounds, name}; "refused", where clauses come back: [{child, rung, reason}].
    """
    refused = {(one["child"], one["rung"]) for one in payload.get("refused") or ()}
    answers = []
    for claim in payload["claims"]:
        luck = random.Random(f"{payload['seed']}/{claim['child']}").randrange(997)
        for rung in claim["rungs"]:
            tries = 1 if (claim["child"], rung["rung"]) not in refused else 0
            clause = _clause(claim, rung, luck) if tries else _other_clause(claim, rung, luck)
            if clause:
                answers.append({"child": claim["child"], "rung": rung["rung"], "clause": clause})
                break
    return {"claims": answers}


def _other_clause(claim: dict[str, Any], rung: dict[str, Any], luck: int) -> str | None:
    """Another way to say a rung whose clause came back; None where there is no other."""
    was = _clause(claim, rung, luck)
    return next((way for n in range(1, 4) if (way := _clause(claim, rung, luck + n)) != was), None)


def _clause(claim: dict[str, Any], rung: dict[str, Any], luck: int) -> str | None:
    form, predicate, subject = claim["form"], claim["predicate"], claim["parent_type"]
    direction = claim.get("direction") or "forward"
    if form in _TO_A_THING:
        return phrases.relation(predicate, direction, form, subject, claim["child_type"], luck)
    if rung["unit"] == "region":
        name = rung.get("name") or rung.get("shown") or ""
        return derived_phrases.within(predicate, name, subject, luck) if is_sayable(name) else None
    if form == "value":
        value = claim["value"] or ""
        return phrases.term(predicate, value, subject, luck) if is_sayable(value) else None
    low, high = rung["bounds"]
    if form == "gap":
        other, through = claim.get("other") or "", claim.get("through") or ""
        return derived_phrases.gap(predicate, other, through, direction, subject, (low, high), luck)
    if form == "count":
        return derived_phrases.count(predicate, direction, low, subject, luck)
    if rung["unit"] == "years":
        return phrases.dated(predicate, subject, low, high, luck)
    return phrases.measured(predicate, subject, low, high, luck)
