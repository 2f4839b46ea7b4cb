"""The things of a tree and their clues, made ready to be told: what is joined, what goes before a noun.

What may not live here: what things are called (names.py), or sentences (compose.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from infoseek.offline.roles.english import head, participle
from infoseek.offline.roles.relation_words import SLOT

_PERIOD = re.compile(
    r" (?:in the (?:(?:first|second|third|last) (?:half|quarter) of the )?"
    r"(?:\d+s(?: or \d+s)?|[a-z-]+ century)|between \d{4} and \d{4})$"
)
# "in Vellish", "in the 1960s": what may stand between a passive and its "by".
_SHORT_PLACE = re.compile(r"in (?:[A-Z]\w+|the \d+s)$")
_COMMON = re.compile(r"\b(?:same|also|common|shares)\b|\bthe \w+ of |\bafter\b|\bbefore\b")
_MADE_BY = re.compile(r"was (\w+) by \{child\}$")
_STEM = 4
# Before a period that two clauses share: more, and the first stands too far from it.
_MOST_SHARING_WORDS = 3
_OTHER_MAKERS = {("designed", "architect")}
# "A film director directed": the noun says it. Who leads, wins or joins is not named after it.
_NO_MAKER = frozenset({"led", "won", "sponsored"})


@dataclass(frozen=True)
class Clue:
    """One clause of a thing; children: the things it leads to, in the order they fill it.

    maker: where the clause only says what its thing's noun says ("was composed by" a composer), that noun.
    """

    text: str
    children: tuple[str, ...] = ()
    maker: str = ""

    @property
    def ends_with_thing(self) -> bool:
        return bool(self.children) and self.text.endswith(SLOT)


@dataclass
class Thing:
    """An entity of the tree with its clues. adjective: what goes before its type at the first mention."""

    id: str
    type: str
    adjective: str = ""
    attributes: list[Clue] = field(default_factory=list)
    relations: list[Clue] = field(default_factory=list)

    @property
    def clues(self) -> list[Clue]:
        return [*self.attributes, *self.relations]


def things_of(vertices: list[dict[str, Any]]) -> dict[str, Thing]:
    """The things by vertex id. vertices: as in the composer's payload."""
    things = {
        v["vertex"]: Thing(v["vertex"], v["type"] or "thing") for v in vertices if v["kind"] == "entity"
    }
    for vertex in vertices:
        if not vertex["parent"] or not vertex["clause"]:
            continue
        parent = things[vertex["parent"]]
        if vertex["kind"] == "entity":
            maker = _maker(vertex["clause"], things[vertex["vertex"]].type)
            parent.relations.append(Clue(vertex["clause"], (vertex["vertex"],), maker))
        else:
            parent.attributes.append(Clue(vertex["clause"]))
    for thing in things.values():
        _take_adjective(thing)
        thing.attributes = _one_period(thing.attributes)
        thing.relations = _one_wording(thing.relations)
    return things


def below(things: dict[str, Thing], root: str) -> Iterator[str]:
    """The things of a sub-tree, its root first."""
    yield root
    for clue in things[root].relations:
        for child in clue.children:
            yield from below(things, child)


def _maker(clause: str, type_noun: str) -> str:
    match, noun = _MADE_BY.match(clause), head(type_noun)
    if not match or match[1] in _NO_MAKER:
        return ""
    is_named = match[1][:_STEM] == noun[:_STEM] and len(noun) > _STEM
    return noun if is_named or (match[1], noun) in _OTHER_MAKERS else ""


def _take_adjective(thing: Thing) -> None:
    """Turn an attribute that only adds to the type, "is a historical novel", into its adjective."""
    for clue in thing.attributes:
        match = re.fullmatch(rf"is an? ([\w&' -]+) {re.escape(head(thing.type))}", clue.text)
        if match:
            thing.adjective = match[1]
            thing.attributes.remove(clue)
            return


def _one_period(clues: list[Clue]) -> list[Clue]:
    """Clauses that end in the same period told once: "was recorded and came out in the 1960s"."""
    found: list[Clue] = []
    ends: dict[str, int] = {}
    for clue in clues:
        match = _PERIOD.search(clue.text)
        at = ends.get(match[0]) if match else None
        if match and at is not None and " and " not in found[at].text.removesuffix(match[0]):
            # What begins with "was" stands behind, or both do: the whole can then stand as a participle.
            one, other = sorted((found[at].text, clue.text), key=lambda text: text.startswith("was "))
            behind = other.removeprefix("was ") if one.startswith("was ") else other
            if len(behind.removesuffix(match[0]).split()) > _MOST_SHARING_WORDS:
                found.append(clue)
                continue
            found[at] = Clue(f"{one.removesuffix(match[0])} and {behind}")
            continue
        if match:
            ends[match[0]] = len(found)
        found.append(clue)
    return found


def _one_wording(clues: list[Clue]) -> list[Clue]:
    """Clauses in the same words told once, where the things stand at the end: "stars an actor and another".

    Not where something is had in common: with each of two things it may be another one.
    """
    found: list[Clue] = []
    for clue in clues:
        at = next((n for n, other in enumerate(found) if other.text == clue.text), None)
        if at is None or not clue.text.endswith(SLOT) or _COMMON.search(clue.text):
            found.append(clue)
        else:
            found[at] = Clue(clue.text, found[at].children + clue.children)
    return found


def joined(clauses: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A passive told once with where and by whom: "was written in French by a novelist".

    clauses: each with whether it leads to a thing; of two that are joined, the one that does stands behind.
    """
    found = list(clauses)
    for front in clauses:
        verb = " ".join(front[0].split()[:2])
        is_front = (
            not front[1] and participle(front[0]) and _SHORT_PLACE.match(front[0].removeprefix(f"{verb} "))
        )
        back = next((one for one in found if one[1] and one[0].startswith(f"{verb} by ")), None)
        if is_front and back and front in found:
            found[found.index(back)] = (f"{front[0]} {back[0].removeprefix(verb).strip()}", True)
            found.remove(front)
    return found
