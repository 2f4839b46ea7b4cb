"""A question as tokens: sentences of words and marks, with the capitals kept beside them.

What may not live here: meaning (read_clauses.py).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?\w*|\w+(?:[-'’.]\w+)*|[,;:?!()—–]|\.(?!\w)")
_ENDS = frozenset(".?!")
# No question is longer; what is may be cut off in the middle and is not read.
MOST_TOKENS = 600


class Sentence(NamedTuple):
    """Words folded to lower case, the same as written, and whether it ends in a question mark."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    is_question: bool


def sentences(text: str) -> list[Sentence] | None:
    """The sentences of a text; None where it has too many tokens to be a question."""
    plain = unicodedata.normalize("NFKC", text[: MOST_TOKENS * 40]).replace("’", "'")
    written = _TOKEN.findall(plain)
    if len(text) > MOST_TOKENS * 40 or len(written) > MOST_TOKENS:
        return None
    found: list[Sentence] = []
    start = 0
    for at, token in enumerate([*written, "."]):
        if token in _ENDS:
            part = tuple(written[start:at])
            if part:
                found.append(Sentence(tuple(word.lower() for word in part), part, token == "?"))
            start = at + 1
    return found
