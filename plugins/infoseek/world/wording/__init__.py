"""The texts that pages are written from, by kind. What may not live here: choosing among them, or any truth."""

from __future__ import annotations

from infoseek.world.wording.bodies_and_events import BODIES, BODY, EVENTS
from infoseek.world.wording.people import LIFE, TRADES
from infoseek.world.wording.places import BUILDING, HOUSE, PLACES, SETTLEMENT, STRUCTURE
from infoseek.world.wording.reading import Section, Wording, wording
from infoseek.world.wording.works import WORKS

__all__ = ["WORDING", "Section", "Wording"]

_HOUSES = ("castle", "theatre", "museum")
_STRUCTURES = ("bridge", "lighthouse")

WORDING: dict[str, Wording] = {
    **{trade: wording(LIFE, text) for trade, text in TRADES.items()},
    **{kind: wording(SETTLEMENT) for kind in ("town", "village")},
    **{kind: wording(text) for kind, text in PLACES.items() if kind in ("county", "river")},
    **{kind: wording(BUILDING, HOUSE, PLACES[kind]) for kind in _HOUSES},
    **{kind: wording(BUILDING, STRUCTURE, PLACES[kind]) for kind in _STRUCTURES},
    **{kind: wording(text) for kind, text in WORKS.items()},
    **{kind: wording(BODY, text) for kind, text in BODIES.items() if kind != "band"},
    "band": wording(BODIES["band"]),
    **{kind: wording(text) for kind, text in EVENTS.items()},
}
"""The wording of every kind of page that is about a thing."""
