"""The composer by rules: one or two sentences a thing, each thing told apart by its noun or its turn."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Any

from infoseek.offline.roles import phrases

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_WORDINGS = 3
_PREPOSITIONS = frozenset({"on", "by", "in", "of", "after", "before", "from"})
_PERIOD = re.compile(r" (?:in the (?:(?:first|second) half of the )?\d+s|between \d{4} and \d{4})$")


class _Thing:
    """An entity of the tree in the telling: what it is called at first and afterwards."""

    def __init__(self, vertex: dict[str, Any]) -> None:
        self.id: str = vertex["vertex"]
        self.type: str = vertex["type"] or "thing"
        self.clauses: list[tuple[str, str | None]] = []
        self.first = self.later = self.asked = ""


def compose(payload: dict[str, Any]) -> dict[str, Any]:
    """Several wordings of the tree. payload: vertices with clauses (see the composer's prompt)."""
    things = _things(payload["vertices"])
    wordings = []
    for number in range(_WORDINGS):
        chance = random.Random(f"{payload['seed']}/{number}")
        subs = [
            {"vertex": vertex, "question": _tell(things, vertex, chance)}
            for vertex in things
            if vertex != "A" and things[vertex].clauses
        ]
        wordings.append({"question": _tell(things, "A", chance), "sub_questions": subs})
    return {"wordings": wordings}


def _things(vertices: list[dict[str, Any]]) -> dict[str, _Thing]:
    things = {v["vertex"]: _Thing(v) for v in vertices if v["kind"] == "entity"}
    for vertex in vertices:
        if vertex["parent"] and vertex["clause"]:
            child = vertex["vertex"] if vertex["kind"] == "entity" else None
            things[vertex["parent"]].clauses.append((vertex["clause"], child))
    return things


def _has_slight(things: dict[str, _Thing], root: str) -> bool:
    """Whether a thing below the root has a single clue: a telling that opens with it says too little."""
    below = [child for child in _order(things, root, False) if child != root]
    return any(len(things[child].clauses) == 1 for child in below)


def _order(things: dict[str, _Thing], root: str, is_upward: bool) -> list[str]:
    """The things of a sub-tree in the order they are told: from the root down, or from the leaves up."""
    order = [root]
    for vertex in order:
        order.extend(child for _, child in things[vertex].clauses if child)
    return order[::-1] if is_upward else order


def _tell(things: dict[str, _Thing], root: str, chance: random.Random) -> str:
    """From the root down with the question behind, or from the leaves up so that the root's clues ask it."""
    is_upward = chance.random() < 0.6 and not _has_slight(things, root)
    order = _order(things, root, is_upward)
    _name(things, order)
    told: set[str] = set()
    sentences = []
    for vertex in order[:-1] if is_upward else order:
        if things[vertex].clauses:
            sentences.extend(_sentences(things, vertex, told, chance))
    if is_upward and root not in told:
        sentences.extend(_asking(things, root, told))
    else:
        if is_upward:
            sentences.extend(_sentences(things, root, told, chance))
        sentences.append(_asked(things[root], chance))
    return re.sub(r",(?=[.,?])", "", " ".join(sentences))


def _name(things: dict[str, _Thing], order: list[str]) -> None:
    """Give each thing a noun of its own; things of one noun are counted in the order they come up."""
    mentioned: list[str] = []
    for vertex in order:
        for one in (vertex, *(child for _, child in _clauses(things[vertex]) if child)):
            if one not in mentioned:
                mentioned.append(one)
    types: dict[str, list[str]] = {}
    for vertex in mentioned:
        types.setdefault(phrases.head(things[vertex].type), []).append(things[vertex].type)
    seen: Counter[str] = Counter()
    for vertex in mentioned:
        thing, noun = things[vertex], phrases.head(things[vertex].type)
        kinds, turn = types[noun], seen[noun]
        seen[noun] += 1
        thing.first = phrases.with_article(thing.type)
        thing.later = f"that {noun}" if len(kinds) == 1 else f"the {_ORDINALS[min(turn, 4)]} {noun}"
        thing.asked = thing.type if len(kinds) == 1 else _told_apart("other", thing.type, kinds)
        if turn:
            thing.first = _told_apart(f"a {_ORDINALS[min(turn, 4)]}", thing.type, kinds)


def _told_apart(word: str, type_noun: str, kinds: list[str]) -> str:
    """A further thing of a noun, its kind said too: "a second album, a live one,", "a second live album"."""
    noun = phrases.head(type_noun)
    kind = type_noun.removesuffix(noun).strip()
    if not kind:
        return f"{word} {noun}"
    if all(other == type_noun for other in kinds):
        return f"{word} {type_noun}"
    return f"{word} {noun}, {phrases.with_article(kind)} one,"


def _clauses(thing: _Thing) -> list[tuple[str, str | None]]:
    """Attributes before relations, so that a sentence ends with the thing the next one is about."""
    return sorted(thing.clauses, key=lambda clause: clause[1] is not None)


def _said(things: dict[str, _Thing], vertex: str, told: set[str]) -> list[list[str]]:
    """The clauses of a thing in groups of a sentence each, those that share a period joined."""
    clauses = _merged(_filled_all(things, vertex, told))
    return [clauses] if len(clauses) <= 3 else [clauses[:2], clauses[2:]]


def _sentences(things: dict[str, _Thing], vertex: str, told: set[str], chance: random.Random) -> list[str]:
    thing = things[vertex]
    subject = thing.later if vertex in told else thing.first
    told.add(vertex)
    found = []
    for number, group in enumerate(_said(things, vertex, told)):
        if number:
            found.append(_capital(f"{thing.later} {_also(group[0])}{_joined(group)}."))
        elif subject == thing.first and chance.random() < 0.25:
            found.append(f"There is {subject} {_relative(thing)} {_joined(group)}.")
        else:
            found.append(_capital(f"{subject} {_joined(group)}."))
    return found


def _relative(thing: _Thing) -> str:
    return "who" if phrases.head(thing.type) in _PERSONS else "that"


def _also(clause: str) -> str:
    return "" if clause.startswith(("was ", "is ", "has ", "had ")) else "also "


def _asking(things: dict[str, _Thing], root: str, told: set[str]) -> list[str]:
    """The root's clues as the question itself: "Which other album came directly before the first album?" """
    thing = things[root]
    told.add(root)
    *first, last = _said(things, root, told)
    if not first:
        return [f"Which {thing.asked} {_joined(last)}?"]
    return [f"Which {thing.asked} {_joined(first[0])}, and {_also(last[0])}{_joined(last)}?"]


def _merged(clauses: list[str]) -> list[str]:
    """Clauses that end in the same period told once: "was recorded and came out in the 1960s"."""
    found: list[str] = []
    ends: dict[str, int] = {}
    for clause in clauses:
        match = _PERIOD.search(clause)
        period = match[0] if match else ""
        if period and period in ends:
            at = ends[period]
            before = found[at].removesuffix(period)
            found[at] = f"{before} and {clause.removeprefix('was ') if before.startswith('was ') else clause}"
            continue
        if period:
            ends[period] = len(found)
        found.append(clause)
    return found


def _filled_all(things: dict[str, _Thing], vertex: str, told: set[str]) -> list[str]:
    """The clauses with their things named; one that leads to several is told once: "on an album and on a second"."""
    found: dict[str, str] = {}
    for clause, child in _clauses(things[vertex]):
        if child is None:
            found[clause] = clause
            continue
        name = things[child].later if child in told else things[child].first
        told.add(child)
        link = clause.partition(phrases.SLOT)[0].split()[-1]
        if clause in found and clause.endswith(phrases.SLOT):
            found[clause] += f" and {link + ' ' if link in _PREPOSITIONS else ''}{name}"
        else:
            found[clause] = clause.replace(phrases.SLOT, name)
    return list(found.values())


def _joined(clauses: list[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])} and {clauses[-1]}"


def _asked(thing: _Thing, chance: random.Random) -> str:
    if phrases.head(thing.type) in _PERSONS:
        return f"Who is {thing.later}?"
    return chance.choice((f"What is {thing.later} called?", f"What is the name of {thing.later}?"))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


_PERSONS = frozenset(
    "person singer songwriter musician composer pianist saxophonist guitarist drummer trumpeter bassist vocalist "
    "producer actor actress director writer novelist author poet painter architect artist".split()
)
