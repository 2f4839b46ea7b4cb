"""The entities and edges of one linked corpus, indexed for S⁻ and S⁺ (FIELD §3).

What lives here: the index. What may not: what the sets of candidates are (readings.py, not_refuted.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from infoseek.linking.lexicon import INVERSES, PREDICATES
from infoseek.linking.names import fold_name
from infoseek.linking.nesting import Nesting
from infoseek.linking.not_refuted import NotRefuted
from infoseek.linking.readings import Supported
from infoseek.linking.statements import NOBODY, Entities, Row, Statement, Table
from infoseek.linking.word_index import WordIndex

# A statement read from its object's side says nothing about what else holds there.
_TURNED = {"value": "", "is_functional": False, "is_complete": False}
_NESTED = frozenset(name for name, predicate in PREDICATES.items() if predicate.is_nested)
# A row of places may name more than the one it links.
_PLACES = frozenset(name for name, predicate in PREDICATES.items() if predicate.style == "places")
_NOTHING = Table({})


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
        self._meanings: dict[str, Entities] = {}
        for row in aliases:
            self.names[row["entity_id"]].add(fold_name(row["alias"]))
        self.folded = {key: fold_name(row["name"]) for key, row in self.entities.items()}
        for key, name in self.folded.items():
            self.names[key].add(name)
        self._tables = self._index(sorted(edges, key=lambda edge: str(edge["edge_id"])))

    def _index(self, edges: list[Mapping[str, Any]]) -> dict[str, Table]:
        grouped: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for edge in edges:
            if edge["subject_id"] not in self.entities:
                continue
            self.edges[edge["edge_id"]] = edge
            self.edges_of[edge["subject_id"]].append(edge)
            grouped[edge["predicate"]][edge["subject_id"]].append(edge)
            if edge["object_id"] in self.entities:
                self.edges_to[edge["object_id"]].append(edge)
                inverse = INVERSES.get(edge["predicate"])
                if inverse:
                    turned = {**edge, "subject_id": edge["object_id"], "object_id": edge["subject_id"]}
                    grouped[inverse][edge["object_id"]].append({**turned, **_TURNED})
        return {
            predicate: Table({subject: self._row(predicate, group) for subject, group in rows.items()})
            for predicate, rows in grouped.items()
        }

    def _row(self, predicate: str, edges: list[Mapping[str, Any]]) -> Row:
        statements = tuple(
            Statement(e["edge_id"], e["object_id"], e["value"], float(e["low"]), float(e["high"]))
            for e in edges
        )
        closed = any(e["is_functional"] or e["is_complete"] for e in edges)
        objects = frozenset(s.object_id for s in statements if s.object_id)
        unsure = {s.value for s in statements if not s.object_id or predicate in _PLACES} if closed else set()
        possible = objects.union(*map(self.may_mean, unsure)) if unsure else objects
        return Row(statements, closed, objects, possible)

    @cached_property
    def everyone(self) -> Entities:
        """Entities that could be an answer: lists and disambiguation pages are none, the untyped may be."""
        return frozenset(key for key, row in self.entities.items() if row["kind"] != "list")

    def table(self, predicate: str) -> Table:
        """All that is stated of one predicate."""
        return self._tables.get(predicate, _NOTHING)

    @cached_property
    def nesting(self) -> Nesting:
        """Which places exclude one another."""
        return Nesting(self.entities, self.table("located_in"))

    def is_nested(self, predicate: str) -> bool:
        """Whether values of the predicate lie within one another (see `lexicon.Predicate`)."""
        return predicate in _NESTED

    @cached_property
    def by_type(self) -> Mapping[str, Entities]:
        """type noun as written -> the entities of it that could be an answer."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.everyone:
            found[self.entities[key]["type_noun"]].append(key)
        return {noun: frozenset(keys) for noun, keys in found.items()}

    @cached_property
    def _owners(self) -> Mapping[str, Entities]:
        found: dict[str, list[str]] = defaultdict(list)
        for entity_id, names in self.names.items():
            for name in names:
                found[name].append(entity_id)
        return {name: frozenset(owners) for name, owners in found.items()}

    @cached_property
    def _name_words(self) -> WordIndex:
        return WordIndex(self._owners)

    def may_mean(self, value: str) -> Entities:
        """The entities a folded name without a page might mean: the words of one name are all in the other."""
        if value not in self._meanings:
            names = self._name_words.nested(value)
            self._meanings[value] = NOBODY.union(*(self._owners[name] for name in names))
        return self._meanings[value]

    @cached_property
    def supported(self) -> Supported:
        """S⁻."""
        return Supported(self)

    @cached_property
    def not_refuted(self) -> NotRefuted:
        """S⁺."""
        return NotRefuted(self)
