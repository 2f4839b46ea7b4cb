"""What sort of thing a type noun names, when two nouns clash, and when one is a kind of the other.

What lives here: asking the tree of sorts. What may not: its nouns (sorts.py), finding the noun of a page.
"""

from __future__ import annotations

from functools import lru_cache

from infoseek.linking.kinds.sorts import NOUNS, OVERLAPS, SAME

_NOUNS_REMEMBERED = 4096


def _sorts() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for sort, nouns in NOUNS.items():
        words, *compounds = nouns.split("|")
        for noun in (*words.split(), *compounds):
            found[noun] = (*found.get(noun, ()), sort)
    return found | {noun: found[meant] for noun, meant in SAME.items()}


_SORTS = _sorts()


@lru_cache(_NOUNS_REMEMBERED)
def head_noun(type_noun: str) -> str:
    """The head of a type noun, nouns for one thing folded: "live album" -> "album".

    It is the last word, or the last two where they name a sort together: "search engine".
    """
    words = type_noun.casefold().split()
    for length in (2, 1):
        head = " ".join(words[-length:])
        if head in _SORTS:
            return SAME.get(head, head)
    return words[-1] if words else ""


@lru_cache(_NOUNS_REMEMBERED)
def kind_of(type_noun: str) -> str:
    """person, work, organisation, place, event, thing, or unknown where the noun is not known.

    What is at home both on a building and in a body is read as the building.
    """
    sorts = _SORTS.get(head_noun(type_noun), ())
    return sorts[0].partition("/")[0] if sorts else "unknown"


@lru_cache(_NOUNS_REMEMBERED)
def groups_of(type_noun: str) -> frozenset[str]:
    """A noun's head and the names on its paths within its kind: a castle is of "place", "built" and "castle"."""
    kind, head = kind_of(type_noun), head_noun(type_noun)
    paths = [sort.split("/") for sort in _SORTS.get(head, ())]
    return frozenset(name for path in paths if path[0] == kind for name in (*path, head))


# Head nouns by kind. A noun that stands nowhere here is of kind "unknown" and clashes with nothing.
KINDS: dict[str, frozenset[str]] = {
    kind: frozenset(noun for noun in _SORTS if kind_of(noun) == kind)
    for kind in ("person", "work", "organisation", "place", "event", "thing")
}

# Kinds of one thing that exclude one another.
_EXCLUSIVE = (frozenset({"studio album", "live album", "compilation album", "soundtrack album"}),)


@lru_cache(_NOUNS_REMEMBERED)
def is_type_clash(one: str, other: str) -> bool:
    """True where nothing can be both: persons of two trades can, an album is no song and no person.

    A town is no river and no county; a castle is a building, and may be a museum, but is no bridge; a
    museum is a house and a body. A live album is no studio album; a plain album may be either. An unknown
    noun refutes nothing.
    """
    if one != other and any({one, other} <= group for group in _EXCLUSIVE):
        return True
    sorts, others = _SORTS.get(head_noun(one), ()), _SORTS.get(head_noun(other), ())
    return bool(sorts and others) and not any(_may_be_one(a, b) for a in sorts for b in others)


@lru_cache(_NOUNS_REMEMBERED)
def _may_be_one(sort: str, other: str) -> bool:
    """True where one sort is a bough of the other, or the two overlap."""
    if _is_of(sort, other) or _is_of(other, sort):
        return True
    return any(
        (_meets(sort, a) and _meets(other, b)) or (_meets(sort, b) and _meets(other, a)) for a, b in OVERLAPS
    )


def _is_of(sort: str, above: str) -> bool:
    return f"{sort}/".startswith(f"{above}/")


def _meets(sort: str, overlapping: str) -> bool:
    """What is of an overlapping sort, or so general that it may be."""
    return _is_of(overlapping.rstrip("/"), sort) or (
        overlapping.endswith("/") and sort.startswith(overlapping)
    )


def is_type_match(one: str, wanted: str) -> bool:
    """True where a thing of the first type is surely one of the wanted.

    Heads are equal, and what stands before them is too or stands before one only: a live album is an album,
    a film company is no publishing company.
    """
    if not one or head_noun(one) != head_noun(wanted) or is_type_clash(one, wanted):
        return False
    modifiers = [noun.casefold().split()[:-1] for noun in (one, wanted)]
    return modifiers[0] == modifiers[1] or not all(modifiers)
