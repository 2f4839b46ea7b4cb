"""Which things a question's noun phrases mean, and the clues it gives about each.

What lives here: reference ("that album", "the second one", "it") and what a clause says once its things are known. What
may not: the structure of sentences (read_sentences.py, read_clauses.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from infoseek.offline.roles.nouns import is_person, sort_of
from infoseek.offline.roles.read_said import Mention, Said
from infoseek.offline.roles.read_words import Pattern, makers

_SCARCE = 2
_PERSONAL = frozenset("they he she him her them".split())
# One word for each of the ways a term is sung.
_SUNG = "vocals"


@dataclass
class Thing:
    """A thing spoken of, and the words it was first called by."""

    id: str
    words: tuple[str, ...]


@dataclass
class Things:
    """The things met so far, in the order they are met, and the clues about them."""

    things: list[Thing] = field(default_factory=list)
    clues: list[dict[str, Any]] = field(default_factory=list)
    subject: Thing | None = None

    def meet(self, mention: Mention) -> Thing:
        """The thing a noun phrase means, with what hangs on it said of it."""
        thing = self._meant(mention)
        self.say(thing, mention.hung)
        return thing

    def _meant(self, mention: Mention) -> Thing:
        if mention.kind == "pronoun":
            return self._by_pronoun(mention.words[0])
        if mention.kind in ("new", "asked"):
            return self._new(mention.words)
        if mention.owner is not None:
            return self._owned(self.meet(mention.owner), mention.words)
        return self._known(mention)

    def _new(self, words: tuple[str, ...]) -> Thing:
        thing = Thing(f"t{len(self.things) + 1}", words)
        self.things.append(thing)
        return thing

    def _owned(self, owner: Thing, words: tuple[str, ...]) -> Thing:
        """What "its composer" means: the thing that the owner leads to so, a new one where there is none yet."""
        roles = makers(words[-1])
        if not roles:
            return self._unknown(words)
        pattern = _chosen(roles, owner.words, words)
        for clue in self.clauses_of(owner, pattern):
            return next(thing for thing in self.things if thing.id == clue["to"])
        thing = self._new(words)
        self._add(owner, "relation", pattern.predicate, pattern.direction, to=thing.id)
        return thing

    def clauses_of(self, thing: Thing, pattern: Pattern) -> list[dict[str, Any]]:
        """The relations of the pattern's predicate that are told of the thing."""
        wanted = thing.id, "relation", pattern.predicate, pattern.direction
        return [c for c in self.clues if (c["thing"], c["form"], c["predicate"], c["direction"]) == wanted]

    def _by_pronoun(self, pronoun: str) -> Thing:
        """What the sentence before is about; a person for "she", not one for "it"."""
        if self.subject is not None and (pronoun != "it" or not is_person(" ".join(self.subject.words))):
            return self.subject
        fitting = [t for t in self.things if is_person(" ".join(t.words)) == (pronoun in _PERSONAL)]
        return fitting[0] if len(fitting) == 1 else self._unknown((pronoun,))

    def _known(self, mention: Mention) -> Thing:
        """A thing met before: by its noun where no other has it, by its place among those of its noun.

        What is described where it is named is met there: "the other song that was issued in the 1950s".
        """
        if mention.hung:
            return self._new(mention.words)
        alike = [t for t in self.things if t.words[-1] == mention.words[-1]]
        if mention.is_other or mention.nth is not None:
            # "The first studio album" counts studio albums alone.
            alike = [t for t in alike if t.words[-len(mention.words) :] == mention.words]
        if mention.is_other:
            return alike[1] if len(alike) == _SCARCE else self._unknown(mention.words)
        if mention.nth is not None:
            return alike[mention.nth - 1] if 0 < mention.nth <= len(alike) else self._unknown(mention.words)
        fitting = [t for t in alike if set(mention.words) <= set(t.words)]
        exact = [t for t in fitting if t.words == mention.words]
        if len(fitting) > 1 and len(exact) == 1 and len(mention.words) > 1:
            return exact[0]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting and not alike:
            return self._new(mention.words)
        return self._unknown(mention.words)

    def _unknown(self, words: tuple[str, ...]) -> Thing:
        """A thing of its own for words that could mean several: the reading then fits no tree."""
        thing = self._new(("which", *words))
        self.unread(thing, " ".join(words))
        return thing

    def unread(self, thing: Thing, words: str) -> None:
        """A clue of no known meaning."""
        self._add(thing, "value", "", value=words[:200])

    def say(self, thing: Thing, said: Iterable[Said]) -> None:
        """Clauses whose subject is the thing."""
        for one in said:
            if one.gap is not None:
                gap = one.gap
                self._add(
                    thing, "gap", gap.predicate, gap.direction, low=gap.low, high=gap.high, unit="years",
                    other=gap.other, through=gap.through,
                )  # fmt: skip
            elif one.child is None:
                self._plain(thing, one)
            else:
                child = self.meet(one.child)
                subject, other = (child, thing) if one.is_object else (thing, child)
                pattern = _chosen(one.patterns, subject.words, other.words)
                self._add(subject, pattern.form, pattern.predicate, pattern.direction, to=other.id)

    def _plain(self, thing: Thing, one: Said) -> None:
        pattern = _chosen(one.patterns, thing.words, ())
        if one.name:
            self._add(thing, "within", pattern.predicate, pattern.direction, value=one.name)
        elif pattern.form == "count":
            self._add(thing, "count", pattern.predicate, pattern.direction, low=one.low, unit="count")
        elif pattern.form == "value":
            predicate = _of_term(pattern.predicate, one, thing)
            self._add(thing, "value", predicate, value=one.value or _SUNG)
        else:
            unit = pattern.unit or "years"
            self._add(thing, "range", pattern.predicate, low=one.low, high=one.high, unit=unit)

    def _add(
        self,
        thing: Thing,
        form: str,
        predicate: str,
        direction: str = "forward",
        *,
        to: str = "",
        value: str = "",
        low: float | None = None,
        high: float | None = None,
        unit: str = "",
        other: str = "",
        through: str = "",
    ) -> None:
        self.clues.append(
            {
                "thing": thing.id,
                "form": form,
                "predicate": predicate,
                "direction": direction,
                "to": to,
                "value": value,
                "low": low,
                "high": high,
                "unit": unit,
                "other": other,
                "through": through,
            }
        )


def _of_term(predicate: str, said: Said, thing: Thing) -> str:
    """What is a plain "is a potter" of a person is the occupation; of a thing, its genre."""
    if not said.patterns[0].tokens and is_person(" ".join(thing.words)):
        return "occupation"
    return predicate


def _chosen(patterns: tuple[Pattern, ...], subject: tuple[str, ...], child: tuple[str, ...]) -> Pattern:
    """Of patterns with the same words the one whose noun is nearest to what the predicate is said of."""
    return min(patterns, key=lambda p: _distance(p, subject if p.direction == "forward" else child))


def _distance(pattern: Pattern, words: tuple[str, ...]) -> int:
    noun = " ".join(words)
    steps = (noun, words[-1], sort_of(noun) or "?", "") if words else ("?", "?", "?", "")
    return steps.index(pattern.noun) if pattern.noun in steps else len(steps)
