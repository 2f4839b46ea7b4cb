"""How a world's pages tell of their subjects: lead sentences and varied paragraphs with links.

What lives here: wording. What may not: facts of its own that an infobox would state, HTML.
"""

from __future__ import annotations

import random
from datetime import date
from typing import Protocol

from infoseek.world.markup import Inline, Link
from infoseek.world.people import Novel, Novelist, Publisher, Town

_MONTHS = "January February March April May June July August September October November December"


class Linker(Protocol):
    """Gives the link to the page of a thing."""

    def __call__(self, thing: Novel | Novelist | Publisher | Town, anchor: str = "") -> Link: ...


def written(day: date | int, is_american: bool) -> str:
    """A date as people write it; a bare year stays one."""
    if isinstance(day, int):
        return str(day)
    month = _MONTHS.split()[day.month - 1]
    return f"{month} {day.day}, {day.year}" if is_american else f"{day.day} {month} {day.year}"


def novel_lead(novel: Novel, link: Linker) -> list[Inline]:
    """Type, year, author and publisher of a novel."""
    return [
        f"{novel.name} is a {novel.year} novel by ",
        link(novel.author),
        ", published by ",
        link(novel.publisher),
        f". It was written in {novel.language}.",
    ]


def novel_paragraphs(rng: random.Random, novel: Novel, link: Linker) -> list[list[Inline]]:
    """Plot and reception."""
    plot: list[Inline] = [
        rng.choice(("The story is set in ", "Most of the action takes place in ", "The book opens in ")),
        link(novel.setting),
        rng.choice(
            (
                ", where a stranger rents a room above the chandler's shop and begins to ask questions.",
                ", during a winter in which the ferry does not run.",
                ", among the families who own the salt works.",
                ", where two sisters quarrel over a house that neither of them wants.",
            )
        ),
        rng.choice(
            (" Critics praised its dialogue.", " It sold poorly at first.", " It was serialised twice.")
        ),
    ]
    history: list[Inline] = [
        "The manuscript was finished in ",
        link(novel.author.birth_place),
        rng.choice((" and revised over two summers.", " within a year.", " after a long illness.")),
    ]
    if novel.previous is not None:
        history += [" Readers of ", link(novel.previous), " will recognise several characters."]
    return [plot, history]


def novelist_lead(person: Novelist, is_american: bool) -> list[Inline]:
    """Life dates and calling of a novelist."""
    life = (
        f"{written(person.born, is_american)} – {written(person.died, is_american)}"
        if person.died
        else (f"born {written(person.born, is_american)}")
    )
    verb = "was" if person.died else "is"
    others = [name.lower() for name in person.occupations[1:]]
    return [
        f"{person.name} ({life}) {verb} a novelist" + "".join(f" and {name}" for name in others[:1]) + "."
    ]


def novelist_paragraphs(rng: random.Random, person: Novelist, link: Linker) -> list[list[Inline]]:
    """Youth and work."""
    pronoun = person.pronoun.capitalize()
    youth: list[Inline] = [
        f"{person.surname} was born in ",
        link(person.birth_place),
        rng.choice(
            (
                " to a family of boat builders.",
                ", the youngest of five children.",
                f". {pronoun} left school at fourteen.",
                f". {pronoun} was taught at home until the age of ten.",
            )
        ),
    ]
    paragraphs = [youth]
    if person.novels:
        first = person.novels[0]
        work: list[Inline] = [f"{pronoun} published ", link(first), " with ", link(first.publisher), "."]
        if len(person.novels) > 1:
            work += [
                rng.choice((" The last book was ", " Best known today is ")),
                link(person.novels[-1]),
                ".",
            ]
        paragraphs.append(work)
    return paragraphs


def publisher_lead(house: Publisher, link: Linker) -> list[Inline]:
    """Type, seat and founder of a publisher."""
    return [
        f"{house.name} is a publishing company based in ",
        link(house.headquarters),
        f". It was founded in {house.founded} by ",
        link(house.founder),
        ".",
    ]


def town_lead(town: Town) -> list[Inline]:
    """Type and region of a town."""
    return [f"{town.name} is a town in {town.region}. It received its charter in {town.founded}."]


def town_paragraphs(rng: random.Random, town: Town, link: Linker, neighbour: Town) -> list[list[Inline]]:
    """Trade and roads."""
    trade: Inline = rng.choice(
        (
            "Salt and herring made its merchants rich.",
            "Its market is held on the first Monday of the month.",
            "Most of its houses were rebuilt after a fire.",
        )
    )
    return [[trade, " The old road leads to ", link(neighbour), "."]]
