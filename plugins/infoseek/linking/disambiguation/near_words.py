"""What stands around an occurrence in the text: capitals, quotes, type nouns, the section's heading.

What may not live here: the corpus, and what the surroundings say of a candidate (features.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.occurrences import Occurrence, Reading, Word
from infoseek.linking.disambiguation.pack import WORD_BUCKETS, surface_number, word_number
from infoseek.linking.kinds.entities import family_of
from infoseek.linking.kinds.types import KINDS
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page, Row
from infoseek.linking.predicates.lexicon import predicate_of

Array = NDArray[Any]

_NOUNS = frozenset().union(*KINDS.values())
_OPEN, _CLOSE = "\"“„«‘'", "\"”“»’'"
_JOINTS = frozenset("-_/.@#:=&+")
# What parts the items of a list written in a line; a name that fills its part is one.
_PARTS = frozenset("\n•|,;:·–—()[]")
# Words that begin sentences, and so are written large without being part of a name.
_OPENERS = frozenset(
    "a after all along although an and as at because before but by during for from he her his how if in into it "
    "its later like many most no not of on once one or other our she since so some that the their then there they "
    "this though through to under until upon was we what when where which while who why with without you".split()
)
_ARTICLES = frozenset({"a", "an", "the"})
_MOST_APPOSITION = 7


@dataclass(frozen=True)
class Surroundings:
    """One entry an occurrence. surfaces: checksums of the names as written. type_nouns, section_nouns: the type
    that a word beside it, or the heading above it, says it is of, else "". shape: columns by name, 0 or 1 but
    for chars, the logarithm of its length. lines: number of its line. line_words: the words of all lines and of
    the headings above them, as line * WORD_BUCKETS + word number. kinds: row, lead, list or prose. families: what the row's label
    says its values are (`Predicate.objects`), empty elsewhere. groups: kind of the line and the heading above it.
    """

    surfaces: Array
    lines: Array
    line_words: Array
    type_nouns: list[str]
    section_nouns: list[str]
    shape: dict[str, Array]
    kinds: list[str]
    families: list[frozenset[str]]
    groups: list[tuple[str, str]]

    def of(self, places: Sequence[int]) -> Surroundings:
        """Those of some of the occurrences."""
        return Surroundings(
            self.surfaces[places],
            self.lines[places],
            self.line_words,
            [self.type_nouns[place] for place in places],
            [self.section_nouns[place] for place in places],
            {name: column[places] for name, column in self.shape.items()},
            [self.kinds[place] for place in places],
            [self.families[place] for place in places],
            [self.groups[place] for place in places],
        )


def surroundings(
    page: Page, reading: Reading, hits: Sequence[Occurrence], type_noun: str = ""
) -> Surroundings:
    """What stands around each occurrence. type_noun: what the page is about, by which row labels are read."""
    rows = {row.start: row for row in page.rows}
    lines = sorted(
        [(sentence.start, sentence.end, sentence.kind, sentence.section) for sentence in page.sentences]
        + [(row.start, row.end, "row", "") for row in page.rows]
    )
    starts = [line[0] for line in lines]
    row_of_line: list[int] = []
    longest = _reach(hits, len(reading.words))
    text, words = page.text, reading.words
    nouns, sections, shapes, kinds, families, groups = [], [], [], [], [], []
    for hit in hits:
        place = bisect_right(starts, hit.start) - 1
        inside = place >= 0 and hit.end <= lines[place][1]
        kind, section = lines[place][2:] if inside else ("prose", "")
        row_of_line.append(place if inside else len(lines))
        kinds.append(kind)
        groups.append((kind, section))
        row = rows.get(lines[place][0]) if kind == "row" and inside else None
        families.append(_families(row, type_noun) if row and hit.start >= row.value_start else frozenset())
        nouns.append(_noun_beside(text, words, hit))
        sections.append(_noun(section.split()[-1]) if section else "")
        shapes.append(_shape(text, words, hit, kind, longest))
    columns = np.array(shapes, dtype=np.float32).reshape(len(hits), len(SHAPE))
    return Surroundings(
        np.array([surface_number(text[hit.start : hit.end]) for hit in hits], dtype=np.uint32),
        np.array(row_of_line, dtype=np.int64),
        _line_words(reading, lines, starts, set(row_of_line)),
        nouns,
        sections,
        {name: columns[:, place] for place, name in enumerate(SHAPE)},
        kinds,
        families,
        groups,
    )


def _line_words(
    reading: Reading, lines: Sequence[tuple[int, int, str, str]], starts: Sequence[int], wanted: set[int]
) -> Array:
    if not lines or not len(reading.numbers):
        return np.zeros(0, dtype=np.int64)
    begins = np.array([word.start for word in reading.words], dtype=np.int64)
    place = np.searchsorted(np.array(starts, dtype=np.int64), begins, side="right") - 1
    ends = np.array([line[1] for line in lines], dtype=np.int64)
    inside = (place >= 0) & (begins < ends[place])
    of_lines = place[inside] * WORD_BUCKETS + reading.numbers[inside]
    headed = [
        number * WORD_BUCKETS + word_number(word)
        for number in sorted(wanted)
        if number < len(lines)
        for word in fold_name(lines[number][3]).split()
    ]
    return np.concatenate([of_lines, np.array(headed, dtype=np.int64)])


SHAPE = (
    "one_word three_words chars capital capital_inside all_capitals capital_left capital_right quoted row list "
    "lead contained joined_left joined_right apart_left apart_right digits part_of_name"
).split()


def _shape(
    text: str, words: Sequence[Word], hit: Occurrence, kind: str, longest: Sequence[int]
) -> tuple[float, ...]:
    surface = text[hit.start : hit.end]
    is_capital = surface[0].isupper()
    size = hit.last - hit.first + 1
    left, right = text[hit.start - 1 : hit.start] if hit.start else "", text[hit.end : hit.end + 1]
    before, after = _before(text, words, hit), _after(text, words, hit)
    return (
        size == 1,
        size >= 3,
        float(np.log(len(surface))),
        is_capital,
        is_capital and not words[hit.first].is_first,
        len(surface) > 1 and surface.isupper(),
        before[:1].isupper(),
        after[:1].isupper(),
        bool(left) and left in _OPEN and bool(right) and right in _CLOSE,
        kind == "row",
        kind == "list",
        kind == "lead",
        (hit.first > 0 and longest[hit.first - 1] >= hit.last) or longest[hit.first] > hit.last,
        left in _JOINTS and text[hit.start - 2 : hit.start - 1].isalnum(),
        right in _JOINTS and text[hit.end + 1 : hit.end + 2].isalnum(),
        not left or text[max(0, hit.start - 2) : hit.start].strip(" ")[-1:] in _PARTS,
        not right or text[hit.end : hit.end + 2].strip(" ")[:1] in _PARTS,
        all(not c.isalpha() for c in surface),
        size == 1
        and is_capital
        and (after[:1].isupper() or (before[:1].isupper() and before.casefold() not in _OPENERS)),
    )


def _before(text: str, words: Sequence[Word], hit: Occurrence) -> str:
    """The word before, where nothing but a space parts them."""
    if hit.first == 0 or words[hit.first].is_first:
        return ""
    word = words[hit.first - 1]
    return text[word.start : word.end] if text[word.end : hit.start] == " " else ""


def _after(text: str, words: Sequence[Word], hit: Occurrence) -> str:
    if hit.last + 1 >= len(words) or words[hit.last + 1].is_first:
        return ""
    word = words[hit.last + 1]
    return text[word.start : word.end] if text[hit.end : word.start] == " " else ""


def _reach(hits: Sequence[Occurrence], words: int) -> list[int]:
    """The last word that a name beginning at each word or before it reaches."""
    reach = [-1] * (words + 1)
    for hit in hits:
        reach[hit.first] = max(reach[hit.first], hit.last)
    for place in range(1, len(reach)):
        reach[place] = max(reach[place], reach[place - 1])
    return reach


def _families(row: Row, type_noun: str) -> frozenset[str]:
    predicate = predicate_of(row.label, type_noun, row.group)
    objects = predicate.objects if predicate else frozenset()
    return frozenset({family_of(type_noun) if family == "same" else family for family in objects} - {""})


def _apposition(text: str, words: Sequence[Word], hit: Occurrence) -> str:
    """The noun of "X, a Dutch film director of …": the last before a word that ends the phrase, or ""."""
    following = words[hit.last + 1 : hit.last + 1 + _MOST_APPOSITION]
    if not following or text[hit.end : following[0].start] != ", ":
        return ""
    found, before = "", hit.end
    for number, word in enumerate(following):
        surface = text[word.start : word.end]
        if (number == 0) != (surface in _ARTICLES) or (number > 0 and text[before : word.start] != " "):
            break
        if surface in _OPENERS and number > 0:
            break
        found, before = _noun(surface) or found, word.end
    return found


def _noun_beside(text: str, words: Sequence[Word], hit: Occurrence) -> str:
    """The type noun just before ("the singer X", "Label: X") or just after, in brackets or not ("X (album)")."""
    if hit.first > 0 and not words[hit.first].is_first:
        word = words[hit.first - 1]
        found = _noun(text[word.start : word.end])
        if found:
            return found
    if hit.last + 1 < len(words) and not words[hit.last + 1].is_first:
        word = words[hit.last + 1]
        if text[hit.end : word.start].strip("\"”’' (") == "":
            return _noun(text[word.start : word.end])
    return _apposition(text, words, hit)


@lru_cache(1 << 16)
def _noun(word: str) -> str:
    """The word as a type noun, its plural read as the singular, or ""."""
    plain = word.casefold()
    for form in (plain, plain.removesuffix("s"), plain.removesuffix("es"), plain.removesuffix("ies") + "y"):
        if form in _NOUNS:
            return form
    return ""
