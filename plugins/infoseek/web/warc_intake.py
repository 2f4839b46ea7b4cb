"""Takes WARC files into the platform: each checked, stored once record by record, and named by a seed set.

What may not live here: reading their pages into the corpus, which the next batch does (crawl/ingest.py).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from infoseek.errors import BadInput
from infoseek.launched import writing_below
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.web.crawl.takedowns import read_takedowns
from infoseek.web.scope import ANY_HOST
from infoseek.web.seeds import SeedSet, WarcFile, change_seeds, seed_set_of, slug
from infoseek.web.urls import site_of
from infoseek.web.warc_files import Broken, Record, file_records, require_warc

SEGMENT_BYTES = 64_000_000
"""Size from which a stored file is closed: what later reads one whole must hold it."""

MAX_HOSTS = 1000
"""Hosts that a set names; where its files hold pages of more, its scope is any host."""

_CHUNK_BYTES = 1 << 20
_TOLD_BROKEN = 20
_S3 = re.compile(r"s3://([^/]+)/(.+)")
_ENDINGS = re.compile(r"(\.warc)?(\.gz)?$", re.IGNORECASE)


@dataclass
class Findings:
    """What a file holds.

    pages: HTML pages answered with 200, of which the latest of one URL will count. skipped: other records by
    reason code. broken: how many records are; first_broken: the first of them. hosts: of the pages.
    """

    name: str
    pages: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    broken: int = 0
    first_broken: list[Broken] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def add(self, found: Record | Broken) -> None:
        if isinstance(found, Broken):
            self.broken += 1
            if len(self.first_broken) < _TOLD_BROKEN:
                self.first_broken.append(found)
        elif found.reason:
            self.skipped[found.reason] += 1
        else:
            self.pages += 1
            if len(self.hosts) <= MAX_HOSTS:
                self.hosts.add(site_of(found.url))


def take_in(
    store: ObjectStore, sources: Sequence[str], name: str, scratch: Path, say: Callable[[Findings], None]
) -> SeedSet:
    """Check files, store them, and add them to the seed set of this name, which is made if need be.

    sources: paths on this machine, or `s3://bucket/key` of the store's own bucket. name: "" for one made of
    the first file's name. scratch: folder for what does not fit into memory. say: told what each file holds.
    Nothing is stored before all are checked. Raises `BadInput` naming the file that is no WARC file, holds no
    page, or is damaged so that what follows cannot be read, and where; and what the store raises.
    """
    called = name or slug(_ENDINGS.sub("", sources[0].rpartition("/")[2]))
    with writing_below(scratch):
        scratch.mkdir(parents=True, exist_ok=True)
    found = []
    for source in sources:
        found.append(_check(store, source, scratch))
        say(found[-1])
    files = [stored for source in sources for stored in _store(store, source, scratch)]
    return change_seeds(store, called, lambda current: _added(current, called, found, files))


def _check(store: ObjectStore, source: str, scratch: Path) -> Findings:
    findings = Findings(source)
    with _opened(store, source, scratch) as file:
        require_warc(file, source)
        for found, _ in file_records(file, source, scratch):
            findings.add(found)
    if not findings.pages:
        others = ", ".join(f"{count} {reason}" for reason, count in findings.skipped.most_common(5))
        broken = f"; {findings.broken} broken" if findings.broken else ""
        raise BadInput(f"{source} holds no HTML page to take in (its records: {others or 'none'}{broken}).")
    return findings


def _store(store: ObjectStore, source: str, scratch: Path) -> Iterator[WarcFile]:
    """Store a file's whole records, each a gzip member, in files of bounded size named by their content.

    Records of what was taken down are left out.
    """
    takedowns = read_takedowns(store)
    with _opened(store, source, scratch) as file, ExitStack() as stack:
        segment: IO[bytes] | None = None
        for found, stream in file_records(file, source, scratch):
            if isinstance(found, Broken) or takedowns.covers(found.url):
                continue
            with writing_below(scratch):
                if segment is None:
                    segment = stack.enter_context(TemporaryFile(dir=scratch))
                _copy(stream, found, segment)
            if segment.tell() >= SEGMENT_BYTES:
                yield _put(store, segment)
                segment.close()
                segment = None
        if segment is not None:
            yield _put(store, segment)


def _copy(stream: IO[bytes], record: Record, segment: IO[bytes]) -> None:
    """Append a record as a gzip member: as it is where it is one, else compressed."""
    packer = None if record.is_member else zlib.compressobj(9, zlib.DEFLATED, 31)
    stream.seek(record.offset)
    left = record.length
    while chunk := stream.read(min(left, _CHUNK_BYTES)):
        left -= len(chunk)
        segment.write(packer.compress(chunk) if packer is not None else chunk)
    if packer is not None:
        segment.write(packer.flush())


def _put(store: ObjectStore, segment: IO[bytes]) -> WarcFile:
    size = segment.tell()
    segment.seek(0)
    digest = hashlib.sha256()
    while chunk := segment.read(_CHUNK_BYTES):
        digest.update(chunk)
    sha256 = digest.hexdigest()
    path = f"raw/ingested/{sha256[:16]}.warc.gz"
    if not store.exists(path):
        segment.seek(0)
        store.put(path, segment, "application/warc")
    return WarcFile(path=path, sha256=sha256, size_bytes=size)


def _added(current: SeedSet | None, name: str, found: list[Findings], files: list[WarcFile]) -> SeedSet:
    """The set with these files, those that it has already once."""
    if current is not None and not current.warcs:
        raise BadInput(f"The seed set {name!r} is one of URLs: give the WARC files another name (--name).")
    known = current.warcs if current is not None else []
    warcs = list({file.sha256: file for file in (*known, *files)}.values())
    if current is not None and warcs == known:
        return current
    hosts = {host for findings in found for host in findings.hosts} | set(current.scope if current else ())
    pages = sum(findings.pages for findings in found) + ((current.max_pages or 0) if current else 0)
    scope = [ANY_HOST] if ANY_HOST in hosts or len(hosts) > MAX_HOSTS else sorted(hosts)
    # Every page that was found fits into the budget.
    return seed_set_of({"name": name, "warcs": warcs, "scope": scope, "max_pages": pages})


@contextmanager
def _opened(store: ObjectStore, source: str, scratch: Path) -> Iterator[IO[bytes]]:
    """A file on this machine, or an object of the store's bucket, which is copied to scratch meanwhile."""
    match = _S3.fullmatch(source)
    if match is None:
        with _opened_path(Path(source)) as file:
            yield file
        return
    if match[1] != store.bucket:
        raise BadInput(f"{source} lies in another bucket than the platform's ({store.bucket}).")
    with TemporaryFile(dir=scratch) as copy:
        try:
            with writing_below(scratch):
                store.download(match[2], copy)
        except ObjectMissing:
            raise BadInput(f"There is no object {source}.") from None
        yield copy


def _opened_path(path: Path) -> IO[bytes]:
    try:
        if not path.is_file():
            raise BadInput(f"There is no file {str(path)!r}.")
        return path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadInput(f"The file {str(path)!r} cannot be read: {reason}.") from None
