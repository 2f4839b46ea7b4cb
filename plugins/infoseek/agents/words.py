"""What words of a model must not hold: names, numbers that were not offered, phrases of the source.

What lives here: finding them in a text. What may not: which are forbidden where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from infoseek.linking.naming.names import fold_name
from infoseek.linking.naming.spelling import spoken_forms

_SHORTEST_NAME = 3
_PHRASE = 4
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_TELLING_WORDS = 2
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
