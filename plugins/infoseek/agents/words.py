"""What words of a model must not hold: names, numbers that were not offered, phrases of the source.

What lives here: finding them in a text. What may not: which are forbidden where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from infoseek.linking.naming.names import fold_name
from infoseek.linking.naming.spelling import spoken_forms

_SHORTEST_NAME = 3
_PHRASE = 4
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_TELLING_WORDS = 2
_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_NUMBER_WORDS = {word: number for number, word in enumerate(_UNDER_TWENTY)} | {
    word: 10 * ten
    for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
# Words that any sentence may have; a phrase counts by its others.
_ORDINARY = frozenset(
    "a an the of in on at by to for from with and or as is was were are be been has had have it its that this which "
    "who into than more less fewer between first second half".split()
)


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text, bounded by words, whatever its case, also as "Name's" (L2, L3)."""
    folded = (name for name in map(fold_name, names) if len(name) >= _SHORTEST_NAME)
    both = spoken_forms(text)
    return any(f" {name} " in reading for name in folded for reading in both)


def numbers_in(text: str) -> list[int]:
    """The whole numbers a text has in digits, in order; "1,000" is one."""
    return [int(digits) for digits in re.findall(r"\d+", _THOUSANDS.sub("", text))]


def spelled_numbers(text: str) -> list[int]:
    """The whole numbers a text has in words, in order: "two hundred and forty", "nineteen thirty-one" (as 1931)."""
    found: list[int] = []
    for piece in re.split(r"[,.;:!?()]", text):
        found += _spelled(fold_name(piece).split())
    return found


def _spelled(words: list[str]) -> Iterator[int]:
    total, part, is_open = 0, 0, False
    for word in [*words, ""]:
        if word in _NUMBER_WORDS:
            number = _NUMBER_WORDS[word]
            # "Nineteen thirty": the first is hundreds.
            is_year = 10 <= part < 100 and number >= 10
            part = part * 100 + number if is_year else part + number
            is_open = True
        elif word in _SCALES and is_open:
            scale = _SCALES[word]
            total, part = (total, part * scale) if scale == 100 else (total + (part or 1) * scale, 0)
        elif is_open and word != "and":
            yield total + part
            total, part, is_open = 0, 0, False


def shared_phrase(text: str, source: str) -> str:
    """The first four words running that both texts have, with two among them that say something (L4); else ""."""
    words, theirs = fold_name(text).split(), fold_name(source).split()
    runs = {tuple(theirs[at : at + _PHRASE]) for at in range(len(theirs) - _PHRASE + 1)}
    for at in range(len(words) - _PHRASE + 1):
        run = words[at : at + _PHRASE]
        telling = [word for word in run if word not in _ORDINARY and not word.isdigit()]
        if tuple(run) in runs and len(telling) >= _TELLING_WORDS:
            return " ".join(run)
    return ""
