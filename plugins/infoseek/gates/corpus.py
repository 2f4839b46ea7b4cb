"""The corpus a gate judges on: candidate sets, names with their sources, pages; opened once, then in memory.

What lives here: reading. What may not: any judgement of a question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from infoseek.linking.corpus import read_linked
from infoseek.linking.kinds.types import KINDS
from infoseek.linking.naming.names import fold_name
from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.store.manifests import read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES
from infoseek.store.snapshots import live_pages, read_snapshot

PAGE_COLUMNS = ["page_id", "url", "content_sha256", "text"]

_LOWER_CASE_PAGES = 3
_WORD = re.compile(r"\w+")
FUNCTION_WORDS = frozenset(
    "a about after all also an and any are around as at be became become been before between but by came can "
    "could did do does down during each early first five for four from get go had has have he her here him his "
    "how i if in into is it its itself just last late later like made many may me more most much my never new "
    "no nor not now of off on one only or other our out over own same second she since so some such than that "
    "the their them then there these they third this those three through time to too two under until up us was "
    "we were what when where which while who whom whose why will with within without would year years you your".split()
)


@dataclass(frozen=True)
class Alias:
    """A name of an entity as written, and where it was seen: title, name, redirect, bold, anchor or short."""

    text: str
    source: str


@dataclass(frozen=True)
class Page:
    """The live version of a page."""

    page_id: str
    url: str
    content_sha256: str
    text: str


class GateCorpus:
    """One linked corpus and the pages of its snapshot. Everything the gate says is relative to it.

    entities, edges, aliases: as `CandidateIndex` takes them.
    pages: the live pages with `PAGE_COLUMNS`. linked, snapshot: what the certificate names.
    """

    def __init__(
        self,
        entities: pa.Table | Iterable[Mapping[str, Any]],
        edges: pa.Table | Iterable[Mapping[str, Any]],
        aliases: pa.Table | Iterable[Mapping[str, Any]],
        pages: pa.Table,
        *,
        linked: str,
        snapshot: str,
    ) -> None:
        self.linked = linked
        self.snapshot = snapshot
        self.index = CandidateIndex(entities, edges, aliases)
        self._pages = pages
        self._page_rows = {page: row for row, page in enumerate(pages["page_id"].to_pylist())}

    def aliases_of(self, entity_id: str) -> list[Alias]:
        """Every known name of an entity, its own name and title included; empty for an unknown one."""
        row = self.index.entities.get(entity_id)
        own = [Alias(row["name"], "name"), Alias(row["title"], "title")] if row else []
        others = self.index.alias_rows[entity_id]
        return [*own, *(Alias(other["alias"], other["source"]) for other in others)]

    def name(self, entity_id: str) -> str:
        """The name of an entity; its id where the corpus has no such entity."""
        row = self.index.entities.get(entity_id)
        return str(row["name"]) if row else entity_id

    def page(self, page_id: str) -> Page | None:
        """The live version of a page, or None."""
        row = self._page_rows.get(page_id)
        if row is None:
            return None
        return Page(**{name: self._pages[name][row].as_py() for name in PAGE_COLUMNS})

    def token_owners(self, token: str) -> Set[str]:
        """The entities that have a folded word in a name."""
        return self.index.word_owners(token)

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Ordinary words, folded: function words, type nouns, and what at least three pages write in lower case."""
        counts: Counter[str] = Counter()
        for text in self._pages["text"].to_pylist():
            counts.update({word for word in _WORD.findall(text) if word.islower()})
        written = {fold_name(word) for word, pages in counts.items() if pages >= _LOWER_CASE_PAGES}
        return frozenset(written | FUNCTION_WORDS | frozenset().union(*KINDS.values()))


def open_corpus(store: ObjectStore, linked: str, snapshot: str) -> GateCorpus:
    """The corpus of a committed linked manifest and its snapshot. Raises `BadInput` where one is missing."""
    manifest = read_manifest(store, "linked", linked)
    return GateCorpus(
        read_linked(store, manifest, ENTITIES),
        read_linked(store, manifest, EDGES),
        read_linked(store, manifest, ALIASES),
        live_pages(store, read_snapshot(store, snapshot), PAGE_COLUMNS),
        linked=linked,
        snapshot=snapshot,
    )
