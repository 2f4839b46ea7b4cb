"""The grammar of a sentence: noun phrases with what hangs on them, lists of clauses, what each clause says.

What lives here: one sentence's structure, each place of it parsed once, so that its time is bounded. What may not:
which thing a noun phrase means (read_things.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from infoseek.offline.roles import read_values
from infoseek.offline.roles.read_families import Domains, suits
from infoseek.offline.roles.read_gaps import further_gap, gap
from infoseek.offline.roles.read_nouns import ADVERBS, ARTICLES, PRONOUNS, RELATIVE, Words
from infoseek.offline.roles.read_said import Fill, Mention, Said, TooDeep, made
from infoseek.offline.roles.read_words import (
    BE,
    COUNT,
    MEASURE,
    PERIOD,
    THING,
    TIMES,
    Mode,
    Pattern,
    beginning,
    by_first,
    classed,
    of_verb,
)

_POSSESSIVES = frozenset("its their his her".split())
_PREPOSITIONS = frozenset("on in by at of from under to for with".split())
_DEEPEST = 12


@dataclass
class Clauses(Words):
    """The parser of one sentence. domains: predicate -> (sorts of its subjects, of its objects)."""

    domains: Domains
    _depth: int = 0
    _memo: dict[tuple[object, ...], object] = field(default_factory=dict)

    def subject(self, at: int) -> tuple[Mention, int] | None:
        """The noun phrase that a sentence begins with; clauses may stand between commas behind it."""
        found = self.mention(at)
        return self.aside(*found) if found is not None and found[0].kind != "pronoun" else found

    def aside(self, mention: Mention, end: int) -> tuple[Mention, int]:
        """ "a novel, published in the 1960s, …"."""
        said = self.said_list(end + 1, mention.words, "reduced") if self.word(end) == "," else None
        if said is None or self.word(said[1]) != ",":
            is_closed = bool(mention.hung) and self.word(end) == ","
            is_closed = is_closed and self.said_list(end + 1, mention.words, "finite") is not None
            return mention, end + is_closed
        return replace(mention, hung=(*mention.hung, *said[0])), said[1] + 1

    def mention(self, at: int, *, is_bare: bool = False) -> tuple[Mention, int] | None:
        """The noun phrase that begins here; is_bare: without what hangs on it."""
        key = ("mention", at, is_bare)
        if key not in self._memo:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise TooDeep
            self._memo[key] = self._mention(at, is_bare)
            self._depth -= 1
        return self._memo[key]  # type: ignore[return-value]

    def _mention(self, at: int, is_bare: bool) -> tuple[Mention, int] | None:
        first = self.word(at)
        if first in ARTICLES:
            found = self.described(at, first)
            if found is not None:
                return self.hang(*found) if not is_bare else found
        if first in _POSSESSIVES and (noun := self.noun(at + 1)) is not None:
            owned = Mention("owned", noun[0], owner=Mention("pronoun", (first,)))
            return (owned, noun[1]) if is_bare else self.hang(owned, noun[1])
        if first in PRONOUNS:
            return Mention("pronoun", (first,)), at + 1
        return None

    def hang(self, mention: Mention, end: int) -> tuple[Mention, int]:
        """A noun phrase with the clauses that hang on it behind it, as many as fit its noun."""
        hung: list[Said] = []
        while True:
            found = self._hung(mention, end)
            if found is None:
                return replace(mention, hung=tuple(hung)), end
            said, end = found
            hung.extend(said)
            if self.word(end) == "," and self.word(end + 1) in (RELATIVE | {"and"}):
                continue

    def _hung(self, mention: Mention, at: int) -> tuple[list[Said], int] | None:
        i = at + 1 if self.word(at) == "," and self.word(at + 1) in ("which", "who") else at
        if self.word(i) in RELATIVE:
            return self.said_list(i + 1, mention.words, "finite") or self._object_clause(i + 1, mention.words)
        if i > at:
            return None
        if self.word(at) == "with":
            return self.said_list(at + 1, mention.words, "with")
        return self.said_list(at, mention.words, "reduced")

    def _object_clause(self, at: int, words: tuple[str, ...]) -> tuple[list[Said], int] | None:
        """ "a novel that a novelist wrote": the clause is said of the other thing, with this one as its child."""
        subject = self.mention(at, is_bare=True)
        if subject is None:
            return None
        other, i = subject
        for pattern in by_first().get(classed(self.word(i)), ()):
            if pattern.tokens[-1] == THING and len(pattern.tokens) > 1 and pattern.form == "relation":
                tail = pattern.tokens[:-1]
                if all(classed(self.word(i + n)) == classed(token) for n, token in enumerate(tail)):
                    same = tuple(p for p in by_first()[classed(tail[0])] if p.tokens == pattern.tokens)
                    return [Said(same, other, is_object=True)], i + len(tail)
        return None

    def said_list(self, at: int, words: tuple[str, ...], mode: Mode) -> tuple[list[Said], int] | None:
        """Clauses that share a subject, called by these words: "was recorded in the 1950s and stars a singer"."""
        key = ("list", at, words, mode)
        if key not in self._memo:
            self._memo[key] = self._said_list(at, words, mode)
        found = self._memo[key]
        return found if found is None else (list(found[0]), found[1])  # type: ignore[index]

    def _said_list(self, at: int, words: tuple[str, ...], mode: Mode) -> tuple[list[Said], int] | None:
        first = self.said(at, words, mode)
        if first is None:
            return None
        said, end = first
        modes: tuple[Mode, ...] = ("finite", "reduced") if mode == "finite" else (mode,)
        while True:
            following = self._another(end, words, modes)
            if following is None:
                return said, end
            said, end = [*said, *following[0]], following[1]

    def _another(
        self, at: int, words: tuple[str, ...], modes: tuple[Mode, ...]
    ) -> tuple[list[Said], int] | None:
        i = at + 1 if self.word(at) == "," else at
        if self.word(i) in ("and", "but"):
            i += 1
        if i == at:
            return None
        if self.word(i) in RELATIVE:
            i += 1
            modes = ("finite",)
        for mode in modes:
            if (found := self.said(i, words, mode)) is not None:
                return found
        return None

    def said(self, at: int, words: tuple[str, ...], mode: Mode) -> tuple[list[Said], int] | None:
        """One clause about what is called by these words, in full, as a participle, or behind "with"."""
        while self.word(at) in ADVERBS:
            at += 1
        key = ("said", at, words, mode)
        if key not in self._memo:
            self._memo[key] = self._said(at, words, mode)
        found = self._memo[key]
        return found if found is None else (list(found[0]), found[1])  # type: ignore[index]

    def _said(self, at: int, words: tuple[str, ...], mode: Mode) -> tuple[list[Said], int] | None:
        spanned = gap(self.sentence.words, at, is_reduced=mode == "reduced") if mode != "with" else None
        if spanned is not None:
            verb = ("was", self.word(at)) if mode == "reduced" else self.sentence.words[at : at + 2]
            return self._joined([Said(gap=spanned)], verb, spanned.end, words)
        best: tuple[tuple[bool, int, int], tuple[Pattern, ...], Fill] | None = None
        for options, skipped in beginning(self.word(at), self.word(at + 1), mode):
            fitting = tuple(p for p in options if self._fits(p, words))
            if not fitting:
                continue
            fill = self._match(fitting[0].tokens[skipped:], 0, Fill(at))
            if fill is None:
                continue
            literal = sum(not token.startswith("{") for token in fitting[0].tokens)
            is_bounded = (fill.low, fill.high, fill.count) != (None, None, None)
            rank = (not is_bounded, -literal, fill.cost)
            if best is None or rank < best[0]:
                best = rank, fitting, fill
        if best is None:
            return self._copula(at, words, mode)
        _, options, fill = best
        return self._joined(made(options, fill), options[0].tokens[:2], fill.end, words)

    def _fits(self, pattern: Pattern, words: tuple[str, ...]) -> bool:
        """Whether the predicate can be said of what is called so, as far as its noun is known."""
        subjects, objects = self.domains.get(pattern.predicate, (frozenset(), frozenset()))
        return suits(words, subjects if pattern.direction == "forward" else objects)

    def _match(self, tokens: Sequence[str], at: int, fill: Fill) -> Fill | None:
        """The pattern's tokens from `at` on against the sentence from `fill.end` on."""
        if at == len(tokens):
            return fill
        token = tokens[at]
        if not token.startswith("{"):
            word = self.word(fill.end)
            if word == token or (word and f"{word}s" == token):
                return self._match(tokens, at + 1, replace(fill, end=fill.end + 1))
            if word and classed(word) == classed(token):
                return self._match(tokens, at + 1, replace(fill, end=fill.end + 1, cost=fill.cost + 1))
            # A region is lain in: what is held at a place is held in Bavaria.
            is_placed = token == "at" and word == "in" and tokens[at + 1 : at + 2] == (THING,)
            if is_placed and self.name(fill.end + 1):
                return self._match(tokens, at + 1, replace(fill, end=fill.end + 1, cost=fill.cost + 1))
            return None
        for filled in self._slot(token, tokens[at + 1 :], tokens[at - 1] if at else "", fill):
            if (whole := self._match(tokens, at + 1, filled)) is not None:
                return whole
        return None

    def _slot(self, slot: str, rest: Sequence[str], before: str, fill: Fill) -> Iterator[Fill]:
        at, words = fill.end, self.sentence.words
        if slot == THING:
            yield from self._things(at, rest, before, fill)
        elif slot == PERIOD:
            if (found := read_values.period(words, at)) is not None:
                yield replace(fill, end=found.end, low=found.low, high=found.high)
            elif (later := self.later_period(at)) is not None:
                yield replace(fill, low=later.low, high=later.high)
        elif slot == MEASURE:
            if (found := read_values.measure(words, at)) is not None:
                yield replace(fill, end=found.end, low=found.low, high=found.high)
        elif slot in (COUNT, TIMES):
            yield from self.counts(slot, at, fill)
        else:
            yield from self.terms(slot, rest, at, fill)

    def _things(self, at: int, rest: Sequence[str], before: str, fill: Fill) -> Iterator[Fill]:
        if (number := read_values.at_least(self.sentence.words, at)) is not None:
            noun = self.noun(number[1])
            if noun is not None:
                yield replace(fill, end=noun[1], count=number[0])
            return
        if not rest and (name := self.name(at)) is not None:
            yield replace(fill, end=name[1], name=name[0])
            return
        for is_bare in (False, True):
            found = self.mention(at, is_bare=is_bare)
            if found is None:
                return
            children, end = [found[0]], found[1]
            while not rest and (further := self._further(end, before)) is not None:
                children.append(further[0])
                end = further[1]
            yield replace(fill, end=end, children=(*fill.children, *children))

    def _further(self, at: int, before: str) -> tuple[Mention, int] | None:
        """One more thing in the same place: "and another actor", "and by a novelist", ", a poet and …"."""
        i = at + 1 if self.word(at) == "," else at
        is_last = self.word(i) == "and"
        i += is_last
        if i == at:
            return None
        if is_last and before in _PREPOSITIONS and self.word(i) == before:
            i += 1
        found = self.mention(i) if self.word(i) in ARTICLES else None
        if found is None or self.begins_clause(found[1]) or self.word(found[1]) in PRONOUNS:
            return None
        if not is_last and self.word(found[1]) not in (",", "and"):
            return None
        return found

    def _copula(self, at: int, words: tuple[str, ...], mode: Mode) -> tuple[list[Said], int] | None:
        """ "is a comedy", "is a historical novel": a term of the thing's own kind."""
        if mode != "finite" or classed(self.word(at)) != BE or self.word(at + 1) not in ("a", "an"):
            return None
        for end in self.term_ends(at + 2, ()):
            value = " ".join(self.sentence.words[at + 2 : end])
            genre = Pattern((), "value", "genre")
            return [Said((genre,), value=value)], end
        return None

    def _joined(
        self, said: list[Said], verb: tuple[str, ...], end: int, words: tuple[str, ...]
    ) -> tuple[list[Said], int]:
        """Further clauses of the same verb behind it: "was written in French by a novelist"."""
        auxiliary = tuple(map(classed, verb))
        while len(verb) == 2 and not verb[1].startswith("{"):
            best: tuple[list[Said], int] | None = None
            for options in of_verb(auxiliary):
                fitting = tuple(p for p in options if self._fits(p, words))
                more = self._match(fitting[0].tokens[2:], 0, Fill(end)) if fitting else None
                if more is not None and (best is None or more.end > best[1]):
                    best = made(fitting, more), more.end
            spanned = further_gap(self.sentence.words, end, verb)
            if spanned is not None and (best is None or spanned.end > best[1]):
                best = [Said(gap=spanned)], spanned.end
            if best is None or best[1] <= end:
                break
            said, end = [*said, *best[0]], best[1]
        return said, end
