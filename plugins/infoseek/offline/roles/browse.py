"""The browser by rules: reads the facts of one page, prefers specific ones, words them plainly."""

from __future__ import annotations

import random
from typing import Any

from infoseek.offline.roles import phrases

_MOST = 4
# A relation everything of its kind has says less than one that few have.
_EAGER = {"from_album": 3, "has_track": 3, "followed_by": 2, "preceded_by": 2}


def browse(payload: dict[str, Any]) -> dict[str, Any]:
    """Up to four proposals, best first. payload: page with lines and facts (see the browser's prompt)."""
    page, used = payload["page"], payload["used_predicates"]
    wanted = "extend" if payload["action"] == "extend" else "constrain"
    chance = random.Random(f"{payload['seed']}/{payload['subject']}/{len(used)}")
    facts = [fact for fact in page["facts"] if fact["action"] == wanted]
    lines = {line["line"]: line["text"] for line in page["lines"]}
    ranked = sorted(
        (fact for fact in facts if all(line in lines for line in fact["lines"])),
        key=lambda fact: _rank(fact, used, chance.random()),
    )
    proposals = []
    for fact in ranked:
        claim = _claim(fact, payload)
        if claim:
            proposals.append({"fact": fact["fact"], "lines": fact["lines"], "claim": claim})
        if len(proposals) == _MOST:
            break
    return {"proposals": proposals}


def _rank(fact: dict[str, Any], used: list[str], luck: float) -> tuple[float, float]:
    """Low is good: new predicates before used ones, what leaves few rivals, chance between equals."""
    repeats = used.count(fact["predicate"])
    if fact["action"] == "extend":
        return fact["rivals"] * 0.5 + 2 * repeats - 3 * _EAGER.get(fact["predicate"], 1) * luck, luck
    return fact["rivals"] + 0.5 * repeats + fact["leaves"] / max(1, fact["of_type"]) + luck, luck


def _claim(fact: dict[str, Any], payload: dict[str, Any]) -> str | None:
    predicate, subject = fact["predicate"], payload["subject"]
    if fact["action"] == "extend":
        clause = phrases.relation(predicate, fact["direction"], fact["form"], payload["type"])
        return clause and f"{subject} {clause.replace(phrases.SLOT, fact['value'])}."
    if fact["form"] == "value":
        clause = phrases.term(predicate, fact["value"])
        return clause and f"{subject} {clause}."
    if predicate in phrases.DATED:
        return f"{subject} {phrases.DATED[predicate][0]} ({fact['shown']})."
    if predicate in phrases.MEASURED:
        (verb, *_), unit = phrases.MEASURED[predicate]
        return f"{subject} {verb} {fact['shown']}{'' if unit == 'minutes' else ' ' + unit}."
    return None
