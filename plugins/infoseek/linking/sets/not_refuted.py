"""S⁺(c), what is not refuted: everyone but those whom a closed row refutes (FIELD §3).

What lives here: sets of candidates, by operations on whole sets of the index's tables. What may not: which rows
are closed (lexicon.py, edge_columns.py), building the tables (candidates.py, statements.py).
"""

from __future__ import annotations

import numpy as np
from pyroaring import BitMap

from infoseek.linking.kinds.types import is_type_clash
from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.elsewhere import Elsewhere
from infoseek.linking.sets.pairs import distinct, is_among, union
from infoseek.linking.sets.readings import Index, Reading
from infoseek.linking.sets.statements import Ints, Table
from infoseek.tree.claim import Constraint

# Beyond so many targets all pairs are gone through at once.
_FEW = 16


class NotRefuted(Reading):
    """S⁺. A missing row, an open one, an unsure statement and an unknown type refute nobody."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._elsewhere: dict[str, Elsewhere] = {}

    def _fits(self, type_noun: str, wanted: str) -> bool:
        return not is_type_clash(type_noun, wanted)

    def _satisfying(self, constraint: Constraint, within: BitMap) -> BitMap:
        if constraint.is_derived:
            return within - self._refuted(constraint)
        table = self.index.table(constraint.predicate)
        free = within - table.closed
        if constraint.form == "value":
            return free | (table.near(constraint.value) & within)
        if constraint.low is None or constraint.high is None:
            return free
        spared = table.possible_spans.overlapping(constraint.low, constraint.high) | table.spanless
        return free | (spared & within)

    def _refuted(self, constraint: Constraint) -> BitMap:
        """Those of whom the corpus tells that a derived constraint does not hold."""
        if constraint.form == "within":
            place, table = self.index.roster.number(constraint.value), self.index.table(constraint.predicate)
            return self.index.inside.refuted(table, constraint.predicate, place) | BitMap([place])
        if constraint.form == "count":
            return self.index.counts(constraint).fewer(constraint.low or 0)
        if constraint.low is None or constraint.high is None:
            return BitMap()
        gaps = self.index.gaps(constraint)
        return gaps.known - gaps.possible.overlapping(constraint.low, constraint.high)

    def _pointing(self, predicate: str, targets: BitMap, within: BitMap) -> BitMap:
        if self.index.is_nested(predicate):
            return self._places(predicate).subjects(targets, within)
        return self._unrefuted(predicate, INVERSES.get(predicate, ""), targets, within)

    def _pointed(self, predicate: str, sources: BitMap, within: BitMap) -> BitMap:
        if self.index.is_nested(predicate):
            return self._places(predicate).places(sources, within)
        return self._unrefuted(INVERSES.get(predicate, ""), predicate, sources, within)

    def _places(self, predicate: str) -> Elsewhere:
        if predicate not in self._elsewhere:
            self._elsewhere[predicate] = Elsewhere(self.index.table(predicate), self.index.nesting)
        return self._elsewhere[predicate]

    def _unrefuted(self, near: str, far: str, targets: BitMap, within: BitMap) -> BitMap:
        """Whom neither their own row of `near` refutes nor a target's row of `far`, or whom that row states.

        near, far: the two names of one relation, from the candidates' end and from the targets'; "" for none.
        """
        ours, theirs = self.index.table(near), self.index.table(far)
        closed = targets & theirs.closed
        loose = targets - closed
        found = []
        if loose:
            # Nothing is related to itself: a lone target is no candidate, of several each has another.
            free = within - ours.closed
            found += [free - loose if len(loose) == 1 else free, ours.possible.to_all(loose, within)]
        if closed:
            found += [
                theirs.mentioned.of_all(closed, within),
                theirs.possible.of_all(closed, within) - ours.closed,
                _agreed(ours, theirs, closed) & within,
            ]
        return union(found)

    def _sharing(self, predicate: str, targets: BitMap, within: BitMap) -> BitMap:
        """Sharing is refuted by two closed rows only, and never where the values may lie in one place."""
        table = self.index.table(predicate)
        if not targets:
            return BitMap()
        if self.index.is_nested(predicate) or not targets.issubset(table.closed):
            return within - targets if len(targets) == 1 else within
        return (within - table.closed) | (union(map(table.alike, targets)) & within)


def _agreed(ours: Table, theirs: Table, targets: BitMap) -> BitMap:
    """Those whose row may mean a target whose row may mean them."""
    if len(targets) <= _FEW:
        return union(theirs.possible.of(target) & ours.possible.to(target) for target in targets)
    asked = is_among(theirs.possible.firsts.keys, targets)
    ends: tuple[Ints, Ints] = (
        theirs.possible.firsts.values[asked].astype(np.int64),
        theirs.possible.firsts.keys[asked].astype(np.int64),
    )
    is_mutual = np.isin((ends[0] << np.int64(32)) | ends[1], ours.possible.codes)
    return distinct(ends[0][is_mutual])
