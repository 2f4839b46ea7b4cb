"""One telling of a sub-tree: from its root down, or from its leaves up; the question comes last.

What may not live here: the shapes of single sentences (shapes.py), what things are called (names.py).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from infoseek.offline.roles import shapes
from infoseek.offline.roles.english import is_person, sentence
from infoseek.offline.roles.names import Names
from infoseek.offline.roles.relation_words import SLOT
from infoseek.offline.roles.shapes import Said, described
from infoseek.offline.roles.things import Clue, Thing, below, joined

_MOST_CLAUSES = 3
_LINKS = ("on", "in", "by", "at", "of", "from", "under", "to")


class Telling:
    """One telling. is_plain: in the simplest shapes, with no thing told by possession."""

    def __init__(self, things: dict[str, Thing], root: str, chance: random.Random, is_plain: bool) -> None:
        self.things, self.root, self.chance, self.is_plain = things, root, chance, is_plain
        self.names = Names(things, root, chance)
        self.sentences: list[str] = []
        self.subject = ""
        self.told: set[str] = set()
        self.openings = list(shapes.OPENINGS)
        chance.shuffle(self.openings)
        # Things that are described where they are first mentioned.
        self.inline = {one for one in below(things, root) if one != root and self._fits_inline(one)}
        self.owned: dict[str, str] = {}

    def question(self) -> str:
        """The sub-tree as a question for its root."""
        is_upward = self.chance.random() < 0.45 and self.names.is_one_of_two(self.root)
        return self._told_by(self._upward if is_upward else self._downward_question)

    def step(self) -> str:
        """The sub-tree as an intermediate step: a single sentence where that is not too long."""
        clues = self.things[self.root].clues
        is_short = len(clues) <= _MOST_CLAUSES and not any(clue.children for clue in clues[:-1])
        is_short = is_short and self.names.is_one_of_two(self.root)
        return self._told_by(self._upward if is_short else self._downward_question)

    def _told_by(self, way: Callable[[], None]) -> str:
        root = self.things[self.root]
        if root.clues:
            way()
        else:
            self.sentences.append(f"{shapes.what_is(root.type)} the {self.names.asked(self.root)}?")
        return re.sub(r",(?=[.,?])", "", " ".join(self.sentences))

    def _fits_inline(self, one: str) -> bool:
        thing = self.things[one]
        if thing.relations or len(thing.attributes) > 2:
            return False
        return self.chance.random() < (0.3 if len(thing.attributes) == 2 else 0.7)

    def _upward(self) -> None:
        """What the root leads to is told first, so that the root's own clues ask the question."""
        clues = self._shuffled(self.things[self.root])
        if len(clues) > _MOST_CLAUSES:
            self._downward_question()
            return
        last = self._last_inline(clues)
        for clue in clues:
            for child in clue.children:
                if child != last:
                    self._told_before(child)
        self._ask(clues, last)

    def _downward_question(self) -> None:
        self._downward(self.root)
        thing, known = self.things[self.root], self.names.known(self.root)
        self.sentences.append(
            shapes.plain_question(thing.type, known, self.subject == self.root, self.chance)
        )

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
        groups = _leading_groups(self.things[one], self.chance)
        owned = [clue for clue in self.things[one].relations if self._is_owned(clue)]
        kept = [[clue for clue in group if clue not in owned] for group in groups]
        for group in filter(None, kept):
            last = self._last_inline(group[-1:])
            met = [c for clue in group for c in clue.children if c != last]
            self._sentence(one, [(clue, last) for clue in group])
            for child in met:
                self._downward(child)
        for clue in owned:
            child = clue.children[0]
            self.owned[child] = self._owner(one, clue.maker)
            self._downward(child)

    def _is_owned(self, clue: Clue) -> bool:
        """Whether a clue's thing is told as its parent's: "the opera's composer". The parent needs another clue."""
        if self.is_plain or not clue.maker or len(clue.children) != 1:
            return False
        parent = next(t for t in self.things.values() if clue in t.relations)
        others = [other for other in parent.clues if not other.maker]
        return bool(others) and bool(self.things[clue.children[0]].clues)

    def _owner(self, parent: str, noun: str) -> str:
        if self.subject == parent and not is_person(self.things[parent].type):
            return f"its {noun}"
        return f"{self.names.known(parent)}'s {noun}"

    def _shuffled(self, thing: Thing) -> list[Clue]:
        """The clues in some order, those that lead to a thing behind, so that no other is taken for that thing's.

        One whose thing is described where it stands comes last.
        """
        clues = thing.clues
        self.chance.shuffle(clues)
        return sorted(
            clues,
            key=lambda clue: (bool(clue.children), bool(clue.children and clue.children[-1] in self.inline)),
        )

    def _last_inline(self, clues: list[Clue]) -> str:
        """The thing that is described at the very end of these clues, or "" ."""
        if not clues or not clues[-1].ends_with_thing:
            return ""
        child = clues[-1].children[-1]
        return child if child in self.inline and child not in self.names.turns else ""

    def _said(self, clues: list[tuple[Clue, str]]) -> list[Said]:
        return joined([(self._filled(clue, inline), bool(clue.children)) for clue, inline in clues])

    def _filled(self, clue: Clue, inline: str) -> str:
        """The clause with its things in it."""
        if not clue.children:
            return clue.text
        link = clue.text.partition(SLOT)[0].split()[-1:]
        repeated = f" and {link[0]} " if link and link[0] in _LINKS else " and "
        return clue.text.replace(
            SLOT, repeated.join(self._mentioned(child, inline) for child in clue.children)
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
        thing, is_new, was_told = self.things[one], not self.names.is_known(one), one in self.told
        name = self.names.new(one) if is_new else self.names.known(one)
        said = self._said(clues)
        if is_new and one in self.owned:
            text = shapes.plainly(self.owned[one], said)
        elif is_new:
            opening = self.openings.pop() if self.openings and self.chance.random() < 0.45 else ""
            text = shapes.introduced(thing.type, name, said, "" if self.is_plain else opening, self.chance)
        elif self.subject == one and not is_person(thing.type):
            text = shapes.plainly("it", said, shapes.also(was_told, self.chance, said[0][0]))
        else:
            text = shapes.taken_up(name, said, was_told, self.chance)
        self.subject = "" if any(clue.children for clue, _ in clues) else one
        self.told.add(one)
        self.sentences.append(f"{sentence(text)}.")

    def _ask(self, clues: list[Clue], last: str) -> None:
        """The root's clues as the question: "Which other album came directly before the first album?" """
        asked = self.names.asked(self.root)
        said = self._said([(clue, last) for clue in clues])
        self.sentences.append(shapes.asked(self.things[self.root].type, asked, said, self.chance))
        self.subject = ""


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
