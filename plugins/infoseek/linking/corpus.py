"""One linked corpus opened for reading: candidate index, aliases and pages of its snapshot.

What may not live here: anything that writes, and what agents or checks make of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import pyarrow as pa

from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.linking.sets.rows import Keyed, Lazy, Row, rows_of
from infoseek.store.manifests import Manifest, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, Table
from infoseek.store.snapshots import live_pages, read_snapshot
from infoseek.store.tables import read_parts

PAGE_COLUMNS = ["page_id", "url", "title", "text", "sentences", "rows"]

# Names that the site itself declares for a thing; an anchor or a short name may stand for another.
_DECLARED = frozenset({"title", "name", "redirect", "bold", "declared", "transliteration"})
# Texts that hardly repeat: a dictionary of them would only cost.
_UNLIKE = frozenset({"edge_id", "statement_id", "entity_id", "alias", "folded", "title", "name"})


class LinkedCorpus:
    """Entities, edges, aliases and pages as of one linked manifest; everything is relative to it.

    entities, edges, aliases: as `CandidateIndex` takes them. pages: rows of crawl__pages by id, `PAGE_COLUMNS` at
    least. aliases: every name of an entity. strong_aliases: those the site declares, which count as right answers.
    """

    def __init__(
        self,
        key: str,
        entities: pa.Table | Iterable[Row],
        edges: pa.Table | Iterable[Row],
        aliases: pa.Table | Iterable[Row],
        pages: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.key = key
        self.index = CandidateIndex(entities, edges, aliases)
        self.pages = pages
        self.aliases = self._names(lambda source: True)
        self.strong_aliases = self._names(_DECLARED.__contains__)
        self._boxes: Lazy[dict[tuple[int, int], int]] = Lazy(lambda: list(self.pages), self._boxes_of)

    @classmethod
    def open(cls, store: ObjectStore, key: str) -> LinkedCorpus:
        """Read the corpus of a committed linked manifest. Raises `BadInput` where something is missing."""
        manifest: Manifest = read_manifest(store, "linked", key)
        snapshot = read_snapshot(store, manifest.inputs["snapshot"])
        return cls(
            key,
            read_linked(store, manifest, ENTITIES),
            read_linked(store, manifest, EDGES),
            read_linked(store, manifest, ALIASES),
            Keyed(rows_of(live_pages(store, snapshot, PAGE_COLUMNS)), "page_id"),
        )

    @property
    def entities(self) -> Mapping[str, Mapping[str, Any]]:
        return self.index.entities

    def _names(self, counts: Callable[[str], bool]) -> Mapping[str, list[str]]:
        return Lazy(
            lambda: list(self.entities),
            lambda key: [row["alias"] for row in self.index.alias_rows[key] if counts(row["source"])],
        )

    def boxes(self, page_id: str) -> dict[tuple[int, int], int]:
        """Which box of a page each row stands in, by the row's span."""
        return self._boxes[page_id]

    def _boxes_of(self, page_id: str) -> dict[tuple[int, int], int]:
        return {(row["start"], row["end"]): row["box"] for row in self.pages[page_id]["rows"]}

    @cached_property
    def size(self) -> int:
        """Pages in the corpus, at least 1."""
        return max(1, len(self.pages))


def read_linked(store: ObjectStore, manifest: Manifest, table: Table) -> pa.Table:
    """A linked table with its texts as dictionaries, part by part: repeated, they would not fit in memory."""
    parts = [
        with_dictionaries(read_parts(store, table, [part])) for part in manifest.tables.get(table.name, [])
    ]
    empty = with_dictionaries(table.schema.empty_table())
    return pa.concat_tables([empty, *parts]).unify_dictionaries().combine_chunks()


def with_dictionaries(data: pa.Table) -> pa.Table:
    """A linked table whose texts that repeat are dictionaries."""
    for at, field in enumerate(data.schema):
        if field.type == pa.string() and field.name not in _UNLIKE:
            data = data.set_column(at, field.name, data[field.name].dictionary_encode())
    return data
