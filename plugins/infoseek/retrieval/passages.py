"""A page's main text cut into passages: whole sentences, or row lines, with exact offsets.

What lives here: where passages begin and end. What may not: how they are indexed or searched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "row"]

CHARS_PER_WORD = 12
"""A passage of n words has at most n times as many characters: what has no spaces is bounded too."""

_WORD = re.compile(r"\S+")
_Group = tuple[Kind, str]
"""What may be joined: sentences of a section, rows of a box."""

_Span = tuple[int, int, _Group]
_Piece = tuple[int, int, int, _Group]
"""Start, end, words, and its group."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a page's text. kind: text for sentences, row for row lines. section: the heading above, or "".

    passage_id: hash of the page's id, its content's hash and the span: 20 hex digits.
    """

    passage_id: str
    page_id: str
    start: int
    end: int
    kind: Kind
    section: str


def passages_of(page: Mapping[str, Any], words: int) -> list[Passage]:
    """The passages of one crawl__pages row, in the order of its text, none overlapping another.

    words: runs of non-space characters of a passage, at most. Neighbouring sentences of a section are one
    passage while they fit, and so are the row lines of a box; a sentence is cut only where it alone is too
    long. Spans that do not lie in the text are left out. Navigation is not in `text`, hence in no passage.
    """
    text = page["text"] or ""
    marked: list[_Span] = [
        *((span["start"], span["end"], ("text", span["section"] or "")) for span in page["sentences"] or ()),
        *((span["start"], span["end"], ("row", str(span["box"]))) for span in page["rows"] or ()),
    ]
    marked.sort()
    found = []
    for start, end, (kind, group) in _packed(_pieces(text, marked, words), words):
        identity = passage_id(page["page_id"], page["content_sha256"] or "", start, end)
        section = group if kind == "text" else ""
        found.append(Passage(identity, page["page_id"], start, end, kind, section))
    return found


def passage_id(page_id: str, content_sha256: str, start: int, end: int) -> str:
    """The id of a span of one version of a page."""
    return hashlib.sha256(f"{page_id}\0{content_sha256}\0{start}\0{end}".encode()).hexdigest()[:20]


def _pieces(text: str, spans: Iterable[_Span], words: int) -> Iterator[_Piece]:
    """The spans, those that are too long cut between words, those that overlap the one before cut short."""
    reached = 0
    for start, end, group in spans:
        start, end = max(start, reached), min(end, len(text))
        if start >= end:
            continue
        reached = end
        found = text[start:end]
        count = len(found.split())
        if count <= words and end - start <= words * CHARS_PER_WORD:
            if count:
                yield start, end, count, group
        else:
            yield from _cut(text, start, end, words, group)


def _cut(text: str, start: int, end: int, words: int, group: _Group) -> Iterator[_Piece]:
    """A long span in pieces: between words, and within a word that alone is too long."""
    limit = words * CHARS_PER_WORD
    first = last = -1
    count = 0
    for word in _WORD.finditer(text, start, end):
        for low in range(word.start(), word.end(), limit):
            high = min(low + limit, word.end())
            if count and (count == words or high - first > limit):
                yield first, last, count, group
                count = 0
            if not count:
                first = low
            last, count = high, count + 1
    if count:
        yield first, last, count, group


def _packed(pieces: Iterable[_Piece], words: int) -> Iterator[_Span]:
    """Neighbouring pieces of one group joined while they are short enough together."""
    held: _Piece | None = None
    for start, end, count, group in pieces:
        if held is not None:
            joined = held[2] + count
            if group == held[3] and joined <= words and end - held[0] <= words * CHARS_PER_WORD:
                held = (held[0], end, joined, group)
                continue
            yield held[0], held[1], held[3]
        held = (start, end, count, group)
    if held is not None:
        yield held[0], held[1], held[3]
