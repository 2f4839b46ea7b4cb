"""What a page tells in sentences because no box states it: facts of its own, and facts of things that point to it.

What lives here: filling those sentences. What may not: the sentences (wording/tellings.py).
"""

from __future__ import annotations

from collections.abc import Callable

from infoseek.world.kinds import DATES
from infoseek.world.markup import text
from infoseek.world.slots import Slots, anchored, with_the
from infoseek.world.truth import Fact
from infoseek.world.wording.tellings import telling

Fill = Callable[[str], str]


def told_here(slots: Slots) -> list[str]:
    """The sentences that tell the page's own facts of which its box is silent, as HTML."""
    predicates = dict.fromkeys(
        fact.predicate for fact in slots.thing.facts if fact.is_stated and fact.told == "here"
    )
    return [
        _written(slots, predicate, slots.thing.kind, "here", _own(slots, predicate))
        for predicate in predicates
    ]


def told_there(slots: Slots) -> list[str]:
    """The sentences that tell facts of other things that have this page's thing as their object, as HTML."""
    facts = [fact for fact in slots.atlas.pointing_to.get(slots.thing.path, ()) if fact.told == "there"]
    return [
        _written(slots, fact.predicate, slots.atlas.things[fact.subject].kind, "there", _others(slots, fact))
        for fact in facts
    ]


def _written(slots: Slots, predicate: str, kind: str, place: str, fill: Fill) -> str:
    template = telling(place, predicate, kind)
    if template is None:
        raise ValueError(f"No sentence tells {predicate} of a {kind} {place}.")
    return template.written(slots.atlas.rng(slots.thing.path, f"{place} {predicate}"), fill)


def _own(slots: Slots, predicate: str) -> Fill:
    form = f"when_{predicate}" if predicate in DATES else predicate
    return lambda name: (slots.stated(slots.thing, form) or "") if name == "o" else slots.fill(name)


def _others(slots: Slots, fact: Fact) -> Fill:
    subject = slots.atlas.things[fact.subject]
    own = {"s": with_the(subject, anchored(subject)), "me": text(slots.thing.name)}
    return lambda name: own[name] if name in own else slots.fill(name)
