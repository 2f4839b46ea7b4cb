"""The prose of one page: which sentences are told of a thing, and how edits change them.

What lives here: choosing among the wording's sentences. What may not: the sentences, what fills their slots.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from infoseek.world import markup
from infoseek.world.atlas import Atlas
from infoseek.world.grammar import Template
from infoseek.world.slots import Slots
from infoseek.world.thing import Thing
from infoseek.world.wording import WORDING, Section

_MONTH_FIRST_SHARE, _SHORTENED_SHARE = 0.4, 0.5
_MOST_IN_LEAD, _MOST_IN_SECTION = 3, 4


def begun(atlas: Atlas, thing: Thing) -> tuple[Slots, random.Random]:
    """What a page is written with: its slots, and its own random numbers."""
    rng = atlas.rng(thing.path)
    return Slots(atlas, thing, rng, is_month_first=rng.random() < _MONTH_FIRST_SHARE), rng


def opening(slots: Slots, rng: random.Random) -> list[str]:
    """The sentences that a page begins with, as HTML; the first says what kind of thing it is about."""
    wording = WORDING[slots.thing.kind]
    first = _written([rng.choice(_tellable(wording.leads, slots))], slots, rng)
    return first + _written(_some(_tellable(wording.after, slots), _MOST_IN_LEAD, rng), slots, rng)


@dataclass
class _Told:
    """A section of a page: the templates chosen for it, and their sentences as HTML."""

    section: Section
    templates: list[Template]
    sentences: list[str]


def sections(slots: Slots, rng: random.Random) -> str:
    """The sections of a page as HTML, edited as often as the thing was."""
    told = []
    for section in WORDING[slots.thing.kind].sections:
        templates = _some(_tellable(section.sentences, slots), _MOST_IN_SECTION, rng)
        told.append(_Told(section, templates, _written(templates, slots, rng)))
    if len(told) > 2 and rng.random() < _SHORTENED_SHARE:
        told.pop(rng.randrange(len(told)))
    headings = [rng.choice(each.section.headings) for each in told]
    for day in slots.thing.edits:
        _edit(rng=slots.atlas.rng(slots.thing.path, day), told=told, slots=slots)
    body = "".join(
        markup.heading(heading) + markup.paragraph(each.sentences)
        for heading, each in zip(headings, told, strict=True)
        if each.sentences
    )
    missing = slots.value("missing")
    return body + (markup.paragraph([f"The {missing} looks after the papers."]) if missing else "")


def _edit(told: Sequence[_Told], slots: Slots, rng: random.Random) -> None:
    """An edit of the page's prose adds a sentence, or takes one away where all are told."""
    each = rng.choice(told)
    untold = [one for one in _tellable(each.section.sentences, slots) if one not in each.templates]
    if untold:
        each.templates.append(rng.choice(untold))
        each.sentences += _written(each.templates[-1:], slots, rng)
    elif each.templates:
        place = rng.randrange(len(each.templates))
        del each.templates[place], each.sentences[place]


def _tellable(templates: Sequence[Template], slots: Slots) -> list[Template]:
    """The templates all of whose slots have something to tell."""
    return [each for each in templates if all(slots.value(name) is not None for name in each.needs)]


def _some(templates: list[Template], most: int, rng: random.Random) -> list[Template]:
    """Some of the templates, in their order."""
    count = min(len(templates), rng.randint(most - 2, most))
    return [templates[place] for place in sorted(rng.sample(range(len(templates)), count))]


def _written(templates: Sequence[Template], slots: Slots, rng: random.Random) -> list[str]:
    return [each.written(rng, slots.fill) for each in templates]
