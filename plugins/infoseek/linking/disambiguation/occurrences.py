"""Where a page's text has names of the dictionary: words, their folded forms, and the names that begin at each.

What lives here: finding every name, overlapping ones too. What may not: which entity one means, if any.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.pack import MAX_NAME_CHARS, Pack, word_number
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page

MOST_TEXT_CHARS = 400_000
"""Text of a page that is searched for names; what lies beyond stays unlinked."""
MOST_OCCURRENCES = 20_000

_WORD = re.compile(r"(?:[^\W_]|[̀-ͯ])+(?:['’](?:[^\W_]|[̀-ͯ])+)*['’]?")
_POSSESSIVE = re.compile(r"(?:['’][sS]|(?<=[sS])['’])$")
NO_NAME = -1
"""The name of a span that the dictionary has none for."""

_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,10}:(?:\\?/){2}|www\.)[^\s<>\"”“|•]{1,2000}"
    r"|\b[\w.+-]{1,64}@[\w-]{1,63}\.\w[\w.-]{0,63}"
    r"|\b(?:[\w-]{1,63}\.){1,4}[a-z]{2,6}/[^\s<>\"|•]{0,2000}"
    r"|</?[a-z][^<>\n]{0,1000}>",
    re.IGNORECASE,
)
_MOST_GAP = 4
_BREAK = "\n"
_MOST_NAME_WORDS = 24


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: its span, its folded form's span in the folded text, and what precedes it."""

    start: int
    end: int
    folded_start: int
    folded_end: int
    is_first: bool
    """First of its sentence or line."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name of the dictionary at words[first:last + 1]; start and end are its span in the text."""

    start: int
    end: int
    first: int
    last: int
    name: int


@dataclass(frozen=True)
class Reading:
    """A page's words in order, and their folded forms joined: by a space, or by a line end where a name ends."""

    words: Sequence[Word]
    folded: str
    numbers: NDArray[np.int64]
    """The word number of each word."""


def read_words(page: Page) -> Reading:
    """The words of a page's text, up to a limit."""
    text = page.text[:MOST_TEXT_CHARS]
    ends = iter(sorted({sentence.end for sentence in page.sentences}))
    border = next(ends, len(text))
    words: list[Word] = []
    parts: list[str] = []
    at, before = 0, 0
    for match in _WORD.finditer(text):
        folded = _fold(match[0])
        if not folded:
            continue
        start = match.start()
        is_first = not words or start - before > _MOST_GAP or "\n" in text[before:start]
        if start >= border:
            is_first = True
            while start >= border:
                border = next(ends, len(text) + 1)
        if words:
            parts.append(_BREAK if is_first else " ")
            at += 1
        parts.append(folded)
        before = match.end()
        words.append(Word(start, before, at, at + len(folded), is_first))
        at += len(folded)
    numbers = np.array([_number(part) for part in parts[::2]], dtype=np.int64)
    return Reading(words, "".join(parts), numbers)


@lru_cache(1 << 16)
def _number(word: str) -> int:
    return word_number(word)


@lru_cache(1 << 16)
def _fold(word: str) -> str:
    return fold_name(word)


def occurrences(page: Page, reading: Reading, pack: Pack) -> list[Occurrence]:
    """Every name of the dictionary in the text, overlapping ones too, by start and then by length.

    A word in the possessive ends a name without its ending as well: "Ray Charles's".
    """
    found: dict[tuple[int, int, int], Occurrence] = {}
    for first, last, name, end in _hits(page, reading, pack.trie):
        start = reading.words[first].start
        if (first, last, end) not in found:
            found[first, last, end] = Occurrence(start, end, first, last, name)
        if len(found) >= MOST_OCCURRENCES:
            break
    return sorted(found.values(), key=lambda hit: (hit.start, hit.end))


def _hits(page: Page, reading: Reading, trie: Any) -> Iterator[tuple[int, int, int, int]]:
    words, folded = reading.words, reading.folded
    skipped = _in_addresses(page.text, words)
    last_at = {word.folded_end: number for number, word in enumerate(words)}
    surfaces = ((number, page.text[word.start : word.end]) for number, word in enumerate(words))
    owners = {
        number: _POSSESSIVE.sub("", surface)
        for number, surface in surfaces
        if ("'" in surface or "’" in surface) and _POSSESSIVE.search(surface)
    }
    owner_places = deque(sorted(owners))
    for first, word in enumerate(words):
        if first in skipped:
            continue
        begin = word.folded_start
        for name, number in trie.iter_prefixes_with_ids(folded[begin : begin + MAX_NAME_CHARS]):
            last = last_at.get(begin + len(name))
            if last is not None:
                yield first, last, number, words[last].end
        while owner_places and owner_places[0] < first:
            owner_places.popleft()
        if owner_places and owner_places[0] - first < _MOST_NAME_WORDS:
            yield from _possessive(reading, trie, first, owner_places[0], owners[owner_places[0]])


def _in_addresses(text: str, words: Sequence[Word]) -> set[int]:
    """The words that begin within a web or mail address, or within markup that a page shows: they name nothing."""
    starts = [word.start for word in words]
    found: set[int] = set()
    for match in _ADDRESS.finditer(text, 0, MOST_TEXT_CHARS):
        found.update(range(bisect_left(starts, match.start()), bisect_left(starts, match.end())))
    return found


def _possessive(
    reading: Reading, trie: Any, first: int, last: int, owner: str
) -> Iterator[tuple[int, int, int, int]]:
    """The name that ends with an owner's word, without its possessive ending."""
    words = reading.words
    before = reading.folded[words[first].folded_start : words[last].folded_start]
    if _BREAK in before or not _fold(owner):
        return
    number = trie.get(before + _fold(owner), -1)
    if number >= 0:
        yield first, last, int(number), words[last].start + len(owner)
