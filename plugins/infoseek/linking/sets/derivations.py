"""The statements that together make a derived constraint: each part, and the edges of which any states it.

What lives here: putting statements together. What may not: sets of candidates (readings.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.inside import LOCATED
from infoseek.linking.sets.rows import Row
from infoseek.tree.claim import Constraint

Part = tuple[Row, ...]
"""The edges that state one part: any of them will do."""
Way = tuple[Part, ...]
"""The parts of one derivation: it takes all of them."""
Named = tuple[str, str]
"""A stated thing: its page, "" for a name without one; its name, "" for what is stated from the other end."""
Edges = Callable[[str], Iterable[Row]]
"""entity -> the edges about it, or those that point to it."""

# Places lie in few others; what is stated to lie in more, or in a ring, is not gone through to the end.
_MOST_STEPS, _MOST_WAYS = 6, 64


def ways(constraint: Constraint, entity_id: str, edges_of: Edges, edges_to: Edges) -> Iterator[Way]:
    """The ways in which the edges bear out a gap or a containment of an entity.

    A gap has its date, the relation to the other thing where it runs to one, and that thing's date; a containment
    the place and each step up from it. A volatile edge without its date bears nothing out (V6, FIELD §3).
    """
    if constraint.form == "gap":
        yield from _gaps(constraint, entity_id, edges_of, edges_to)
    elif constraint.form == "within":
        yield from islice(_containments(constraint, entity_id, edges_of), _MOST_WAYS)


def gap_of(way: Way) -> tuple[float, float]:
    """The least and the greatest gap in days that the dates of a way can mean."""
    near, far = way[0][0], way[-1][0]
    return float(near["low"] - far["high"]), float(near["high"] - far["low"])


def all_gaps(constraint: Constraint, entity_id: str, edges_of: Edges, edges_to: Edges) -> Iterator[Way]:
    """The ways of a gap of an entity, whatever its bounds."""
    dates = _dates(entity_id, constraint.predicate, edges_of)
    if not dates:
        return
    if not constraint.through:
        yield from ((near, far) for far in _dates(entity_id, constraint.other, edges_of) for near in dates)
        return
    for other, relation in _related(constraint, entity_id, edges_of, edges_to).items():
        for far in _dates(other, constraint.other, edges_of):
            yield from ((near, relation, far) for near in dates)


def counted(
    constraint: Constraint, entity_id: str, edges_of: Edges, edges_to: Edges
) -> dict[Named, list[Row]]:
    """What a count counts of an entity, each thing with the edges that state it. Numbers are no things."""
    found = defaultdict[Named, list[Row]](list)
    is_forward, inverse = constraint.direction == "forward", INVERSES.get(constraint.predicate)
    for edge in _telling(edges_of(entity_id)):
        if is_forward and edge["predicate"] == constraint.predicate and not edge["low"] <= edge["high"]:
            found[edge["object_id"], edge["value"]].append(edge)
        elif not is_forward and inverse and edge["predicate"] == inverse and edge["object_id"]:
            found[edge["object_id"], ""].append(edge)
    for edge in _telling(edges_to(entity_id)):
        if edge["predicate"] == (inverse if is_forward else constraint.predicate):
            found[edge["subject_id"], ""].append(edge)
    return {thing: edges for thing, edges in found.items() if thing[0] != entity_id}


def _telling(edges: Iterable[Row]) -> Iterator[Row]:
    return (edge for edge in edges if not edge.get("is_volatile") or edge.get("as_of"))


def _gaps(constraint: Constraint, entity_id: str, edges_of: Edges, edges_to: Edges) -> Iterator[Way]:
    if constraint.low is None or constraint.high is None:
        return
    for way in all_gaps(constraint, entity_id, edges_of, edges_to):
        low, high = gap_of(way)
        if constraint.low <= low and high <= constraint.high:
            yield way


def _dates(entity_id: str, predicate: str, edges_of: Edges) -> list[Part]:
    """The distinct spans stated of one predicate, each with the edges that state it."""
    found = defaultdict[tuple[float, float], list[Row]](list)
    for edge in _telling(edges_of(entity_id)):
        if edge["predicate"] == predicate and edge["low"] <= edge["high"]:
            found[edge["low"], edge["high"]].append(edge)
    return [tuple(edges) for edges in found.values()]


def _related(constraint: Constraint, entity_id: str, edges_of: Edges, edges_to: Edges) -> dict[str, Part]:
    """What the relation of a gap leads to, each with the edges that state it, from either end."""
    own, others = constraint.through, INVERSES.get(constraint.through, "")
    if constraint.direction == "inverse":
        own, others = others, own
    found = defaultdict[str, list[Row]](list)
    for edge in _telling(edges_of(entity_id)):
        if own and edge["predicate"] == own and edge["object_id"]:
            found[edge["object_id"]].append(edge)
    for edge in _telling(edges_to(entity_id)):
        if others and edge["predicate"] == others:
            found[edge["subject_id"]].append(edge)
    return {other: tuple(edges) for other, edges in found.items() if other != entity_id}


def _containments(constraint: Constraint, entity_id: str, edges_of: Edges) -> Iterator[Way]:
    for place, edges in _objects(entity_id, constraint.predicate, edges_of).items():
        for steps in _climbs(place, constraint.value, edges_of, (entity_id, place)):
            yield (edges, *steps)


def _climbs(place: str, wanted: str, edges_of: Edges, passed: tuple[str, ...]) -> Iterator[Way]:
    """The chains of statements by which a place lies in the wanted one, or is it."""
    if place == wanted:
        yield ()
    elif len(passed) <= _MOST_STEPS:
        for holder, edges in _objects(place, LOCATED, edges_of).items():
            if holder not in passed:
                for steps in _climbs(holder, wanted, edges_of, (*passed, holder)):
                    yield (edges, *steps)


def _objects(entity_id: str, predicate: str, edges_of: Edges) -> dict[str, Part]:
    found = defaultdict[str, list[Row]](list)
    for edge in _telling(edges_of(entity_id)):
        if edge["predicate"] == predicate and edge["object_id"] not in ("", entity_id):
            found[edge["object_id"]].append(edge)
    return {place: tuple(edges) for place, edges in found.items()}
