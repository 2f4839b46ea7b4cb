"""Periods, numbers and bounds as English has them, read from a question's tokens.

What may not live here: clauses (read_clauses.py), or how the composer writes them (english.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
_NTH = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"last": -1}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_OVER = (("more", "than"), ("over",), ("above",), ("upwards", "of"))
_UNDER = (("fewer", "than"), ("less", "than"), ("under",), ("below",))
_LONGEST_NUMBER = 15


class Bounds(NamedTuple):
    """Two bounds, None where open, and the position behind them."""

    low: float | None
    high: float | None
    end: int


def ordinal(word: str) -> int | None:
    """1 for "first", -1 for "last"; None for other words."""
    return _NTH.get(word)


def number(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    """A number in digits or words, and the position behind it."""
    word = tokens[at] if at < len(tokens) else ""
    sign = 1
    if word in ("minus", "−"):
        sign, at = -1, at + 1
        word = tokens[at] if at < len(tokens) else ""
    found = _digits(word)
    if found is None:
        found = _in_words(word)
    if found is None:
        return None
    end = at + 1
    while end < len(tokens) and tokens[end] in _SCALES:
        found, end = found * _SCALES[tokens[end]], end + 1
    return sign * found, end


def _digits(word: str) -> float | None:
    plain = word.replace(",", "")
    if not plain or len(plain) > _LONGEST_NUMBER or not plain.isascii():
        return None
    return (
        float(plain) if plain.replace(".", "", 1).isdigit() and plain[0] != "." and plain[-1] != "." else None
    )


def _in_words(word: str) -> float | None:
    first, _, second = word.partition("-")
    if first in _TENS and (not second or 0 < _ONES.get(second, 0) < 10):
        return float(_TENS[first] + _ONES.get(second, 0))
    return float(_ONES[word]) if word in _ONES else None


def measure(tokens: Sequence[str], at: int) -> Bounds | None:
    """ "more than 200", "fewer than 1,000", "between 200 and 300": strict bounds."""
    for words in _OVER:
        if found := _behind(tokens, at, words):
            return Bounds(found[0], None, found[1])
    for words in _UNDER:
        if found := _behind(tokens, at, words):
            return Bounds(None, found[0], found[1])
    return _between(tokens, at)


def _behind(tokens: Sequence[str], at: int, words: tuple[str, ...]) -> tuple[float, int] | None:
    return number(tokens, at + len(words)) if tuple(tokens[at : at + len(words)]) == words else None


def _between(tokens: Sequence[str], at: int) -> Bounds | None:
    for opening, middle in (("between", "and"), ("from", "to")):
        low = _behind(tokens, at, (opening,))
        high = _behind(tokens, low[1], (middle,)) if low else None
        if low and high:
            return Bounds(low[0], high[0], high[1])
    return None


def at_least(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    """ "at least twelve", "no fewer than three", "three or more"."""
    for words in (("at", "least"), ("no", "fewer", "than"), ("not", "fewer", "than")):
        if found := _behind(tokens, at, words):
            return found
    found = number(tokens, at)
    if found and tuple(tokens[found[1] : found[1] + 2]) == ("or", "more"):
        return found[0], found[1] + 2
    return None


def period(tokens: Sequence[str], at: int) -> Bounds | None:
    """Whole years, both within: "in the second half of the 1960s", "between 1900 and 1909", "in the 1950s or 1960s"."""
    if found := _between(tokens, at):
        return found if _is_year(found.low) and _is_year(found.high) else None
    words = list(tokens[at : at + 2])
    if words[:1] not in (["in"], ["during"]):
        return None
    at += 1
    if exact := number(tokens, at):
        return Bounds(exact[0], exact[0], exact[1]) if _is_year(exact[0]) else None
    if tuple(tokens[at : at + 1]) != ("the",):
        return None
    at += 1
    nth = _NTH.get(tokens[at]) if at < len(tokens) else None
    part = tokens[at + 1] if nth and at + 1 < len(tokens) else ""
    if nth and part in ("half", "quarter") and tuple(tokens[at + 2 : at + 4]) == ("of", "the"):
        return _part(tokens, at + 4, nth, 2 if part == "half" else 4)
    return _whole(tokens, at)


def _is_year(value: float | None) -> bool:
    return value is not None and value == int(value) and 1 <= value <= 9999


def _decade(tokens: Sequence[str], at: int) -> int | None:
    word = tokens[at] if at < len(tokens) else ""
    digits = word[:-1]
    is_decade = word.endswith("s") and digits.isascii() and digits.isdigit() and len(digits) in (3, 4)
    return int(digits) if is_decade and digits.endswith("0") else None


def _century(tokens: Sequence[str], at: int) -> int | None:
    """The first year of "twentieth century": 1900."""
    words = tokens[at : at + 2]
    if len(words) < 2 or words[1] != "century":
        return None
    nth = _NTH.get(words[0])
    if nth is None and words[0][:-2].isascii() and words[0][:-2].isdigit() and len(words[0]) <= 4:
        nth = int(words[0][:-2])
    return (nth - 1) * 100 if nth and nth > 0 else None


def _part(tokens: Sequence[str], at: int, nth: int, parts: int) -> Bounds | None:
    """The nth of so many parts of a decade or a century; a part of a century has the years at both ends."""
    nth = parts if nth < 0 else nth
    if nth > parts:
        return None
    if (decade := _decade(tokens, at)) is not None:
        size = 10 // parts
        first = decade + (nth - 1) * size
        return Bounds(first, first + size - 1, at + 1) if parts == 2 else None
    if (century := _century(tokens, at)) is not None:
        size = 100 // parts
        first = century + (nth - 1) * size
        return Bounds(first, first + size, at + 2)
    return None


def _whole(tokens: Sequence[str], at: int) -> Bounds | None:
    if (decade := _decade(tokens, at)) is not None:
        end = at + 1
        last = decade
        if tuple(tokens[end : end + 1]) == ("or",):
            skip = 2 if tuple(tokens[end + 1 : end + 2]) == ("the",) else 1
            other = _decade(tokens, end + skip)
            if other == decade + 10:
                last, end = other, end + skip + 1
        return Bounds(decade, last + 9, end)
    if (century := _century(tokens, at)) is not None:
        return Bounds(century, century + 100, at + 2)
    return None
