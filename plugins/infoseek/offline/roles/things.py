"""The things of a tree in the telling: their clauses, and what each is called at first and afterwards.

What may not live here: sentences (compose.py).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from infoseek.offline.roles import phrases
from infoseek.offline.roles.english import ORDINALS, head, is_person, participle, with_article

_PERIOD = re.compile(
    r" (?:in the (?:(?:first|second) half of the )?(?:\d+s(?: or \d+s)?|[a-z-]+ century)|between \d{4} and \d{4})$"
)
_COMMON = re.compile(r"\b(?:same|also|common|shares)\b|\bthe \w+ of ")
# "was painted in the first half of the 1910s": longer, and what is joined stands too far from its verb.
_MOST_JOINED_WORDS = 9


@dataclass(frozen=True)
class Clue:
    """One clause of a thing; children: the things it leads to, in the order they fill it."""

    text: str
    children: tuple[str, ...] = ()


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
            parent.relations.append(Clue(vertex["clause"], (vertex["vertex"],)))
        else:
            parent.attributes.append(Clue(vertex["clause"]))
    for thing in things.values():
        _take_adjective(thing)
        thing.attributes = _one_period(thing.attributes)
        thing.relations = _one_wording(thing.relations)
    return things


def _take_adjective(thing: Thing) -> None:
    """Turn an attribute that only adds to the type, "is a historical novel", into its adjective."""
    for clue in thing.attributes:
        match = re.fullmatch(rf"is an? ([\w -]+) {re.escape(head(thing.type))}", clue.text)
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
        if match and at is not None:
            # What begins with "was" stands behind, or both do: the whole can then stand as a participle.
            one, other = sorted((found[at].text, clue.text), key=lambda text: text.startswith("was "))
            behind = other.removeprefix("was ") if one.startswith("was ") else other
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
        if at is None or not clue.text.endswith(phrases.SLOT) or _COMMON.search(clue.text):
            found.append(clue)
        else:
            found[at] = Clue(clue.text, found[at].children + clue.children)
    return found


def below(things: dict[str, Thing], root: str) -> Iterator[str]:
    """The things of a sub-tree, its root first."""
    yield root
    for clue in things[root].relations:
        for child in clue.children:
            yield from below(things, child)


class Names:
    """What the things of one telling are called: a noun of its own, else counted in the order of mention."""

    def __init__(self, things: dict[str, Thing], root: str, chance: random.Random) -> None:
        self.things = things
        self.turns: dict[str, int] = {}
        self.determiner = chance.choice(("the", "that", "the", "this"))
        kinds: dict[str, list[str]] = {}
        for one in below(things, root):
            kinds.setdefault(head(things[one].type), []).append(things[one].type)
        self._kinds = kinds

    def is_known(self, one: str) -> bool:
        return one in self.turns

    def new(self, one: str) -> str:
        """A thing at its first mention: "a live album", "another album", "another novel, a historical novel,"."""
        turn, alike = self._meet(one), self._alike(one)
        if len(alike) == 1 or not turn:
            return with_article(self._full(one))
        word = "another" if len(alike) == 2 else f"a {ORDINALS[min(turn, 8)]}"
        return self._told_apart(word, one)

    def known(self, one: str) -> str:
        """A thing mentioned before: "the novelist", "the first album" once there are others."""
        noun, alike = self._noun(one), self._alike(one)
        is_lone = sum(1 for other in self.turns if head(self.things[other].type) == head(noun)) == 1
        if len(alike) == 1 or is_lone:
            return f"{self.determiner} {noun}"
        turn = self.turns[one]
        word = "other" if len(alike) == 2 and turn else ORDINALS[min(turn, 8)]
        return f"the {word} {head(noun)}"

    def asked(self, one: str) -> str:
        """A thing as it stands after "which": "historical novel", "other live album"."""
        turn = self._meet(one)
        is_alone = len(self._alike(one)) == 1 or not turn
        return self._full(one) if is_alone else self._told_apart("other", one)

    def _full(self, one: str) -> str:
        thing = self.things[one]
        return f"{thing.adjective} {thing.type}".strip()

    def _meet(self, one: str) -> int:
        noun = head(self.things[one].type)
        before = sum(1 for other in self.turns if head(self.things[other].type) == noun)
        return self.turns.setdefault(one, before)

    def _alike(self, one: str) -> list[str]:
        """The types that could be taken for this thing's: those of its noun, or its own where their kinds differ."""
        type_noun = self.things[one].type
        kinds = self._kinds[head(type_noun)]
        are_distinct = len(set(kinds)) == len(kinds) and head(type_noun) not in kinds
        return [type_noun] if are_distinct else kinds

    def _noun(self, one: str) -> str:
        """The noun alone where it is enough, else the whole type."""
        type_noun = self.things[one].type
        return head(type_noun) if len(self._kinds[head(type_noun)]) == 1 else type_noun

    def _told_apart(self, word: str, one: str) -> str:
        """A further thing of a noun, its kind said too: "another album, a live one,", "a second live album"."""
        thing, noun = self.things[one], head(self.things[one].type)
        if thing.adjective:
            return f"{word} {noun}, {with_article(self._full(one))},"
        if all(other == thing.type for other in self._alike(one)):
            return f"{word} {thing.type}"
        kind = thing.type.removesuffix(noun).strip()
        return f"{word} {noun}, {with_article(kind)} one," if kind else f"{word} {noun}"


def described(noun_phrase: str, type_noun: str, clauses: list[str]) -> str:
    """A noun phrase with clauses behind it: "a novel published in the 1890s that has more than 300 pages"."""
    if not clauses:
        return noun_phrase
    relative = "who" if is_person(type_noun) else "that"
    reduced = participle(clauses[0])
    if reduced is None and clauses[0].startswith("has "):
        reduced = "with " + clauses[0].removeprefix("has ")
    if reduced is None or (len(clauses) > 1 and clauses[0].startswith("has ")):
        return f"{noun_phrase} {relative} {_and(clauses)}"
    rest = f" {relative} {_and(clauses[1:])}" if len(clauses) > 1 else ""
    return f"{noun_phrase} {reduced}{rest}"


def joined(clauses: list[tuple[str, bool]]) -> list[str]:
    """Clauses of one passive verb as one: "was written in French by a novelist".

    Each with whether it leads to a thing; of two that are joined, the one that does stands behind.
    """
    found: list[tuple[str, bool]] = []
    for clause, is_leading in clauses:
        verb = " ".join(clause.split()[:2])
        at = next((n for n, other in enumerate(found) if _may_join(other, (clause, is_leading), verb)), None)
        if at is None:
            found.append((clause, is_leading))
            continue
        other, was_leading = found.pop(at)
        first, last = (clause, other) if was_leading else (other, clause)
        found.append((f"{first} {last.removeprefix(verb).strip()}", is_leading or was_leading))
    return [clause for clause, _ in found]


def _may_join(one: tuple[str, bool], other: tuple[str, bool], verb: str) -> bool:
    """Whether both clauses have this passive verb, and the one that stands in front is short and of one piece."""
    if not one[0].startswith(f"{verb} ") or participle(one[0]) is None or participle(other[0]) is None:
        return False
    front = other if one[1] else one
    is_short = len(front[0].split()) <= _MOST_JOINED_WORDS
    return is_short and not front[1] and " and " not in front[0] and "," not in front[0]


def _and(clauses: list[str]) -> str:
    return " and ".join(clauses)
