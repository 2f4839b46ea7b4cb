"""Names for every kind of thing, each unique within a world.

What lives here: drawing names from the stock. What may not: facts; no name gives away what a page states.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from infoseek.world import stock

_TRIES = 60
_VOWELS = ("A", "E", "I", "O", "Um", "Heir", "Hour")

_SETTLEMENTS = ("{stem}{town_end}",) * 4 + ("{qualifier} {stem}{town_end}", "{stem}{town_end}-under-{stem}")
_STORIES = (
    "The {adjective} {noun}",
    "The {noun} and the {noun}",
    "{adjective} {nouns}",
    "The {noun} of {place}",
    "{a_noun} for {given}",
    "{given} and the {noun}",
    "{a_noun} in {place}",
    "The {noun} at {hour}",
)
_COMPANY = ("{surname} & {end}", "{surname} {end}", "{adjective} {noun} {end}")
_FORMS: dict[str, tuple[str, ...]] = {
    "town": _SETTLEMENTS,
    "village": _SETTLEMENTS,
    "county": ("{stem}{county_end}", "{stem}{river_end}{county_end}"),
    "river": ("{stem}{river_end}", "{stem}{river_end}", "{qualifier} {stem}{river_end}"),
    "castle": ("{stem}{town_end} Castle", "{stem}{river_end} Castle", "{surname} Castle"),
    "theatre": ("{noun} Theatre", "{surname} Theatre", "{adjective} {noun} Theatre"),
    "museum": ("{surname} Museum", "{adjective} {noun} Museum", "{noun} House Museum"),
    "bridge": ("{adjective} {noun} Bridge", "{surname} Bridge", "{noun} Bridge"),
    "lighthouse": ("{stem}{river_end} Lighthouse", "{adjective} {noun} Light", "{stem}ness Lighthouse"),
    "novel": _STORIES,
    "film": (*_STORIES, "{given} at {hour}", "{adjective} {moods}"),
    "opera": ("{given} and {given}", "The {noun} of {place}", "{given} in {place}", "The {adjective} {noun}"),
    "painting": (
        "{noun} at {hour}",
        "{given} with {a_small_noun}",
        "Still Life with {nouns}",
        "{place} from the {noun}",
        "The {adjective} {noun}",
        "{adjective} {noun}",
    ),
    "album": ("{adjective} {moods}", "{nouns} and {nouns}", "{noun} {moods}", "The {noun} {moods}"),
    "song": (
        "{verb} Me to {place}",
        "{given}'s {noun}",
        "{adjective} {noun}",
        "{noun} at {hour}",
        "{given}, {verb} Me Home",
        "{verb} the {noun} to {place}",
    ),
    "band": ("The {adjective} {nouns}", "{given} and the {nouns}", "{noun} {noun}", "The {place} {nouns}"),
    "publishing company": ("{surname} & Sons", "{surname} & Daughters", "{surname} Press", "{noun} Books"),
    "film company": ("{surname} Pictures", "{noun} Films", "{adjective} {noun} Pictures"),
    "record label": ("{noun} Records", "{surname} Records", "{adjective} {noun} Records"),
    "university": ("{surname} University", "Saint {given} University", "{given} {surname} University"),
    "orchestra": ("{surname} Orchestra", "{adjective} {noun} Orchestra", "{noun} Philharmonic Orchestra"),
    "festival": ("{noun} Festival", "{adjective} {noun} Festival", "Festival of {adjective} {nouns}"),
    "battle": (
        "Battle of {stem}{town_end} Moor",
        "Battle of {surname}'s Field",
        "Battle of {stem}{town_end}",
    ),
    "expedition": ("{adjective} {noun} Expedition", "{noun} Expedition", "{surname} Strait Expedition"),
    "competition": ("{surname} Medal", "{adjective} {noun} Prize", "{noun} Prize"),
}


class Names:
    """Draws names that were not drawn before. Equal seeds draw equal names in the same order."""

    def __init__(self, rng: random.Random) -> None:
        self._fields = _Fields(rng)
        self._taken: set[str] = set()

    def person(self, is_woman: bool) -> tuple[str, str]:
        """Given name and surname."""
        given, _, surname = self._unique(("{woman} {surname}" if is_woman else "{man} {surname}",)).partition(
            " "
        )
        return given, surname

    def of(self, kind: str) -> str:
        """A name for a thing of a kind that is no person."""
        return self._unique(_FORMS[kind])

    def _unique(self, forms: tuple[str, ...]) -> str:
        for _ in range(_TRIES):
            name = self._fields.one_of(forms).format_map(self._fields)
            if name not in self._taken and not _has_twice(name):
                self._taken.add(name)
                return name
        raise RuntimeError(f"No name of the form {forms[0]!r} is left to draw.")


class _Fields(Mapping[str, str]):
    """The words that the fields of a form stand for, drawn anew at each look."""

    def __init__(self, rng: random.Random) -> None:
        self._random = rng.random

    def one_of(self, words: tuple[str, ...]) -> str:
        return words[int(self._random() * len(words))]

    def __getitem__(self, field: str) -> str:
        match field:
            case "surname":
                return self["stem"] + self.one_of(stock.SURNAME_ENDS)
            case "place":
                return self["stem"] + self["town_end"]
            case "given":
                return self["woman"] if self._random() < 0.5 else self["man"]
            case "nouns":
                return _plural(self["noun"])
            case "a_noun":
                return _with_article(self["noun"], "An", "A")
            case "a_small_noun":
                return _with_article(self["noun"], "an", "a")
        return self.one_of(_WORDS[field])

    def __iter__(self) -> Iterator[str]:
        return iter(_WORDS)

    def __len__(self) -> int:
        return len(_WORDS)


_WORDS = {
    "woman": stock.WOMEN,
    "man": stock.MEN,
    "stem": stock.STEMS,
    "town_end": stock.TOWN_ENDS,
    "county_end": stock.COUNTY_ENDS,
    "river_end": stock.RIVER_ENDS,
    "qualifier": stock.TOWN_QUALIFIERS,
    "adjective": stock.ADJECTIVES,
    "noun": stock.NOUNS,
    "hour": stock.HOURS,
    "moods": stock.MOODS,
    "verb": stock.VERBS,
}


def _plural(noun: str) -> str:
    if noun.endswith(("s", "sh", "ch", "x")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def _with_article(noun: str, before_vowel: str, before_consonant: str) -> str:
    return f"{before_vowel if noun.startswith(_VOWELS) else before_consonant} {noun}"


def _has_twice(name: str) -> bool:
    """True of "The Heron and the Heron"."""
    words = [word for word in name.split() if word[0].isupper() and word != "The"]
    return len(set(words)) < len(words)
