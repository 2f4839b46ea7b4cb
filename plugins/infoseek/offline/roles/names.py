"""What the things of one telling are called, at first and afterwards, so that none is taken for another.

What may not live here: clauses (things.py), or sentences (compose.py).
"""

from __future__ import annotations

import random

from infoseek.offline.roles.english import ORDINALS, head, with_article
from infoseek.offline.roles.things import Thing, below

_LAST_ORDINAL = len(ORDINALS) - 1


class Names:
    """A noun of its own for each thing, its adjective where that tells it apart, else counted as mentioned."""

    def __init__(self, things: dict[str, Thing], root: str, chance: random.Random) -> None:
        self.things = things
        self.turns: dict[str, int] = {}
        self.determiner = chance.choice(("the", "that", "the", "this"))
        kinds: dict[str, list[str]] = {}
        for one in below(things, root):
            kinds.setdefault(head(things[one].type), []).append(one)
        self._kinds = kinds

    def is_known(self, one: str) -> bool:
        return one in self.turns

    def is_one_of_two(self, one: str) -> bool:
        """Whether at most one other thing is called alike, so that "the other" is this one."""
        return len(self._alike(one)) <= 2

    def new(self, one: str) -> str:
        """A thing at its first mention: "a live album", "another album", "another song, a blues song"."""
        turn, alike = self._meet(one), self._alike(one)
        if len(alike) == 1 or not turn:
            return with_article(self.full(one))
        word = "another" if len(alike) == 2 else f"a {ORDINALS[min(turn, _LAST_ORDINAL)]}"
        return self._told_apart(word, one)

    def known(self, one: str) -> str:
        """A thing mentioned before: "the novelist", "the first album" once there are others."""
        alike = self._alike(one)
        if len(alike) == 1 or sum(other in self.turns for other in alike) == 1:
            return f"{self.determiner} {self._noun(one)}"
        turn, noun = self._turn(one), self._noun(one)
        word = "other" if len(alike) == 2 and turn else ORDINALS[min(turn, _LAST_ORDINAL)]
        return f"the {word} {noun}"

    def asked(self, one: str) -> str:
        """A thing as it stands after "which": "historical novel", "other live album"."""
        turn = self._meet(one)
        is_alone = len(self._alike(one)) == 1 or not turn
        return self.full(one) if is_alone else self._told_apart("other", one)

    def full(self, one: str) -> str:
        """The type with its adjective."""
        thing = self.things[one]
        return f"{thing.adjective} {thing.type}".strip()

    def _meet(self, one: str) -> int:
        self.turns.setdefault(one, len(self.turns))
        return self._turn(one)

    def _turn(self, one: str) -> int:
        """How many of those it could be taken for were mentioned before it."""
        return sum(
            1 for other in self._alike(one) if other in self.turns and self.turns[other] < self.turns[one]
        )

    def _alike(self, one: str) -> list[str]:
        """The things this one could be taken for: those of its type, and of all types where one is just the noun."""
        type_noun = self.things[one].type
        mates = self._kinds[head(type_noun)]
        if any(self.things[mate].type == head(type_noun) for mate in mates):
            return mates
        return [mate for mate in mates if self.things[mate].type == type_noun]

    def _noun(self, one: str) -> str:
        """The noun alone where all of it are of one type, else the whole type."""
        type_noun = self.things[one].type
        types = {self.things[mate].type for mate in self._kinds[head(type_noun)]}
        return head(type_noun) if len(types) == 1 or head(type_noun) in types else type_noun

    def _common_noun(self, one: str) -> str:
        """The type where all it could be taken for have it, else the noun."""
        types = {self.things[mate].type for mate in self._alike(one)}
        return types.pop() if len(types) == 1 else head(self.things[one].type)

    def _told_apart(self, word: str, one: str) -> str:
        """A further thing of a noun, its kind said too: "another song, a blues song", "a second live album"."""
        thing, noun = self.things[one], self._common_noun(one)
        if thing.adjective:
            return f"{word} {noun}, {with_article(self.full(one))},"
        if noun == thing.type:
            return f"{word} {noun}"
        kind = thing.type.removesuffix(noun).strip()
        return f"{word} {noun}, {with_article(kind)} one," if kind else f"{word} {noun}"
