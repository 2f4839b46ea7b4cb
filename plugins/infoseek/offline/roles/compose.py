"""The composer by rules: one or two sentences a thing, each thing told apart by its noun or its turn."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from infoseek.offline.roles import phrases

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_WORDINGS = 3


class _Thing:
    """An entity of the tree in the telling: what it is called at first and afterwards."""

    def __init__(self, vertex: dict[str, Any]) -> None:
        self.id: str = vertex["vertex"]
        self.type: str = vertex["type"] or "thing"
        self.clauses: list[tuple[str, str | None]] = []
        self.first = self.later = ""


def compose(payload: dict[str, Any]) -> dict[str, Any]:
    """Several wordings of the tree. payload: vertices with clauses (see the composer's prompt)."""
    things = _things(payload["vertices"])
    below = {v["vertex"]: v["parent"] for v in payload["vertices"]}
    wordings = []
    for number in range(_WORDINGS):
        chance = random.Random(f"{payload['seed']}/{number}")
        subs = [
            {"vertex": vertex, "question": _tell(things, vertex, below, chance)}
            for vertex in things
            if vertex != "A" and things[vertex].clauses
        ]
        wordings.append({"question": _tell(things, "A", below, chance), "sub_questions": subs})
    return {"wordings": wordings}


def _things(vertices: list[dict[str, Any]]) -> dict[str, _Thing]:
    things = {v["vertex"]: _Thing(v) for v in vertices if v["kind"] == "entity"}
    for vertex in vertices:
        if vertex["parent"] and vertex["clause"]:
            child = vertex["vertex"] if vertex["kind"] == "entity" else None
            things[vertex["parent"]].clauses.append((vertex["clause"], child))
    return things


def _order(things: dict[str, _Thing], root: str, is_upward: bool) -> list[str]:
    """The things of a sub-tree in the order they are told: from the root down, or from the leaves up."""
    order = [root]
    for vertex in order:
        order.extend(child for _, child in things[vertex].clauses if child)
    return order[::-1] if is_upward else order


def _tell(things: dict[str, _Thing], root: str, below: dict[str, str | None], chance: random.Random) -> str:
    order = _order(things, root, chance.random() < 0.5)
    _name(things, order)
    told: set[str] = set()
    sentences = []
    for vertex in order:
        if things[vertex].clauses:
            sentences.extend(_sentences(things, vertex, told, chance))
    sentences.append(_asked(things, root, order, chance))
    return " ".join(sentences)


def _name(things: dict[str, _Thing], order: list[str]) -> None:
    """Give each thing a noun of its own; things of one noun are counted in the order they come up."""
    mentioned: list[str] = []
    for vertex in order:
        for one in (vertex, *(child for _, child in _clauses(things[vertex]) if child)):
            if one not in mentioned:
                mentioned.append(one)
    count = Counter(phrases.head(things[vertex].type) for vertex in mentioned)
    seen: Counter[str] = Counter()
    for vertex in mentioned:
        thing, noun = things[vertex], phrases.head(things[vertex].type)
        if count[noun] == 1:
            thing.first, thing.later = phrases.with_article(thing.type), f"that {noun}"
            continue
        ordinal = _ORDINALS[min(seen[noun], len(_ORDINALS) - 1)]
        thing.first = phrases.with_article(thing.type) if not seen[noun] else f"a {ordinal} {noun}"
        thing.later = f"the {ordinal} {noun}"
        seen[noun] += 1


def _clauses(thing: _Thing) -> list[tuple[str, str | None]]:
    """Attributes before relations, so that a sentence ends with the thing the next one is about."""
    return sorted(thing.clauses, key=lambda clause: clause[1] is not None)


def _sentences(things: dict[str, _Thing], vertex: str, told: set[str], chance: random.Random) -> list[str]:
    thing = things[vertex]
    clauses = [_filled(things, clause, child, told) for clause, child in _clauses(thing)]
    groups = [clauses] if len(clauses) <= 3 else [clauses[:2], clauses[2:]]
    found = []
    for number, group in enumerate(groups):
        is_new = vertex not in told
        subject = thing.first if is_new else thing.later
        told.add(vertex)
        if is_new and chance.random() < 0.3:
            found.append(f"There is {subject} that {_joined(group)}.")
        else:
            also = "also " if number and not group[0].startswith(("was ", "is ", "has ")) else ""
            found.append(_capital(f"{subject} {also}{_joined(group)}."))
    return found


def _filled(things: dict[str, _Thing], clause: str, child: str | None, told: set[str]) -> str:
    if child is None:
        return clause
    name = things[child].later if child in told else things[child].first
    told.add(child)
    return clause.replace(phrases.SLOT, name)


def _joined(clauses: list[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])} and {clauses[-1]}"


def _asked(things: dict[str, _Thing], root: str, order: list[str], chance: random.Random) -> str:
    thing = things[root]
    noun = phrases.head(thing.type)
    who = "Who is" if noun in _PERSONS else chance.choice(("What is", "Which is"))
    if who == "Who is":
        return f"Who is {thing.later}?"
    return f"What is {thing.later} called?" if who == "What is" else f"What is the name of {thing.later}?"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


_PERSONS = frozenset(
    "person singer songwriter musician composer pianist saxophonist guitarist drummer trumpeter bassist vocalist "
    "producer actor actress director writer novelist author poet painter architect artist".split()
)
