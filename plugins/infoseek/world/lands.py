"""What is true of counties, rivers, towns, villages and buildings.

What lives here: places. What may not: wording; who lives there (lives.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from infoseek.world import stock
from infoseek.world.cast import Cast
from infoseek.world.draw import Draw
from infoseek.world.thing import Register, Thing

_ARCHITECT_AGE = 22
_ON_A_RIVER = 0.75
_INHABITANTS = {"town": (900, 60_000), "village": (40, 1_500)}


def describe_lands(cast: Cast, draw: Draw, register: Register) -> None:
    """State all places but the buildings, which need their architects."""
    counties, rivers = cast.of("county"), cast.of("river")
    _let_flow(rivers, counties, draw, register)
    for kind in ("town", "village"):
        for number, place in enumerate(cast.of(kind)):
            home = counties[number] if number < len(counties) and kind == "town" else _county(counties, draw)
            _settle(place, home, rivers, draw, register)
    for county, capital in zip(counties, cast.of("town"), strict=False):
        register.state(county, "capital", capital)
        area = draw.rng.randint(180, 4200)
        register.state(county, "area_km2", area)
        register.count(county, "water_area_km2", 1, max(2, area // 10))
        register.count(county, "population", 4_000, 400_000)


def _let_flow(rivers: Sequence[Thing], counties: Sequence[Thing], draw: Draw, register: Register) -> None:
    """A tributary comes after the river it flows into, and drains less."""
    basins: list[int] = []
    for number, river in enumerate(rivers):
        into = draw.skewed(range(number)) if number and draw.chance(0.6) else None
        if into is None:
            basins.append(draw.rng.randint(300, 9000))
            river.home = draw.skewed(counties, 1.0) if counties else None
        else:
            basins.append(max(20, int(basins[into] * (0.1 + 0.6 * draw.rng.random()))))
            river.home = rivers[into].home
        register.state(river, "flows_into", draw.skewed(stock.SEAS) if into is None else rivers[into])
        register.state(river, "area_km2", basins[number])


def _county(counties: Sequence[Thing], draw: Draw) -> Thing | None:
    return draw.skewed(counties, 1.2) if counties else None


def _settle(
    place: Thing, county: Thing | None, rivers: Sequence[Thing], draw: Draw, register: Register
) -> None:
    place.home = county
    place.first_year = draw.rng.randint(1090, 1770 if place.kind == "town" else 1690)
    if county is not None:
        register.state(place, "located_in", county)
    register.state(place, "founded", place.first_year)
    register.state(place, "height_m", draw.rng.randint(2, 420))
    register.count(place, "population", *_INHABITANTS[place.kind])
    if rivers and draw.chance(_ON_A_RIVER):
        near = [draw.skewed(rivers, 1.3) for _ in range(4)]
        register.state(place, "on_river", next((each for each in near if each.home is county), near[0]))


def describe_buildings(cast: Cast, draw: Draw, register: Register) -> None:
    """State castles, theatres, museums, bridges and lighthouses: each opened in its architect's working life."""
    towns = [*cast.of("town"), *cast.of("village")]
    for kind in ("castle", "theatre", "museum", "bridge", "lighthouse"):
        for building in cast.of(kind):
            building.home = draw.skewed(towns)
            register.state(building, "located_in", building.home)
            if kind == "castle":
                building.first_year = draw.rng.randint(1120, 1640)
                register.state(building, "built", building.first_year)
            else:
                _raise(building, cast, draw, register)


def _raise(building: Thing, cast: Cast, draw: Draw, register: Register) -> None:
    architects, rivers = cast.of("architect"), cast.of("river")
    architect = draw.skewed(architects, 1.4) if architects else None
    first, last = 1800, 1990
    if architect is not None:
        first = architect.first_year + _ARCHITECT_AGE
        last = max(first, min(first + 40, architect.last_year - 1))
    building.first_year = draw.rng.randint(first, last)
    if building.kind == "bridge" and rivers:
        stated = building.home.all_of("on_river") if building.home else []
        crossed = next((river for river in rivers if stated and river.path == stated[0].object), None)
        register.state(building, "crosses", crossed or draw.skewed(rivers))
    if architect is not None:
        register.state(building, "architect", architect)
    if building.kind == "lighthouse":
        register.state(building, "built", building.first_year)
        register.state(building, "height_m", draw.rng.randint(11, 62))
    else:
        register.state(building, "opened", draw.day_or_year(building.first_year))
