"""What sort of thing a type noun names, when two nouns clash, and when one is a kind of the other.

What lives here: the tree of sorts and the nouns on it. What may not: finding the noun of a page.
"""

from __future__ import annotations

from functools import lru_cache

_NOUNS_REMEMBERED = 4096

# Nouns by sort. A sort is a path whose first part is the kind; a noun may stand at several, for what is both
# a house and the body in it. Two nouns can name one thing where a sort of the one leads to a sort of the other.
_NOUNS: dict[str, str] = {
    "person": (
        "person man woman singer songwriter musician composer pianist saxophonist guitarist drummer trumpeter "
        "bassist vocalist rapper bandleader conductor arranger producer performer entertainer artist actor "
        "actress director filmmaker screenwriter writer novelist author poet playwright dramatist librettist "
        "lyricist essayist journalist painter sculptor architect illustrator photographer scientist physicist "
        "chemist botanist zoologist biologist naturalist geologist astronomer mathematician physician surgeon "
        "engineer inventor explorer mountaineer navigator cartographer politician president minister lawyer "
        "businessman businesswoman entrepreneur executive footballer athlete cricketer boxer comedian dancer "
        "choreographer model broadcaster bishop saint king queen emperor general philosopher historian "
        "archaeologist anthropologist linguist economist professor"
    ),
    **{
        f"work/{noun}": noun
        for noun in (
            "album song film series novel play opera musical poem painting sculpture symphony magazine "
            "newspaper episode game video slogan story ballet"
        ).split()
    },
    "organisation": "organisation group agency corporation institute institution museum church theatre station",
    "organisation/company": "company label publisher",
    "organisation/music": "band duo trio quartet quintet orchestra choir ensemble",
    "organisation/education": "university school",
    "organisation/sport": "club team",
    "organisation/party": "party",
    "place": "country state region district province island street station airport harbour park",
    "place/settlement": "city town village hamlet",
    "place/county": "county",
    "place/river": "river stream creek tributary",
    "place/lake": "lake",
    "place/sea": "sea ocean",
    "place/mountain": "mountain",
    "place/built": "building house hall tower museum church school",
    "place/built/bridge": "bridge",
    "place/built/castle": "castle",
    "place/built/lighthouse": "lighthouse",
    "place/built/theatre": "theatre",
    "event": "season",
    "event/conflict/battle": "battle",
    "event/conflict/war": "war",
    "event/expedition": "expedition",
    "event/election": "election",
    # A festival may be a contest and a run of concerts.
    "event/public": "festival concert tour ceremony competition contest tournament",
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
    "novella": "novel",
    "trilogy": "novel",
    "fresco": "painting",
    "mural": "painting",
    "statue": "sculpture",
    "organization": "organisation",
    "theater": "theatre",
    "harbor": "harbour",
}
# What is at home both on a building and in a body is read as the building.
_KIND_OF_BOTH = dict.fromkeys(("museum", "church", "theatre", "station"), "place")


def _sorts() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for sort, nouns in _NOUNS.items():
        for noun in nouns.split():
            found[noun] = found.get(noun, frozenset()) | {sort}
    return found | {noun: found[meant] for noun, meant in _SAME.items()}


_SORTS = _sorts()


def head_noun(type_noun: str) -> str:
    """The last word of a type noun, nouns for one thing folded: "live album" -> "album"."""
    words = type_noun.casefold().split()
    return _SAME.get(words[-1], words[-1]) if words else ""


@lru_cache(_NOUNS_REMEMBERED)
def kind_of(type_noun: str) -> str:
    """person, work, organisation, place, event, or unknown where the noun is not known."""
    head = head_noun(type_noun)
    sorts = sorted(_SORTS.get(head, ()))
    return _KIND_OF_BOTH.get(head, sorts[0].partition("/")[0] if sorts else "unknown")


@lru_cache(_NOUNS_REMEMBERED)
def groups_of(type_noun: str) -> frozenset[str]:
    """The names on the paths of a noun within its kind: a castle is of "place", "built" and "castle"."""
    kind = kind_of(type_noun)
    paths = [sort.split("/") for sort in _SORTS.get(head_noun(type_noun), ())]
    return frozenset(name for path in paths if path[0] == kind for name in path)


# Head nouns by kind. A noun that stands nowhere here is of kind "unknown" and clashes with nothing.
KINDS: dict[str, frozenset[str]] = {
    kind: frozenset(noun for noun in _SORTS if kind_of(noun) == kind)
    for kind in ("person", "work", "organisation", "place", "event")
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


def _may_be_one(sort: str, other: str) -> bool:
    return f"{sort}/".startswith(f"{other}/") or f"{other}/".startswith(f"{sort}/")


def is_type_match(one: str, wanted: str) -> bool:
    """True where a thing of the first type is surely one of the wanted.

    Heads are equal, and what stands before them is too or stands before one only: a live album is an album,
    a film company is no publishing company.
    """
    if not one or head_noun(one) != head_noun(wanted) or is_type_clash(one, wanted):
        return False
    modifiers = [noun.casefold().split()[:-1] for noun in (one, wanted)]
    return modifiers[0] == modifiers[1] or not all(modifiers)
