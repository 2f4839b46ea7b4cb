"""What is stated of one predicate over a corpus: rows by subject, and the inverted indexes over them.

What lives here: statements, rows and their table. What may not: what follows for candidates (readings.py, not_refuted.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Set
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from infoseek.linking.sets.members import Roster
from infoseek.linking.sets.pairs import Pairs, distinct, is_among, numbers_of, union
from infoseek.linking.sets.spans import Spans
from infoseek.linking.sets.word_index import WordIndex

# Words of a term that say nothing of what it means: "oil on canvas".
_FUNCTION_WORDS = frozenset("a an and in of on or the with".split())
NO_ONE = -1

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated value of a predicate: an entity, or a name or value without a page. NaN bounds: no number.

    edge_ids: all its evidence, from whichever end it is stated. is_telling: it supports (S⁻); a volatile one
    without the date at which it held does not. is_closing: its row lists all values, and surely. is_unsure: it
    may mean another entity than the one it points to.
    """

    edge_ids: tuple[str, ...]
    object_id: str
    value: str
    low: float
    high: float
    is_telling: bool
    is_closing: bool
    is_unsure: bool

    @property
    def has_span(self) -> bool:
        return self.low <= self.high


@dataclass(frozen=True, slots=True)
class Row:
    """All that is stated of one subject's predicate, and whether anything else is thereby refuted.

    objects: entities it states. possible: those and, of a closed row, the entities that its names without a
    page, or whose page is not sure, might mean.
    """

    statements: tuple[Statement, ...]
    is_closed: bool
    objects: Set[str]
    possible: Set[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Statements of one predicate as columns, sorted by subject.

    row: of linked__edges. object: number of the entity or `NO_ONE`. value: code of the text. is_name: it points
    to no entity. is_unsure: its name may mean another entity than it points to. tells, closes: as in `Statement`.
    """

    row: Ints
    subject: Ints
    object: Ints
    value: Ints
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    is_name: Flags
    is_unsure: Flags
    tells: Flags
    closes: Flags

    def take(self, chosen: Ints | Flags | slice) -> Columns:
        """Some of the statements, in the order chosen."""
        return Columns(*(getattr(self, field.name)[chosen] for field in fields(self)))


@dataclass(frozen=True)
class Wording:
    """What the codes of a corpus's statements stand for.

    text: of a value's code. edge_id: of a row of linked__edges. may_mean: the entities a name might mean.
    """

    roster: Roster
    text: Callable[[int], str]
    edge_id: Callable[[int], str]
    may_mean: Callable[[str], BitMap]


class Table:
    """The statements of one predicate. Sets hold subjects; those of lists and the like are not left out.

    All indexes are made when they are first asked for. names_more: a value may name more entities than the one it points to.
    """

    def __init__(self, columns: Columns, wording: Wording, *, names_more: bool = False) -> None:
        self.columns, self.wording, self.names_more = columns, wording, names_more
        self._first = columns.subject.tolist()
        self._codes, local = np.unique(columns.value, return_inverse=True)
        self._values = local.reshape(-1)

    @cached_property
    def texts(self) -> list[str]:
        """The values as written, by the codes that this table's pairs use."""
        return [self.wording.text(code) for code in self._codes.tolist()]

    @cached_property
    def _code_of(self) -> dict[str, int]:
        return {text: code for code, text in enumerate(self.texts) if text}

    @cached_property
    def _blank(self) -> int:
        """The code of no value."""
        return self.texts.index("") if "" in self.texts else len(self.texts)

    @cached_property
    def closed(self) -> BitMap:
        """The subjects of whom all values are known."""
        return distinct(self.columns.subject[self.columns.closes])

    @cached_property
    def _is_of_closed(self) -> Flags:
        return is_among(self.columns.subject.astype(np.uint32), self.closed)

    @cached_property
    def stated(self) -> Pairs:
        """(subject, entity) as far as it supports."""
        return self._related(self.columns.tells)

    @cached_property
    def mentioned(self) -> Pairs:
        """(subject, entity) of every statement."""
        return self._related(np.ones(len(self._first), np.bool_))

    def _related(self, chosen: Flags) -> Pairs:
        columns = self.columns.take(chosen & (self.columns.object != NO_ONE))
        return Pairs(columns.subject, columns.object)

    @cached_property
    def sure(self) -> Pairs:
        """(subject, entity) of what closes a row and surely means this entity."""
        return self._related(self.columns.closes & ~self.columns.is_unsure)

    @cached_property
    def possible(self) -> Pairs:
        """(closed subject, entity) of what it states, and of what its unsure names might mean."""
        stated = self.columns.take(self._is_of_closed & (self.columns.object != NO_ONE))
        is_unsure = self.columns.is_name | self.columns.is_unsure | self.names_more
        unsure = self._is_of_closed & is_unsure
        subjects, objects = [stated.subject], [stated.object]
        meant: dict[int, Ints] = {}
        for subject, value in zip(
            self.columns.subject[unsure].tolist(), self._values[unsure].tolist(), strict=True
        ):
            if value not in meant:
                meant[value] = numbers_of(self.wording.may_mean(self.texts[value])).astype(np.int64)
            objects.append(meant[value])
            subjects.append(np.full(len(meant[value]), subject, np.int64))
        ends = np.concatenate(subjects), np.concatenate(objects)
        apart = ends[0] != ends[1]
        return Pairs(ends[0][apart], ends[1][apart])

    @cached_property
    def named(self) -> Pairs:
        """(subject, value) of what it states as a name or value without a page, as far as it supports."""
        return self._valued(self.columns.tells & self.columns.is_name)

    @cached_property
    def written(self) -> Pairs:
        """(subject, value) of what it states as the name of an entity, as far as it supports."""
        return self._valued(self.columns.tells & ~self.columns.is_name)

    @cached_property
    def spelled(self) -> Pairs:
        """(subject, value) of every statement."""
        return self._valued(np.ones(len(self._first), np.bool_))

    def _valued(self, chosen: Flags) -> Pairs:
        chosen = chosen & (self._values != self._blank)
        return Pairs(self.columns.subject[chosen], self._values[chosen])

    def saying(self, value: str) -> BitMap:
        """The subjects that state this value, as far as it supports."""
        code = self._code_of.get(value)
        return BitMap() if code is None else self.named.to(code) | self.written.to(code)

    def near(self, value: str) -> BitMap:
        """Those that state it, or a value with a telling word of it: "british english" and "english"."""
        words = set(value.split()) - _FUNCTION_WORDS
        codes = union(map(self._by_word.holding, words))
        if value in self._code_of:
            codes.add(self._code_of[value])
        return self.spelled.to_all(codes)

    @cached_property
    def _by_word(self) -> WordIndex:
        return WordIndex(self.texts)

    def alike(self, subject: int) -> BitMap:
        """The subjects that might state the same: an entity, or a name whose words are all in the other's or hold them."""
        found = [self.mentioned.to_all(self.mentioned.of(subject))]
        for name in self._naming.of(subject):
            places = self._by_word.nested_places(self.texts[name])
            found.append(self._naming.to_all(places))
            found.append(self._writing.to_all(places))
        for name in self._writing.of(subject):
            found.append(self._naming.to_all(self._by_word.nested_places(self.texts[name])))
        return union(found) - BitMap([subject])

    @cached_property
    def _naming(self) -> Pairs:
        """(subject, value) of every name or value without a page, and of every name whose page is not sure."""
        return self._valued(self.columns.is_name | self.columns.is_unsure)

    @cached_property
    def _writing(self) -> Pairs:
        return self._valued(~self.columns.is_name)

    @cached_property
    def spans(self) -> Spans:
        """The numbers and dates that support."""
        columns = self.numbers(self.columns.tells)
        return Spans(columns.low, columns.high, columns.subject)

    @cached_property
    def possible_spans(self) -> Spans:
        """The numbers and dates of closed rows."""
        columns = self.numbers(self._is_of_closed)
        return Spans(columns.low, columns.high, columns.subject)

    def numbers(self, chosen: Flags) -> Columns:
        """Those of the chosen statements that are a number or a date."""
        return self.columns.take(chosen & (self.columns.low <= self.columns.high))

    @cached_property
    def spanless(self) -> BitMap:
        """The closed subjects with a statement that is no number."""
        has_span = self.columns.low <= self.columns.high
        return distinct(self.columns.subject[self._is_of_closed & ~has_span])

    @cached_property
    def loose(self) -> BitMap:
        """The subjects with a statement that may mean another thing than the entity it points to, or points to none."""
        is_unsure = self.columns.is_name | self.columns.is_unsure | self.names_more
        return distinct(self.columns.subject[is_unsure])

    def row(self, subject: int) -> Row | None:
        """All that is stated of one subject; None where nothing is."""
        first = bisect_left(self._first, subject)
        columns = self.columns.take(slice(first, bisect_right(self._first, subject, first)))
        if not len(columns.row):
            return None
        members, is_closed = self.wording.roster.members, subject in self.closed
        objects = distinct(columns.object[columns.object != NO_ONE])
        possible = objects | self.possible.of(subject) if is_closed else objects
        return Row(self._statements(columns), is_closed, members(objects), members(possible))

    def _statements(self, columns: Columns) -> tuple[Statement, ...]:
        """The statements of a row, all evidence of one joined."""
        ids, text = self.wording.roster.ids, self.wording.text
        joined: dict[tuple[str, str, str, str], list[int]] = {}
        for at in range(len(columns.row)):
            there = ids[columns.object[at]] if columns.object[at] != NO_ONE else ""
            span = (f"{columns.low[at]}", f"{columns.high[at]}")
            key = (there, text(int(columns.value[at])), *span)
            joined.setdefault(key, []).append(at)
        return tuple(
            Statement(
                edge_ids=tuple(sorted({self.wording.edge_id(int(columns.row[at])) for at in places})),
                object_id=key[0],
                value=key[1],
                low=float(columns.low[places[0]]),
                high=float(columns.high[places[0]]),
                is_telling=bool(columns.tells[places].any()),
                is_closing=bool(columns.closes[places].any()),
                is_unsure=bool(columns.is_unsure[places].all()),
            )
            for key, places in joined.items()
        )
