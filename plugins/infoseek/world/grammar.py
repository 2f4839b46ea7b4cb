"""A small grammar of sentences: texts with choices and slots, read once and written many times.

What lives here: reading and writing templates. What may not: the texts themselves (wording/).

A text: "The [harbour|quay] of {name} smells of <tar>." Brackets hold alternatives and may nest, {…} is a slot
that the page fills, <…> a word from a list that many texts share.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

_LIST_LENGTH = 6
_TOKEN = re.compile(r"[\[\]|]|\{[^{}]+\}|<[^<>]+>|[^\[\]|{}<>]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value."""

    name: str


@dataclass(frozen=True, slots=True)
class Options:
    """Alternatives, each a sequence of parts."""

    parts: tuple[tuple[str | Slot | Options, ...], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """One text. needs: every slot that stands in it, in whichever alternative."""

    parts: tuple[str | Slot | Options, ...]
    needs: frozenset[str]

    def written(self, rng: random.Random, fill: Callable[[str], str]) -> str:
        """The text as HTML. fill: a slot's value as HTML."""
        out: list[str] = []
        _write(self.parts, rng.random, fill, out)
        text = "".join(out)
        return text[0].upper() + text[1:]


def template(text: str, words: Mapping[str, Sequence[str]]) -> Template:
    """Read a text. words: the shared lists. Raises `ValueError` where brackets do not match or a list is unknown."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise ValueError(f"This template has a stray brace: {text!r}")
    needs: set[str] = set()
    parts, rest = _sequence(tokens, 0, words, needs)
    if rest != len(tokens):
        raise ValueError(f"This template's brackets do not match: {text!r}")
    return Template(parts, frozenset(needs))


def _sequence(
    tokens: list[str], at: int, words: Mapping[str, Sequence[str]], needs: set[str]
) -> tuple[tuple[str | Slot | Options, ...], int]:
    parts: list[str | Slot | Options] = []
    while at < len(tokens) and tokens[at] not in "|]":
        token = tokens[at]
        at += 1
        if token == "[":
            options, at = _options(tokens, at, words, needs)
            parts.append(options)
        elif token[0] == "{":
            needs.add(token[1:-1])
            parts.append(Slot(token[1:-1]))
        elif token[0] == "<":
            if token[1:-1] not in words:
                raise ValueError(f"No list of words is called {token}.")
            parts.append(Options(tuple((escape(word, quote=False),) for word in words[token[1:-1]])))
        else:
            parts.append(escape(token, quote=False))
    return tuple(parts), at


def _options(
    tokens: list[str], at: int, words: Mapping[str, Sequence[str]], needs: set[str]
) -> tuple[Options, int]:
    found = []
    while True:
        parts, at = _sequence(tokens, at, words, needs)
        found.append(parts)
        if at >= len(tokens):
            raise ValueError(f"This template's brackets do not match: {''.join(tokens)!r}")
        at += 1
        if tokens[at - 1] == "]":
            return Options(tuple(found)), at


def _write(
    parts: tuple[str | Slot | Options, ...],
    draw: Callable[[], float],
    fill: Callable[[str], str],
    out: list[str],
) -> None:
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Options):
            number = int(draw() * len(part.parts))
            # The same word twice in a sentence would read like a slip.
            if len(part.parts) >= _LIST_LENGTH and part.parts[number][0] in out:
                number -= 1
            _write(part.parts[number], draw, fill, out)
        else:
            out.append(fill(part.name))
