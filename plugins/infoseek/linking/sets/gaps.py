"""How long after one date of a thing another lies: the gaps that statements make, by subject.

What lives here: joining two dates over a relation. What may not: which candidates a gap leaves (readings.py).
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.pairs import distinct, is_among, numbers_of
from infoseek.linking.sets.spans import Spans
from infoseek.linking.sets.statements import Columns, Flags, Ints, Table

# A thing with more dates of one predicate is no one thing: its gaps say nothing.
_MOST_DATES = 16

Floats = npt.NDArray[np.float64]


class Tables(Protocol):
    """What gaps need of the index."""

    def table(self, predicate: str) -> Table:
        """All that is stated of one predicate."""

    def is_nested(self, predicate: str) -> bool:
        """Whether values of the predicate lie within one another."""


class _Dates(NamedTuple):
    """Distinct spans in days, sorted by subject. overfull: the subjects left out for having too many."""

    subjects: Ints
    lows: Floats
    highs: Floats
    overfull: BitMap


class Gaps:
    """The days from the date `other` of w to the date `predicate` of x, as spans of x (`Constraint`, form gap).

    Two stated spans [a, b] and [c, d] make the span [a - d, b - c]: whatever days are meant, it holds theirs.
    w is x itself, or where `through` is given what x is related to by it; forward: through(x, w).
    """

    def __init__(self, tables: Tables, predicate: str, other: str, through: str, *, is_forward: bool) -> None:
        self._near, self._far = tables.table(predicate), tables.table(other)
        self._through = tables.table(through) if through else None
        self._is_forward = is_forward
        # The row from the subject's end, which alone can tell that there is no further w.
        row = through if is_forward else INVERSES.get(through, "")
        self._row = tables.table(row) if row and not tables.is_nested(row) else None

    @cached_property
    def stated(self) -> Spans:
        """The gaps that the corpus supports."""
        near, far = (_dates(table, table.columns.tells) for table in (self._near, self._far))
        return _spans(near, self._ends(near), far)

    def _ends(self, near: _Dates) -> tuple[Ints, Ints]:
        """(x, w) as far as it supports."""
        if self._through is None:
            own = np.unique(near.subjects)
            return own, own
        side = self._through.stated.firsts
        ends = side.keys.astype(np.int64), side.values.astype(np.int64)
        return ends if self._is_forward else (ends[1], ends[0])

    @cached_property
    def known(self) -> BitMap:
        """The subjects of whom all gaps are known: both dates closed, and so the relation between the two."""
        return self._bound[0]

    @cached_property
    def possible(self) -> Spans:
        """All gaps of the known subjects."""
        ends = self._bound[1]
        return _spans(self._closed_dates[0], ends, self._closed_dates[1])

    @cached_property
    def _closed_dates(self) -> tuple[_Dates, _Dates]:
        tables = (self._near, self._far)
        near, far = (_dates(t, is_among(t.columns.subject.astype(np.uint32), t.closed)) for t in tables)
        return near, far

    @cached_property
    def _bound(self) -> tuple[BitMap, tuple[Ints, Ints]]:
        """The known subjects, and the pairs of one and what it is related to."""
        tables = zip((self._near, self._far), self._closed_dates, strict=True)
        near, far = (table.closed - table.spanless - dates.overfull for table, dates in tables)
        if self._through is None:
            own = numbers_of(near & far).astype(np.int64)
            return near & far, (own, own)
        if self._row is None:
            return BitMap(), (_NONE, _NONE)
        side = self._row.mentioned.firsts
        is_dated = is_among(side.values, far)
        known = (near & self._row.closed) - self._row.loose - distinct(side.keys[~is_dated])
        chosen = is_among(side.keys, known)
        return known, (side.keys[chosen].astype(np.int64), side.values[chosen].astype(np.int64))


_NONE = np.zeros(0, np.int64)


def _dates(table: Table, chosen: Flags) -> _Dates:
    columns: Columns = table.numbers(chosen)
    order = np.lexsort((columns.high, columns.low, columns.subject))
    subjects, lows, highs = columns.subject[order], columns.low[order], columns.high[order]
    is_new = np.ones(len(order), np.bool_)
    is_new[1:] = (np.diff(subjects) != 0) | (np.diff(lows) != 0) | (np.diff(highs) != 0)
    subjects, lows, highs = subjects[is_new], lows[is_new], highs[is_new]
    found, counts = np.unique(subjects, return_counts=True)
    overfull = distinct(found[counts > _MOST_DATES])
    fits = ~is_among(subjects.astype(np.uint32), overfull)
    return _Dates(subjects[fits], lows[fits], highs[fits], overfull)


def _spans(near: _Dates, ends: tuple[Ints, Ints], far: _Dates) -> Spans:
    """Each date of an x less each date of its w."""
    first_near, near_count = _places(near.subjects, ends[0])
    first_far, far_count = _places(far.subjects, ends[1])
    total = near_count * far_count
    pair = np.repeat(np.arange(len(total)), total)
    at = np.arange(len(pair)) - np.repeat(np.cumsum(total) - total, total)
    ours = first_near[pair] + at // np.maximum(far_count[pair], 1)
    theirs = first_far[pair] + at % np.maximum(far_count[pair], 1)
    return Spans(near.lows[ours] - far.highs[theirs], near.highs[ours] - far.lows[theirs], ends[0][pair])


def _places(subjects: Ints, asked: Ints) -> tuple[Ints, Ints]:
    """Where each one's dates begin, and how many they are."""
    first = np.searchsorted(subjects, asked)
    return first, np.searchsorted(subjects, asked, side="right") - first
