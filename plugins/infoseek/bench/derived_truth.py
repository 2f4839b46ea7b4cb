"""What is true of gaps, counts and containments by a world's facts: the oracle's own reckoning, apart from linking's.

What lives here: S(c) of derived constraints. What may not: reading facts (world_facts.py), judging trees (oracle.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from infoseek.bench.world_facts import Pair, Span, WorldFacts
from infoseek.tree.claim import Constraint

_LIES_IN = "located_in"


def satisfying_derived(facts: WorldFacts, constraint: Constraint, *, is_lenient: bool) -> frozenset[str]:
    """S(c) of a gap, a count or a containment. is_lenient: dates known coarsely count wherever they might lie."""
    if constraint.form == "count":
        return _counted(facts, constraint)
    if constraint.form == "within":
        return _within(facts, constraint) - {constraint.value}
    return frozenset(_apart(facts, constraint, is_lenient))


def _apart(facts: WorldFacts, constraint: Constraint, is_lenient: bool) -> Iterator[str]:
    low, high = constraint.low, constraint.high
    if low is None or high is None:
        return
    near, far = facts.spans[constraint.predicate], facts.spans[constraint.other]
    for one, other in _ends(facts, constraint, near):
        for first in near.get(one, ()):
            if any(_holds(_gap(first, last), (low, high), is_lenient) for last in far.get(other, ())):
                yield one


def _ends(facts: WorldFacts, constraint: Constraint, dated: Iterable[str]) -> Iterator[Pair]:
    if not constraint.through:
        yield from ((one, one) for one in dated)
    for subject, there in facts.pairs[constraint.through] if constraint.through else ():
        if subject != there:
            yield (subject, there) if constraint.direction == "forward" else (there, subject)


def _gap(near: Span, far: Span) -> Span:
    return near[0] - far[1], near[1] - far[0]


def _holds(gap: Span, bounds: Span, is_lenient: bool) -> bool:
    if is_lenient:
        return gap[0] <= bounds[1] and bounds[0] <= gap[1]
    return bounds[0] <= gap[0] and gap[1] <= bounds[1]


def _counted(facts: WorldFacts, constraint: Constraint) -> frozenset[str]:
    """Names without a page are things of their own."""
    pairs = {(one, there) for one, there in facts.pairs[constraint.predicate] if one != there}
    if constraint.direction == "inverse":
        counts = Counter(there for _, there in pairs)
    else:
        counts = Counter(one for one, _ in pairs)
        counts.update({one: len(names) for one, names in facts.unlinked[constraint.predicate].items()})
    return frozenset(one for one, number in counts.items() if number >= (constraint.low or 0))


def _within(facts: WorldFacts, constraint: Constraint) -> frozenset[str]:
    """Who is in the place or in one that lies in it, however many steps down."""
    inside, held = {constraint.value}, defaultdict[str, set[str]](set)
    for place, holder in facts.pairs[_LIES_IN]:
        held[holder].add(place)
    edge = set(inside)
    while edge:
        edge = {place for holder in edge for place in held[holder]} - inside
        inside |= edge
    return frozenset(
        one for one, place in facts.pairs[constraint.predicate] if place in inside and one != place
    )
