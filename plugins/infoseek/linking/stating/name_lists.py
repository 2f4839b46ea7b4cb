"""Names as rows list them: where one name ends and the next begins, and which link stands for it.

What lives here: splitting and cleaning. What may not: which entity a name means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Link

Style = Literal[
    "people",
    "organisations",
    "places",
    "works",
    "listed",
    "incumbent",
    "point",
    "terms",
    "proper terms",
    "first",
    "currency",
    "code",
    "calling code",
    "tld",
]
"""How a row writes its values; row_names.py and terms.py say what becomes of each."""
MAX_VALUE_CHARS = 2000
MAX_NAMES = 60

_BRACKETED = re.compile(r"\[[^\[\]]{0,60}\]|\([^()]{0,200}\)")
_QUOTED = re.compile(r'"[^"]{1,200}"|“[^”]{1,200}”')
_SUFFIX = r"(?!\s*(?:Jr|Sr|Inc|Ltd|LLC|Co|Corp|II|III|IV|Esq|PhD|MD)\b)"
_HARD: dict[Style, str] = {
    "people": rf";|\||•|\n|\s/\s|,{_SUFFIX}|\bfeaturing\b|\bfeat\b\.?|\bft\b\.?|\bwith\b",
    "organisations": rf";|\||•|\n|,{_SUFFIX}|/",
    "places": r";|\||•|\n",
    "works": r";|\||•|\n",
    "listed": r";|\||•|\n|,(?!\d{3}\b)",
    "incumbent": r";|\||•|\n|,",
    "point": r";|\||•|\n",
    "terms": r";|\||•|\n|,|/",
}
_AND = re.compile(r"\s{0,3}(?:\band\b|&)\s{0,3}")
_OWN_BAND = re.compile(r"(?:his|her|their|the)\b", re.IGNORECASE)
_CATALOGUE = re.compile(r"[\s-]+(?:[A-Z]{1,4}[- ]?)?\d[\w-]*$")
_COUNTRY_PREFIX = re.compile(r"^(?:US|U\.S\.|UK|U\.K\.|EU|Canada|Europe|Worldwide)\s*:\s*")
_AND_MORE = re.compile(r"[\s,]*(?:(?:,|\band|&)\s*(?:many\s+|several\s+)?others|\bet al)\.?$", re.IGNORECASE)
_OF_LABEL = re.compile(r"\s+(?:records|recordings|record label|label)$", re.IGNORECASE)
# "Albany, Georgia, U.S." and "Albany, Georgia" are one place.
_OWN_COUNTRY = re.compile(r"(?<=\w),\s*(?:U\.?S\.?A?\.?|United States(?: of America)?)$")
_MARKUP = re.compile(r"[<>{}]|https?:|www\.|\S@\S")
_NO_NAMES = frozenset(
    "various|various artists|unknown|none|n a|tba|tbd|see below|traditional|trad|public domain|anonymous|"
    "himself|herself|self released|et al|others|and others|several|uncredited".split("|")
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, its folded form, and the target of the link it carries, or ""."""

    text: str
    folded: str
    target_url: str


def clean_name(text: str) -> str:
    """The name as written without footnote marks, brackets, outer quotes and stray punctuation."""
    plain = _BRACKETED.sub(" ", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"\s+", " ", plain).strip(" \t\n,;:|/•–—-")
    return plain.strip('"“”„«»').strip(" ,;:")


def names_in(text: str, links: Sequence[Link], style: Style, offset: int = 0) -> list[Name]:
    """The names of a row's value, in order, each once.

    text: the value; links: links within it, their spans counted from `offset` before the value's start.
    A linked name is never cut. "Felice and Boudleaux Bryant" stays one name; two full names joined by
    "and" are two, as are a linked and an unlinked one. What is no name ("Various") is left out.
    """
    text = text[:MAX_VALUE_CHARS].rstrip()
    spans = [(link.start - offset, link.end - offset, link.target_url) for link in links]
    spans = [span for span in spans if 0 <= span[0] < span[1] <= len(text)]
    masked = _masked(text, spans)
    found: dict[str, Name] = {}
    for start, end in _segments(masked, spans, style):
        name = _name(text, start, end, spans, style)
        if name and name.folded not in found and len(found) < MAX_NAMES:
            found[name.folded] = name
    return list(found.values())


def _masked(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """The text with links, quotes and brackets filled with letters, so that no separator shows inside."""
    filled = text
    for start, end, _ in spans:
        filled = filled[:start] + "X" * (end - start) + filled[end:]
    for pattern in (_QUOTED, _BRACKETED):
        filled = pattern.sub(lambda match: "X" * len(match[0]), filled)
    return filled


def _segments(masked: str, spans: Sequence[tuple[int, int, str]], style: Style) -> list[tuple[int, int]]:
    pieces = _cut(masked, 0, len(masked), re.compile(_HARD[style], re.IGNORECASE))
    # "Songs: …" narrows what the row's label says: such a part, or what hangs on it, is not the row's.
    kept: list[tuple[int, int]] = []
    is_narrowed = False
    for start, end in pieces:
        head, colon, rest = masked[start:end].partition(":")
        is_role = bool(colon) and style == "people" and "X" not in head
        if not is_role and not is_narrowed:
            kept.append((start, end))
        is_narrowed = is_role and not rest.strip()
    if style not in ("people", "works", "places"):
        return kept
    edges = {edge for start, end, _ in spans for edge in (start, end)}
    return [part for start, end in kept for part in _cut_at_and(masked, start, end, edges, style)]


def _cut(masked: str, start: int, end: int, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, begin = [], start
    for match in separator.finditer(masked, start, end):
        pieces.append((begin, match.start()))
        begin = match.end()
    return [*pieces, (begin, end)]


def _cut_at_and(masked: str, start: int, end: int, edges: set[int], style: Style) -> list[tuple[int, int]]:
    pieces, begin = [], start
    for match in _AND.finditer(masked, start, end):
        left, right = masked[begin : match.start()], masked[match.end() : end]
        sides = [place in edges for place in (match.start(), match.end())]
        # "Sogn and Fjordane" is one county; only two linked places are surely two.
        at_link = all(sides) if style == "places" else any(sides)
        is_two = len(left.split()) > 1 and len(_AND.split(right)[0].split()) > 1 and style == "people"
        opens_list = not left.strip()
        if opens_list or ((at_link or is_two) and not _OWN_BAND.match(right)):
            pieces.append((begin, match.start()))
            begin = match.end()
    return [*pieces, (begin, end)]


def _name(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]], style: Style
) -> Name | None:
    inside = [span for span in spans if start <= span[0] and span[1] <= end]
    target = inside[0][2] if inside else ""
    written = text[start:end]
    if inside and style in ("people", "organisations", "works"):
        written = text[inside[0][0] : inside[0][1]]
    written = clean_name(written)
    if style in ("people", "organisations"):
        written = _AND_MORE.sub("", written)
    if style == "organisations":
        label = _CATALOGUE.sub("", _COUNTRY_PREFIX.sub("", written))
        # "SD 8052" is all catalogue number.
        written = label if label == written or len(label) > 2 else ""
        written = _OF_LABEL.sub("", written) or written
    if style == "places":
        written = _OWN_COUNTRY.sub("", written)
    folded = fold_name(written)
    is_name = 1 < len(folded) <= 120 and len(folded.split()) <= 14 and any(c.isalpha() for c in folded)
    if not is_name or folded in _NO_NAMES or _MARKUP.search(written):
        return None
    return Name(written, folded, target)
