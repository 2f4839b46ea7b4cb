"""When two type nouns clash, and when one is a kind of the other. What may not live here: finding the noun."""

from __future__ import annotations

# Head nouns by kind. A noun that stands nowhere here is of kind "unknown" and clashes with nothing.
KINDS: dict[str, frozenset[str]] = {
    "person": frozenset(
        "person man woman singer songwriter musician composer pianist saxophonist guitarist drummer trumpeter "
        "bassist vocalist rapper bandleader conductor arranger producer performer entertainer artist actor "
        "actress director filmmaker screenwriter writer novelist author poet playwright journalist painter "
        "sculptor architect illustrator photographer scientist physicist chemist mathematician engineer "
        "inventor explorer politician president minister lawyer businessman businesswoman entrepreneur "
        "executive footballer athlete cricketer boxer comedian dancer model broadcaster "
        "bishop saint king queen emperor general philosopher historian economist".split()
    ),
    "work": frozenset(
        "album song single film movie series sitcom novel book play opera musical poem painting sculpture "
        "symphony soundtrack compilation recording ballad hymn anthem instrumental ep magazine newspaper "
        "episode game video slogan composition story trilogy".split()
    ),
    "organisation": frozenset(
        "company label group band duo trio quartet quintet orchestra choir ensemble organisation organization "
        "publisher university school club team party agency corporation museum church institute".split()
    ),
    "place": frozenset(
        "city town village country state river lake island mountain county region district province street "
        "building bridge lighthouse castle station airport harbour park".split()
    ),
    "event": frozenset(
        "festival concert war battle election tour ceremony competition tournament season".split()
    ),
}
# Nouns for one thing: a recording is called a song, a single, a ballad by turns.
_SAME: dict[str, str] = {
    "single": "song",
    "ballad": "song",
    "hymn": "song",
    "anthem": "song",
    "composition": "song",
    "instrumental": "song",
    "recording": "song",
    "movie": "film",
    "compilation": "album",
    "soundtrack": "album",
    "ep": "album",
    "sitcom": "series",
    "book": "novel",
    "trilogy": "novel",
    "organization": "organisation",
}


def head_noun(type_noun: str) -> str:
    """The last word of a type noun, nouns for one thing folded: "live album" -> "album"."""
    words = type_noun.casefold().split()
    return _SAME.get(words[-1], words[-1]) if words else ""


def kind_of(type_noun: str) -> str:
    """person, work, organisation, place, event, or unknown where the noun is not known."""
    words = type_noun.casefold().split()
    return next((kind for kind, nouns in KINDS.items() if words and words[-1] in nouns), "unknown")


# Kinds of one thing that exclude one another.
_EXCLUSIVE = (frozenset({"studio album", "live album", "compilation album", "soundtrack album"}),)


def is_type_clash(one: str, other: str) -> bool:
    """True where nothing can be both: persons of two trades can, an album is no song and no person.

    A live album is no studio album; a plain album may be either.

    An unknown noun refutes nothing.
    """
    kinds = kind_of(one), kind_of(other)
    if "unknown" in kinds:
        return False
    if kinds[0] != kinds[1]:
        return True
    if one != other and any({one, other} <= group for group in _EXCLUSIVE):
        return True
    return kinds[0] == "work" and head_noun(one) != head_noun(other)


def is_type_match(one: str, wanted: str) -> bool:
    """True where a thing of the first type is surely one of the wanted: equal heads ("live album", "album")."""
    return bool(one) and head_noun(one) == head_noun(wanted) and not is_type_clash(one, wanted)
