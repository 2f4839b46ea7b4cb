"""Candidate sets over the linked corpus: S⁻(c), what is stated, and S⁺(c), what is not refuted (FIELD §3).

What lives here: the index and its two readings of support. What may not: trees (infoseek.tree.hcsp).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from infoseek.linking.names import fold_name
from infoseek.linking.types import is_type_clash, is_type_match
from infoseek.tree.claim import Constraint

Entities = frozenset[str]

# Two names of one relation, subject and object exchanged.
INVERSES = {"followed_by": "preceded_by", "preceded_by": "followed_by"}
# A statement read from its object's side says nothing about what else holds there.
_TURNED = {"value": "", "is_functional": False, "is_complete": False}


@dataclass(frozen=True)
class Statement:
    """One stated value of a predicate: an entity, or a name or value without a page."""

    edge_id: str
    object_id: str
    value: str
    low: float
    high: float


@dataclass(frozen=True)
class Row:
    """All that is stated of one subject's predicate, and whether anything else is thereby refuted.

    objects: entities it states. possible: those and the entities its names without a page might mean.
    """

    statements: tuple[Statement, ...]
    is_closed: bool
    objects: Entities
    possible: Entities


class CandidateIndex:
    """Entities and edges of one linked corpus, indexed for S⁻ and S⁺.

    entities, edges, aliases: rows of linked__entities, linked__edges and linked__aliases.
    names: every folded name by entity; folded: its own.
    """

    def __init__(
        self,
        entities: Iterable[Mapping[str, Any]],
        edges: Iterable[Mapping[str, Any]],
        aliases: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        self.entities: dict[str, Mapping[str, Any]] = {row["entity_id"]: row for row in entities}
        self.edges: dict[str, Mapping[str, Any]] = {}
        self.edges_of: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        self.edges_to: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        self.names: dict[str, set[str]] = defaultdict(set)
        self._rows: dict[str, dict[str, Row]] = {}
        self._meanings: dict[str, Entities] = {}
        for row in aliases:
            self.names[row["entity_id"]].add(fold_name(row["alias"]))
        self.folded = {key: fold_name(row["name"]) for key, row in self.entities.items()}
        for key, name in self.folded.items():
            self.names[key].add(name)
        self._index(sorted(edges, key=lambda edge: str(edge["edge_id"])))

    def _index(self, edges: list[Mapping[str, Any]]) -> None:
        grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        for edge in edges:
            if edge["subject_id"] not in self.entities:
                continue
            self.edges[edge["edge_id"]] = edge
            self.edges_of[edge["subject_id"]].append(edge)
            grouped[edge["predicate"], edge["subject_id"]].append(edge)
            if edge["object_id"] in self.entities:
                self.edges_to[edge["object_id"]].append(edge)
                inverse = INVERSES.get(edge["predicate"])
                if inverse:
                    turned = {**edge, "subject_id": edge["object_id"], "object_id": edge["subject_id"]}
                    grouped[inverse, edge["object_id"]].append({**turned, **_TURNED})
        for (predicate, subject), group in grouped.items():
            statements = tuple(
                Statement(e["edge_id"], e["object_id"], e["value"], float(e["low"]), float(e["high"]))
                for e in group
            )
            closed = any(e["is_functional"] or e["is_complete"] for e in group)
            objects = frozenset(s.object_id for s in statements if s.object_id)
            unresolved = (self.may_mean(s.value) for s in statements if not s.object_id)
            possible = objects.union(*unresolved) if closed else objects
            self._rows.setdefault(predicate, {})[subject] = Row(statements, closed, objects, possible)

    @cached_property
    def everyone(self) -> Entities:
        """Entities that could be an answer: lists and disambiguation pages are none, the untyped may be."""
        return frozenset(key for key, row in self.entities.items() if row["kind"] != "list")

    def row(self, predicate: str, subject: str) -> Row | None:
        return self._rows.get(predicate, {}).get(subject)

    def rows(self, predicate: str) -> Mapping[str, Row]:
        return self._rows.get(predicate, {})

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[frozenset[str], str]]]:
        """word -> (words of a name, entity) of every name that holds the word."""
        found: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for entity_id, names in self.names.items():
            for name in names:
                words = frozenset(name.split())
                for word in words:
                    found[word].append((words, entity_id))
        return found

    def may_mean(self, value: str) -> Entities:
        """The entities a folded name without a page might mean: the words of one name are all in the other."""
        if value not in self._meanings:
            words = frozenset(value.split())
            self._meanings[value] = frozenset(
                entity_id
                for word in words
                for name, entity_id in self._by_word.get(word, ())
                if name <= words or words <= name
            )
        return self._meanings[value]

    @cached_property
    def supported(self) -> Reading:
        """S⁻."""
        return Reading(self, "supported")

    @cached_property
    def not_refuted(self) -> Reading:
        """S⁺."""
        return Reading(self, "not_refuted")


class Reading:
    """S⁻ or S⁺ of every constraint over one index; satisfies `infoseek.tree.hcsp.Support`."""

    def __init__(self, index: CandidateIndex, mode: Literal["supported", "not_refuted"]) -> None:
        self.index = index
        self.is_open = mode == "not_refuted"
        self._sets: dict[tuple[object, ...], Entities] = {}
        self._related: dict[tuple[object, ...], Entities] = {}
        self._types: dict[str, Entities] = {}

    def of_type(self, type_noun: str) -> Entities:
        if type_noun not in self._types:
            entities = self.index.entities
            self._types[type_noun] = frozenset(
                key
                for key in self.index.everyone
                if (
                    not is_type_clash(entities[key]["type_noun"], type_noun)
                    if self.is_open
                    else is_type_match(entities[key]["type_noun"], type_noun)
                )
            )
        return self._types[type_noun]

    def satisfying(self, constraint: Constraint) -> Entities:
        if constraint.identity not in self._sets:
            rows = self.index.rows(constraint.predicate)
            self._sets[constraint.identity] = frozenset(
                key for key in self.index.everyone if self._holds(constraint, rows.get(key))
            )
        return self._sets[constraint.identity]

    def _holds(self, constraint: Constraint, row: Row | None) -> bool:
        if row is None:
            return self.is_open
        if any(_fits(constraint, statement, self.is_open) for statement in row.statements):
            return True
        return self.is_open and not row.is_closed

    def related(self, constraint: Constraint, targets: Entities) -> Entities:
        identity = constraint.identity
        key = (identity, targets)
        if key not in self._related:
            each = (self._related_to(identity, constraint, target) for target in targets)
            self._related[key] = frozenset[str]().union(*each)
        return self._related[key]

    def _related_to(self, identity: tuple[object, ...], constraint: Constraint, target: str) -> Entities:
        key = (identity, target)
        if key not in self._related:
            if constraint.form == "shared":
                self._related[key] = self._sharing(constraint.predicate, target)
            elif constraint.direction == "forward":
                self._related[key] = self._subjects(constraint.predicate, target)
            else:
                self._related[key] = self._objects(constraint.predicate, target)
        return self._related[key]

    def reached(self, constraint: Constraint, sources: Entities) -> Entities:
        turned = {"forward": "inverse", "inverse": "forward"}[constraint.direction]
        if constraint.form == "shared":
            return self.related(constraint, sources)
        return self.related(constraint.model_copy(update={"direction": turned}), sources)

    def _subjects(self, predicate: str, target: str) -> Entities:
        """{x : predicate(x, target)}."""
        everyone, rows = self.index.everyone, self.index.rows(predicate)
        if self.is_open:
            return frozenset(key for key in everyone if self._is_open_pair(predicate, key, target))
        return (
            frozenset(key for key, row in rows.items() if key != target and target in row.objects) & everyone
        )

    def _objects(self, predicate: str, target: str) -> Entities:
        """{x : predicate(target, x)}."""
        everyone, row = self.index.everyone, self.index.row(predicate, target)
        if self.is_open:
            return frozenset(key for key in everyone if self._is_open_pair(predicate, target, key))
        return (row.objects & everyone) - {target} if row else frozenset()

    def _is_open_pair(self, predicate: str, subject: str, target: str) -> bool:
        """Whether predicate(subject, target) is stated, or refuted from neither end."""
        if subject == target:
            return False
        row = self.index.row(predicate, subject)
        if row is not None and target in row.objects:
            return True
        if row is not None and row.is_closed and target not in row.possible:
            return False
        inverse = INVERSES.get(predicate)
        back = self.index.row(inverse, target) if inverse else None
        return back is None or not back.is_closed or subject in back.possible

    def _sharing(self, predicate: str, target: str) -> Entities:
        """{x : x and the target have a value of the predicate in common}."""
        rows = self.index.rows(predicate)
        theirs = rows.get(target)
        return frozenset(
            key for key in self.index.everyone if key != target and self._share(rows.get(key), theirs)
        )

    def _share(self, one: Row | None, other: Row | None) -> bool:
        if one is None or other is None:
            return self.is_open
        pairs = [(a, b) for a in one.statements for b in other.statements]
        if any(
            (a.object_id and a.object_id == b.object_id) or (a.value and a.value == b.value) for a, b in pairs
        ):
            return True
        if not self.is_open:
            return False
        if not (one.is_closed and other.is_closed):
            return True
        return any(_one_name(a.value, b.value) for a, b in pairs)


def _one_name(one: str, other: str) -> bool:
    """True where two written names might be the same one: the words of one are all in the other."""
    words, others = set(one.split()), set(other.split())
    return bool(words) and bool(others) and (words <= others or others <= words)


def _fits(constraint: Constraint, statement: Statement, is_open: bool) -> bool:
    if constraint.form == "value":
        return statement.value == constraint.value
    if constraint.low is None or constraint.high is None:
        return False
    if math.isnan(statement.low) or math.isnan(statement.high):
        return is_open
    if is_open:
        return statement.low <= constraint.high and statement.high >= constraint.low
    return constraint.low <= statement.low and statement.high <= constraint.high
