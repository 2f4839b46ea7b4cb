"""The inhabitants of a world before they become pages: towns, publishers, novelists, novels.

What lives here: drawing them and their relations. What may not: HTML.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from infoseek.world.names import Names

REGIONS = ("Eastmark", "Norrland Coast", "Vale of Ister", "Westerfold")
GENRES = ("Gothic fiction", "Historical novel", "Mystery", "Satire", "Adventure")
LANGUAGES = ("Vellish", "Ostric", "Low Kessian")
OCCUPATIONS = ("Novelist", "Journalist", "Librarian", "Translator", "Schoolteacher", "Playwright")
_FIRST_YEAR = 1860


@dataclass
class Town:
    """A town. founded: a year."""

    name: str
    region: str
    founded: int


@dataclass
class Novelist:
    """A novelist; the first occupation is always that. died: None for one who lives."""

    name: str
    surname: str
    pronoun: str
    born: date
    died: date | None
    birth_place: Town
    occupations: list[str]
    novels: list[Novel] = field(default_factory=list)


@dataclass
class Publisher:
    """A publishing company."""

    name: str
    founded: int
    founder: Novelist
    headquarters: Town


@dataclass
class Novel:
    """A novel. published: a date, or the year alone. previous, next: in its author's series."""

    name: str
    author: Novelist
    published: date | int
    pages: int
    publisher: Publisher
    genre: str
    language: str
    setting: Town
    previous: Novel | None = None
    next: Novel | None = None

    @property
    def year(self) -> int:
        return self.published if isinstance(self.published, int) else self.published.year


@dataclass(frozen=True)
class Cast:
    """Everyone and everything in a world."""

    towns: list[Town]
    novelists: list[Novelist]
    publishers: list[Publisher]
    novels: list[Novel]


def draw_cast(rng: random.Random, towns: int, novelists: int, publishers: int, novels: int) -> Cast:
    """So many of each, with relations that contradict nothing: nobody writes before the age of 20."""
    names = Names(rng)
    all_towns = [Town(names.town(), rng.choice(REGIONS), rng.randint(1080, 1790)) for _ in range(towns)]
    people = [_novelist(rng, names, all_towns[n % towns]) for n in range(novelists)]
    houses = [_publisher(rng, names, people, all_towns) for _ in range(publishers)]
    books: list[Novel] = []
    for number in range(novels):
        author = people[number % novelists] if number < novelists else rng.choice(people)
        books.append(_novel(rng, names, author, houses, all_towns))
    for person in people:
        _put_in_order(person)
    return Cast(all_towns, people, houses, books)


def _day(rng: random.Random, year: int) -> date:
    return date(year, rng.randint(1, 12), rng.randint(1, 28))


def _novelist(rng: random.Random, names: Names, home: Town) -> Novelist:
    is_woman = rng.random() < 0.5
    given, surname = names.woman() if is_woman else names.man()
    born = _day(rng, rng.randint(_FIRST_YEAR, _FIRST_YEAR + 70))
    died = _day(rng, born.year + rng.randint(52, 91)) if rng.random() < 0.85 else None
    others = rng.sample(OCCUPATIONS[1:], rng.randint(0, 2))
    return Novelist(
        f"{given} {surname}", surname, "she" if is_woman else "he", born, died, home, ["Novelist", *others]
    )


def _publisher(rng: random.Random, names: Names, people: list[Novelist], towns: list[Town]) -> Publisher:
    founder = rng.choice(people)
    return Publisher(names.publisher(), founder.born.year + rng.randint(25, 45), founder, rng.choice(towns))


def _novel(
    rng: random.Random, names: Names, author: Novelist, houses: list[Publisher], towns: list[Town]
) -> Novel:
    last = author.died.year if author.died else author.born.year + 60
    year = rng.randint(author.born.year + 20, max(author.born.year + 20, last))
    in_business = [house for house in houses if house.founded <= year] or [
        min(houses, key=lambda house: house.founded)
    ]
    publisher = rng.choice(in_business)
    novel = Novel(
        name=names.novel(),
        author=author,
        published=_day(rng, max(year, publisher.founded))
        if rng.random() < 0.5
        else max(year, publisher.founded),
        pages=rng.randint(96, 720),
        publisher=publisher,
        genre=rng.choice(GENRES),
        language=rng.choice(LANGUAGES),
        setting=rng.choice(towns),
    )
    author.novels.append(novel)
    return novel


def _put_in_order(person: Novelist) -> None:
    """The author's novels by year of publication, each knowing the ones before and behind it."""
    person.novels.sort(key=lambda novel: (novel.year, novel.name))
    for earlier, later in zip(person.novels, person.novels[1:], strict=False):
        earlier.next, later.previous = later, earlier
