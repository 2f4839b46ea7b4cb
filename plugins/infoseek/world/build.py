"""Builds a world: from a size and a seed to pages, redirects and facts. The same input, the same world.

What lives here: which pages there are and what they state. What may not: markup and wording.
"""

from __future__ import annotations

import random
from urllib.parse import quote

from infoseek.world.markup import (
    Inline,
    Link,
    Row,
    bullet_list,
    document,
    infobox,
    inline,
    navigation_box,
    section,
)
from infoseek.world.people import Cast, Novel, Novelist, Publisher, Town, draw_cast
from infoseek.world.prose import (
    novel_lead,
    novel_paragraphs,
    novelist_lead,
    novelist_paragraphs,
    publisher_lead,
    town_lead,
    town_paragraphs,
    written,
)
from infoseek.world.truth import Fact, Page, ValueType, World

LEAST_PAGES = 12
_NOVELS_PER_LIST = 400
_NAVIGATION_LINKS = 12

Thing = Novel | Novelist | Publisher | Town


def build_world(pages: int = 40, seed: int = 1) -> World:
    """A world of exactly so many pages, redirects not counted. Raises `ValueError` below 12."""
    if pages < LEAST_PAGES:
        raise ValueError(f"A world has at least {LEAST_PAGES} pages, not {pages}.")
    rng = random.Random(seed)
    towns, publishers, novelists = max(2, pages // 10), max(2, pages // 13), max(3, pages // 5)
    lists = 1
    while (novels := pages - towns - publishers - novelists - lists - 1) > lists * _NOVELS_PER_LIST:
        lists += 1
    return _Builder(rng, draw_cast(rng, towns, novelists, publishers, novels), lists).build()


class _Builder:
    """Collects pages, redirects and facts of one world."""

    def __init__(self, rng: random.Random, cast: Cast, lists: int) -> None:
        self.rng = rng
        self.cast = cast
        self.lists = lists
        self.pages: dict[str, Page] = {}
        self.redirects: dict[str, str] = {}
        self.facts: list[Fact] = []
        self.dead: set[str] = set()
        self.titles = self._titles()

    def build(self) -> World:
        for town in self.cast.towns:
            self._town(town)
        for house in self.cast.publishers:
            self._publisher(house)
        for person in self.cast.novelists:
            self._novelist(person)
        for novel in self.cast.novels:
            self._novel(novel)
        self._disambiguation()
        start = self._lists()
        self.redirects["/"] = start
        return World(start, self.pages, self.redirects, frozenset(self.dead), tuple(self.facts))

    def _titles(self) -> dict[int, str]:
        """Page titles; the first novel shares its name with the first town and so bears a bracket."""
        namesake = self.cast.novels[0]
        namesake.name = self.cast.towns[0].name
        things: list[Thing] = [
            *self.cast.towns,
            *self.cast.publishers,
            *self.cast.novelists,
            *self.cast.novels,
        ]
        titles = {id(thing): thing.name for thing in things}
        titles[id(namesake)] = f"{namesake.name} (novel)"
        return titles

    def link(self, thing: Thing, anchor: str = "") -> Link:
        return Link(_path(self.titles[id(thing)]), anchor or thing.name)

    def _add(self, thing: Thing, kind: str, body: str) -> None:
        title = self.titles[id(thing)]
        self.pages[_path(title)] = Page(_path(title), title, kind, document(title, body))

    def _state(
        self, thing: Thing, predicate: str, value_type: ValueType, value: object, other: Thing | None = None
    ) -> None:
        target = self.link(other).path if other is not None else ""
        self.facts.append(Fact(self.link(thing).path, predicate, value_type, str(value), target))

    def _novel(self, novel: Novel) -> None:
        is_american = self.rng.random() < 0.5
        rows: list[Row] = [
            ("Author", [[self.link(novel.author)]]),
            ("Language", [[novel.language]]),
            ("Genre", [[novel.genre]]),
            ("Publisher", [[self.link(novel.publisher)]]),
            ("Published", [[written(novel.published, is_american)]]),
            ("Pages", [[str(novel.pages)]]),
        ]
        self._state(novel, "author", "entity", novel.author.name, novel.author)
        self._state(novel, "language", "term", novel.language)
        self._state(novel, "genre", "term", novel.genre)
        self._state(novel, "publisher", "entity", novel.publisher.name, novel.publisher)
        self._state(novel, "published", "date", novel.published)
        self._state(novel, "pages", "number", novel.pages)
        for label, predicate, other in (
            ("Preceded by", "preceded_by", novel.previous),
            ("Followed by", "followed_by", novel.next),
        ):
            if other is not None:
                rows.append((label, [[self.link(other)]]))
                self._state(novel, predicate, "entity", other.name, other)
        body = infobox(novel.name, rows) + f"<p>{_bold(novel_lead(novel, self.link), novel.name)}</p>\n"
        body += section("Content", [inline(text) for text in novel_paragraphs(self.rng, novel, self.link)])
        body += self._navigation(novel.author)
        self._add(novel, "novel", body)
        if novel.name.startswith("The "):
            self.redirects[_path(novel.name.removeprefix("The "))] = self.link(novel).path

    def _novelist(self, person: Novelist) -> None:
        is_american = self.rng.random() < 0.5
        rows: list[Row] = [("Born", [[written(person.born, is_american)]])]
        self._state(person, "born", "date", person.born.isoformat())
        if person.died is not None:
            rows.append(("Died", [[written(person.died, is_american)]]))
            self._state(person, "died", "date", person.died.isoformat())
        rows.append(("Birth place", [[self.link(person.birth_place)]]))
        rows.append(("Occupation", [[name] for name in person.occupations]))
        self._state(person, "birth_place", "entity", person.birth_place.name, person.birth_place)
        for name in person.occupations:
            self._state(person, "occupation", "term", name)
        body = infobox(person.name, rows)
        body += f"<p>{_bold(novelist_lead(person, is_american), person.name)}</p>\n"
        body += section("Life", [inline(text) for text in novelist_paragraphs(self.rng, person, self.link)])
        body += section("Novels", []) + bullet_list(
            [[self.link(novel), f" ({novel.year})"] for novel in person.novels]
        )
        body += self._navigation(person)
        self._add(person, "novelist", body)
        given = person.name.removesuffix(f" {person.surname}")
        self.redirects[_path(f"{person.surname}, {given}")] = self.link(person).path

    def _publisher(self, house: Publisher) -> None:
        rows: list[Row] = [
            ("Founded", [[str(house.founded)]]),
            ("Founder", [[self.link(house.founder)]]),
            ("Headquarters", [[self.link(house.headquarters)]]),
        ]
        self._state(house, "founded", "date", house.founded)
        self._state(house, "founder", "entity", house.founder.name, house.founder)
        self._state(house, "headquarters", "entity", house.headquarters.name, house.headquarters)
        body = infobox(house.name, rows) + f"<p>{_bold(publisher_lead(house, self.link), house.name)}</p>\n"
        missing = Link(_path(f"{house.name} archive"), "archive")
        self.dead.add(missing.path)
        body += section("History", [inline(["Its papers are kept in the ", missing, " of the town."])])
        self._add(house, "publisher", body)

    def _town(self, town: Town) -> None:
        rows: list[Row] = [("Location", [[town.region]]), ("Founded", [[str(town.founded)]])]
        self._state(town, "located_in", "name", town.region)
        self._state(town, "founded", "date", town.founded)
        body = infobox(town.name, rows) + f"<p>{_bold(town_lead(town), town.name)}</p>\n"
        neighbour = self.cast.towns[self.cast.towns.index(town) - 1]
        told = town_paragraphs(self.rng, town, self.link, neighbour)
        body += section("Economy", [inline(text) for text in told])
        natives: list[list[Inline]] = [
            [self.link(person)] for person in self.cast.novelists if person.birth_place is town
        ]
        body += section("People", []) + bullet_list(natives)
        self._add(town, "town", body)

    def _disambiguation(self) -> None:
        town, novel = self.cast.towns[0], self.cast.novels[0]
        title = f"{town.name} (disambiguation)"
        choices: list[list[Inline]] = [
            [self.link(town), f", a town in {town.region}"],
            [self.link(novel), ", a novel by ", self.link(novel.author)],
        ]
        body = (
            f'<p><b>{town.name}</b> may refer to:</p>\n{bullet_list(choices)}<div id="disambigbox"></div>\n'
        )
        self.pages[_path(title)] = Page(_path(title), title, "disambiguation", document(title, body))

    def _lists(self) -> str:
        """The pages that list all novels, each linking the next; the path of the first."""
        titles = ["List of novels"] + [f"List of novels, part {n}" for n in range(2, self.lists + 1)]
        size = -(-len(self.cast.novels) // self.lists)
        for number, title in enumerate(titles):
            shown = self.cast.novels[number * size : (number + 1) * size]
            items: list[list[Inline]] = [
                [self.link(novel), " by ", self.link(novel.author), f" ({novel.year})"] for novel in shown
            ]
            body = "<p>These novels have a page of their own.</p>\n" + bullet_list(items)
            if number + 1 < len(titles):
                body += f"<p>{inline(['Continued in ', Link(_path(titles[number + 1]), titles[number + 1]), '.'])}</p>\n"
            if number == 0:
                first = self.cast.towns[0].name
                body += (
                    f"<p>{inline(['See also ', Link(_path(f'{first} (disambiguation)'), first), '.'])}</p>\n"
                )
            self.pages[_path(title)] = Page(_path(title), title, "list", document(title, body))
        return _path(titles[0])

    def _navigation(self, person: Novelist) -> str:
        links = [self.link(novel) for novel in person.novels[:_NAVIGATION_LINKS]]
        return navigation_box(f"Works of {person.name}", [self.link(person), *links])


def _path(title: str) -> str:
    return "/wiki/" + quote(title.replace(" ", "_"), safe="/(),!'&")


def _bold(pieces: list[Inline], name: str) -> str:
    """A lead with the subject's name, which stands at its beginning, in bold."""
    html = inline(pieces)
    shown = inline([name])
    return f"<b>{shown}</b>" + html.removeprefix(shown)
