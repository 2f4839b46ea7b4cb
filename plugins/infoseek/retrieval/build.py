"""Building the index of a corpus snapshot, unless it is stored already.

What lives here: how a corpus becomes parts. What may not: what a part holds (segment.py), opening one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from infoseek.launched import writing_below
from infoseek.retrieval.reference import IndexRef, PartRef, find_ref, index_key, part_path, write_ref
from infoseek.retrieval.segment import INDEX_VERSION, write_segment
from infoseek.retrieval.spill import Spill, live_rows
from infoseek.settings import Settings
from infoseek.store.objects import Conflict, ObjectStore
from infoseek.store.snapshots import Snapshot, read_snapshot

PASSAGES_PER_PART = 500_000
CHARS_PER_PART = 100_000_000
"""What a part holds, about, at most: bounds the memory of a thread. Of few parts a search is quicker than of many."""

_WORK = "build-"
_ABANDONED_S = 86_400.0
_MOST_PARTS_LOG2 = 12
_PREFIX_BITS = 16


def build_index(store: ObjectStore, settings: Settings, snapshot_id: str) -> IndexRef:
    """The index of a snapshot's passages: the stored one, or a new one.

    Equal pages give equal parts and so equal answers, wherever they lie and however many threads build. A stored
    one is written again as it is: an index that a run uses must not be old.
    Raises `BadInput` where the snapshot cannot be read, `Halted` where scratch is full.
    """
    snapshot, words = read_snapshot(store, snapshot_id), settings.retrieval.passage_words
    found, etag = find_ref(store, index_key(snapshot, words))
    if found is not None and found.version == INDEX_VERSION:
        with suppress(Conflict):
            # A take-down may just have replaced it, which is as new.
            write_ref(store, found, etag)
        return found
    return write_ref(store, made(store, settings.scratch, snapshot, words), etag)


def made(
    store: ObjectStore, scratch: Path, snapshot: Snapshot, words: int, without: frozenset[str] = frozenset()
) -> IndexRef:
    """The index made anew: its parts are stored, its document is not.

    words: of a passage, at most. without: ids of pages to leave out.
    """
    with work_folder(scratch / "passages") as root:
        with Spill(root / "spill") as spill:
            for rows in live_rows(store, snapshot, without):
                spill.add(rows, words)
        parts = _parts(store, spill, root)
    return IndexRef(
        key=index_key(snapshot, words),
        version=INDEX_VERSION,
        corpus=snapshot.digest,
        snapshot=snapshot.snapshot_id,
        passage_words=words,
        pages=spill.pages,
        passages=spill.passages,
        parts=parts,
    )


@contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """A folder below this one that goes with the block; those that killed blocks left go after a day.

    Raises `Halted` where the disk cannot be written to.
    """
    with writing_below(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_WORK}*"):
            with suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > _ABANDONED_S:
                    shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=folder) as work:
            yield Path(work)


def _parts(store: ObjectStore, spill: Spill, root: Path) -> list[PartRef]:
    """Index each range of ids by itself, several at once: tantivy works without Python's lock."""

    def one(number: int, low: int, high: int) -> PartRef | None:
        passages = spill.between(low, high)
        if not passages.num_rows:
            return None
        archive = write_segment(root / f"{number}", passages)
        return _stored(store, archive, passages.num_rows)

    wanted = ranges(spill.passages, spill.chars)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        found = list(threads.map(one, range(len(wanted)), *zip(*wanted, strict=True)))
    return [part for part in found if part is not None]


def ranges(passages: int, chars: int) -> list[tuple[int, int]]:
    """The ranges of ids (by their first two bytes) that make the parts of a corpus of this size."""
    needed = max(passages / PASSAGES_PER_PART, chars / CHARS_PER_PART)
    log2 = next((bits for bits in range(_MOST_PARTS_LOG2) if 1 << bits >= needed), _MOST_PARTS_LOG2)
    width = 1 << (_PREFIX_BITS - log2)
    return [(low, low + width) for low in range(0, 1 << _PREFIX_BITS, width)]


def _stored(store: ObjectStore, archive: Path, passages: int) -> PartRef:
    """Store an archive under its content's name, again if it is there: it must not be taken for an old one."""
    with archive.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        path = part_path(sha256)
        file.seek(0)
        store.put(path, file, "application/x-tar")
    archive.unlink()
    return PartRef(path=path, size_bytes=size, sha256=sha256, passages=passages)
