"""An opened index: BM25 over passages, answers equal for equal corpora, any text a query.

What lives here: search. What may not: building, storage, embeddings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import tantivy
from tantivy import Occur, Query

from infoseek.retrieval.analysis import query_terms
from infoseek.retrieval.local_copy import columns_name, local_copy
from infoseek.retrieval.reference import IndexRef
from infoseek.retrieval.segment import ID_BYTES, PASSAGE_SCHEMA, TEXT, schema
from infoseek.store.objects import ObjectStore

MOST_HITS = 1_000
"""Of one search; more than that is not asked for."""

_PAGES_FACTOR = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found: text[start:end] of its page. score: BM25, higher is better."""

    passage_id: str
    page_id: str
    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """A part's passages, in the order of its documents; the buffers are those of the mapped file."""

    ids: memoryview
    pages: memoryview
    page_ids: pa.StringArray
    starts: memoryview
    ends: memoryview


class PassageIndex:
    """The passages of one corpus. Threads may share it; processes share its memory.

    ref: what it is. Ties between equal scores go to the smaller passage id.
    """

    def __init__(self, ref: IndexRef, folder: Path) -> None:
        """folder: as `local_copy` gives it; the files are mapped, not read."""
        self.ref = ref
        self._schema = schema()
        self._parts = [_columns(folder / columns_name(number)) for number in range(len(ref.parts))]
        self._searcher: tantivy.Searcher | None = None
        if ref.parts:
            index = tantivy.Index.open(str(folder))
            # The files never change: nothing is to be watched.
            index.config_reader("manual")
            self._searcher = index.searcher()

    def search(self, query: str, k: int) -> list[Hit]:
        """The best passages, at most k, best first. Any text is a query of its words: there is no syntax."""
        searcher = self._searcher
        terms = query_terms(query, self.frequency) if searcher is not None else []
        if searcher is None or not terms or k < 1:
            return []
        wanted = Query.boolean_query(
            [(Occur.Should, Query.term_query(self._schema, TEXT, term, "freq")) for term in terms]
        )
        found = searcher.search(wanted, min(k, MOST_HITS), count=False)
        return [self._hit(score, place.segment_ord, place.doc) for score, place in found.hits]

    def search_pages(self, query: str, k: int) -> list[Hit]:
        """The best passage of each page, at most k pages, best first."""
        wanted = k
        while True:
            wanted *= _PAGES_FACTOR
            hits = self.search(query, wanted)
            best: dict[str, Hit] = {}
            for hit in hits:
                best.setdefault(hit.page_id, hit)
            if len(best) >= k or len(hits) < wanted:
                return list(best.values())[:k]

    def search_many(self, queries: Iterable[str], k: int) -> list[list[Hit]]:
        """The answers to several queries, in their order."""
        return [self.search(query, k) for query in queries]

    def frequency(self, term: str) -> int:
        """Passages that hold a term, as the analyser gives it."""
        return 0 if self._searcher is None else self._searcher.doc_freq(TEXT, term)

    def holds(self, page_ids: frozenset[str]) -> bool:
        """Whether a passage of one of these pages is in it."""
        return any(not page_ids.isdisjoint(columns.page_ids.to_pylist()) for columns in self._parts)

    def passages_at(self, rows: Sequence[int], scores: Sequence[float]) -> list[Hit]:
        """The passages of these numbers, counted through all parts in their order."""
        found = []
        for row, score in zip(rows, scores, strict=True):
            part = 0
            while row >= len(self._parts[part].starts):
                row -= len(self._parts[part].starts)
                part += 1
            found.append(self._hit(score, part, row))
        return found

    def _hit(self, score: float, part: int, row: int) -> Hit:
        columns = self._parts[part]
        return Hit(
            columns.ids[row * ID_BYTES : (row + 1) * ID_BYTES].hex(),
            columns.page_ids[columns.pages[row]].as_py(),
            score,
            columns.starts[row],
            columns.ends[row],
        )


def open_index(store: ObjectStore, scratch: Path, ref: IndexRef) -> PassageIndex:
    """A stored index, through files in scratch that every process on the machine shares.

    Raises `BadInput` where a part of it is missing or broken, `Halted` where scratch cannot be written to.
    """
    with local_copy(store, scratch, ref) as folder:
        return PassageIndex(ref, folder)


def _columns(path: Path) -> _Columns:
    with pa.memory_map(str(path)) as file:
        batch = pa.ipc.open_file(file).get_batch(0)
    if batch.schema != PASSAGE_SCHEMA:
        raise RuntimeError(f"{path} has other columns than this version writes")
    starts, ends = (memoryview(batch[name].to_numpy()) for name in ("start", "end"))
    pages = batch["page_id"]
    ids = memoryview(batch["passage_id"].buffers()[1])
    return _Columns(ids, memoryview(pages.indices.to_numpy()), pages.dictionary, starts, ends)
