"""The browser by rules: reads the facts of one page, prefers specific ones of kinds not used yet, words them plainly."""

from __future__ import annotations

import random
from typing import Any

from infoseek.offline.roles import derived_phrases, phrases
from infoseek.offline.roles.english import head, is_person

_MOST = 4
# Relations that read well in a question, beside the plain ones, and those that are soon monotonous.
_EAGER = {
    "based_on": 2.0,
    "spouse": 2.0,
    "crosses": 2.0,
    "doctoral_advisor": 2.0,
    "lyrics_by": 2.0,
    "venue": 1.5,
    "architect": 1.5,
    "from_album": 1.5,
    "has_track": 1.5,
    "followed_by": 0.5,
    "preceded_by": 0.5,
    "located_in": 0.7,
}
_SHARED = 0.6
# A child of another kind than its parent tells more: the person behind a work, the place behind a person.
_OTHER_KIND = 2.0


def browse(payload: dict[str, Any]) -> dict[str, Any]:
    """Up to four proposals, best first. payload: page with lines and facts (see the browser's prompt)."""
    page, used = payload["page"], payload["used_predicates"]
    wanted = "extend" if payload["action"] == "extend" else "constrain"
    chance = random.Random(f"{payload['seed']}/{payload['subject']}/{len(used)}")
    refused = {one["fact"] for one in payload.get("refused", [])}
    facts = [fact for fact in page["facts"] if fact["action"] == wanted]
    lines = {line["line"] for line in page["lines"]}
    ranked = sorted(
        (fact for fact in facts if lines.issuperset(fact["lines"])),
        key=lambda fact: (fact["fact"] in refused, _rank(fact, payload["type"], used, chance.random())),
    )
    proposals = []
    for fact in ranked:
        claim = _claim(fact, payload)
        if claim:
            proposals.append({"fact": fact["fact"], "lines": fact["lines"], "claim": claim})
        if len(proposals) == _MOST:
            break
    return {"proposals": proposals}


def _rank(fact: dict[str, Any], subject_type: str, used: list[str], luck: float) -> float:
    """Low is good: predicates not used yet before used ones, what leaves few rivals, chance between equals."""
    repeats, rivals = used.count(fact["predicate"]), float(fact["rivals"])
    if fact["action"] == "constrain":
        share = float(fact["leaves"]) / max(1.0, float(fact["of_type"]))
        return rivals + 0.5 * repeats + share + luck
    eager = _EAGER.get(fact["predicate"], 1.0)
    if fact["form"] == "shared":
        eager *= _SHARED
    if _is_other_kind(subject_type, fact["target_type"]):
        eager *= _OTHER_KIND
    return 0.5 * rivals + 2 * repeats - 3 * eager * luck


def _is_other_kind(one: str, other: str) -> bool:
    return head(one) != head(other) and not (is_person(one) and is_person(other))


def _claim(fact: dict[str, Any], payload: dict[str, Any]) -> str | None:
    predicate, subject, type_noun = fact["predicate"], payload["subject"], payload["type"]
    if fact["action"] == "extend":
        clause = phrases.relation(predicate, fact["direction"], fact["form"], type_noun, fact["target_type"])
        return clause and f"{subject} {clause.replace(phrases.SLOT, fact['value'])}."
    if fact["form"] in ("gap", "count"):
        clause = _derived(fact, type_noun)
        return clause and f"{subject} {clause}."
    if fact["form"] == "value":
        clause = phrases.term(predicate, fact["value"], type_noun) or _placed(fact, type_noun)
    else:
        clause = phrases.stated(predicate, type_noun, fact["shown"])
    return clause and f"{subject} {clause}."


def _placed(fact: dict[str, Any], type_noun: str) -> str | None:
    """A place that has a page, told as an attribute."""
    clause = phrases.relation(fact["predicate"], "forward", "relation", type_noun, "place")
    return clause and clause.replace(phrases.SLOT, fact["shown"])


def _derived(fact: dict[str, Any], type_noun: str) -> str | None:
    """The clause of what several lines make together."""
    predicate, direction, shown = fact["predicate"], fact["direction"], str(fact["shown"])
    if fact["form"] == "gap":
        return derived_phrases.stated_gap(
            predicate, fact["other"], fact["through"], direction, type_noun, shown
        )
    if not shown.isdigit():
        return None
    clause = derived_phrases.count(predicate, direction, int(shown), type_noun)
    return clause and clause.replace("at least ", "", 1)
