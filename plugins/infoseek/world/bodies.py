"""What is true of companies, universities, orchestras and bands.

What lives here: organisations. What may not: what they publish (works.py, music.py); wording.
"""

from __future__ import annotations

from infoseek.world import terms
from infoseek.world.cast import Cast
from infoseek.world.draw import Draw
from infoseek.world.kinds import FAMILIES
from infoseek.world.thing import LAST_YEAR, Register, Thing

# First and last year of founding by kind.
_FOUNDED = {
    "publishing company": (1795, 1930),
    "film company": (1896, 1955),
    "university": (1460, 1905),
    "record label": (1904, 1962),
    "orchestra": (1830, 1960),
    "band": (1928, 1990),
}
_FOUNDERS = {
    "publishing company": ("novelist", "painter"),
    "film company": ("film director", "actor"),
    "record label": ("composer", "actor"),
    "orchestra": ("composer",),
}
_FOUNDER_AGE = 24
_FOUNDER_SHARE, _DISSOLVED_SHARE, _DAY_SHARE = 0.7, 0.25, 0.4
_SHORTEST_LIFE, _LONGEST_LIFE = 35, 110


def found_bodies(cast: Cast, draw: Draw) -> None:
    """Draw the years in which organisations are founded and dissolved; people and works rest on them."""
    for kind, (first, last) in _FOUNDED.items():
        for number, body in enumerate(cast.of(kind)):
            # The first of a kind is there from the start and stays, so that each year's work finds a house.
            span = last - first
            body.first_year = (
                first if number == 0 and kind != "band" else first + int(span * draw.rng.random())
            )
            if number and kind not in ("university", "band") and draw.chance(_DISSOLVED_SHARE):
                body.last_year = min(
                    LAST_YEAR, body.first_year + draw.rng.randint(_SHORTEST_LIFE, _LONGEST_LIFE)
                )


def describe_bodies(cast: Cast, draw: Draw, register: Register) -> None:
    """State all organisations."""
    for kind in FAMILIES["organisations"]:
        people = cast.of_kinds(_FOUNDERS.get(kind, FAMILIES["people"]))
        for body in cast.of(kind):
            body.home = draw.skewed(cast.of("town"))
            if kind == "band":
                _describe_band(body, cast, draw, register)
            else:
                _describe_company(body, people, draw, register)


def _describe_company(body: Thing, people: list[Thing], draw: Draw, register: Register) -> None:
    is_old = body.first_year < 1800
    coarse = 1.0 if is_old else 1 - _DAY_SHARE
    register.state(body, "founded", draw.day_or_year(body.first_year, coarse))
    founder = draw.living(people, body.first_year, _FOUNDER_AGE) if draw.chance(_FOUNDER_SHARE) else None
    if founder is not None:
        register.state(body, "founder", founder)
    if body.home is not None:
        register.state(body, "located_in" if body.kind == "university" else "headquarters", body.home)
    if body.last_year < LAST_YEAR:
        register.state(body, "dissolved", body.last_year)


def _describe_band(band: Thing, cast: Cast, draw: Draw, register: Register) -> None:
    register.state(band, "founded", band.first_year)
    if band.home is not None:
        register.state(band, "origin", band.home)
    register.state_all(band, "genre", draw.terms(terms.MUSIC_GENRES, len(cast.of("band")), 2))
    label = draw.living(cast.of("record label"), band.first_year)
    if label is not None:
        register.state(band, "label", label)
