"""Plural and singular of names that a language inflects: "machine tag" and "machine tags", "the Raelettes", "Raelette".

What lives here: the two forms. What may not: which names have them (aliases.py).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    import inflect

_WORDS_REMEMBERED = 50_000
_WORD = re.compile(r"[A-Za-z]{3,20}")
# Endings that look like a plural's and are none.
_NO_PLURAL = ("ss", "us", "is", "os", "as", "ics")


def inflected(name: str) -> list[str]:
    """The name's plural, or its singular where it is one; [] where its last word is no plain word."""
    head, space, last = name.rpartition(" ")
    if not _WORD.fullmatch(last) or last.isupper():
        return []
    return [f"{head}{space}{form}" for form in _forms(last)]


@lru_cache(_WORDS_REMEMBERED)
def _forms(word: str) -> tuple[str, ...]:
    singular = "" if word.casefold().endswith(_NO_PLURAL) else _engine().singular_noun(word)
    form = singular or ("" if word.endswith("s") else _engine().plural_noun(word))
    return (form,) if form and form.casefold() != word.casefold() else ()


@cache
def _engine() -> inflect.engine:
    # It has each of its functions checked at every call, and compiling the checks would take seconds a process.
    with patch("typeguard.typechecked", lambda function: function):
        import inflect

    return inflect.engine()
