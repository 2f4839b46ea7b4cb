"""Hostile texts as they are read when names are looked up in them: odd characters, possessives.

What may not live here: which names are looked for.
"""

from __future__ import annotations

import re
import unicodedata

from infoseek.linking.naming.names import fold_name

_APOSTROPHES = dict.fromkeys(map(ord, "’‘`´ʼʹ′＇"), "'")
_POSSESSIVE = re.compile(r"'s\b", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without characters that have no shape (zero-width spaces, soft hyphens), apostrophes made one."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf").translate(_APOSTROPHES)


def spoken_forms(text: str) -> tuple[str, str]:
    """The text folded, once with "Name's" as one word and once as two; a space at either end."""
    whole = plain(text)
    return f" {fold_name(whole)} ", f" {fold_name(_POSSESSIVE.sub(' s', whole))} "
