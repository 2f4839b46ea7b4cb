"""One linked corpus opened for reading: candidate index, aliases and pages of its snapshot.

What may not live here: anything that writes, and what agents or checks make of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from infoseek.linking.candidates import CandidateIndex
from infoseek.store.manifests import Manifest, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES
from infoseek.store.snapshots import live_pages, read_snapshot
from infoseek.store.tables import read_rows

# Names that the site itself declares for a thing; an anchor or a short name may stand for another.
_DECLARED = frozenset({"title", "name", "redirect", "bold"})


class LinkedCorpus:
    """Entities, edges, aliases and pages as of one linked manifest; everything is relative to it.

    aliases: every name of an entity. strong_aliases: those the site declares, which count as right answers.
    """

    def __init__(
        self,
        key: str,
        entities: list[dict[str, Any]],
        edges: list[dict[str, Any]],
        aliases: list[dict[str, Any]],
        pages: dict[str, dict[str, Any]],
    ) -> None:
        self.key = key
        self.index = CandidateIndex(entities, edges, aliases)
        self.pages = pages
        self._boxes: dict[str, dict[tuple[int, int], int]] = {}
        self.aliases: dict[str, list[str]] = defaultdict(list)
        self.strong_aliases: dict[str, list[str]] = defaultdict(list)
        for row in aliases:
            self.aliases[row["entity_id"]].append(row["alias"])
            if row["source"] in _DECLARED:
                self.strong_aliases[row["entity_id"]].append(row["alias"])

    @classmethod
    def open(cls, store: ObjectStore, key: str) -> LinkedCorpus:
        """Read the corpus of a committed linked manifest. Raises `BadInput` where something is missing."""
        manifest: Manifest = read_manifest(store, "linked", key)
        snapshot = read_snapshot(store, manifest.inputs["snapshot"])
        pages = live_pages(store, snapshot).to_pylist()
        return cls(
            key,
            read_rows(store, manifest, ENTITIES),
            read_rows(store, manifest, EDGES),
            read_rows(store, manifest, ALIASES),
            {page["page_id"]: page for page in pages},
        )

    @property
    def entities(self) -> Mapping[str, Mapping[str, Any]]:
        return self.index.entities

    def boxes(self, page_id: str) -> dict[tuple[int, int], int]:
        """Which box of a page each row stands in, by the row's span."""
        if page_id not in self._boxes:
            rows = self.pages[page_id]["rows"]
            self._boxes[page_id] = {(row["start"], row["end"]): row["box"] for row in rows}
        return self._boxes[page_id]

    @cached_property
    def size(self) -> int:
        """Pages in the corpus, at least 1."""
        return max(1, len(self.pages))
