"""Numbers as people write them, in digits or in English words.

What lives here: reading numbers off a text. What may not: dates (infoseek.linking.values.dates), what a number means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_SPELLED_BELOW = 10_000
_MOST_WORDS = 8
# "A live one", "one of them": the word is a pronoun far more often than a number.
_NO_NUMBER = "one"
# An ordinal or a decade is no quantity: "the 3rd", "the 1930s", "the 1930's".
_NUMBER = re.compile(
    r"(?<![^\W_])(?P<whole>\d{1,3}(?:(?P<mark>[,.'\s])\d{3})(?:(?P=mark)\d{3})*|\d+)(?:\.(?P<part>\d+))?"
    r"(?!\d)(?!'?s\b|st\b|nd\b|rd\b|th\b)"
)


def numbers(text: str, words: Sequence[str]) -> set[float]:
    """Every number of a text, whichever way its digits can be read.

    text: in NFKC form, for the digits: "1,240", "1 240" and "1240" are one number; "1.240" may be two.
    words: the text's folded words, for the numbers spelt out: "two hundred and forty", "nineteen thirty-one".
    """
    return {*_in_digits(text), *_in_words(words)}


def ordinal(words: Sequence[str]) -> int | None:
    """The number from 1 to 31 that words such as "2nd", "second" or "twenty first" are the ordinal of."""
    text = " ".join(words)
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", text):
        return int(match[1])
    return _ordinals().get(text)


def is_number(words: Sequence[str]) -> bool:
    """Whether folded words are a number spelt out, and nothing else."""
    return " ".join(words) in _spelled()


def _in_digits(text: str) -> Iterator[float]:
    for match in _NUMBER.finditer(text):
        whole, mark = match["whole"], match["mark"]
        digits = re.sub(r"\D", "", whole)
        yield float(f"{digits}.{match['part'] or 0}")
        if mark == "." and not match["part"] and whole.count(".") == 1:
            yield float(whole)
        if mark and mark.isspace():
            yield from (float(part) for part in whole.split())


def _in_words(words: Sequence[str]) -> Iterator[float]:
    known, at = _spelled(), 0
    while at < len(words):
        size = next(
            (n for n in range(_MOST_WORDS, 0, -1) if " ".join(words[at : at + n]) in known),
            0,
        )
        if size and words[at : at + size] != [_NO_NUMBER]:
            yield float(known[" ".join(words[at : at + size])])
        at += size or 1


@cache
def _spelled() -> dict[str, int]:
    """Words → number: all below ten thousand, whole thousands and millions below a thousand of them."""
    found = {form: number for number in range(_SPELLED_BELOW) for form in spelled(number)}
    for name, size in (("thousand", 1000), ("million", 1_000_000)):
        found |= {f"{form} {name}": n * size for n in range(1, 1000) for form in spelled(n)}
        found[f"a {name}"] = size
    return {**found, "a hundred": 100, "a dozen": 12}


@cache
def _ordinals() -> dict[str, int]:
    found = {}
    for number in range(1, 32):
        *before, last = _below_hundred(number).split()
        ending = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
        found[" ".join([*before, ending])] = number
    return found


def spelled(number: int) -> set[str]:
    """The ways to say a number from 0 to 9999 in folded words, years among them: "nineteen thirty one"."""
    if number < 100:
        return {_below_hundred(number)}
    hundreds, rest = divmod(number, 100)
    found = set()
    if hundreds < 100 and hundreds % 10:
        found |= _joined(f"{_below_hundred(hundreds)} hundred", rest)
    if hundreds >= 10 and rest >= 10:
        found.add(f"{_below_hundred(hundreds)} {_below_hundred(rest)}")
    if hundreds >= 10 and 0 < rest < 10:
        found.add(f"{_below_hundred(hundreds)} oh {_below_hundred(rest)}")
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        for below in spelled(rest) if rest >= 100 else ():
            found.add(f"{_below_hundred(thousands)} thousand {below}")
        if rest < 100:
            found |= _joined(f"{_below_hundred(thousands)} thousand", rest)
    return found


def _joined(start: str, rest: int) -> set[str]:
    if not rest:
        return {start}
    return {f"{start} {_below_hundred(rest)}", f"{start} and {_below_hundred(rest)}"}


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNDER_TWENTY[number]
    ten, unit = divmod(number, 10)
    return f"{_TENS[ten - 2]} {_UNDER_TWENTY[unit]}" if unit else _TENS[ten - 2]
