"""The edges of a corpus as columns of numbers by predicate, inverse readings among them.

What lives here: reading linked__edges, and which edges support and refute. What may not: sets of candidates.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.members import Roster
from infoseek.linking.sets.rows import Rows, coded, flags, numbers, texts
from infoseek.linking.sets.statements import NO_ONE, Columns, Ints

# Evidence that stands on the page of the subject in a form of its own: who is meant by it is never in doubt.
_OWN = ("row", "list")


class EdgeColumns:
    """All edges about entities of the corpus, in the order of their ids.

    Which of them count, after FIELD §3 ("a spurious edge never makes an item look hard to shortcut"):

    - An edge supports (S⁻) whatever its score: a shortcut can use it. A volatile one supports only with the
      date at which it held, for without it nobody can say when it is true (V6).
    - An edge closes its row, so that S⁺ refutes what the row lacks, only where the predicate is functional or
      the row complete, the predicate is not volatile, and the statement is sure: its score is 1, or it stands
      in a row or list of the subject's own page. Of the latter with a score below 1 it is sure what is written
      and not who is meant, so that the name counts as one without a page: it may mean anyone it fits.
    - Every edge, however unsure, spares its object from being refuted.

    subject_of, object_of: the entity of each row by number, `NO_ONE` for none. order: the rows by edge id; kept:
    those of them about an entity of the corpus. predicates, values: the texts of the codes.
    """

    def __init__(self, rows: Rows, roster: Roster) -> None:
        self.edge_ids = texts(rows, "edge_id")
        self.order: Ints = pc.sort_indices(self.edge_ids).to_numpy().astype(np.int64)
        self.roster = roster
        self.subject_of = self._entities(rows, "subject_id")
        self.object_of = self._entities(rows, "object_id")
        is_about = (self.subject_of >= 0) & (self.subject_of < roster.size)
        self.kept = self.order[is_about[self.order]]
        codes, self.predicates = coded(rows, "predicate")
        values, self.values = coded(rows, "value")
        self._build(rows, codes, values)

    def _entities(self, rows: Rows, name: str) -> Ints:
        """The entity of each row by number, `NO_ONE` for none."""
        codes, ids = coded(rows, name)
        found = np.array([self.roster.number(key) if key else NO_ONE for key in ids], np.int64)
        return found[codes] if len(codes) else codes

    def _build(self, rows: Rows, codes: Ints, values: Ints) -> None:
        score, source = numbers(rows, "score", 1.0), texts(rows, "source")
        is_own = pc.is_in(source, value_set=pa.array(_OWN)).to_numpy(zero_copy_only=False)
        is_volatile = flags(rows, "is_volatile")
        is_dated = pc.not_equal(texts(rows, "as_of"), "").to_numpy(zero_copy_only=False)
        is_listing = flags(rows, "is_functional") | flags(rows, "is_complete")
        own = Columns(
            row=np.arange(len(rows), dtype=np.int64),
            subject=self.subject_of,
            object=self.object_of,
            value=values,
            low=numbers(rows, "low", np.nan),
            high=numbers(rows, "high", np.nan),
            is_name=self.object_of == NO_ONE,
            is_unsure=score < 1,
            tells=~is_volatile | is_dated,
            closes=is_listing & ~is_volatile & ((score >= 1) | is_own),
        )
        # Nothing is related to itself, whatever a page links.
        related = self.kept[self.subject_of[self.kept] != self.object_of[self.kept]]
        own, codes = own.take(related), codes[related]
        turned, turned_codes = self._turned(own, codes)
        self._columns = _joined(own, turned)
        self._codes = np.concatenate([codes, turned_codes])
        by_predicate = np.lexsort((self._columns.subject, self._codes))
        self._columns, self._codes = self._columns.take(by_predicate), self._codes[by_predicate]

    def _turned(self, own: Columns, codes: Ints) -> tuple[Columns, Ints]:
        """Statements read from their object's side; they say nothing about what else holds there."""
        inverse = np.array([self._inverse(name) for name in self.predicates], np.int64)
        codes = inverse[codes] if len(codes) else codes
        is_turned = (codes >= 0) & (own.object >= 0) & (own.object < self.roster.size)
        part, count = own.take(is_turned), int(is_turned.sum())
        nothing = np.zeros(count, np.bool_)
        unknown = np.full(count, np.nan)
        turned = Columns(
            row=part.row,
            subject=part.object,
            object=part.subject,
            value=np.full(count, self._blank, np.int64),
            low=unknown,
            high=unknown,
            is_name=nothing,
            is_unsure=nothing,
            tells=part.tells,
            closes=nothing,
        )
        return turned, codes[is_turned]

    def _inverse(self, name: str) -> int:
        inverse = INVERSES.get(name)
        if inverse is None:
            return -1
        if inverse not in self.predicates:
            self.predicates.append(inverse)
        return self.predicates.index(inverse)

    @property
    def _blank(self) -> int:
        """The code of no value."""
        if "" not in self.values:
            self.values.append("")
        return self.values.index("")

    def of(self, predicate: str) -> Columns:
        """The statements of one predicate, sorted by subject and then by edge id."""
        code = self.predicates.index(predicate) if predicate in self.predicates else len(self.predicates)
        first, last = np.searchsorted(self._codes, (code, code + 1))
        return self._columns.take(slice(first, last))

    def edge_id(self, row: int) -> str:
        """The id of a row of linked__edges."""
        return str(self.edge_ids[row])


def _joined(one: Columns, other: Columns) -> Columns:
    pairs = ((getattr(one, field.name), getattr(other, field.name)) for field in fields(Columns))
    return Columns(*map(np.concatenate, pairs))
