"""Blur ladders: the weaker constraints a stated claim can be blurred to, each still true of it (DESIGN §8).

What lives here: rungs by form and type, and which of them are fit for use. What may not: wordings, trees.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from infoseek.agents.band_rungs import counts, gaps, numbers
from infoseek.agents.period_rungs import day_of, periods, year_of
from infoseek.agents.rung import Rung
from infoseek.store.manifests import content_hash
from infoseek.tree.claim import Constraint
from infoseek.tree.hcsp import Entities, Support

__all__ = [
    "Judged",
    "Rung",
    "chance_of",
    "day_of",
    "fewest",
    "judged",
    "leaves",
    "passing",
    "region_rungs",
    "rungs",
    "year_of",
]

MOST_SHARE = 0.7
"""Share of its type that a clue may leave, at most: one that leaves more says nothing (V7)."""


class Judged(NamedTuple):
    """A rung with what it leaves of its type (S⁻), and why it is out of the question; empty where it is not."""

    rung: Rung
    left: int
    refused: str


def chance_of(*parts: str | int) -> Random:
    """The luck of one claim: equal parts (seed, entity, predicate) give equal bounds wherever they are drawn."""
    return Random(int(content_hash(list(parts), 12), 16))


def rungs(constraint: Constraint, value_type: str, chance: Random | None = None) -> list[Rung]:
    """All rungs above a stated claim; the stated one itself only for terms and small counts.

    value_type: of a range: date, duration or number. chance: where bounds are drawn; without it the constraint
    decides. A relation has none: its child is asked for instead. A place's are `region_rungs`.
    """
    chance = chance or chance_of(*map(str, constraint.identity))
    low, high = constraint.low, constraint.high
    if constraint.form == "value":
        if value_type not in ("term", ""):
            return []
        return [Rung(strategy="term", unit="term", bounds=(None, None), constraint=constraint)]
    if constraint.form == "count" and low is not None:
        return list(counts(constraint, int(low), chance))
    if low is None or high is None:
        return []
    if constraint.form == "gap":
        return list(gaps(constraint, low, high, chance))
    if constraint.form != "range":
        return []
    if value_type == "date":
        return list(periods(constraint, low, high))
    return list(numbers(constraint, low, high, "minutes" if value_type == "duration" else "count", chance))


def region_rungs(constraint: Constraint, regions: Iterable[tuple[str, str]]) -> list[Rung]:
    """The regions that a stated place can be blurred to. regions: (entity, name) of what it lies in, nearest first."""
    return [
        Rung(
            strategy="region",
            unit="region",
            bounds=(None, None),
            constraint=Constraint(form="within", predicate=constraint.predicate, value=region),
            shown=name,
        )
        for region, name in regions
    ]


def fewest(support: Support, type_noun: str, at_least: int) -> int:
    """How many entities a clue must leave: `at_least`, less where the type itself is small."""
    return min(at_least, max(2, len(support.of_type(type_noun)) // 3))


def leaves(support: Support, rung: Rung, type_noun: str) -> Entities:
    """S(c) ∩ type of a rung."""
    return support.satisfying(rung.constraint) & support.of_type(type_noun)


def judged(
    offered: Iterable[Rung],
    support: Support,
    type_noun: str,
    at_least: int,
    entity_id: str = "",
    most_share: float = MOST_SHARE,
) -> list[Judged]:
    """Every rung with what it leaves, least blur first, and why it cannot be used.

    support: S⁻. untrue: `entity_id`, where given, is not among those it leaves. identifies: it leaves fewer than
    `fewest` of the type (S2). says_nothing: it leaves more than `most_share` of them (V7).
    """
    everyone = len(support.of_type(type_noun))
    least = fewest(support, type_noun, at_least)
    found = []
    for rung in offered:
        left = leaves(support, rung, type_noun)
        reason = ""
        if entity_id and entity_id not in left:
            reason = "untrue"
        elif len(left) < least:
            reason = "identifies"
        elif len(left) > most_share * everyone:
            reason = "says_nothing"
        found.append(Judged(rung, len(left), reason))
    return sorted(found, key=lambda one: one.left)


def passing(
    offered: Iterable[Rung],
    support: Support,
    type_noun: str,
    at_least: int,
    most_share: float = MOST_SHARE,
    entity_id: str = "",
) -> list[tuple[Rung, int]]:
    """The rungs that neither identify (S2) nor say nothing (V7), least blur first, with what each leaves."""
    found = judged(offered, support, type_noun, at_least, entity_id, most_share)
    return [(one.rung, one.left) for one in found if not one.refused]
