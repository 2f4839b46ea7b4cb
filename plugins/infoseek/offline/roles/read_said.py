"""What a sentence is taken apart into: noun phrases, clauses, what has been filled in of a pattern.

What lives here: the shapes. What may not: how they are found (read_nouns.py, read_clauses.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from infoseek.offline.roles.read_gaps import Gap
from infoseek.offline.roles.read_words import Pattern

Kind = Literal["new", "known", "asked", "pronoun", "owned"]


@dataclass(frozen=True)
class Mention:
    """A noun phrase: its words ("live album"), how it refers, and what hangs on it."""

    kind: Kind
    words: tuple[str, ...]
    nth: int | None = None
    is_other: bool = False
    hung: tuple[Said, ...] = ()
    owner: Mention | None = None


@dataclass(frozen=True)
class Said:
    """One clause: the patterns it may be (they have the same words) and what fills them."""

    patterns: tuple[Pattern, ...] = ()
    child: Mention | None = None
    low: float | None = None
    high: float | None = None
    value: str = ""
    name: str = ""
    gap: Gap | None = None
    is_object: bool = False


@dataclass
class Fill:
    """What has been filled in of a pattern so far."""

    end: int
    children: tuple[Mention, ...] = ()
    low: float | None = None
    high: float | None = None
    value: str = ""
    name: str = ""
    count: float | None = None
    cost: int = 0


class TooDeep(Exception):
    """A sentence nested deeper than any question is."""


def made(options: tuple[Pattern, ...], fill: Fill) -> list[Said]:
    """What a filled pattern says: a clause for each of its things."""
    if fill.count is not None:
        return [Said(tuple(replace(p, form="count") for p in options), low=fill.count)]
    if fill.name:
        return [Said(options, name=fill.name)]
    if fill.children:
        return [Said(options, child) for child in fill.children]
    return [Said(options, low=fill.low, high=fill.high, value=fill.value)]
