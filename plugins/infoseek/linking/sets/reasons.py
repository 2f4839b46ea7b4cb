"""Why an entity satisfies a clue, might satisfy it, or cannot: the statements that say so (FIELD §3).

What lives here: telling why. What may not: deciding it, which the sets do (readings.py, not_refuted.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from itertools import chain
from typing import Protocol

from infoseek.linking.predicates.lexicon import INVERSES
from infoseek.linking.sets.derivations import all_gaps, counted, gap_of, ways
from infoseek.linking.sets.readings import Index, Reading
from infoseek.linking.sets.reason import Code, Reason, Stance
from infoseek.linking.sets.rows import Row as EdgeRow
from infoseek.linking.sets.statements import Row, Statement
from infoseek.tree.claim import Constraint


class Known(Index, Protocol):
    """What reasons need beside the index of the sets."""

    @property
    def edges(self) -> Mapping[str, EdgeRow]:
        """Edges by id."""

    @property
    def edges_of(self) -> Mapping[str, list[EdgeRow]]:
        """entity -> the edges about it."""

    @property
    def edges_to(self) -> Mapping[str, list[EdgeRow]]:
        """entity -> the edges that point to it."""

    @property
    def supported(self) -> Reading:
        """S⁻."""

    @property
    def not_refuted(self) -> Reading:
        """S⁺."""


class Reasons:
    """Reasons over one index."""

    def __init__(self, index: Known) -> None:
        self.index = index

    def of_type(self, type_noun: str, entity_id: str) -> Reason:
        """Why an entity can or cannot be a thing of this type."""
        if not self._is_candidate(entity_id):
            return Reason("refuted", "no_candidate")
        if entity_id in self.index.supported.of_type(type_noun):
            return Reason("supported", "stated")
        is_open = entity_id in self.index.not_refuted.of_type(type_noun)
        return Reason("open", "unknown_type") if is_open else Reason("refuted", "type_clash")

    def of(self, constraint: Constraint, entity_id: str, targets: Set[str] = frozenset()) -> Reason:
        """Why an entity satisfies a clue or not. targets: the solutions of the child, where it runs to one."""
        if not self._is_candidate(entity_id):
            return Reason("refuted", "no_candidate")
        one = frozenset({entity_id})
        stance: Stance = "refuted"
        if self.index.supported.left(constraint, one, targets):
            stance = "supported"
        elif self.index.not_refuted.left(constraint, one, targets):
            stance = "open"
        if constraint.is_derived:
            return self._derived(constraint, entity_id, stance)
        if not constraint.needs_child:
            return self._valued(constraint, entity_id, stance)
        if not targets - one:
            return Reason("refuted", "itself" if targets else "no_target")
        target = self._telling(constraint, entity_id, targets, stance)
        if constraint.form == "shared":
            return self._shared(constraint.predicate, entity_id, target, stance)
        return self._related(constraint, entity_id, target, stance)

    def _is_candidate(self, entity_id: str) -> bool:
        return self.index.roster.number(entity_id) in self.index.candidates

    def _telling(self, constraint: Constraint, entity_id: str, targets: Set[str], stance: Stance) -> str:
        """The first target by which the entity has this stance."""
        others = sorted(targets - {entity_id})
        if stance == "refuted":
            return others[0]
        reading = self.index.supported if stance == "supported" else self.index.not_refuted
        one = frozenset({entity_id})
        return next(each for each in others if reading.left(constraint, one, frozenset({each})))

    def _row(self, predicate: str, entity_id: str) -> Row | None:
        return self.index.table(predicate).row(self.index.roster.number(entity_id))

    def _valued(self, constraint: Constraint, entity_id: str, stance: Stance) -> Reason:
        row = self._row(constraint.predicate, entity_id)
        if row is None:
            return Reason("open", "no_row")
        if stance == "supported":
            return Reason(stance, "stated", _edges(s for s in row.statements if _fits(constraint, s)))
        if stance == "refuted":
            return Reason(stance, self._other(row), _closing(row))
        if not row.is_closed:
            return Reason(stance, "open_row", _edges(row.statements))
        return Reason(stance, "may_fit", _edges(s for s in row.statements if _may_fit(constraint, s)))

    def _derived(self, constraint: Constraint, entity_id: str, stance: Stance) -> Reason:
        edges_of, edges_to = self.index.edges_of.__getitem__, self.index.edges_to.__getitem__
        if constraint.form == "count":
            stated = _ids(chain.from_iterable(counted(constraint, entity_id, edges_of, edges_to).values()))
            codes: dict[Stance, Code] = {"supported": "stated", "refuted": "fewer", "open": "open_row"}
            return Reason(stance, codes[stance] if stated else "no_row", stated)
        if stance == "supported":
            found = ways(constraint, entity_id, edges_of, edges_to)
            return Reason(stance, "stated", _ids(chain.from_iterable(chain.from_iterable(found))))
        if constraint.form == "within":
            return self._not_within(constraint, entity_id, stance)
        gaps = list(all_gaps(constraint, entity_id, edges_of, edges_to))
        may_fit = [way for way in gaps if _overlaps(constraint, *gap_of(way))]
        edges = _ids(chain.from_iterable(chain.from_iterable(may_fit or gaps)))
        if stance == "refuted":
            return Reason(stance, "apart", edges)
        return Reason(stance, "may_fit" if may_fit else "open_row" if gaps else "no_row", edges)

    def _not_within(self, constraint: Constraint, entity_id: str, stance: Stance) -> Reason:
        if entity_id == constraint.value:
            return Reason(stance, "itself")
        row = self._row(constraint.predicate, entity_id)
        if row is None:
            return Reason(stance, "no_row")
        if not row.is_closed:
            return Reason(stance, "open_row", _edges(row.statements))
        return Reason(stance, "elsewhere" if stance == "refuted" else "not_apart", _closing(row))

    def _other(self, row: Row) -> Code:
        """How a closed row refutes: as the row of a functional predicate, or as a complete one."""
        edges = (self.index.edges[edge] for edge in _closing(row))
        return "other_value" if any(edge["is_functional"] for edge in edges) else "row_without_it"

    def _related(self, constraint: Constraint, entity_id: str, target: str, stance: Stance) -> Reason:
        """Of predicate(x, z) or predicate(z, x): the rows of both ends, each under its name of the relation."""
        predicate, is_forward = constraint.predicate, constraint.direction == "forward"
        back = "" if self.index.is_nested(predicate) else INVERSES.get(predicate, "")
        near, far = (predicate, back) if is_forward else (back, predicate)
        ends = [(self._row(near, entity_id), target), (self._row(far, target), entity_id)]
        rows = [(row, other) for row, other in ends if row is not None]
        if stance == "supported":
            return Reason(stance, "stated", _edges(_stating(rows)), target)
        if not rows:
            return Reason(stance, "no_row", (), target)
        if stance == "refuted":
            row = next(row for row, other in rows if row.is_closed and other not in row.possible)
            code = "elsewhere" if self.index.is_nested(predicate) else self._other(row)
            return Reason(stance, code, _closing(row), target)
        closed = [(row, other) for row, other in rows if row.is_closed]
        if any(other in row.possible for row, other in closed):
            unsure = (s for row, other in closed if other in row.possible for s in row.statements)
            return Reason(stance, "may_mean", _edges(unsure), target)
        if closed:
            return Reason(stance, "not_apart", _closing(closed[0][0]), target)
        return Reason(stance, "open_row", _edges(s for row, _ in rows for s in row.statements), target)

    def _shared(self, predicate: str, entity_id: str, target: str, stance: Stance) -> Reason:
        one, other = self._row(predicate, entity_id), self._row(predicate, target)
        if one is None or other is None:
            return Reason(stance, "no_row", (), target)
        if stance == "supported":
            pairs = [(a, b) for a in one.statements for b in other.statements if _is_same(a, b)]
            return Reason(stance, "stated", _edges(each for pair in pairs for each in pair), target)
        edges = _edges([*one.statements, *other.statements])
        if stance == "refuted":
            return Reason(stance, "row_without_it", edges, target)
        is_closed = one.is_closed and other.is_closed and not self.index.is_nested(predicate)
        return Reason(stance, "may_mean" if is_closed else "open_row", edges, target)


def _ids(edges: Iterable[EdgeRow]) -> tuple[str, ...]:
    return tuple(sorted({str(edge["edge_id"]) for edge in edges}))


def _overlaps(constraint: Constraint, low: float, high: float) -> bool:
    if constraint.low is None or constraint.high is None:
        return False
    return low <= constraint.high and constraint.low <= high


def _edges(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({edge for statement in statements for edge in statement.edge_ids}))


def _closing(row: Row) -> tuple[str, ...]:
    return _edges(statement for statement in row.statements if statement.is_closing)


def _stating(rows: Iterable[tuple[Row, str]]) -> list[Statement]:
    return [s for row, other in rows for s in row.statements if s.object_id == other and s.is_telling]


def _fits(constraint: Constraint, statement: Statement) -> bool:
    if constraint.form == "value":
        return statement.is_telling and statement.value == constraint.value
    if constraint.low is None or constraint.high is None:
        return False
    return statement.is_telling and constraint.low <= statement.low and statement.high <= constraint.high


def _may_fit(constraint: Constraint, statement: Statement) -> bool:
    if constraint.form == "value":
        return bool(set(statement.value.split()) & set(constraint.value.split()))
    return not statement.has_span or _overlaps(constraint, statement.low, statement.high)


def _is_same(one: Statement, other: Statement) -> bool:
    if not (one.is_telling and other.is_telling):
        return False
    if one.object_id and other.object_id:
        return one.object_id == other.object_id
    return bool(one.value) and one.value == other.value
