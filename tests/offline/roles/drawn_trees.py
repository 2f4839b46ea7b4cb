"""Trees drawn at random from small tables, with the clauses that the offline model has for their claims.

What may not live here: assertions.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any, Literal

from infoseek.agents.period_rungs import day_of
from infoseek.offline.roles import derived_phrases, phrases
from infoseek.offline.roles.read import read
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Constrain, Extend, Finish
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex, vertex_id

_EVIDENCE = (Evidence(page_id="p", url="u", content_sha256="h", start=0, end=4, text="Text"),)
_YEAR = 365.2425
Direction = Literal["forward", "inverse"]

# parent type -> (form, predicate, direction, child type).
_LINKS: dict[str, tuple[tuple[Literal["relation", "shared"], str, Direction, str], ...]] = {
    "novel": (
        ("relation", "author", "forward", "novelist"),
        ("relation", "publisher", "forward", "publishing company"),
        ("relation", "followed_by", "forward", "novel"),
        ("relation", "based_on", "inverse", "film"),
        ("shared", "author", "forward", "novel"),
    ),
    "novelist": (
        ("relation", "birth_place", "forward", "town"),
        ("relation", "author", "inverse", "novel"),
        ("relation", "alma_mater", "forward", "university"),
        ("relation", "spouse", "forward", "painter"),
    ),
    "film": (
        ("relation", "directed_by", "forward", "film director"),
        ("relation", "starring", "forward", "actor"),
        ("relation", "composed_by", "forward", "composer"),
        ("shared", "starring", "forward", "film"),
    ),
    "studio album": (
        ("relation", "performed_by", "forward", "singer"),
        ("relation", "preceded_by", "forward", "studio album"),
        ("relation", "has_track", "forward", "song"),
        ("relation", "label", "forward", "record label"),
    ),
    "painting": (
        ("relation", "painted_by", "forward", "painter"),
        ("relation", "located_in", "forward", "museum"),
    ),
    "town": (("relation", "on_river", "forward", "river"), ("relation", "located_in", "inverse", "castle")),
    "castle": (("relation", "architect", "forward", "architect"), ("relation", "located_in", "forward", "village")),
}  # fmt: skip
_DATED = {
    "novel": ("published",), "novelist": ("born", "died"), "film": ("released",), "studio album": ("released", "recorded"),
    "painting": ("painted",), "town": ("founded",), "castle": ("built",), "publishing company": ("founded",),
    "university": ("founded",), "painter": ("born", "died"), "film director": ("born",), "actor": ("born", "died"),
    "composer": ("born",), "singer": ("born",), "song": ("released",), "record label": ("founded",), "museum": ("opened",),
    "architect": ("born",), "village": ("founded",),
}  # fmt: skip
_MEASURED = {
    "novel": "pages",
    "film": "running_time",
    "studio album": "length",
    "song": "length",
    "river": "length_km",
    "town": "height_m",
}
_TERMS = {
    "novel": ("language", ("french", "dutch")), "singer": ("genre", ("jazz", "folk")), "actor": ("occupation", ("dancer",)),
    "studio album": ("genre", ("soul", "rhythm and blues")), "novelist": ("occupation", ("teacher",)),
}  # fmt: skip
_AGED = {
    "novel": ("published", "author"),
    "painting": ("painted", "painted_by"),
    "castle": ("built", "architect"),
}
_COUNTED: dict[str, tuple[str, Direction]] = {
    "studio album": ("has_track", "forward"), "novelist": ("author", "inverse"), "town": ("birth_place", "inverse"),
    "painter": ("painted_by", "inverse"), "publishing company": ("publisher", "inverse"),
}  # fmt: skip
_SIZES = {"running_time": 60, "length": 60}


@dataclass(frozen=True)
class Drawn:
    """One vertex: parent, type ("" for an attribute), constraint and clause."""

    id: str
    parent: str = ""
    type: str = ""
    constraint: Constraint | None = None
    clause: str = ""


def attribute(type_noun: str, chance: random.Random) -> tuple[Constraint, str] | None:
    """A constraint on a thing of this type with its clause; None where the draw has none."""
    luck = chance.randrange(99)
    kind = chance.choice(("date", "date", "measure", "term", "gap", "count"))
    if kind == "date" and type_noun in _DATED:
        return _dated(chance.choice(_DATED[type_noun]), type_noun, chance, luck)
    if kind == "measure" and type_noun in _MEASURED:
        return _measured(_MEASURED[type_noun], type_noun, chance, luck)
    if kind == "term" and type_noun in _TERMS:
        predicate, values = _TERMS[type_noun]
        value = chance.choice(values)
        clause = phrases.term(predicate, value, type_noun, luck)
        return (Constraint(form="value", predicate=predicate, value=value), clause) if clause else None
    if kind == "gap" and type_noun in _AGED:
        return _aged(*_AGED[type_noun], type_noun, chance, luck)
    if kind == "count" and type_noun in _COUNTED:
        return _counted(*_COUNTED[type_noun], type_noun, chance, luck)
    return None


def _dated(predicate: str, type_noun: str, chance: random.Random, luck: int) -> tuple[Constraint, str] | None:
    span = chance.choice((5, 10, 20, 26, 51))
    step = {26: 25, 51: 50}.get(span, min(span, 10))
    first = chance.randrange(1600, 1950, step)
    clause = phrases.dated(predicate, type_noun, first, first + span - 1, luck)
    low, high = day_of(first), day_of(first + span) - 1
    return (Constraint(form="range", predicate=predicate, low=low, high=high), clause) if clause else None


def _measured(
    predicate: str, type_noun: str, chance: random.Random, luck: int
) -> tuple[Constraint, str] | None:
    size = _SIZES.get(predicate, 1)
    under = chance.choice((None, 15, 40, 210))
    over = chance.choice((None, 300, 1200)) if under else 300
    clause = phrases.measured(predicate, type_noun, under, over, luck)
    low = 0.0 if under is None else under * size + 1e-6
    high = 1e12 if over is None else over * size - 1e-6
    return (Constraint(form="range", predicate=predicate, low=low, high=high), clause) if clause else None


def _aged(
    predicate: str, through: str, type_noun: str, chance: random.Random, luck: int
) -> tuple[Constraint, str] | None:
    other, bounds = chance.choice(
        (
            ("born", (None, 30)),
            ("born", (30, 40)),
            ("born", (45, None)),
            ("died", (-20, 0)),
            ("died", (0, None)),
        )
    )
    clause = derived_phrases.gap(predicate, other, through, "forward", type_noun, bounds, luck)
    under, over = bounds
    low = 0.0 if under is None else float(round(under * _YEAR))
    high = 1e12 if over is None else float(round(over * _YEAR))
    constraint = Constraint(form="gap", predicate=predicate, other=other, through=through, low=low, high=high)
    return (constraint, clause) if clause else None


def _counted(
    predicate: str, direction: Direction, type_noun: str, chance: random.Random, luck: int
) -> tuple[Constraint, str] | None:
    least = chance.choice((2, 3, 7, 12))
    clause = derived_phrases.count(predicate, direction, least, type_noun, luck)
    constraint = Constraint(form="count", predicate=predicate, direction=direction, low=least)
    return (constraint, clause) if clause else None


def drawn(seed: int) -> list[Drawn]:
    """The vertices of a tree: two or three things, each with clues of its own, no two alike in words."""
    chance = random.Random(seed)
    root = chance.choice(sorted(_LINKS))
    found = [Drawn("A", type=root)]
    open_things = [found[0]]
    while open_things and sum(1 for one in found if one.type) < 4:
        parent = open_things.pop(0)
        for link in chance.sample(_LINKS.get(parent.type, ()), k=min(2, len(_LINKS.get(parent.type, ())))):
            child = _linked(link, parent, vertex_id(len(found)), chance)
            found.append(child)
            open_things.append(child)
    for thing in [one for one in found if one.type]:
        for _ in range(12):
            drawn_one = attribute(thing.type, chance)
            told = {one.constraint.predicate for one in found if one.parent == thing.id and one.constraint}
            if drawn_one is not None and drawn_one[0].predicate not in told:
                found.append(Drawn(vertex_id(len(found)), thing.id, "", *drawn_one))
            if sum(1 for one in found if one.parent == thing.id and not one.type) >= 2:
                break
    return found


def _linked(
    link: tuple[Literal["relation", "shared"], str, Direction, str],
    parent: Drawn,
    child: str,
    chance: random.Random,
) -> Drawn:
    form, predicate, direction, type_noun = link
    clause = phrases.relation(predicate, direction, form, parent.type, type_noun, chance.randrange(99))
    assert clause is not None
    constraint = Constraint(form=form, predicate=predicate, direction=direction)
    return Drawn(child, parent.id, type_noun, constraint, clause)


def tree_of(vertices: list[Drawn]) -> ResearchTree:
    """The drawn vertices as a finished tree."""
    tree = ResearchTree()
    for one in vertices:
        vertex = Vertex(
            id=one.id,
            kind="entity" if one.type else "attribute",
            name=f"Name of {one.id}",
            entity_id=f"e-{one.id}" if one.type else "",
            type_noun=one.type,
            visibility="hidden" if one.type else "given",
        )
        if one.constraint is None:
            tree.apply(AddRoot(vertex=vertex))
            continue
        claim = Claim(text=f"{one.parent} {one.clause}", constraint=one.constraint, evidence=_EVIDENCE)
        edit = Extend if one.type else Constrain
        tree.apply(edit(parent=one.parent, vertex=vertex, claim=claim, candidates=9))
    tree.apply(Finish())
    return tree


def payload_of(vertices: list[Drawn], seed: int) -> dict[str, Any]:
    """What the composer is sent for them."""
    return {
        "task": "compose",
        "seed": seed,
        "vertices": [
            {
                "vertex": one.id,
                "parent": one.parent or None,
                "kind": "entity" if one.type else "attribute",
                "type": one.type,
                "visibility": "hidden" if one.type else "given",
                "clause": one.clause or None,
            }
            for one in vertices
        ],
    }


def is_tellable(vertices: list[Drawn]) -> bool:
    """Whether each thing has a clue of its own, so that a question can be made of it."""
    return all(any(one.parent == thing.id for one in vertices) for thing in vertices if thing.type)


def mutants(vertices: list[Drawn], chance: random.Random) -> dict[str, list[Drawn]]:
    """The vertices with one thing wrong, by what is: dropped, moved, doubled, other bounds, another type, turned."""
    attributes = [one for one in vertices if not one.type]
    things = [one for one in vertices if one.type]
    found: dict[str, list[Drawn]] = {}
    one = chance.choice(attributes)
    kept = [other for other in vertices if other is not one]
    if is_tellable(kept):
        found["dropped"] = kept
    elsewhere = [thing for thing in things if thing.id != one.parent]
    host = chance.choice(elsewhere)
    moved = [replace(o, parent=host.id) if o is one else o for o in vertices]
    if is_tellable(moved):
        found["moved"] = moved
    extra = attribute(host.type, chance)
    told = {o.constraint for o in vertices if o.parent == host.id}
    if extra is not None and extra[0] not in told:
        found["added"] = [*vertices, Drawn("Z", host.id, "", *extra)]
    other = next((a for _ in range(30) if (a := _other_bounds(vertices, one, chance)) is not None), None)
    if other is not None:
        found["bounds"] = [
            replace(o, constraint=other[0], clause=other[1]) if o is one else o for o in vertices
        ]
    child = chance.choice([thing for thing in things if thing.parent])
    found["type"] = [replace(o, type="lighthouse") if o is child else o for o in vertices]
    return found


def _other_bounds(vertices: list[Drawn], one: Drawn, chance: random.Random) -> tuple[Constraint, str] | None:
    """Another constraint of the same predicate, as far from the claim's as its words are."""
    host = next(thing for thing in vertices if thing.id == one.parent)
    found = attribute(host.type, chance)
    assert one.constraint is not None
    is_other = found is not None and found[0] != one.constraint
    return found if found and is_other and found[0].predicate == one.constraint.predicate else None


def reading_of(question: str, vocabulary: dict[str, str]) -> dict[str, Any]:
    """What the offline reader makes of a question."""
    return read({"task": "read", "seed": 1, "predicates": vocabulary, "question": question})
