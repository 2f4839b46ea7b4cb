"""Whether one clue of a reading says what one claim's constraint demands (V4).

What lives here: comparing forms, values and bounds. What may not: which clue belongs to which vertex.
"""

from __future__ import annotations

import math
import re

from infoseek.agents.ladder import day_of, year_of
from infoseek.agents.reader import ReadClue
from infoseek.agents.reading_alike import folded, folded_dates, is_symmetric
from infoseek.linking.naming.names import fold_name
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.predicates.units import factor, is_unit
from infoseek.tree.claim import Claim, Constraint

_DAYS_A_YEAR = 365.2425
# A gap's bound in days is a whole number of years, however leap years were counted.
_YEAR_SLACK = 0.3
# What nobody reaches in years, minutes or counts stands for an open bound.
_OPEN_YEARS, _OPEN_NUMBER = 1000, 1e11
# Of a half-century, English leaves open whether it begins with its year 00 or 01.
_LOOSE_SPAN = 25
_UNIT_SECONDS = {"minutes": 60.0, "minute": 60.0, "hours": 3600.0, "seconds": 1.0, "s": 1.0}
_COUNTED = frozenset({"", "count"})
_SUNG = frozenset({"vocals", "voice", "singing", "vocal"})
_BEFORE_PLACES = ("in", "at", "from", "on")
_ARTICLE = re.compile(r"^(?:the|an?) ")


def says(clue: ReadClue, claim: Claim, head: str) -> bool:
    """Whether the clue, whosever it is, demands what this claim without a child demands.

    head: the noun of the claim's vertex, which a term may carry: "historical novel" is the term "historical" of a novel.
    """
    constraint = claim.constraint
    if clue.form != constraint.form or not clue.predicate:
        return False
    if clue.form == "gap":
        return _same_gap(clue, constraint)
    if not _same_predicate(clue, constraint):
        return False
    match clue.form:
        case "value":
            return term(clue.value, head) == term(constraint.value, head)
        case "range":
            return _same_range(clue, constraint)
        case "count":
            return clue.low == constraint.low and clue.high is None
        case "within":
            return _names(claim.text, clue.value)
        case _:
            return False


def term(value: str, head: str) -> str:
    """A term folded, without an article and without the noun of the thing it is said of."""
    folded_value = _ARTICLE.sub("", fold_name(value))
    if folded_value in _SUNG:
        return "vocals"
    return folded_value.removesuffix(f" {fold_name(head)}") if head else folded_value


def _same_predicate(clue: ReadClue, constraint: Constraint) -> bool:
    (one, is_turned), (other, was_turned) = folded(clue.predicate), folded(constraint.predicate)
    if one != other:
        return False
    if clue.form in ("value", "range") or is_symmetric(constraint.predicate):
        return True
    return (clue.direction == constraint.direction) == (is_turned == was_turned)


def _same_range(clue: ReadClue, constraint: Constraint) -> bool:
    predicate = PREDICATES.get(constraint.predicate)
    if predicate is None or constraint.low is None or constraint.high is None:
        return False
    if predicate.range == "date":
        return clue.unit == "years" and _same_years(clue, constraint.low, constraint.high)
    size = _size(clue.unit, predicate.range, predicate.unit)
    if size is None:
        return False
    low, high = (None if bound is None else bound * size for bound in (clue.low, clue.high))
    return _same_bound(low, constraint.low, constraint.low <= 0) and _same_bound(
        high, constraint.high, constraint.high >= _OPEN_NUMBER
    )


def _size(unit: str, value_range: str, table_unit: str) -> float | None:
    """How much of the table's unit one of the clue's unit is; None where it measures something else."""
    if value_range == "duration":
        return _UNIT_SECONDS.get(unit)
    if unit in _COUNTED:
        return 1.0
    return factor(unit, table_unit) if is_unit(table_unit) else None


def _same_bound(said: float | None, demanded: float, is_open: bool) -> bool:
    if said is None or is_open:
        return said is None and is_open
    return math.isclose(said, demanded, rel_tol=1e-6, abs_tol=1e-3)


def _same_years(clue: ReadClue, low: float, high: float) -> bool:
    try:
        first, last = year_of(low), year_of(high)
        is_whole = day_of(first) == low and day_of(last + 1) - 1 == high
    except (ValueError, OverflowError):
        return False
    slack = 1 if last - first + 1 >= _LOOSE_SPAN else 0
    if not is_whole or clue.low is None or clue.high is None:
        return False
    return abs(clue.low - first) <= slack and abs(clue.high - last) <= slack


def _same_gap(clue: ReadClue, constraint: Constraint) -> bool:
    if clue.unit not in ("", "years") or constraint.low is None or constraint.high is None:
        return False
    low, high = constraint.low / _DAYS_A_YEAR, constraint.high / _DAYS_A_YEAR
    if not _same_dates(clue, constraint):
        # Between two dates of one thing the later one may be told from the earlier one's end.
        turned = constraint.model_copy(update={"predicate": constraint.other, "other": constraint.predicate})
        if clue.through or not _same_dates(clue, turned):
            return False
        low, high = -high, -low
    return _same_end(clue.low, low, is_lower=True, is_age=clue.other == "born") and _same_end(
        clue.high, high, is_lower=False, is_age=False
    )


def _same_dates(clue: ReadClue, constraint: Constraint) -> bool:
    if bool(clue.through) != bool(constraint.through):
        return False
    if not clue.through:
        said = folded_dates(clue.predicate, clue.other)
        return said == folded_dates(constraint.predicate, constraint.other)
    said = folded(clue.predicate)[0], folded(clue.other)[0]
    if said != (folded(constraint.predicate)[0], folded(constraint.other)[0]):
        return False
    (one, is_turned), (other, was_turned) = folded(clue.through), folded(constraint.through)
    if one == other and is_symmetric(constraint.through):
        return True
    return one == other and (clue.direction == constraint.direction) == (is_turned == was_turned)


def _same_end(said: float | None, years: float, *, is_lower: bool, is_age: bool) -> bool:
    """is_age: counted from a birth, so that an open lower bound is 0."""
    is_open = years <= -_OPEN_YEARS if is_lower else years >= _OPEN_YEARS
    if said is None:
        return is_open or (is_age and abs(years) < _YEAR_SLACK)
    return not is_open and abs(said - years) < _YEAR_SLACK


def _names(text: str, value: str) -> bool:
    """Whether a claim's text ends in this name, whole: behind a preposition, and with its capital."""
    name = fold_name(value).removeprefix("the ")
    if not name or (not value[:1].isupper() and not value.startswith("the ")):
        return False
    return any(
        f" {fold_name(text)}".endswith((f" {word} {name}", f" {word} the {name}")) for word in _BEFORE_PLACES
    )
