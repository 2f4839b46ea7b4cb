"""What the slots of a page's sentences hold: its facts, those of its neighbours, what points to it. Stated ones only.

What lives here: filling slots. What may not: the sentences.

Names of slots: a predicate ("author"), a date's "when_published" and "year_published", what points here
("author_of", "author_of_other", "located_in_of@places"), a neighbour's own ("author.birth_place"), and the words below.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from infoseek.world.atlas import Atlas
from infoseek.world.kinds import DATES, FAMILY_OF, TERMS, written
from infoseek.world.markup import joined, link, text
from infoseek.world.thing import LAST_YEAR, Thing, path_of
from infoseek.world.truth import Fact

_ITALIC = frozenset(("novel", "film", "painting", "opera", "album"))
_PRONOUNS = {"she": ("she", "her", "her"), "he": ("he", "his", "him"), "it": ("it", "its", "it")}
_ALSO = {"people": "also known as", "works": "also called", "places": "in older books"}
_WITH_ARTICLE = frozenset(
    ("river", "theatre", "museum", "orchestra", "festival", "battle", "expedition", "competition")
)
_PROPER_TERMS = frozenset({"language"})


class Slots:
    """The slots of one page. `value` gives HTML, or None where the page states no such thing."""

    def __init__(self, atlas: Atlas, thing: Thing, rng: random.Random, is_month_first: bool) -> None:
        self.atlas = atlas
        self.thing = thing
        self.is_month_first = is_month_first
        self._rng = rng
        self._values: dict[str, str | None] = {}

    def value(self, name: str) -> str | None:
        if name not in self._values:
            self._values[name] = self._found(name)
        return self._values[name]

    def fill(self, name: str) -> str:
        """A slot that `value` has something for."""
        return self.value(name) or ""

    def _found(self, name: str) -> str | None:
        word = WORDS.get(name)
        if word is not None:
            return word(self)
        if "_of" in name:
            return self._subject(name)
        first, dot, second = name.partition(".")
        if dot:
            return self._of_neighbour(first, second)
        return self.stated(self.thing, name)

    def stated(self, thing: Thing, name: str) -> str | None:
        """The stated values of a thing's predicate, as running text."""
        form, _, predicate = name.partition("_")
        if form not in ("when", "year") or predicate not in DATES:
            form, predicate = "", name
        facts = [fact for fact in thing.facts if fact.predicate == predicate and fact.is_stated]
        if not facts:
            return None
        if form == "year":
            return facts[0].value[:4]
        if form == "when":
            value = facts[0].value
            return f"{'in' if len(value) == 4 else 'on'} {written(facts[0], self.is_month_first)}"
        return joined([self._running(fact) for fact in facts])

    def _running(self, fact: Fact) -> str:
        if fact.object:
            return anchored(self.atlas.things[fact.object])
        shown = written(fact, self.is_month_first)
        if fact.predicate in TERMS - _PROPER_TERMS:
            shown = shown[0].lower() + shown[1:]
        return text(shown)

    def _of_neighbour(self, predicate: str, name: str) -> str | None:
        facts = [fact for fact in self.thing.facts if fact.predicate == predicate and fact.object]
        if not facts or not facts[0].is_stated:
            return None
        other = self.atlas.things[facts[0].object]
        return text(other.surname) if name == "surname" else self.stated(other, name)

    def _subject(self, name: str) -> str | None:
        name, _, of = name.partition("@")
        wanted = 1 if name.endswith("_other") else 0
        predicate = name.removesuffix("_other").removesuffix("_of")
        subjects = self.atlas.subjects(self.thing, predicate, of)
        if len(subjects) <= wanted:
            return None
        # Each page names other ones of those that point to it, the first and the second never the same.
        first = len(self.thing.title) % (len(subjects) - wanted)
        return anchored(subjects[first + wanted])

    def stranger(self, kinds: tuple[str, ...]) -> str | None:
        other = self.atlas.stranger(self.thing, kinds, self._rng)
        return anchored(other) if other is not None else None


def anchored(thing: Thing) -> str:
    """A link to a thing under its name."""
    shown = link(thing.path, thing.name)
    return f"<i>{shown}</i>" if thing.kind in _ITALIC else shown


def _subject(slots: Slots) -> str:
    """The page's subject as its lead names it: in bold, with its dates and its other name."""
    thing = slots.thing
    family = FAMILY_OF[thing.kind]
    named = f"<b>{text(thing.name)}</b>"
    if family == "people":
        named += _dates(slots)
        return f"{named}, {_ALSO[family]} <b>{text(thing.alias)}</b>," if thing.alias else named
    if thing.kind in _WITH_ARTICLE and not thing.name.startswith("The "):
        named = f"the {named}"
    if thing.alias:
        named += f" ({_ALSO[family]} <b>{text(thing.alias)}</b>)"
    return named


def _dates(slots: Slots) -> str:
    born, died = (slots.stated(slots.thing, name) for name in ("born", "died"))
    if born and died:
        return f" ({born} – {died})"
    if born:
        return f" (born {born})"
    return f" (died {died})" if died else ""


def _trade(slots: Slots) -> str:
    """ "an actor and critic": the occupations that are stated, the one of the page's kind first."""
    thing = slots.thing
    others = [fact.value.lower() for fact in thing.all_of("occupation") if fact.is_stated]
    return with_article(joined([thing.kind, *(other for other in others if other != thing.kind)]))


def with_article(noun: str) -> str:
    """ "an actor", "a university"."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def _missing(slots: Slots) -> str | None:
    title = slots.thing.missing
    return link(path_of(title), title) if title else None


def _pronoun(place: int, is_first: bool = False) -> Callable[[Slots], str]:
    def word(slots: Slots) -> str:
        found = _PRONOUNS[slots.thing.pronoun][place]
        return found.capitalize() if is_first else found

    return word


WORDS: dict[str, Callable[[Slots], str | None]] = {
    "subject": _subject,
    "a_trade": _trade,
    "a_kind": lambda slots: with_article(slots.thing.kind),
    "surname": lambda slots: text(slots.thing.surname),
    "is": lambda slots: "was" if slots.thing.last_year <= LAST_YEAR else "is",
    "she": _pronoun(0),
    "She": _pronoun(0, True),
    "her": _pronoun(1),
    "Her": _pronoun(1, True),
    "him": _pronoun(2),
    "missing": _missing,
    "elsewhere": lambda slots: slots.stranger(("town", "village")),
    "further": lambda slots: slots.stranger(("town", "village")),
    "peer": lambda slots: slots.stranger((slots.thing.kind,)),
}
