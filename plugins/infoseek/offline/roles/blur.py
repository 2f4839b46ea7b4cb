"""The blurrer by rules: the first rung it has words for, as a clause that names nothing."""

from __future__ import annotations

from typing import Any

from infoseek.offline.roles import phrases


def blur(payload: dict[str, Any]) -> dict[str, Any]:
    """One rung and clause a claim; a claim it has no words for is left out."""
    answers = []
    for number, claim in enumerate(payload["claims"]):
        for rung in claim["rungs"]:
            clause = _clause(claim, rung, payload["seed"] // 7 + number)
            if clause:
                answers.append({"child": claim["child"], "rung": rung["rung"], "clause": clause})
                break
    return {"claims": answers}


def _clause(claim: dict[str, Any], rung: dict[str, Any], luck: int) -> str | None:
    predicate = claim["predicate"]
    if claim["form"] in ("relation", "shared"):
        return phrases.relation(predicate, claim["direction"], claim["form"], claim["parent_type"], luck)
    if claim["form"] == "value":
        return phrases.term(predicate, claim["value"])
    low, high = rung["bounds"]
    if rung["unit"] == "years" and predicate in phrases.DATED and low is not None and high is not None:
        verbs = phrases.DATED[predicate]
        return f"{verbs[luck % len(verbs)]} {phrases.period(low, high)}"
    if rung["unit"] in ("minutes", "count") and predicate in phrases.MEASURED:
        verbs, unit = phrases.MEASURED[predicate]
        return f"{verbs[luck % len(verbs)]} {phrases.measure(low, high, unit)}"
    return None
