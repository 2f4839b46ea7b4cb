"""The composer by rules: a tree told from its root down or from its leaves up, then the question.

What may not live here: what things are called (things.py), or the words of clauses (vocabulary.py).
"""

from __future__ import annotations

import random
import re
from typing import Any

from infoseek.offline.roles import phrases
from infoseek.offline.roles.english import head, is_person, is_titled, listed, participle, sentence
from infoseek.offline.roles.things import Clue, Names, Thing, below, described, joined, things_of

_WORDINGS = 4
_MOST_CLAUSES = 3


def compose(payload: dict[str, Any]) -> dict[str, Any]:
    """Several wordings of the tree. payload: vertices with clauses (see the composer's prompt)."""
    things = things_of(payload["vertices"])
    wordings = []
    for number in range(_WORDINGS):
        chance = random.Random(f"{payload['seed']}/{number}")
        subs = [
            {"vertex": vertex, "question": _tell(things, vertex, chance)}
            for vertex in things
            if vertex != "A" and (things[vertex].clues or things[vertex].adjective)
        ]
        wordings.append({"question": _tell(things, "A", chance), "sub_questions": subs})
    return {"wordings": wordings}


def _tell(things: dict[str, Thing], root: str, chance: random.Random) -> str:
    return _Telling(things, root, chance).text()


class _Telling:
    """One telling of a sub-tree."""

    def __init__(self, things: dict[str, Thing], root: str, chance: random.Random) -> None:
        self.things, self.root, self.chance = things, root, chance
        self.names = Names(things, root, chance)
        self.sentences: list[str] = []
        self.subject = ""
        self.told: set[str] = set()
        # Other ways to begin than "A novel", each good for once.
        self.openings = ["there is", "one"]
        chance.shuffle(self.openings)
        # Things that are described where they are first mentioned.
        self.inline = {one for one in below(things, root) if one != root and self._fits_inline(one)}

    def text(self) -> str:
        root = self.things[self.root]
        if not root.clues:
            asked = self.names.asked(self.root)
            return f"{self._what_is(root)} the {asked}?"
        if len(root.clues) == 1 or (len(root.clues) <= _MOST_CLAUSES and self.chance.random() < 0.6):
            self._upward()
        else:
            self._downward(self.root)
            self.sentences.append(self._plain_question())
        return re.sub(r",(?=[.,?])", "", " ".join(self.sentences))

    def _fits_inline(self, one: str) -> bool:
        thing = self.things[one]
        if thing.relations or len(thing.attributes) > 2:
            return False
        return self.chance.random() < (0.4 if len(thing.attributes) == 2 else 0.9)

    def _upward(self) -> None:
        """What the root leads to is told first, so that the root's own clues ask the question."""
        clues = self._shuffled(self.things[self.root])
        last = self._last_inline(clues)
        for clue in clues:
            for child in clue.children:
                if child != last:
                    self._told_before(child)
        asked = self.names.asked(self.root)
        self._ask(asked, joined([(self._filled(clue, last), bool(clue.children)) for clue in clues]))

    def _told_before(self, one: str) -> None:
        """A thing's sentences, those of the things it leads to first."""
        clues = self._shuffled(self.things[one])
        last = self._last_inline(clues[-1:])
        for clue in clues:
            for child in clue.children:
                if child != last:
                    self._told_before(child)
        for group in _groups(clues):
            self._sentence(one, [(clue, last) for clue in group])

    def _downward(self, one: str) -> None:
        """A thing's sentences, each followed by those of the things it led to."""
        for group in _leading_groups(self.things[one], self.chance):
            last = self._last_inline(group[-1:])
            met = [c for clue in group for c in clue.children if c != last]
            self._sentence(one, [(clue, last) for clue in group])
            for child in met:
                self._downward(child)

    def _shuffled(self, thing: Thing) -> list[Clue]:
        """The clues in some order; one whose thing is described where it stands comes last."""
        clues = thing.clues
        self.chance.shuffle(clues)
        return sorted(clues, key=lambda clue: bool(clue.children and clue.children[-1] in self.inline))

    def _last_inline(self, clues: list[Clue]) -> str:
        """The thing that is described at the very end of these clues, or "" ."""
        if not clues or not clues[-1].children or not clues[-1].text.endswith(phrases.SLOT):
            return ""
        child = clues[-1].children[-1]
        return child if child in self.inline else ""

    def _filled(self, clue: Clue, inline: str) -> str:
        """The clause with its things in it."""
        if not clue.children:
            return clue.text
        link = clue.text.partition(phrases.SLOT)[0].split()[-1]
        repeated = f" and {link} " if link in ("on", "in", "by", "at", "of", "from") else " and "
        return clue.text.replace(
            phrases.SLOT, repeated.join(self._mentioned(child, inline) for child in clue.children)
        )

    def _mentioned(self, one: str, inline: str) -> str:
        if self.names.is_known(one):
            return self.names.known(one)
        new = self.names.new(one)
        if one != inline:
            return new
        thing = self.things[one]
        return described(new, thing.type, [clue.text for clue in thing.attributes])

    def _sentence(self, one: str, clues: list[tuple[Clue, str]]) -> None:
        """One sentence about a thing, in one of several shapes."""
        thing, is_new = self.things[one], not self.names.is_known(one)
        name = self.names.new(one) if is_new else self.names.known(one)
        clauses = joined([(self._filled(clue, inline), bool(clue.children)) for clue, inline in clues])
        if is_new:
            text = self._introduced(thing, name, clauses)
        elif self.subject == one and not is_person(thing.type):
            text = f"it {listed(clauses)}"
        else:
            text = self._taken_up(one, name, clauses)
        self.subject = "" if any(clue.children for clue, _ in clues) else one
        self.told.add(one)
        self.sentences.append(f"{sentence(text)}.")

    def _introduced(self, thing: Thing, name: str, clauses: list[str]) -> str:
        shape = self.chance.random()
        if shape < 0.3 and self.openings:
            opening = self.openings.pop()
            if opening == "there is":
                return f"there is {name} {_relative(thing)} {listed(clauses)}"
            if name.startswith(("a ", "an ")):
                name = f"{opening} {name.partition(' ')[2]}"
        passive = next((clause for clause in clauses[:-1] if participle(clause)), None)
        if passive and shape < 0.6:
            rest = [clause for clause in clauses if clause is not passive]
            return f"{name} {participle(passive)} {listed(rest)}"
        return f"{name} {listed(clauses)}"

    def _taken_up(self, one: str, name: str, clauses: list[str]) -> str:
        reduced = participle(clauses[0])
        if reduced and len(clauses) > 1 and self.chance.random() < 0.25:
            return f"{reduced}, {name} {listed(clauses[1:])}"
        return f"{name} {_also(clauses[0], self.chance) if one in self.told else ''}{listed(clauses)}"

    def _ask(self, asked: str, clauses: list[str]) -> None:
        """The root's clues as the question: "Which other album came directly before the first album?" """
        thing = self.things[self.root]
        shape = self.chance.random()
        if shape < 0.3:
            question = f"{self._what_is(thing)} the {asked} {_relative(thing)} {listed(clauses)}?"
        elif len(clauses) > 1 and shape < 0.55 and participle(clauses[0]):
            question = f"which {asked} {participle(clauses[0])} {listed(clauses[1:])}?"
        else:
            question = f"which {asked} {listed(clauses)}?"
        self.sentences.append(sentence(question))

    @staticmethod
    def _what_is(thing: Thing) -> str:
        return "Who is" if is_person(thing.type) else f"What is the {_called(thing)} of"

    def _plain_question(self) -> str:
        thing, known = self.things[self.root], self.names.known(self.root)
        if is_person(thing.type):
            return f"Who is {known}?"
        ways = [f"What is {known} called?", f"{self._what_is(thing)} {known}?"]
        noun = head(thing.type)
        if known == f"{self.names.determiner} {noun}":
            is_close = self.subject == self.root
            ways.append(f"Which {noun} is it?" if is_close else f"Which {noun} is being described?")
        return self.chance.choice(ways)


def _called(thing: Thing) -> str:
    return "title" if is_titled(thing.type) else "name"


def _relative(thing: Thing) -> str:
    return "who" if is_person(thing.type) else "that"


def _also(clause: str, chance: random.Random) -> str:
    is_dated = clause.startswith(("was ", "is ", "has ", "had ", "came ", "appeared ", "died "))
    return "" if is_dated or chance.random() < 0.5 else "also "


def _groups(clues: list[Clue]) -> list[list[Clue]]:
    """The clues in sentences of at most three."""
    if len(clues) <= _MOST_CLAUSES:
        return [clues] if clues else []
    half = (len(clues) + 1) // 2
    return [*_groups(clues[:half]), *_groups(clues[half:])]


def _leading_groups(thing: Thing, chance: random.Random) -> list[list[Clue]]:
    """The clues in sentences that each end with what the next is about."""
    attributes, relations = list(thing.attributes), list(thing.relations)
    chance.shuffle(attributes)
    chance.shuffle(relations)
    if not relations:
        return _groups(attributes)
    groups: list[list[Clue]] = [[relation] for relation in relations]
    if len(groups) == 2 and len(attributes) <= 1 and (not attributes or chance.random() < 0.5):
        groups = [relations]
    for attribute in attributes:
        shortest = min(groups, key=len)
        if len(shortest) < _MOST_CLAUSES:
            shortest.insert(0, attribute)
        else:
            groups.append([attribute])
    return groups
