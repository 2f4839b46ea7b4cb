"""S⁺(c), what is not refuted: everyone but those whom a closed row refutes (FIELD §3).

What lives here: sets of candidates, by operations on whole sets of the index's tables. What may not: which rows
are closed (lexicon.py), building the tables (candidates.py, statements.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from infoseek.linking.lexicon import INVERSES
from infoseek.linking.readings import Index, Reading
from infoseek.linking.statements import NOBODY, Entities
from infoseek.linking.types import is_type_clash
from infoseek.tree.claim import Constraint

# Whom a target could refute, and those of them whom it spares.
Elsewhere = tuple[Entities, Entities]


class NotRefuted(Reading):
    """S⁺. A missing row, an open one and an unknown type refute nobody."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._open: dict[str, Entities] = {}
        self._by_class: dict[tuple[str, str], Entities] = {}

    def _fits(self, type_noun: str, wanted: str) -> bool:
        return not is_type_clash(type_noun, wanted)

    def _without_closed(self, predicate: str) -> Entities:
        """Everyone of whom not all values of the predicate are known."""
        if predicate not in self._open:
            self._open[predicate] = self.index.everyone - self.index.table(predicate).closed
        return self._open[predicate]

    def _satisfying(self, constraint: Constraint) -> Entities:
        table = self.index.table(constraint.predicate)
        if constraint.form == "value":
            kept = table.saying(constraint.value) | table.near(constraint.value)
            return self._without_closed(constraint.predicate) | (kept & self.index.everyone)
        if constraint.low is None or constraint.high is None:
            return self._without_closed(constraint.predicate)
        return self.index.everyone - table.spans.outside(constraint.low, constraint.high)

    def _pointing(self, predicate: str, targets: Entities) -> Entities:
        if self.index.is_nested(predicate):
            return self._besides(targets, lambda target: self._subjects_elsewhere(predicate, target))
        return self._unrefuted(predicate, INVERSES.get(predicate, ""), targets)

    def _pointed(self, predicate: str, sources: Entities) -> Entities:
        if self.index.is_nested(predicate):
            return self._besides(sources, lambda source: self._places_elsewhere(predicate, source))
        return self._unrefuted(INVERSES.get(predicate, ""), predicate, sources)

    def _unrefuted(self, near: str, far: str, targets: Entities) -> Entities:
        """Whom neither their own row of `near` refutes nor a target's row of `far`, or whom that row states.

        near, far: the two names of one relation, from the candidates' end and from the targets'; "" for none.
        """
        rows, table = self.index.table(far), self.index.table(near)
        loose = targets - rows.closed
        found = [table.permitting.get(target, NOBODY) - {target} for target in loose]
        for target in targets - loose:
            row = rows.rows[target]
            possible = (row.possible - table.closed) | (row.possible & table.permitting.get(target, NOBODY))
            found.append((row.objects | possible) - {target})
        kept = NOBODY.union(*found) & self.index.everyone
        if not loose:
            return kept
        # Nothing is related to itself: a lone target is no candidate, of several each has another.
        free = self._without_closed(near)
        return (free - loose if len(loose) == 1 else free) | kept

    def _sharing(self, predicate: str, targets: Entities) -> Entities:
        """Sharing is refuted by two closed rows only, and never where the values may lie in one place."""
        table, everyone = self.index.table(predicate), self.index.everyone
        closed = NOBODY if self.index.is_nested(predicate) else table.closed
        if not targets <= closed:
            return everyone - targets if len(targets) == 1 else everyone
        if not targets:
            return NOBODY
        kept = NOBODY.union(*(table.sharing(target) | table.alike(target) for target in targets))
        return self._without_closed(predicate) | (kept & everyone)

    def _besides(self, targets: Entities, elsewhere: Callable[[str], Elsewhere]) -> Entities:
        """Everyone but those whom every target refutes: of each class all, but those spared by a target of it."""
        if not targets:
            return NOBODY
        refuting = {target: elsewhere(target) for target in targets}
        kept: dict[Entities, set[str]] = defaultdict(set)
        for everywhere, spared in refuting.values():
            kept[everywhere] |= spared
        refuted = frozenset.intersection(*(everywhere - spared for everywhere, spared in kept.items()))
        # Nothing is related to itself: a target that only its own case spares is out.
        alone = {
            target
            for target in targets.intersection(NOBODY.union(*kept))
            if all(_is_refuted(target, refuting[other]) for other in targets if other != target)
        }
        return self.index.everyone - refuted - alone - (targets if len(targets) == 1 else NOBODY)

    def _subjects_elsewhere(self, predicate: str, place: str) -> Elsewhere:
        """Whose closed row names a place of this one's class; spared: where it may be this, or one close to it."""
        table, nesting = self.index.table(predicate), self.index.nesting
        close = (table.holders.get(other, NOBODY) for other in nesting.close_to(place))
        spared = table.permitting.get(place, NOBODY).union(*close)
        return self._named(predicate, nesting.class_of(place)), spared

    def _named(self, predicate: str, name: str) -> Entities:
        """The subjects whose closed row states a place of a class."""
        if (predicate, name) not in self._by_class:
            table, members = self.index.table(predicate), self.index.nesting.members.get(name, NOBODY)
            holders = (table.holders.get(place, NOBODY) for place in members)
            self._by_class[predicate, name] = NOBODY.union(*holders) & table.closed
        return self._by_class[predicate, name]

    def _places_elsewhere(self, predicate: str, subject: str) -> Elsewhere:
        """The places of the classes that a closed row names; spared: those it may mean, and those close to them."""
        row, nesting = self.index.table(predicate).rows.get(subject), self.index.nesting
        if row is None or not row.is_closed:
            return NOBODY, NOBODY
        classes = {nesting.class_of(place) for place in row.objects} - {""}
        members = [nesting.members[name] for name in classes]
        everywhere = members[0] if len(members) == 1 else NOBODY.union(*members)
        return everywhere, row.possible.union(*(nesting.close_to(place) for place in row.objects))


def _is_refuted(candidate: str, elsewhere: Elsewhere) -> bool:
    everywhere, spared = elsewhere
    return candidate in everywhere and candidate not in spared
