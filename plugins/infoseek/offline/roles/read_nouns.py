"""What the words of a sentence may be at a place of it: a noun, a name, a term, the beginning of a clause.

What may not live here: clauses, and what hangs on a noun (read_clauses.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from infoseek.offline.roles import read_values
from infoseek.offline.roles.read_gaps import gap
from infoseek.offline.roles.read_said import Fill, Kind, Mention
from infoseek.offline.roles.read_tokens import Sentence
from infoseek.offline.roles.read_words import (
    A_TERM,
    BE,
    COUNT,
    HAVE,
    PERIOD,
    TERM,
    by_first,
    by_second,
    classed,
    may_begin,
)

PRONOUNS = frozenset("it they he she them him her this".split())
RELATIVE = frozenset({"that", "which", "who"})
ADVERBS = frozenset("also too then later itself themselves".split())
ARTICLES = frozenset({"a", "an", "the", "another", "that", "this", "one"})
_SINGULAR = frozenset({"a", "an", "another", "one"})
_OWNING = "'s"
_NOT_NOUNS = frozenset(
    (
        "of in on at by to for from with and or as after before between among under that which who whom whose is was "
        "are were be been has had have not never no only than during into within without over near nearby through "
        "against across along around behind about its their his her the a an another called titled named bear go"
    ).split()
)
_TERM_ENDS = frozenset({",", ";", ":", "(", ")", "that", "which", "who", "whose", "by", "with", "?", "whom"})
_LONGEST_NOUN = 6
_LONGEST_TERM = 7
_TIMES = {"twice": 2.0, "thrice": 3.0}


@dataclass
class Words:
    """The words of one sentence."""

    sentence: Sentence

    def word(self, at: int) -> str:
        return self.sentence.words[at] if 0 <= at < len(self.sentence.words) else ""

    def described(self, at: int, first: str) -> tuple[Mention, int] | None:
        kind: Kind = "new" if first in _SINGULAR else "known"
        i, nth, is_other = at + 1, None, first == "another"
        i += self.word(i) == "certain"
        if self.word(i) == "other":
            is_other, i = True, i + 1
        elif (order := read_values.ordinal(self.word(i))) and self.noun(i + 1):
            nth, i = order, i + 1
        noun = self.noun(i)
        # "… and that came out" goes on, it names nothing.
        if noun is None or (first in ("that", "this") and self.begins_clause(i)):
            return None
        words, end = noun
        mention = Mention(kind, words, nth, is_other)
        if words[-1].endswith(_OWNING):
            return self._owned(replace(mention, words=(*words[:-1], words[-1].removesuffix(_OWNING))), end)
        return self.apposition(mention, end)

    def _owned(self, owner: Mention, at: int) -> tuple[Mention, int] | None:
        """ "the opera's composer": a thing told by what it is to another."""
        noun = self.noun(at)
        return (Mention("owned", noun[0], owner=owner), noun[1]) if noun else None

    def apposition(self, mention: Mention, end: int) -> tuple[Mention, int]:
        """ "another album, a live one," is a live album."""
        if self.word(end) == "," and self.word(end + 1) in ("a", "an"):
            found = self.noun(end + 2, is_one=True)
            if found and self.word(found[1]) in (",", ""):
                words, behind = found
                if words[-1] == "one":
                    return replace(mention, words=(*words[:-1], *mention.words)), behind + 1
                if words[-1] == mention.words[-1]:
                    return replace(mention, words=words), behind + 1
        return mention, end

    def noun(self, at: int, *, is_one: bool = False) -> tuple[tuple[str, ...], int] | None:
        """The words of a noun and of what stands before it, up to what cannot belong to them."""
        words: list[str] = []
        while len(words) < _LONGEST_NOUN and self._is_nounlike(at + len(words), bool(words), is_one):
            words.append(self.word(at + len(words)))
            if words[-1].endswith(_OWNING):
                break
        return (tuple(words), at + len(words)) if words else None

    def _is_nounlike(self, at: int, is_behind: bool, is_one: bool) -> bool:
        word = self.word(at)
        if word in ADVERBS:
            return False
        if word == "and" and is_behind:
            return self._is_nounlike(at + 1, True, False)
        if not word or not word[0].isalpha() or word in _NOT_NOUNS or word in PRONOUNS:
            return is_one and word == "one"
        return not (is_behind and self.begins_clause(at))

    def begins_clause(self, at: int) -> bool:
        """Whether a clause may begin here, judged by its first two words."""
        if may_begin(self.word(at), self.word(at + 1)):
            return True
        return gap(self.sentence.words, at, is_reduced=False) is not None

    def name(self, at: int) -> tuple[str, int] | None:
        """A proper name: "the Isle of Man", "Bavaria"."""
        start = at + 1 if self.word(at) == "the" else at
        end = start
        while end < len(self.sentence.words):
            written = self.sentence.written[end]
            is_small = self.word(end) in ("of", "the", "and", "de", "la") and end > start
            is_between = is_small and any(w[:1].isupper() for w in self.sentence.written[end + 1 : end + 3])
            if not written[:1].isupper() and not is_between:
                break
            end += 1
        return (" ".join(self.sentence.written[start:end]), end) if end > start else None

    def later_period(self, at: int) -> read_values.Bounds | None:
        """The period of "was recorded and came out in the 1960s", for the clause that stops before it."""
        if self.word(at) != "and":
            return None
        for pattern in (
            *by_first().get(classed(self.word(at + 1)), ()),
            *by_second().get(self.word(at + 1), ()),
        ):
            if pattern.tokens[-1] != PERIOD:
                continue
            tokens = (
                pattern.tokens
                if classed(pattern.tokens[0]) == classed(self.word(at + 1))
                else pattern.tokens[1:]
            )
            literal = tokens[:-1]
            if all(classed(self.word(at + 1 + n)) == classed(token) for n, token in enumerate(literal)):
                return read_values.period(self.sentence.words, at + 1 + len(literal))
        return None

    def counts(self, slot: str, at: int, fill: Fill) -> Iterator[Fill]:
        if slot == COUNT:
            if (found := read_values.at_least(self.sentence.words, at)) is not None:
                yield replace(fill, end=found[1], count=found[0])
            return
        if (self.word(at), self.word(at + 1)) != ("at", "least"):
            return
        if self.word(at + 2) in _TIMES:
            yield replace(fill, end=at + 3, count=_TIMES[self.word(at + 2)])
        elif (number := read_values.number(self.sentence.words, at + 2)) and self.word(number[1]) == "times":
            yield replace(fill, end=number[1] + 1, count=number[0])

    def terms(self, slot: str, rest: Sequence[str], at: int, fill: Fill) -> Iterator[Fill]:
        if slot == A_TERM:
            if self.word(at) not in ("a", "an"):
                return
            at += 1
        elif self.word(at) == "the" and slot == TERM:
            if rest or self.word(at - 1) != "played":
                return
            at += 1
        elif self.word(at) in ARTICLES:
            return
        for end in self.term_ends(at, rest):
            yield replace(fill, end=end, value=" ".join(self.sentence.words[at:end]))

    def term_ends(self, at: int, rest: Sequence[str]) -> Iterator[int]:
        """Where a term may end: before what the pattern has next, else before what cannot belong to it."""
        end = at
        while end < min(len(self.sentence.words), at + _LONGEST_TERM):
            word = self.word(end)
            if end > at and rest and word == rest[0]:
                yield end
            if word in _TERM_ENDS or read_values.period(self.sentence.words, end) is not None:
                break
            if word == "and" and self._is_past_term(end + 1):
                break
            end += 1
        if not rest and end > at:
            yield end

    def _is_past_term(self, at: int) -> bool:
        word = self.word(at)
        return (
            word in ARTICLES
            or word in RELATIVE
            or word in ADVERBS
            or word in ("in", "on", "at", "from", "by")
            or self.begins_clause(at)
            or classed(word) in (BE, HAVE)
            or gap(self.sentence.words, at, is_reduced=False) is not None
        )
