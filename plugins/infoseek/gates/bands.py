"""Claims that are their value in other words: exact, or a range that gives it away (L4, FIELD §3).

What lives here: comparing a constraint with what its evidence states. What may not: wordings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from infoseek.agents.ladder import year_of
from infoseek.gates.corpus import GateCorpus
from infoseek.gates.evidence import Edge, cited_edges, statements
from infoseek.linking.sets.counts import told_apart
from infoseek.linking.sets.derivations import all_gaps, counted, gap_of
from infoseek.settings import GateSettings
from infoseek.tree.claim import Claim, Constraint
from infoseek.tree.research_tree import ResearchTree

OPEN = 1e9
"""No page states a number beyond: a range that ends here has no upper bound."""

_SAME = 1e-3
YEAR_DAYS = 365.2425
# "At least three" of three says no more than that there are some.
_SMALL_COUNT = 3


def bare_claims(tree: ResearchTree, corpus: GateCorpus, settings: GateSettings) -> Iterator[tuple[str, str]]:
    """The claims whose value can be read off their constraint: (vertex, what is wrong).

    A stated date or number is bare as a value constraint; in a period of fewer than `min_period_years`
    years; in a range narrower than `min_band_share` of it, or that it bounds or that holds no other whole
    number; and in the middle `band_middle_share` of a range with two bounds. A period that the calendar
    cuts (the 1950s) has no middle to speak of: its bounds do not come from the value. A gap is held to the same
    as a number; "at least n" gives away that there are n, but for a small n.
    """
    for vertex in tree.vertices[1:]:
        claim, parent = tree.claim(vertex.id), tree.vertex(tree.parent(vertex.id) or "A").entity_id
        constraint = claim.constraint
        if constraint.is_derived:
            stated = made_of(claim, parent, corpus)
            if fault := next(
                filter(None, (_derived_fault(constraint, *one, settings) for one in stated)), ""
            ):
                yield vertex.id, fault
            continue
        faults = (_fault(constraint, edge, settings) for edge in statements(tree, corpus, vertex.id))
        if fault := next(filter(None, faults), ""):
            yield vertex.id, fault


def _fault(constraint: Constraint, edge: Edge, settings: GateSettings) -> str:
    low, high = float(edge["low"]), float(edge["high"])
    if math.isnan(low) or math.isnan(high):
        return ""
    if constraint.form == "value":
        return "it demands the value itself"
    if constraint.low is None or constraint.high is None:
        return ""
    if edge["value_type"] == "date":
        return _period_fault(constraint.low, constraint.high, (low + high) / 2, settings)
    return _band_fault(constraint.low, constraint.high, (low + high) / 2, settings)


def made_of(claim: Claim, parent: str, corpus: GateCorpus) -> list[tuple[float, float]]:
    """What the spans of a derived claim give as it stands: the gap in days, or the count; least and greatest."""
    edges, constraint = cited_edges(corpus, claim.evidence), claim.constraint
    if constraint.form == "count":
        told = float(told_apart(corpus.index, counted(constraint, parent, *edges)))
        return [(told, told)]
    return [gap_of(way) for way in all_gaps(constraint, parent, *edges)] if constraint.form == "gap" else []


def _derived_fault(constraint: Constraint, least: float, most: float, settings: GateSettings) -> str:
    low, high = constraint.low, constraint.high
    if low is None:
        return ""
    if constraint.form == "count":
        return "it demands as many as there are" if _SMALL_COUNT < least <= low else ""
    return "" if high is None else _gap_fault(low, high, least, most, settings)


def _gap_fault(low: float, high: float, least: float, most: float, settings: GateSettings) -> str:
    """Days; least to most is what the two dates can mean. A gap up or down to nothing is open at that end."""
    if abs(least - low) < 1 or abs(most - high) < 1:
        return "it bounds its own gap"
    if low <= -OPEN or high >= OPEN or low == 0 or high == 0:
        return ""
    if (years := (high - low) / YEAR_DAYS) < settings.min_period_years:
        return f"it is told to {years:.1f} years"
    return _middle_fault(low, high, (least + most) / 2, settings)


def _period_fault(low: float, high: float, value: float, settings: GateSettings) -> str:
    """Days since 1970-01-01."""
    try:
        first, last = year_of(low), year_of(high)
    except (ValueError, OverflowError):
        return "its period has no years"
    years = last - first + 1
    if years < settings.min_period_years:
        return f"its period is {years} year{'s' if years > 1 else ''} long"
    is_calendar = first % years == 0 and year_of(low - 1) < first and year_of(high + 1) > last
    return "" if is_calendar else _middle_fault(low, high, value, settings)


def _band_fault(low: float, high: float, value: float, settings: GateSettings) -> str:
    if min(abs(value - low), abs(value - high)) < _SAME:
        return "it bounds its own range"
    least = max(low, 1.0) if value >= 1 else low
    if value.is_integer() and math.floor(high) - math.ceil(least) < 1:
        return "its range holds no other whole number"
    if low <= 0 or high >= OPEN:
        return ""
    if high - low < settings.min_band_share * abs(value):
        return f"its range is narrower than {settings.min_band_share:.0%} of it"
    return _middle_fault(low, high, value, settings)


def _middle_fault(low: float, high: float, value: float, settings: GateSettings) -> str:
    is_middle = abs(2 * value - low - high) < settings.band_middle_share * (high - low)
    return f"it stands in the middle {settings.band_middle_share:.0%} of its range" if is_middle else ""
