"""The page of one thing: its box, its prose, what is listed on it, its navigation box.

What lives here: putting a page together. What may not: what is true, choosing sentences (prose.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from infoseek.world import markup
from infoseek.world.atlas import Atlas
from infoseek.world.kinds import DATES, ROWS, written
from infoseek.world.prose import begun, opening, sections
from infoseek.world.slots import Slots, anchored
from infoseek.world.tellings import told_here, told_there
from infoseek.world.thing import Thing, namesakes_title, path_of
from infoseek.world.vignettes import vignette

_MOST_LISTED, _MOST_BOXED = 60, 12
# What a page lists of the things that point to it: heading by predicate and kind or family of those things.
_LISTS = (
    ("Novels", "author", "novel"),
    ("Films", "directed_by", "film"),
    ("Films", "starring", "film"),
    ("Film music", "composed_by", "film"),
    ("Operas", "composed_by", "opera"),
    ("Librettos", "lyrics_by", "opera"),
    ("Paintings", "painted_by", "painting"),
    ("Songs", "written_by", "song"),
    ("Buildings", "architect", "places"),
    ("Albums", "performed_by", "album"),
    ("Songs", "performed_by", "song"),
    ("Songs on the album", "from_album", "song"),
    ("Adaptations", "based_on", "works"),
    ("Books published", "publisher", "novel"),
    ("Films distributed", "distributed_by", "film"),
    ("Bands", "label", "band"),
    ("Albums released", "label", "album"),
    ("Paintings shown", "located_in", "painting"),
    ("Towns and villages", "located_in", "places"),
    ("Organisations", "headquarters", "organisations"),
    ("First performances", "venue", "opera"),
    ("Expeditions", "led_by", "expedition"),
    ("Former students", "alma_mater", "people"),
    ("People born here", "birth_place", "people"),
    ("Along the river", "on_river", "places"),
)
_LOCAL = "Buildings and sights"
# The relation whose other subjects a page's navigation box shows.
_BOXED = (
    ("author", "Novels by"),
    ("directed_by", "Films by"),
    ("painted_by", "Paintings by"),
    ("performed_by", "Recordings by"),
    ("composed_by", "Music by"),
    ("located_in", "In"),
)


def article(atlas: Atlas, thing: Thing, portals: Sequence[str]) -> str:
    """The HTML of a thing's page."""
    slots, rng = begun(atlas, thing)
    lead = opening(slots, rng) + told_here(slots)
    picture = vignette(thing.kind, rng)
    body = _hatnote(atlas, thing) + markup.infobox(thing.name, picture, _rows(slots))
    elsewhere = told_there(slots)
    body += markup.paragraph(lead) + (markup.paragraph(elsewhere) if elsewhere else "")
    body += sections(slots, rng) + _lists(atlas, thing) + _navigation(atlas, thing)
    return markup.document(thing.title, body, portals)


def _hatnote(atlas: Atlas, thing: Thing) -> str:
    name = atlas.sharing.get(thing.path)
    if name is None:
        return ""
    title = namesakes_title(name)
    return f'<div class="hatnote">Other things of this name: {markup.link(path_of(title), title)}.</div>\n'


def _rows(slots: Slots) -> list[tuple[str, list[str]]]:
    found = []
    for label, predicate in ROWS[slots.thing.kind]:
        facts = [
            fact
            for fact in slots.thing.facts
            if fact.predicate == predicate and fact.is_stated and fact.told == "box"
        ]
        values = [
            markup.link(fact.object, fact.value)
            if fact.object
            else markup.text(written(fact, slots.is_month_first))
            for fact in facts
        ]
        if values:
            found.append((label, values))
    return found


def _lists(atlas: Atlas, thing: Thing) -> str:
    body = ""
    for title, predicate, of in _LISTS:
        subjects = atlas.subjects(thing, predicate, of)
        if subjects:
            shown = _LOCAL if title == "Towns and villages" and thing.kind != "county" else title
            body += markup.heading(shown) + markup.bullet_list(
                [_item(each) for each in subjects[:_MOST_LISTED]], "columns"
            )
    return body


def _item(thing: Thing) -> str:
    years = [fact.value[:4] for fact in thing.facts if fact.predicate in DATES and fact.is_stated]
    return anchored(thing) + (f" ({years[0]})" if years else "")


def _navigation(atlas: Atlas, thing: Thing) -> str:
    for predicate, title in _BOXED:
        facts = [fact for fact in thing.facts if fact.predicate == predicate and fact.is_stated]
        if facts:
            owner = atlas.things[facts[0].object]
            siblings = atlas.subjects(owner, predicate, thing.kind)
            at = max(0, min(siblings.index(thing) - _MOST_BOXED // 2, len(siblings) - _MOST_BOXED))
            links = [markup.link(each.path, each.name) for each in siblings[at : at + _MOST_BOXED]]
            return markup.navigation_box(
                f"{title} {owner.name}", [markup.link(owner.path, owner.name), *links]
            )
    return ""
