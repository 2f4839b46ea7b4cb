"""The vocabulary of edges, asked by a row's label: which predicates it states of a thing of some type.

What may not live here: the predicates themselves (of_*.py), reading values or pages.
"""

from __future__ import annotations

from functools import lru_cache

from infoseek.linking.predicates.catalogue import INVERSES, PREDICATES
from infoseek.linking.predicates.labels import MOST_CHARS, Stated, stated_by
from infoseek.linking.predicates.predicate import Predicate, sorts_of

__all__ = ["INVERSES", "PREDICATES", "Predicate", "predicate_of", "predicates_of", "volatile"]

_REMEMBERED = 16_384
_VOLATILE = frozenset(name for name, predicate in PREDICATES.items() if predicate.is_volatile)


def predicates_of(label: str, type_noun: str = "", group: str = "") -> tuple[tuple[Predicate, Stated], ...]:
    """What a row label states of a thing of this type: mostly one predicate, for some labels two, or none.

    group: the label of the row or heading above ("Area" of "land"). Plurals are understood, and what a label
    means for the type: "Artist" names a painting's painter.
    """
    return _predicates_of(label[:MOST_CHARS], type_noun, group[:MOST_CHARS])


# Pages of one site have the same labels over and over.
@lru_cache(_REMEMBERED)
def _predicates_of(label: str, type_noun: str, group: str) -> tuple[tuple[Predicate, Stated], ...]:
    stated = [
        (predicate, entry)
        for entry in stated_by(label, sorts_of(type_noun), group)
        if (predicate := PREDICATES[entry.predicate]).suits(type_noun)
    ]
    # The first that suits the type is meant; with it what the same label states too.
    return (*stated[:1], *(pair for pair in stated[1:] if pair[1].is_also))


def predicate_of(label: str, type_noun: str = "", group: str = "") -> Predicate | None:
    """The predicate a row label states first of all (see `predicates_of`); None where it states none."""
    found = predicates_of(label, type_noun, group)
    return found[0][0] if found else None


def volatile(predicate: str) -> bool:
    """Whether a predicate changes by nature (V6, FIELD §3); False where it is not known."""
    return predicate in _VOLATILE
