"""The vocabulary turned round: patterns that a clause of a question is recognised by.

What lives here: patterns and their index. What may not: the words themselves (vocabulary.py and its tables), grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from infoseek.offline.roles.derived_words import COUNTS, EVENTS, ROLES
from infoseek.offline.roles.relation_words import RELATIONS
from infoseek.offline.roles.shared_words import SEQUENCES, SHARED
from infoseek.offline.roles.value_words import DATED, MEASURED, TERMS, ByNoun

Form = Literal["relation", "shared", "value", "range", "count"]
Direction = Literal["forward", "inverse"]
Mode = Literal["finite", "reduced", "with"]

# Slots: a thing, a period, a measure, a term, a term with its article, "at least n", "at least twice".
THING, PERIOD, MEASURE, TERM, A_TERM, COUNT, TIMES = (
    "{thing}",
    "{period}",
    "{measure}",
    "{term}",
    "{a term}",
    "{count}",
    "{times}",
)
BE, HAVE = "be", "have"
_CLASSES = {
    **dict.fromkeys(("is", "was", "are", "were", "be", "been"), BE),
    **dict.fromkeys(("has", "had", "have", "having"), HAVE),
}
_DIRECTIONS: tuple[Direction, Direction] = ("forward", "inverse")
# Further ways to say that one comes right after or before another of a series.
_AFTER = ("came directly after {child}", "is the album that the artist issued next after {child}")
_BEFORE = ("came directly before {child}", "is the album that the artist issued just before {child}")
_STEM = 4
_REMEMBERED = 16_384
_UNIT = re.compile(r"\{measure\} (?:((?:square |cubic )?(?:kilo)?metres|minutes|kilograms|tonnes)(?! an? )|)")
_WORD = re.compile(r"\{[a-z ]+\}|[^\W_]+(?:[-'.][^\W_]+)*")


@dataclass(frozen=True)
class Pattern:
    """A clause with slots. noun: a noun or sort of the predicate's subject that it is said of, "" for all."""

    tokens: tuple[str, ...]
    form: Form
    predicate: str
    direction: Direction = "forward"
    noun: str = ""
    unit: str = ""


def classed(token: str) -> str:
    """One word for all forms of "be" and "have"; any other token as it is."""
    return _CLASSES.get(token, token)


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, the longest first."""
    found = dict.fromkeys(_all())
    return tuple(sorted(found, key=lambda p: (-len(p.tokens), p.tokens, p.predicate, p.direction)))


@cache
def by_first() -> dict[str, tuple[Pattern, ...]]:
    """The patterns by their first word, forms of "be" and "have" as one; the longest first."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns():
        found.setdefault(classed(pattern.tokens[0]), []).append(pattern)
    return {first: tuple(some) for first, some in found.items()}


@cache
def by_second() -> dict[str, tuple[Pattern, ...]]:
    """The patterns that begin with "be" or "have", by the word behind it."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns():
        if classed(pattern.tokens[0]) in (BE, HAVE) and len(pattern.tokens) > 1:
            found.setdefault(pattern.tokens[1], []).append(pattern)
    return {second: tuple(some) for second, some in found.items()}


_ANY = "{"
Alike = tuple[Pattern, ...]


@cache
def _by_two() -> dict[tuple[str, str], tuple[Alike, ...]]:
    """The patterns of the same words together, by their first two words; a slot is any, no second word is empty."""
    grouped: dict[tuple[str, ...], list[Pattern]] = {}
    for pattern in patterns():
        grouped.setdefault(pattern.tokens, []).append(pattern)
    found: dict[tuple[str, str], list[Alike]] = {}
    for tokens, same in grouped.items():
        second = classed(tokens[1]) if len(tokens) > 1 else ""
        key = classed(tokens[0]), _ANY if second.startswith(_ANY) else second
        found.setdefault(key, []).append(tuple(same))
    return {key: tuple(some) for key, some in found.items()}


def beginning(first: str, second: str, mode: Mode) -> Iterator[tuple[Alike, int]]:
    """The patterns whose clause may begin with these words, those of the same words together.

    mode: in full, as a participle, or behind "with"; with each the number of its words that are then left out.
    """
    skipped = 0 if mode == "finite" else 1
    seconds = (
        (classed(second), _ANY, "") if mode == "finite" else (first, *([_ANY] if mode == "with" else []))
    )
    if mode == "finite" and second == "in":
        seconds = (*seconds, "at")
    opening = classed(first) if mode == "finite" else BE if mode == "reduced" else HAVE
    for one in seconds:
        yield from ((same, skipped) for same in _by_two().get((opening, one), ()))


def of_verb(verb: tuple[str, ...]) -> Iterator[Alike]:
    """The patterns that begin with these two words, forms of "be" and "have" as one, and have more behind them."""
    return (same for same in _by_two().get((verb[0], verb[1]), ()) if len(same[0].tokens) > len(verb))


@lru_cache(_REMEMBERED)
def may_begin(word: str, following: str) -> bool:
    """Whether a clause in full, or as a participle, may begin with these two words."""
    for skipped, some in enumerate((by_first().get(word, ()), by_second().get(word, ()))):
        for pattern in some:
            behind = pattern.tokens[skipped + 1 : skipped + 2]
            if not behind or behind[0].startswith(_ANY) or behind[0] == following:
                return True
    return False


@cache
def makers(noun: str) -> tuple[Pattern, ...]:
    """The relations that lead from a thing to what is called its `noun`: "its composer" is who it was composed by."""
    found = [
        pattern
        for pattern in patterns()
        if pattern.tokens[2:] == ("by", THING)
        and pattern.tokens[1][:_STEM] == noun[:_STEM]
        and len(noun) > _STEM
    ]
    if found:
        return tuple(found)
    roles = [
        Pattern((), "relation", predicate, direction)
        for predicate, ways in ROLES.items()
        for direction, way in zip(_DIRECTIONS, ways, strict=True)
        if way in (f"its {noun}", f"their {noun}")
    ]
    return tuple(roles[:1])


@cache
def events() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Every way to tell the event of a date, with its predicate, the longest first."""
    found = {tuple(event.clause.split()): name for name, event in EVENTS.items()}
    for pattern in patterns():
        if pattern.form == "range" and pattern.tokens[-1] == PERIOD:
            found.setdefault(pattern.tokens[:-1], pattern.predicate)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _all() -> Iterator[Pattern]:
    for predicate, by_noun in DATED.items():
        yield from _ways(by_noun, "range", predicate, PERIOD)
    for predicate, event in EVENTS.items():
        yield from _ways({"": (f"{event.clause} {{}}",)}, "range", predicate, PERIOD)
    for predicate, by_noun in MEASURED.items():
        yield from _ways(by_noun, "range", predicate, MEASURE)
    for predicate, by_noun in TERMS.items():
        yield from _ways(by_noun, "value", predicate, TERM)
    yield Pattern(("sang",), "value", "instrument")
    for predicate, by_noun in SHARED.items():
        yield from _ways(by_noun, "shared", predicate, "")
    for predicate, (of_subject, of_object) in RELATIONS.items():
        yield from _ways(of_subject, "relation", predicate, "")
        yield from _ways(of_object, "relation", predicate, "", "inverse")
    for predicate, (objects, subjects) in COUNTS.items():
        yield from _ways({"": objects}, "count", predicate, COUNT)
        yield from _ways({"": subjects}, "count", predicate, COUNT, "inverse")
    yield from _ways({"": _AFTER}, "relation", "preceded_by", "")
    yield from _ways({"": _BEFORE}, "relation", "followed_by", "")
    for noun, (after, before) in SEQUENCES.items():
        yield from _ways({noun: after}, "relation", "preceded_by", "")
        yield from _ways({noun: before}, "relation", "followed_by", "")


def _ways(
    by_noun: ByNoun, form: Form, predicate: str, slot: str, direction: Direction = "forward"
) -> Iterator[Pattern]:
    for noun, ways in by_noun.items():
        for way in ways:
            text = way.replace("{child}", THING).replace("{times}", TIMES).replace("{a}", A_TERM)
            text = text.replace("{type}", noun).replace("{Name}", TERM).replace("{}", slot)
            unit = _UNIT.search(text)
            yield Pattern(
                tuple(_lower(token) for token in _WORD.findall(text)),
                form,
                predicate,
                direction,
                noun,
                ("count" if unit[1] is None else unit[1]) if unit else "",
            )


def _lower(token: str) -> str:
    return token if token.startswith("{") else token.lower()
