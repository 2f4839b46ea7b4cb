"""An index's files on this machine: downloaded once, checked, shared by every process, the least used ones removed.

What may not live here: what the files mean.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from infoseek.errors import BadInput
from infoseek.launched import writing_below
from infoseek.retrieval.reference import IndexRef, PartRef
from infoseek.retrieval.segment import COLUMNS, META, joined_meta
from infoseek.store.objects import ObjectMissing, ObjectStore

MOST_COPIES = 4
"""Indexes, and sets of vectors, kept in scratch; of more, those that were opened longest ago go."""

_LOCK = "lock"
_MARK = "copy-"


@contextmanager
def local_copy(store: ObjectStore, scratch: Path, ref: IndexRef) -> Iterator[Path]:
    """The folder of an index's files; see `held_copy`. Raises `BadInput` where an archive is missing or broken."""
    with held_copy(scratch, ref.key, ref.content_id, lambda work: _unpack(store, ref, work)) as copy:
        yield copy


@contextmanager
def held_copy(scratch: Path, key: str, content_id: str, fill: Callable[[Path], None]) -> Iterator[Path]:
    """A folder that `fill` fills once a machine, held against removal while the block opens its files.

    What a process has opened it keeps, removed or not: the files are mapped into memory. content_id: tells
    apart what the key stands for at different times. Raises what `fill` raises, and `Halted` where scratch
    cannot be written to.
    """
    folder = scratch / "passages"
    with writing_below(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _LOCK).open("w") as lock:
            copy = folder / f"{_MARK}{key}-{content_id}"
            fcntl.flock(lock, fcntl.LOCK_SH)
            if not copy.is_dir():
                # Another process may take its turn between the two locks: what it leaves is looked at again.
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not copy.is_dir():
                    _fill(folder, copy, fill)
                    _remove_others(folder, copy, key)
            os.utime(copy)
            yield copy


def _fill(folder: Path, copy: Path, fill: Callable[[Path], None]) -> None:
    work = Path(tempfile.mkdtemp(prefix="download-", dir=folder))
    try:
        fill(work)
        work.rename(copy)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def download(store: ObjectStore, part: PartRef, path: Path) -> None:
    """A part's bytes as a file. Raises `BadInput` where it is missing or differs from its hash."""
    with path.open("w+b") as file:
        try:
            store.download(part.path, file)
        except ObjectMissing:
            raise BadInput(f"The passage index's part {store.address(part.path)} is missing.") from None
        file.seek(0)
        if hashlib.file_digest(file, "sha256").hexdigest() != part.sha256:
            raise BadInput(
                f"The passage index's part {store.address(part.path)} differs from its hash: it is broken or cut short."
            )


def _unpack(store: ObjectStore, ref: IndexRef, work: Path) -> None:
    """An index's files: those of all segments, their column files by number, one meta."""
    metas = []
    for number, part in enumerate(ref.parts):
        archive = work / "part.tar"
        download(store, part, archive)
        with tarfile.open(archive) as tar:
            tar.extractall(work, filter="data")
        archive.unlink()
        (work / COLUMNS).rename(work / columns_name(number))
        metas.append(json.loads((work / META).read_text()))
    if metas:
        (work / META).write_text(joined_meta(metas))


def columns_name(number: int) -> str:
    """Name of the column file of the part of this number."""
    return f"{number:04d}-{COLUMNS}"


def remove_copies(scratch: Path, key: str) -> None:
    """Remove what this machine holds of an index."""
    for copy in (scratch / "passages").glob(f"{_MARK}{key}-*"):
        shutil.rmtree(copy, ignore_errors=True)


def _remove_others(folder: Path, copy: Path, key: str) -> None:
    """What the key stood for before goes, and what was opened least lately."""
    others = [path for path in folder.glob(f"{_MARK}*") if path != copy]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    kept = [path for path in others if not path.name.startswith(f"{_MARK}{key}-")][: MOST_COPIES - 1]
    for path in set(others) - set(kept):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("download-*"):
        # Under the lock nobody else downloads: it was left by one that was killed.
        shutil.rmtree(path, ignore_errors=True)
