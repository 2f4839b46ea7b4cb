"""What is stated of one predicate over a corpus: rows by subject, and the inverted indexes over them.

What lives here: statements, rows and their table. What may not: what follows for candidates (readings.py, not_refuted.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from infoseek.linking.word_index import WordIndex

Entities = frozenset[str]
NOBODY: Entities = frozenset()

# Words of a term that say nothing of what it means: "oil on canvas".
_FUNCTION_WORDS = frozenset("a an and in of on or the with".split())


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated value of a predicate: an entity, or a name or value without a page. NaN bounds: no number."""

    edge_id: str
    object_id: str
    value: str
    low: float
    high: float

    @property
    def has_span(self) -> bool:
        return self.low <= self.high


@dataclass(frozen=True, slots=True)
class Row:
    """All that is stated of one subject's predicate, and whether anything else is thereby refuted.

    objects: entities it states. possible: those and the entities its names without a page might mean.
    """

    statements: tuple[Statement, ...]
    is_closed: bool
    objects: Entities
    possible: Entities


class Table:
    """The rows of one predicate. Sets it returns hold subjects; those of lists and the like are not left out."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self.rows = rows
        self.closed: Entities = frozenset(subject for subject, row in rows.items() if row.is_closed)

    @cached_property
    def holders(self) -> Mapping[str, Entities]:
        """entity -> the subjects that state it."""
        return _inverted((subject, row.objects) for subject, row in self.rows.items())

    @cached_property
    def permitting(self) -> Mapping[str, Entities]:
        """entity -> the closed subjects that state it, or a name that might mean it."""
        return _inverted((subject, self.rows[subject].possible) for subject in self.closed)

    @cached_property
    def naming(self) -> Mapping[str, Entities]:
        """value -> the subjects that state it as a name or value without a page."""
        return _inverted(
            (s, {a.value for a in r.statements if not a.object_id}) for s, r in self.rows.items()
        )

    @cached_property
    def writing(self) -> Mapping[str, Entities]:
        """value -> the subjects that state it as the name of an entity."""
        return _inverted((s, {a.value for a in r.statements if a.object_id}) for s, r in self.rows.items())

    @cached_property
    def spans(self) -> Spans:
        return Spans(self.rows)

    def saying(self, value: str) -> Entities:
        """The subjects that state this value."""
        return self.naming.get(value, NOBODY) | self.writing.get(value, NOBODY)

    def near(self, value: str) -> Entities:
        """The subjects that state a value with a telling word of this one: "british english" and "english"."""
        words = set(value.split()) - _FUNCTION_WORDS
        return NOBODY.union(*(self._by_word.get(word, NOBODY) for word in words))

    def sharing(self, subject: str) -> Entities:
        """The subjects that state an entity or a value that this one states; two entities of one name are two."""
        row = self.rows.get(subject)
        found: set[str] = set()
        for statement in row.statements if row else ():
            if statement.object_id:
                found |= self.holders.get(statement.object_id, NOBODY)
            elif statement.value:
                found |= self.writing.get(statement.value, NOBODY)
            if statement.value:
                found |= self.naming.get(statement.value, NOBODY)
        return frozenset(found - {subject})

    def alike(self, subject: str) -> Entities:
        """The subjects that might state the same thing under another name: one name's words are all in the other."""
        row = self.rows.get(subject)
        found: set[str] = set()
        for statement in row.statements if row else ():
            for value in self._values.nested(statement.value):
                found |= self.naming.get(value, NOBODY)
                if not statement.object_id:
                    found |= self.writing.get(value, NOBODY)
        return frozenset(found - {subject})

    @cached_property
    def _by_word(self) -> Mapping[str, Entities]:
        return _inverted(
            (subject, {word for each in row.statements for word in each.value.split()})
            for subject, row in self.rows.items()
        )

    @cached_property
    def _values(self) -> WordIndex:
        return WordIndex({**self.naming, **self.writing})


class Spans:
    """The numbers and dates of one predicate's rows, in order."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        inner = [
            (span[0], span[1], subject) for subject, row in rows.items() for span in _innermost(_spans(row))
        ]
        self._inner = sorted(inner)
        self._lows = [span[0] for span in self._inner]
        self._several: dict[str, list[tuple[float, float]]] = {}
        single = []
        for subject, row in rows.items():
            if not row.is_closed or not all(statement.has_span for statement in row.statements):
                continue
            outer = _outermost(_spans(row))
            if len(outer) == 1:
                single.append((*outer[0], subject))
            else:
                self._several[subject] = outer
        by_low, by_high = sorted(single), sorted(single, key=lambda span: span[1])
        self._single_lows = [low for low, _, _ in by_low]
        self._single_highs = [high for _, high, _ in by_high]
        self._by_low = [subject for _, _, subject in by_low]
        self._by_high = [subject for _, _, subject in by_high]

    def within(self, low: float, high: float) -> Entities:
        """The subjects with a statement wholly within the bounds."""
        found = self._inner[bisect_left(self._lows, low) : bisect_right(self._lows, high)]
        return frozenset(subject for _, last, subject in found if last <= high)

    def outside(self, low: float, high: float) -> Entities:
        """The closed subjects all of whose statements are numbers wholly outside the bounds."""
        above = self._by_low[bisect_right(self._single_lows, high) :]
        below = self._by_high[: bisect_left(self._single_highs, low)]
        several = (
            subject
            for subject, spans in self._several.items()
            if all(first > high or last < low for first, last in spans)
        )
        return frozenset().union(above, below, several)


def _inverted(groups: Iterable[tuple[str, Iterable[str]]]) -> dict[str, Entities]:
    found: dict[str, list[str]] = defaultdict(list)
    for subject, values in groups:
        for value in values:
            found[value].append(subject)
    return {value: frozenset(subjects) for value, subjects in found.items()}


def _spans(row: Row) -> list[tuple[float, float]]:
    return sorted({(each.low, each.high) for each in row.statements if each.has_span})


def _innermost(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans that hold no other: what lies within bounds if any does."""
    return [a for a in spans if not any(b != a and a[0] <= b[0] and b[1] <= a[1] for b in spans)]


def _outermost(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans that no other holds: what reaches into bounds if any does."""
    return [a for a in spans if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in spans)]
