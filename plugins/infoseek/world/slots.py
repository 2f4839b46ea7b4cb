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
from infoseek.world.other_names import acronym_of, member_of, mentioned_as, native_of
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
            return self._mention(self.atlas.things[fact.object])
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
        return self._mention(subjects[first + wanted])

    def _mention(self, other: Thing) -> str:
        return anchored(other, mentioned_as(other, self.thing))

    def stranger(self, kinds: tuple[str, ...]) -> str | None:
        other = self.atlas.stranger(self.thing, kinds, self._rng)
        return self._mention(other) if other is not None else None


def anchored(thing: Thing, called: str = "") -> str:
    """A link to a thing under its name, or what else it is called."""
    shown = link(thing.path, called or thing.name)
    return f"<i>{shown}</i>" if thing.kind in _ITALIC else shown


def with_the(thing: Thing, shown: str) -> str:
    """A thing's name as a sentence has it: "the Sel" of a river, "The Tin Crow" of a novel."""
    return f"the {shown}" if thing.kind in _WITH_ARTICLE and not thing.name.startswith("The ") else shown


def _subject(slots: Slots) -> str:
    """The page's subject as its lead names it: in bold, with its dates and its other names."""
    thing = slots.thing
    family = FAMILY_OF[thing.kind]
    named = f"<b>{text(thing.name)}</b>"
    if family == "people":
        named += _dates(slots)
        return f"{named}, {_ALSO[family]} <b>{text(thing.alias)}</b>," if thing.alias else named
    return with_the(thing, named) + _beside(thing)


def _beside(thing: Thing) -> str:
    """The other names that stand in brackets behind the name."""
    native = native_of(thing)
    names = [f"{_ALSO[FAMILY_OF[thing.kind]]} <b>{text(thing.alias)}</b>"] if thing.alias else []
    names += [text(acronym_of(thing))] if acronym_of(thing) else []
    names += [f"{native.language}: {text(native.text)}"] if native else []
    return f" ({'; '.join(names)})" if names else ""


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
    "member": lambda slots: text(member_of(slots.thing)) or None,
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
