"""What a predicate is: the value it takes, of what it can be said, when another value refutes.

What may not live here: the predicates (of_*.py), and which of them a label states (labels.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from infoseek.linking.kinds.types import groups_of, head_noun
from infoseek.linking.stating.name_lists import Style

Range = Literal["date", "duration", "number", "quantity", "rate", "entity", "term"]
Names = frozenset[str]

_UNITS = {"date": "days", "duration": "s"}


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation or property.

    labels: the row labels that state it, in the grammar of labels.py.
    range: date, duration, number (a whole count), quantity (a measure in `unit`), rate (any number, in `unit`),
    entity (a thing by its name) or term.
    unit: unit of its numbers; "" for counts, names and terms.
    objects: families of entities it may point to (see `entities.family_of`); "same" is the subject's own.
    is_functional: one value per subject, so that another stated value refutes.
    complete_for: sorts of subjects (see `sorts_of`) whose row of it lists all values, so that a value the row
    lacks is refuted.
    is_nested: its values lie within one another, so that a stated one refutes only another of its own sort
    (born in Flint: in no other city, but it may be in any state).
    is_volatile: it changes by nature, so that a value says nothing without its date (V6, FIELD §3); such a one
    is neither functional nor complete.
    subjects: sorts of subjects it can be said of; empty for all.
    """

    name: str
    range: Range
    labels: str = ""
    unit: str = ""
    is_functional: bool = False
    complete_for: Names = frozenset()
    is_nested: bool = False
    is_volatile: bool = False
    objects: Names = frozenset()
    subjects: Names = frozenset()
    style: Style = "people"

    def suits(self, type_noun: str) -> bool:
        """False where a thing of this type cannot have it; an unknown noun can."""
        sorts = sorts_of(type_noun)
        return not (sorts and self.subjects) or bool(sorts & self.subjects)

    def is_complete_for(self, type_noun: str) -> bool:
        """Whether the row of a thing of this type lists all values."""
        return bool(sorts_of(type_noun) & self.complete_for)


def sorts_of(type_noun: str) -> Names:
    """The groups of a type noun and the noun itself: place, area and country; none where it is not known."""
    groups = groups_of(type_noun)
    return groups | {head_noun(type_noun)} if groups else groups


def names(text: str) -> Names:
    """The words of a text as a set."""
    return frozenset(text.split())


def dated(
    name: str, labels: str, of: str = "", *, is_functional: bool = True, complete_for: str = ""
) -> Predicate:
    """A date, in days since 1970-01-01."""
    return Predicate(
        name,
        "date",
        labels,
        _UNITS["date"],
        is_functional=is_functional,
        complete_for=names(complete_for),
        subjects=names(of),
    )


def timed(name: str, labels: str, of: str = "") -> Predicate:
    """A duration in seconds."""
    return Predicate(name, "duration", labels, _UNITS["duration"], is_functional=True, subjects=names(of))


def counted(
    name: str, labels: str, of: str = "", *, is_functional: bool = False, is_volatile: bool = False
) -> Predicate:
    """A whole number of things."""
    return Predicate(
        name, "number", labels, is_functional=is_functional, is_volatile=is_volatile, subjects=names(of)
    )


def measured(
    name: str,
    unit: str,
    labels: str,
    of: str = "",
    *,
    is_functional: bool = False,
    is_volatile: bool = False,
) -> Predicate:
    """A measure in a unit of quantities.py."""
    return Predicate(
        name,
        "quantity",
        labels,
        unit,
        is_functional=is_functional,
        is_volatile=is_volatile,
        subjects=names(of),
    )


def rated(name: str, unit: str, labels: str, of: str = "") -> Predicate:
    """A number that changes from year to year and is given in one unit everywhere."""
    return Predicate(name, "rate", labels, unit, is_volatile=True, subjects=names(of))


def termed(
    name: str,
    labels: str,
    of: str = "",
    *,
    complete_for: str = "",
    is_functional: bool = False,
    is_volatile: bool = False,
    style: Style = "terms",
) -> Predicate:
    """A term of a vocabulary."""
    return Predicate(
        name,
        "term",
        labels,
        is_functional=is_functional,
        complete_for=names(complete_for),
        is_volatile=is_volatile,
        subjects=names(of),
        style=style,
    )


def pointing(
    name: str,
    labels: str,
    objects: str,
    of: str = "",
    *,
    style: Style = "people",
    complete_for: str = "",
    is_functional: bool = False,
    is_nested: bool = False,
    is_volatile: bool = False,
) -> Predicate:
    """A relation to things that have names."""
    return Predicate(
        name,
        "entity",
        labels,
        is_functional=is_functional,
        complete_for=names(complete_for),
        is_nested=is_nested,
        is_volatile=is_volatile,
        objects=names(objects),
        subjects=names(of),
        style=style,
    )
