"""The pages that lead to others: home, lists, and those that tell things of one name apart.

What lives here: such pages. What may not: articles (article.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infoseek.world import markup
from infoseek.world.atlas import Atlas
from infoseek.world.kinds import FAMILY_OF
from infoseek.world.plan import Listing
from infoseek.world.prose import begun, opening
from infoseek.world.slots import anchored, with_article
from infoseek.world.stock import ARCHIPELAGO
from infoseek.world.thing import Thing, namesakes_title, path_of
from infoseek.world.vignettes import vignette

HOME_TITLE = f"Portal: the {ARCHIPELAGO}"
# One entry in so many of a list of people stands under the surname, and leads there by a redirect.
_TURNED_EVERY = 9
_SHOWN_AT_HOME, _SHARED_AT_HOME = 9, 12


@dataclass(frozen=True)
class ListPage:
    """One page of a listing. number: counted from 1."""

    listing: Listing
    number: int

    @property
    def title(self) -> str:
        return f"List of {self.listing.subject}" + (f", part {self.number}" if self.number > 1 else "")


def list_pages(atlas: Atlas) -> list[ListPage]:
    return [ListPage(each, number + 1) for each in atlas.listings for number in range(each.parts)]


def portals(atlas: Atlas) -> list[str]:
    """The links at the head of every page."""
    return [
        markup.link(path_of(ListPage(each, 1).title), each.subject.capitalize()) for each in atlas.listings
    ]


def list_page(atlas: Atlas, page: ListPage) -> str:
    """The HTML of one page of a list: its things by kind, each kind by name."""
    listing = page.listing
    things = [thing for kind in listing.kinds for thing in sorted(atlas.cast.of(kind), key=_sorted_by)]
    size = -(-len(things) // listing.parts)
    shown = things[(page.number - 1) * size : page.number * size]
    body = markup.paragraph([f"Every one of these {markup.text(listing.subject)} has a page of its own."])
    for kind in listing.kinds:
        found = [thing for thing in shown if thing.kind == kind]
        items = [_entry(thing, number % _TURNED_EVERY == 0) for number, thing in enumerate(found)]
        if items:
            body += markup.heading(_plural(kind)) + markup.bullet_list(items, "columns")
    if page.number < listing.parts:
        title = ListPage(listing, page.number + 1).title
        body += markup.paragraph([f"Continued in {markup.link(path_of(title), title)}."])
    return markup.document(page.title, body, portals(atlas))


def _sorted_by(thing: Thing) -> tuple[str, str]:
    return (thing.surname or thing.name.removeprefix("The "), thing.title)


def turned(person: Thing) -> str:
    """A person's name with the surname first: a redirect to the page."""
    return f"{person.surname}, {person.given}"


def _entry(thing: Thing, is_turned: bool) -> str:
    if is_turned and thing.surname and thing.title == thing.name:
        return markup.link(path_of(turned(thing)), turned(thing))
    return anchored(thing)


def _plural(kind: str) -> str:
    if kind.endswith("y"):
        return f"{kind[:-1]}ies".capitalize()
    return f"{kind}s".capitalize()


def namesakes_page(atlas: Atlas, name: str) -> str:
    """The HTML of the page that tells things of one name apart."""
    items = [
        f"{markup.link(thing.path, thing.title)}, {with_article(thing.kind)}"
        for thing in atlas.cast.namesakes[name]
    ]
    body = f"<p><b>{markup.text(name)}</b> may refer to:</p>\n{markup.bullet_list(items)}"
    return markup.document(namesakes_title(name), body + '<div id="disambigbox"></div>\n', portals(atlas))


def home_page(atlas: Atlas) -> str:
    """The HTML of the page where a visit begins."""
    rng = atlas.rng(markup.HOME_PATH)
    body = markup.paragraph(
        [
            f"This is an index of an encyclopaedia of the {ARCHIPELAGO}: {len(atlas.things):,} articles on people, "
            "places, works and events of an archipelago that no map shows."
        ]
    )
    body += markup.heading("Featured article") + _featured(atlas)
    body += markup.heading("Portals") + markup.bullet_list(
        [_portal(atlas, each) for each in atlas.listings], "portals"
    )
    chosen = rng.sample(atlas.cast.all(), min(_SHOWN_AT_HOME, len(atlas.things)))
    body += markup.heading("From the shelves")
    body += markup.bullet_list(
        [f"{anchored(thing)}, {with_article(thing.kind)}" for thing in chosen], "columns"
    )
    titles = [namesakes_title(name) for name in atlas.cast.namesakes]
    body += markup.heading("Names that several things share")
    body += markup.bullet_list(
        [markup.link(path_of(title), title) for title in titles[:_SHARED_AT_HOME]], "columns"
    )
    return markup.document(HOME_TITLE, body, portals(atlas), "home")


def _featured(atlas: Atlas) -> str:
    """The opening of the article that most others point to."""
    works: Sequence[Thing] = [
        thing for thing in atlas.cast.all() if FAMILY_OF[thing.kind] in ("people", "works")
    ]
    thing = max(works, key=lambda each: len(atlas.pointing_to.get(each.path, ())))
    picture = vignette(thing.kind, atlas.rng(thing.path, "featured"))
    told = markup.paragraph(opening(*begun(atlas, thing)))
    return (
        f'<div class="featured">{picture}<div>{told}<p>{markup.link(thing.path, "Read on")}</p></div></div>\n'
    )


def _portal(atlas: Atlas, listing: Listing) -> str:
    rng = atlas.rng(listing.subject, "portal")
    count = sum(len(atlas.cast.of(kind)) for kind in listing.kinds)
    title = ListPage(listing, 1).title
    return (
        vignette(rng.choice([kind for kind in listing.kinds if atlas.cast.of(kind)]), rng)
        + markup.link(path_of(title), listing.subject.capitalize())
        + f"<small>{count:,} articles</small>"
    )
