"""Names that name nothing in particular: "album", "here", "the official website", "1957".

What lives here: telling them from names. What may not: names themselves (aliases.py).
"""

from __future__ import annotations

from functools import lru_cache

from infoseek.linking.kinds.lead_nouns import VAGUE
from infoseek.linking.kinds.types import KINDS
from infoseek.linking.naming.names import fold_name

_NAMES_REMEMBERED = 20_000

FUNCTION_WORDS = frozenset("a an the of in on at by for from to with and or".split())
_FILLERS = (
    VAGUE
    | FUNCTION_WORDS
    | frozenset(
        "as is was it its this that these those here there he she "
        "they his her their him them who which see also know known same name other another article list discography "
        "filmography original version cover versions first second third fourth fifth last final debut next "
        "previous following earlier later new old more below above page part volume vol studio live musical "
        "hits greatest best hit number track tracks recordings albums songs singles films books novels series "
        "title official website own eponymous self titled work works release released click read link links source "
        "sources note notes edit external homepage home stub main details example examples archived archive".split()
    )
)
_NOUNS = frozenset(word for nouns in KINDS.values() for noun in nouns for word in noun.split())


@lru_cache(_NAMES_REMEMBERED)
def is_generic(name: str) -> bool:
    """True where a name consists of function words, type nouns and numbers, and so names nothing.

    Two type nouns written with capitals make a name after all: "Garden Bridge", but not "the city" or "Live Album".
    """
    words = fold_name(name).split()
    if not all(word in _FILLERS or word.isdigit() or _is_noun(word) for word in words):
        return False
    written = [word for word in name.split() if word.casefold() not in FUNCTION_WORDS]
    are_capital = all(word[:1].isupper() for word in written)
    return not are_capital or sum(_is_noun(word) and word not in _FILLERS for word in words) < 2


def _is_noun(word: str) -> bool:
    return word in _NOUNS or word.rstrip("s") in _NOUNS
