"""The other names of a world's things, made of their names alone: acronyms, names in another language, initials.

What lives here: making them, and which of them a page uses. What may not: names as drawn (names.py), HTML.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from infoseek.world import stock
from infoseek.world.kinds import FAMILY_OF
from infoseek.world.thing import Thing
from infoseek.world.truth import OtherName

_ACRONYM_SHARE, _NATIVE_SHARE, _MENTIONED_SHARE = 0.6, 0.12, 0.15
_LEAST_INITIALS = 3
_MENTIONED = frozenset({"acronym", "initials", "surname", "plain"})
_NATIVE_KINDS = frozenset({"town", "village", "river", "county"})
# Vellish has marks, Ostric letters of its own; how each is spelt where neither is at hand.
_VELLISH = {"a": "å", "e": "ë", "o": "ø", "u": "ú", "y": "ý"}
_OSTRIC = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "а б к д е ф г х и й к л м н о п к р с т у в в к и з".split(),
        strict=True,
    )
)
_LATIN = dict(zip("абвгдезийклмнопрстуф", "abvgdeziyklmnoprstuf", strict=True)) | {"х": "kh"}
_PLAIN = {"å": "a", "ë": "e", "ø": "o", "ú": "u", "ý": "y"}


class Native(NamedTuple):
    """A name in one of the isles' other languages."""

    language: str
    text: str


def other_names(thing: Thing) -> list[OtherName]:
    """All names that its own page or a redirect tells or implies, beside the one it is called by."""
    found = [OtherName(thing.alias, "other")] if thing.alias else []
    if short := acronym_of(thing):
        found.append(OtherName(short, "acronym"))
    if thing.surname:
        found.append(OtherName(f"{thing.surname}, {thing.given}", "turned"))
        found.append(OtherName(f"{thing.given[0]}. {thing.surname}", "initials"))
        found.append(OtherName(thing.surname, "surname"))
    if member := member_of(thing):
        found.append(OtherName(member, "member"))
    if native := native_of(thing):
        found.append(OtherName(native.text, "native"))
        found.append(OtherName(in_plain(native.text), "plain"))
    return found


def mentioned_as(thing: Thing, page: Thing) -> str:
    """What one page calls another's thing when it mentions it in passing: mostly its name, now and then another."""
    names = [name.text for name in other_names(thing) if name.manner in _MENTIONED]
    if not names or _drawn(page.path, thing.path, "mention") >= _MENTIONED_SHARE:
        return thing.name
    return names[int(_drawn(page.path, thing.path, "which") * len(names))]


def acronym_of(thing: Thing) -> str:
    """The initials that an organisation goes by, or ""."""
    words = [word for word in thing.name.split() if word not in ("of", "the", "The", "and", "&")]
    if FAMILY_OF[thing.kind] != "organisations" or thing.kind == "band" or len(words) < _LEAST_INITIALS:
        return ""
    return "".join(word[0] for word in words) if _drawn(thing.name, "acronym") < _ACRONYM_SHARE else ""


def member_of(thing: Thing) -> str:
    """What one member of a band with a plural name is called: "Amber Heron" of The Amber Herons; else ""."""
    name = thing.name.removeprefix("The ")
    plain = name.endswith("s") and not name.endswith(("ses", "xes", "hes", "ies", "ss"))
    return name[:-1] if thing.kind == "band" and thing.name.startswith("The ") and plain else ""


def native_of(thing: Thing) -> Native | None:
    """The name that some places have in Vellish or Ostric, which is another name altogether."""
    if thing.kind not in _NATIVE_KINDS or _drawn(thing.title, "native") >= _NATIVE_SHARE:
        return None
    stem, end = (
        words[int(_drawn(thing.title, purpose) * len(words))]
        for words, purpose in ((stock.STEMS, "stem"), (stock.TOWN_ENDS, "end"))
    )
    name = f"{stem}{end}"
    if _drawn(thing.title, "language") < 0.5:
        marked = "".join(_VELLISH.get(letter, letter) for letter in name[1:])
        return Native("Vellish", name[0] + marked)
    spelt = "".join(_OSTRIC[letter] for letter in name.lower())
    return Native("Ostric", spelt.capitalize())


def in_plain(native: str) -> str:
    """A native name in plain Latin letters: marks dropped, Ostric letters one by one."""
    letters = (_PLAIN.get(letter) or _LATIN.get(letter, letter) for letter in native.lower())
    return "".join(letters).capitalize()


def _drawn(*key: str) -> float:
    """A number from 0 to below 1 that depends on the key alone."""
    return int.from_bytes(blake2b("\n".join(key).encode(), digest_size=8).digest()) / 2**64
