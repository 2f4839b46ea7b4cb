"""The entities and edges of one linked corpus, indexed for S⁻ and S⁺ (FIELD §3).

What lives here: the index. What may not: what the sets of candidates are (readings.py, not_refuted.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
import pyarrow as pa
from pyroaring import BitMap

from infoseek.linking.naming.names import fold_name
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.sets.counts import Counts
from infoseek.linking.sets.edge_columns import EdgeColumns
from infoseek.linking.sets.gaps import Gaps
from infoseek.linking.sets.inside import LOCATED, Inside
from infoseek.linking.sets.members import Members, Roster
from infoseek.linking.sets.nesting import Nesting
from infoseek.linking.sets.not_refuted import NotRefuted
from infoseek.linking.sets.pairs import Pairs
from infoseek.linking.sets.readings import Supported
from infoseek.linking.sets.reasons import Reasons
from infoseek.linking.sets.rows import Grouped, Keyed, Lazy, Row, coded, codes_of, rows_of, texts
from infoseek.linking.sets.statements import Ints, Table, Wording
from infoseek.linking.sets.word_index import WordIndex
from infoseek.tree.claim import Constraint

_NESTED = frozenset(name for name, predicate in PREDICATES.items() if predicate.is_nested)
# A row of places may name more than the one it links.
_PLACES = frozenset(name for name, predicate in PREDICATES.items() if predicate.style == "places")
_NO_CANDIDATES = "list"


class CandidateIndex:
    """Entities and edges of one linked corpus, indexed for S⁻ and S⁺.

    entities, edges, aliases: rows of linked__entities, linked__edges and linked__aliases, as Arrow tables or as
    mappings. Rows are made when they are asked for; what is stated of a predicate is indexed at its first use.
    edges: by id. edges_of, edges_to: by subject and by object, in the order of their ids.
    """

    def __init__(
        self,
        entities: pa.Table | Iterable[Row],
        edges: pa.Table | Iterable[Row],
        aliases: pa.Table | Iterable[Row] = (),
    ) -> None:
        rows, edge_rows, alias_rows = rows_of(entities), rows_of(edges), rows_of(aliases)
        self.entities: Mapping[str, Row] = Keyed(rows, "entity_id")
        objects = coded(edge_rows, "object_id")[1]
        self.roster = Roster(self.entities, filter(None, objects))
        self._columns = EdgeColumns(edge_rows, self.roster)
        self._edge_rows, self._alias_rows, self._entity_rows = edge_rows, alias_rows, rows
        self._tables: dict[str, Table] = {}
        self._meanings: dict[str, BitMap] = {}
        self._gaps: dict[tuple[str, str, str, bool], Gaps] = {}
        self._counts: dict[tuple[str, bool], Counts] = {}
        self._wording = Wording(
            self.roster, self._columns.values.__getitem__, self._columns.edge_id, self.may_mean
        )

    @cached_property
    def edges(self) -> Mapping[str, Row]:
        """Edges about entities of the corpus by id."""
        columns = self._columns
        return Lazy(lambda: [columns.edge_id(row) for row in columns.kept.tolist()], self._edge)

    def _edge(self, edge_id: str) -> Row:
        order, name = self._columns.order, self._columns.edge_id
        at = bisect_left(range(len(order)), edge_id, key=lambda place: name(int(order[place])))
        if at == len(order) or name(int(order[at])) != edge_id:
            raise KeyError(edge_id)
        return self._edge_rows.row(int(order[at]))

    @cached_property
    def edges_of(self) -> Mapping[str, list[Row]]:
        """entity -> the edges about it; none for an unknown one."""
        return self._grouped(self._columns.subject_of)

    @cached_property
    def edges_to(self) -> Mapping[str, list[Row]]:
        """entity -> the edges that point to it; none for an unknown one."""
        return self._grouped(self._columns.object_of)

    def _grouped(self, ends: Ints) -> Grouped:
        kept = self._columns.kept
        known = np.where(ends < self.roster.size, ends, -1)
        return Grouped(self._edge_rows, known, self.roster.number, self.roster.ids, kept)

    @cached_property
    def alias_rows(self) -> Mapping[str, list[Row]]:
        """entity -> its rows of linked__aliases, in their order; none for an unknown one."""
        codes, ids = coded(self._alias_rows, "entity_id")
        numbers = np.array([self.roster.number(key) for key in ids], np.int64)
        groups = numbers[codes] if len(codes) else codes
        return Grouped(self._alias_rows, groups, self.roster.number, self.roster.ids)

    @cached_property
    def _type_nouns(self) -> dict[str, BitMap]:
        """type noun as written -> the entities of it."""
        return self._by("type_noun")

    def _by(self, column: str) -> dict[str, BitMap]:
        codes, names = coded(self._entity_rows, column)
        found = Pairs(codes, self._numbers)
        return {name: found.of(code) for code, name in enumerate(names)}

    @cached_property
    def _numbers(self) -> Ints:
        """The entity of each row of linked__entities."""
        keys = texts(self._entity_rows, "entity_id").to_pylist()
        return np.array([self.roster.number(key) for key in keys], np.int64)

    @cached_property
    def candidates(self) -> BitMap:
        """Entities that could be an answer: lists and disambiguation pages are none, the untyped may be."""
        return BitMap(range(self.roster.size)) - self._by("kind").get(_NO_CANDIDATES, BitMap())

    @property
    def everyone(self) -> Members:
        """The candidates as a set of ids."""
        return self.roster.members(self.candidates)

    @cached_property
    def by_type(self) -> Mapping[str, BitMap]:
        """type noun as written -> the candidates of it."""
        return {noun: found & self.candidates for noun, found in self._type_nouns.items()}

    def table(self, predicate: str) -> Table:
        """All that is stated of one predicate."""
        if predicate not in self._tables:
            columns = self._columns.of(predicate)
            self._tables[predicate] = Table(columns, self._wording, names_more=predicate in _PLACES)
        return self._tables[predicate]

    @cached_property
    def nesting(self) -> Nesting:
        """Which places exclude one another."""
        return Nesting(self._type_nouns, self.table(LOCATED))

    @cached_property
    def inside(self) -> Inside:
        """Which places lie in a place."""
        return Inside(self.nesting, self.table(LOCATED))

    def gaps(self, constraint: Constraint) -> Gaps:
        """The gaps between the two dates of a constraint."""
        key = (constraint.predicate, constraint.other, constraint.through, constraint.direction == "forward")
        if key not in self._gaps:
            self._gaps[key] = Gaps(self, *key[:3], is_forward=key[3])
        return self._gaps[key]

    def counts(self, constraint: Constraint) -> Counts:
        """How many things of a constraint's predicate there are."""
        predicate, is_forward = constraint.predicate, constraint.direction == "forward"
        if (predicate, is_forward) not in self._counts:
            self._counts[predicate, is_forward] = Counts(
                self.table(predicate),
                self.candidates,
                is_forward=is_forward,
                is_nested=self.is_nested(predicate),
                size=self.roster.size,
            )
        return self._counts[predicate, is_forward]

    def is_nested(self, predicate: str) -> bool:
        """Whether values of the predicate lie within one another (see `lexicon.Predicate`)."""
        return predicate in _NESTED

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """entity -> its own name, folded."""
        return Lazy(lambda: list(self.entities), lambda key: fold_name(self.entities[key]["name"]))

    @cached_property
    def names(self) -> Mapping[str, set[str]]:
        """entity -> every folded name of it."""
        known = self._name_words.texts
        return Lazy(
            lambda: list(self.entities),
            lambda key: {known[name] for name in self._names.of(self.roster.number(key))},
        )

    @cached_property
    def _name_texts(self) -> tuple[Pairs, list[str]]:
        """(entity, name) of every folded name, and the names' texts."""
        own = [fold_name(name) for name in texts(self._entity_rows, "name").to_pylist()]
        others = texts(self._alias_rows, "folded").to_pylist()
        if not any(others):
            others = [fold_name(name) for name in texts(self._alias_rows, "alias").to_pylist()]
        codes, names = codes_of(pa.array(own + others, pa.string()))
        owners = [self.roster.number(key) for key in texts(self._alias_rows, "entity_id").to_pylist()]
        entities = np.concatenate([self._numbers, np.array(owners, np.int64)])
        is_known = entities < self.roster.size
        return Pairs(entities[is_known], codes[is_known]), names

    @property
    def _names(self) -> Pairs:
        return self._name_texts[0]

    @cached_property
    def _name_words(self) -> WordIndex:
        return WordIndex(self._name_texts[1])

    def may_mean(self, value: str) -> BitMap:
        """The entities a folded name without a page might mean: the words of one name are all in the other."""
        if value not in self._meanings:
            self._meanings[value] = self._names.to_all(self._name_words.nested_places(value))
        return self._meanings[value]

    def word_owners(self, word: str) -> Members:
        """The entities that have a folded word in a name."""
        return self.roster.members(self._names.to_all(self._name_words.holding(word)))

    @cached_property
    def supported(self) -> Supported:
        """S⁻."""
        return Supported(self)

    @cached_property
    def not_refuted(self) -> NotRefuted:
        """S⁺."""
        return NotRefuted(self)

    @cached_property
    def reasons(self) -> Reasons:
        """Why an entity is in a set or not."""
        return Reasons(self)
