"""The passages of a corpus snapshot, spread over files in scratch by the beginnings of their ids.

What lives here: one pass over the snapshot with one part in memory. What may not: indexing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc

from infoseek.retrieval.passages import Passage, passages_of
from infoseek.retrieval.segment import PASSAGE_SCHEMA
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import PAGES
from infoseek.store.snapshots import Snapshot
from infoseek.store.tables import read_parts

FILES = 16
"""By the first digit of a passage's id."""

_PAGE_COLUMNS = ["page_id", "title", "text", "sentences", "rows", "content_sha256"]
_PAGES_AT_A_TIME = 1_000
_SCHEMA = pa.schema(
    [(field.name, pa.string() if field.name == "page_id" else field.type) for field in PASSAGE_SCHEMA]
    + [("indexed", pa.string())]
)


@dataclass
class Spill:
    """A context manager: files of passages in a folder. pages, passages, chars: what was added so far."""

    folder: Path
    pages: int = 0
    passages: int = 0
    chars: int = 0
    _writers: dict[int, pa.ipc.RecordBatchFileWriter] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the files; nothing can be added any more."""
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def add(self, pages: Sequence[Mapping[str, Any]], words: int) -> None:
        """Cut pages into passages of at most so many words, and keep them."""
        rows: dict[int, list[tuple[Any, ...]]] = {}
        for page in pages:
            for passage in passages_of(page, words):
                row = _row(page, passage)
                rows.setdefault(row[0][0] >> 4, []).append(row)
                self.chars += len(row[-1])
        self.pages += len(pages)
        for digit, found in rows.items():
            self.passages += len(found)
            columns = [
                pa.array(column, each.type)
                for column, each in zip(zip(*found, strict=True), _SCHEMA, strict=True)
            ]
            self._writer(digit).write_batch(pa.record_batch(columns, schema=_SCHEMA))

    def _writer(self, digit: int) -> pa.ipc.RecordBatchFileWriter:
        if digit not in self._writers:
            self._writers[digit] = pa.ipc.new_file(str(self._path(digit)), _SCHEMA)
        return self._writers[digit]

    def _path(self, digit: int) -> Path:
        return self.folder / f"{digit:x}.arrow"

    def between(self, low: int, high: int) -> pa.Table:
        """The passages whose ids' first two bytes, as a number, are from low up to high; sorted by id."""
        tables = [_SCHEMA.empty_table()]
        for digit in range(low >> 12, (high - 1 >> 12) + 1):
            if self._path(digit).exists():
                with pa.memory_map(str(self._path(digit))) as file:
                    tables.append(pa.ipc.open_file(file).read_all())
        found = pa.concat_tables(tables)
        # Ids are compared as bytes, so their order is that of the numbers they begin with.
        ids = found["passage_id"].cast(pa.binary())
        kept = pc.and_(
            pc.greater_equal(ids, low.to_bytes(2, "big")),
            pc.less(ids, high.to_bytes(2, "big")) if high < 1 << 16 else pa.scalar(True),
        )
        table = found.filter(kept)
        order = pc.sort_indices(table["passage_id"].cast(pa.binary()))
        return table.take(order)


def _row(page: Mapping[str, Any], passage: Passage) -> tuple[Any, ...]:
    words = page["text"][passage.start : passage.end]
    indexed = "\n".join(part for part in (page["title"], passage.section, words) if part)
    return (
        bytes.fromhex(passage.passage_id),
        passage.page_id,
        passage.start,
        passage.end,
        passage.kind == "row",
        indexed.encode("utf-8", "replace").decode(),
    )


def live_rows(
    store: ObjectStore, snapshot: Snapshot, without: frozenset[str] = frozenset()
) -> Iterator[list[dict[str, Any]]]:
    """The live pages' rows, some at a time; of each page's versions the last. without: page ids left out.

    Newest parts come first, so that one pass over them tells which versions are superseded.
    """
    seen = {page.encode() for page in (*snapshot.tombstones, *without)}
    for part in reversed(snapshot.parts):
        table = read_parts(store, PAGES, [part], _PAGE_COLUMNS)
        ids = [page.encode() for page in table["page_id"].to_pylist()]
        # Within a part too the last version counts.
        last = {page: row for row, page in enumerate(ids)}
        rows = [row for row, page in enumerate(ids) if page not in seen and last[page] == row]
        seen.update(ids)
        for begin in range(0, len(rows), _PAGES_AT_A_TIME):
            yield table.take(pa.array(rows[begin : begin + _PAGES_AT_A_TIME], pa.int64())).to_pylist()
