"""Folding of names, so that two spellings of one name compare equal. What may not live here: aliases."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def fold_name(name: str) -> str:
    """NFKC, case, diacritics and punctuation folded, words separated by one space (FIELD §3, L2).

    An apostrophe joins its word: "What'd I Say" folds to "whatd i say".
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("'", "").replace("’", "")
    plain = text if text.isascii() else _without_marks(text)
    return _NOT_WORD.sub(" ", plain).replace("_", " ").strip()


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
