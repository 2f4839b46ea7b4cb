"""What is true of festivals, battles, expeditions and competitions.

What lives here: events. What may not: wording.
"""

from __future__ import annotations

from infoseek.world import terms
from infoseek.world.cast import Cast
from infoseek.world.draw import Draw
from infoseek.world.thing import Register, Thing
from infoseek.world.works import GROWN_UP

_OF_MUSIC, _SPONSORED, _AT_A_CASTLE = 0.6, 0.7, 0.4


def describe_events(cast: Cast, draw: Draw, register: Register) -> None:
    """State all events."""
    for festival in cast.of("festival"):
        _hold_festival(festival, cast, draw, register)
    for battle in cast.of("battle"):
        _fight(battle, cast, draw, register)
    for expedition in cast.of("expedition"):
        set_out(expedition, draw.skewed(cast.of("explorer")), cast, draw, register)
    for competition in cast.of("competition"):
        _compete(competition, cast, draw, register)


def _hold_festival(festival: Thing, cast: Cast, draw: Draw, register: Register) -> None:
    festival.first_year = draw.rng.randint(1860, 1998)
    festival.home = draw.skewed([*cast.of("town"), *cast.of("village")])
    register.state(festival, "located_in", festival.home)
    register.state(festival, "founded", festival.first_year)
    if draw.chance(_OF_MUSIC):
        uses = len(cast.of("festival"))
        register.state_all(festival, "genre", draw.terms(terms.MUSIC_GENRES, uses, 2))


def _fight(battle: Thing, cast: Cast, draw: Draw, register: Register) -> None:
    battle.first_year = draw.rng.randint(1780, 1918)
    castles = cast.of("castle")
    at_castle = bool(castles) and draw.chance(_AT_A_CASTLE)
    battle.home = draw.skewed(castles if at_castle else cast.of("town"))
    register.state(battle, "took_place", draw.day(battle.first_year))
    register.state(battle, "located_in", battle.home)


def set_out(expedition: Thing, leader: Thing, cast: Cast, draw: Draw, register: Register) -> None:
    """State one expedition of a leader."""
    begin = leader.first_year + GROWN_UP
    year = draw.rng.randint(begin, max(begin, min(begin + 40, leader.last_year - 1)))
    expedition.first_year, expedition.home = year, leader
    register.state(expedition, "led_by", leader)
    register.state(expedition, "took_place", draw.day_or_year(year))
    sponsor = draw.living([*cast.of("university"), *cast.of("publishing company")], year)
    if sponsor is not None and draw.chance(_SPONSORED):
        register.state(expedition, "sponsored_by", sponsor)


def _compete(competition: Thing, cast: Cast, draw: Draw, register: Register) -> None:
    competition.first_year = draw.rng.randint(1850, 1999)
    register.state(competition, "took_place", draw.day(competition.first_year))
    theatre = draw.living(cast.of("theatre"), competition.first_year, age=1)
    if theatre is not None:
        register.state(competition, "venue", theatre)
    entrants = [*cast.of("composer"), *cast.of("painter")]
    winner = draw.living(entrants, competition.first_year, GROWN_UP)
    if winner is not None:
        register.state(competition, "won_by", winner)
