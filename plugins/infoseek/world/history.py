"""All that is true in a world on its first day, stated in an order in which everything finds what it rests on.

What lives here: the order. What may not: the statements themselves.
"""

from __future__ import annotations

import random

from infoseek.world.bodies import describe_bodies, found_bodies
from infoseek.world.cast import Cast, draw_cast
from infoseek.world.draw import Draw
from infoseek.world.happenings import describe_events
from infoseek.world.lands import describe_buildings, describe_lands
from infoseek.world.lives import describe_people
from infoseek.world.music import record_albums, record_songs
from infoseek.world.plan import Plan
from infoseek.world.thing import Register
from infoseek.world.works import paint_paintings, shoot_films, stage_operas, write_novels


def drawn_history(plan: Plan, register: Register) -> Cast:
    """The cast of a world with all its facts. Equal plans and seeds give equal facts, whatever is left out."""
    rng = random.Random(register.seed)
    draw = Draw(rng)
    cast = draw_cast(plan, rng)
    describe_lands(cast, draw, register)
    found_bodies(cast, draw)
    describe_people(cast, draw, register)
    describe_buildings(cast, draw, register)
    describe_bodies(cast, draw, register)
    write_novels(cast, draw, register)
    shoot_films(cast, draw, register)
    paint_paintings(cast, draw, register)
    stage_operas(cast, draw, register)
    record_songs(cast, record_albums(cast, draw, register), draw, register)
    describe_events(cast, draw, register)
    return cast
