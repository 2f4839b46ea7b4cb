"""Evidence in its page: finding a page in a corpus snapshot, and the text around a span.

What lives here: reading few pages of a large snapshot. What may not: what a claim says.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from infoseek.store.manifests import Part
from infoseek.store.objects import ObjectStore
from infoseek.store.snapshots import read_snapshot
from infoseek.tree.claim import Evidence

CONTEXT_CHARS = 200
"""Characters of the page shown before and after a span, about."""

_BUFFER_BYTES = 2**16
_PAGE_COLUMNS = ["url", "title", "text", "content_sha256"]


@dataclass(frozen=True)
class Passage:
    """A span of evidence in its page. text[start:end] is the evidence; text is a window of the page's text.

    is_intact: the page's stored version still has this hash and this span.
    """

    vertex: str
    url: str
    title: str
    content_sha256: str
    text: str
    start: int
    end: int
    is_intact: bool


def passages(store: ObjectStore, snapshot_id: str, cited: Iterable[tuple[str, Evidence]]) -> list[Passage]:
    """Each piece of evidence in its page, in the order given. cited: (vertex id, evidence).

    A span that the snapshot's page does not hold stands alone, not intact. Raises `BadInput` where the
    snapshot cannot be read.
    """
    cited = list(cited)
    pages = stored_pages(store, snapshot_id, {evidence.page_id for _, evidence in cited})
    return [_passage(vertex, evidence, pages.get(evidence.page_id)) for vertex, evidence in cited]


def _passage(vertex: str, evidence: Evidence, page: dict[str, Any] | None) -> Passage:
    if (
        page is None
        or page["content_sha256"] != evidence.content_sha256
        or page["text"][evidence.start : evidence.end] != evidence.text
    ):
        text, start, title = evidence.text, 0, page["title"] if page else ""
        is_intact = False
    else:
        text, start = _window(page["text"], evidence.start, evidence.end)
        title, is_intact = page["title"], True
    return Passage(
        vertex=vertex,
        url=evidence.url,
        title=title,
        content_sha256=evidence.content_sha256,
        text=text,
        start=start,
        end=start + len(evidence.text),
        is_intact=is_intact,
    )


def _window(text: str, start: int, end: int) -> tuple[str, int]:
    """The text around a span, cut between words, and where the span begins in it."""
    low, high = max(0, start - CONTEXT_CHARS), min(len(text), end + CONTEXT_CHARS)
    if low > 0:
        gap = _gap(text[low:start])
        low = start if gap < 0 else low + gap + 1
    if high < len(text):
        gap = _gap(text[end:high][::-1])
        high = end if gap < 0 else high - gap - 1
    return text[low:high], start - low


def _gap(text: str) -> int:
    """Position of the first space or line break; -1 where there is none."""
    return next((position for position, char in enumerate(text) if char.isspace()), -1)


def stored_pages(store: ObjectStore, snapshot_id: str, wanted: set[str]) -> dict[str, dict[str, Any]]:
    """URL, title, text and content hash of these pages by id, as far as the snapshot has them.

    Only the row groups that hold them are read.
    """
    parts, places = _index(store, snapshot_id)
    by_group: dict[tuple[int, int], list[tuple[str, int]]] = {}
    for page_id in wanted & places.keys():
        part, group, row = places[page_id]
        by_group.setdefault((part, group), []).append((page_id, row))
    found = {}
    for (part, group), rows in by_group.items():
        table = _opened(store, parts[part]).read_row_group(group, columns=_PAGE_COLUMNS)
        taken = table.take(pa.array([row for _, row in rows])).to_pylist()
        found.update(dict(zip((page_id for page_id, _ in rows), taken, strict=True)))
    return found


@lru_cache(maxsize=4)
def _index(store: ObjectStore, snapshot_id: str) -> tuple[tuple[Part, ...], dict[str, tuple[int, int, int]]]:
    """The snapshot's parts, and where in them each live page lies: part, row group, row."""
    snapshot = read_snapshot(store, snapshot_id)
    places: dict[str, tuple[int, int, int]] = {}
    for number, part in enumerate(snapshot.parts):
        file = _opened(store, part)
        for group in range(file.num_row_groups):
            ids = file.read_row_group(group, columns=["page_id"])["page_id"].to_pylist()
            # Of a page's versions the last counts.
            places.update({page_id: (number, group, row) for row, page_id in enumerate(ids)})
    for page_id in snapshot.tombstones:
        places.pop(page_id, None)
    return tuple(snapshot.parts), places


def _opened(store: ObjectStore, part: Part) -> pq.ParquetFile:
    return pq.ParquetFile(pa.PythonFile(io.BufferedReader(_Ranges(store, part), _BUFFER_BYTES), mode="r"))


class _Ranges(io.RawIOBase):
    """A part as a file that gets only the ranges that are read."""

    def __init__(self, store: ObjectStore, part: Part) -> None:
        self._store, self._part, self._at = store, part, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._part.size_bytes}[whence]
        self._at = base + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        length = min(len(buffer), self._part.size_bytes - self._at)
        if length <= 0:
            return 0
        body = self._store.get_range(self._part.path, self._at, length)
        buffer[: len(body)] = body
        self._at += len(body)
        return len(body)
