"""Builds a world: from a size and a seed to pages, redirects and facts. The same input, the same world.

What lives here: putting the parts together. What may not: truth (history.py), change (days.py), HTML.
"""

from __future__ import annotations

from functools import partial

from infoseek.world.article import article
from infoseek.world.atlas import Atlas
from infoseek.world.cast import Cast
from infoseek.world.days import pass_days
from infoseek.world.guides import (
    HOME_TITLE,
    home_page,
    list_page,
    list_pages,
    namesakes_page,
    portals,
    turned,
)
from infoseek.world.history import drawn_history
from infoseek.world.markup import HOME_PATH
from infoseek.world.other_names import other_names
from infoseek.world.plan import plan
from infoseek.world.thing import Register, namesakes_title, path_of
from infoseek.world.truth import Page, Pages, World

MOST_LEFT_OUT = 0.9


def build_world(
    pages: int = 40, seed: int = 1, left_out: float = 0.0, day: int = 0, in_prose: float = 0.0
) -> World:
    """A world of exactly so many pages, redirects not counted.

    left_out: share of the facts that are true and stand on no page. day: how many days of change lie behind
    it. in_prose: share of the rows that stand in no box but are told in sentences, on the page they are about
    or on that of their object. Worlds of one size, seed and day have the same truth, however much they leave out and wherever they tell it. Raises `ValueError`
    where the pages (30 to 100,000), the share (0 to 0.9) or the day (0 and later) are out of range.
    """
    if not 0 <= left_out <= MOST_LEFT_OUT:
        raise ValueError(f"A world leaves out a share of 0 to {MOST_LEFT_OUT} of its facts, not {left_out}.")
    if not 0 <= in_prose <= 1:
        raise ValueError(f"A world tells a share of 0 to 1 of its rows in sentences alone, not {in_prose}.")
    if day < 0:
        raise ValueError(f"A world's days count from 0, not from {day}.")
    planned = plan(pages)
    register = Register(seed, left_out, in_prose)
    cast = drawn_history(planned, register)
    pass_days(cast, register, day)
    atlas = Atlas(seed, cast, planned.listings)
    written = _pages(atlas)
    return World(
        start=HOME_PATH,
        pages=written,
        redirects=_redirects(cast, written),
        dead=frozenset(path_of(thing.missing) for thing in cast.all() if thing.missing),
        facts=tuple(fact for thing in cast.all() for fact in thing.facts),
        names={thing.path: tuple(names) for thing in cast.all() if (names := other_names(thing))},
    )


def _pages(atlas: Atlas) -> Pages:
    head = portals(atlas)
    pages = [Page(HOME_PATH, HOME_TITLE, "home", partial(home_page, atlas))]
    for part in list_pages(atlas):
        pages.append(Page(path_of(part.title), part.title, "list", partial(list_page, atlas, part)))
    for name in atlas.cast.namesakes:
        title = namesakes_title(name)
        pages.append(Page(path_of(title), title, "disambiguation", partial(namesakes_page, atlas, name)))
    for thing in atlas.cast.all():
        pages.append(Page(thing.path, thing.title, thing.kind, partial(article, atlas, thing, head)))
    return Pages(pages)


def _redirects(cast: Cast, pages: Pages) -> dict[str, str]:
    """The start, names without their article, surnames first, other names; none that is a page or ambiguous."""
    redirects = {"/": HOME_PATH}
    for thing in cast.all():
        if thing.name.startswith("The ") and thing.title == thing.name:
            redirects.setdefault(path_of(thing.name.removeprefix("The ")), thing.path)
        if thing.surname and thing.title == thing.name:
            redirects.setdefault(path_of(turned(thing)), thing.path)
        if thing.alias:
            redirects.setdefault(path_of(thing.alias), thing.path)
    return {path: target for path, target in redirects.items() if path not in pages}
