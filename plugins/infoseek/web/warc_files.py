"""Reads WARC files of any origin, Common Crawl's too: what each record holds, where it lies, what is broken.

What may not live here: storing them (warc_intake.py), and reading the pages in them (crawl/ingest.py).
"""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecordType

from infoseek.errors import BadInput
from infoseek.launched import writing_below
from infoseek.web.urls import canonical_or_none

MAX_PIECE_BYTES = 4 << 30
"""Decompressed size of one gzip member, at most: a record, or a whole file that was compressed in one piece."""

_GZIP = b"\x1f\x8b\x08"
_WARC = b"WARC/1."
_CHUNK_BYTES = 1 << 16
_MEMBER_CHUNK_BYTES = 1 << 14
_SPOOL_BYTES = 8 << 20
_HEAD_BYTES = 48 << 10
_HTML = frozenset({"", "text/html", "application/xhtml+xml"})
_DIGESTS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})
_CUT_OFF = "it is cut off"
_DAMAGED = "its gzip data is damaged"


@dataclass(frozen=True)
class Record:
    """A whole record.

    offset, length: in bytes; of its gzip member in the file, or, where `is_member` is false, of the record
    itself in the piece of the file that was compressed as one or not at all.
    url: canonical, or "". date: when it was fetched, UTC, ISO, seconds, or "". reason: why it is no page to
    take in, as a code; "" for a page. block_bytes: of its HTTP message.
    """

    offset: int
    length: int
    url: str
    date: str
    reason: str
    block_bytes: int
    is_member: bool = False


@dataclass(frozen=True)
class Broken:
    """A place where there is no whole record. offset: as of a record."""

    offset: int
    why: str


@dataclass
class _Piece:
    """A gzip member, or the whole of a file that is not compressed. data: its content. fault: of its gzip data."""

    offset: int
    length: int
    is_member: bool
    data: IO[bytes]
    fault: str = ""


def require_warc(file: IO[bytes], name: str) -> None:
    """Raise `BadInput` where a file does not begin as a WARC file, plain or gzip, does."""
    file.seek(0)
    head = file.read(_CHUNK_BYTES)
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, len(_WARC))
        except zlib.error as error:
            raise BadInput(f"{name}, offset 0: it is no readable gzip file ({error}).") from None
    if not head.startswith(_WARC):
        said = f"it begins with {head[:8]!r}" if head else "it is empty"
        raise BadInput(f"{name} is no WARC file, plain or gzip: {said}.")


def file_records(file: IO[bytes], name: str, scratch: Path) -> Iterator[tuple[Record | Broken, IO[bytes]]]:
    """Every record of a file in its order, each with the stream that its offset and length count in.

    A broken record of a file that is compressed record by record is told and passed over, in any other file
    only the last one, if it is cut off. name: of the file, for messages. scratch: folder for what does not fit
    into memory. Raises `BadInput` naming file and offset where what follows cannot be told apart any more.
    """
    for piece in _pieces(file, name, scratch):
        found = _readings(piece.data)
        first, second = next(found, None), next(found, None)
        if first is None and not piece.fault:
            continue
        if piece.is_member and (second is None or Broken in (type(first), type(second))):
            yield _as_member(piece, first, second), file
            continue
        if piece.fault == _DAMAGED:
            raise BadInput(f"{name}, offset {piece.offset + piece.length}: {_DAMAGED}, and it is one piece.")
        for record in chain([each for each in (first, second) if each is not None], found):
            if isinstance(record, Broken) and _CUT_OFF not in (record.why, piece.fault):
                where = f"offset {record.offset}{' of its decompressed content' if piece.is_member else ''}"
                raise BadInput(f"{name}, {where}: {record.why}.")
            yield record, piece.data


def _as_member(
    piece: _Piece, first: Record | Broken | None, second: Record | Broken | None
) -> Record | Broken:
    """What a gzip member of its own holds: one whole record, or nothing that can be used."""
    broken = next((each for each in (first, second) if isinstance(each, Broken)), None)
    if piece.fault or broken is not None or not isinstance(first, Record):
        return Broken(piece.offset, piece.fault or (broken.why if broken is not None else _CUT_OFF))
    return replace(first, offset=piece.offset, length=piece.length, is_member=True)


def _pieces(file: IO[bytes], name: str, scratch: Path) -> Iterator[_Piece]:
    """The gzip members of a file, or its whole where it is none."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if not file.read(len(_GZIP)).startswith(_GZIP):
        yield _Piece(0, size, False, file)
        return
    start = 0
    while start < size:
        # Another temporary file each: fastwarc may still hold the one before.
        with writing_below(scratch):
            data = SpooledTemporaryFile(_SPOOL_BYTES, dir=str(scratch))  # noqa: SIM115 - closed below
        with data:
            with writing_below(scratch):
                length, fault = _unpack(file, start, data, name)
            yield _Piece(start, length, True, data, fault)
        start = start + length if not fault else _next_member(file, start + 1, size)


def _unpack(file: IO[bytes], start: int, data: IO[bytes], name: str) -> tuple[int, str]:
    """Decompress the gzip member at an offset; how many bytes it takes up, and what is wrong with it."""
    packer = zlib.decompressobj(31)
    file.seek(start)
    read = written = 0
    try:
        while not packer.eof:
            packed = packer.unconsumed_tail
            if not packed:
                packed = file.read(_MEMBER_CHUNK_BYTES)
                read += len(packed)
            if not packed:
                return read, _CUT_OFF
            written += data.write(packer.decompress(packed, _CHUNK_BYTES))
            if written > MAX_PIECE_BYTES:
                raise BadInput(
                    f"{name}, offset {start}: it decompresses to more than {MAX_PIECE_BYTES >> 30} GiB in one piece."
                )
    except zlib.error:
        return read, _DAMAGED
    return read - len(packer.unused_data), ""


def _next_member(file: IO[bytes], start: int, size: int) -> int:
    """Where the next gzip member that holds a WARC record begins; the file's size where none does."""
    while start < size:
        file.seek(start)
        window = file.read(_CHUNK_BYTES)
        at = window.find(_GZIP)
        if at < 0:
            start += max(1, len(window) - len(_GZIP) + 1)
            continue
        start += at
        try:
            if zlib.decompressobj(31).decompress(window[at:], len(_WARC)).startswith(_WARC):
                return start
        except zlib.error:
            pass
        start += 1
    return size


def _readings(data: IO[bytes]) -> Iterator[Record | Broken]:
    """The records of decompressed content; last of all a broken one, if reading ended with it."""
    size = data.seek(0, io.SEEK_END)
    data.seek(0)
    held: Record | None = None
    broken: Broken | None = None
    start = 0
    try:
        for record in ArchiveIterator(data, parse_http=False, stream_detect=False):
            start = record.stream_pos
            if held is not None:
                at = data.tell()
                yield replace(held, length=start - held.offset)
                # Whoever took the record may have read it from the same stream.
                data.seek(at)
            held = None
            block, head, read = _read_through(record)
            if read < record.content_length:
                broken = Broken(start, _CUT_OFF)
                break
            url, date = _url(record), _date(record)
            reason = _reason(record, head, url, date) or ("" if block else "bad_digest")
            held = Record(start, size - start, url, date, reason, read)
    except (OSError, ValueError) as error:
        broken = Broken(start, f"at or behind it there is no WARC record ({error})")
    if held is not None:
        yield held
    if broken is not None:
        yield broken


def _read_through(record: Any) -> tuple[bool, bytes, int]:
    """Read a record's block: whether its digest holds, its first bytes, and its length."""
    algorithm, _, said = (record.headers.get("WARC-Block-Digest") or "").partition(":")
    digest = hashlib.new(algorithm, usedforsecurity=False) if algorithm.lower() in _DIGESTS else None
    head, read = b"", 0
    while chunk := record.reader.read(_CHUNK_BYTES):
        read += len(chunk)
        head += chunk[: _HEAD_BYTES - len(head)]
        if digest is not None:
            digest.update(chunk)
    if digest is None:
        return True, head, read
    written = (base64.b32encode(digest.digest()).decode(), digest.hexdigest())
    return said.strip().lower() in (each.lower() for each in written), head, read


def _reason(record: Any, head: bytes, url: str, date: str) -> str:
    """Why a record is no page to take in, as a code; "" where it is one."""
    headers = record.headers
    if record.record_type != WarcRecordType.response:
        return f"record_{headers.get('WARC-Type', 'unknown').lower()[:20]}"
    if not (headers.get("Content-Type") or "").lower().startswith("application/http"):
        return "not_http"
    if headers.get("WARC-Truncated") or headers.get("WARC-Segment-Number"):
        return "truncated"
    if not url:
        return "bad_url"
    if not date:
        return "bad_date"
    http = HeaderMap()
    try:
        http.parse(io.BytesIO(head))
    except (OSError, ValueError):
        return "bad_http"
    if http.status_code is None:
        return "bad_http"
    if http.status_code != 200:
        return f"http_{http.status_code}"
    media_type = (http.get("Content-Type") or "").partition(";")[0].strip().lower()
    return "" if media_type in _HTML else "not_html"


def _url(record: Any) -> str:
    # WARC 1.0 lets writers put it into angle brackets, and some do.
    return canonical_or_none((record.headers.get("WARC-Target-URI") or "").strip("<> ")) or ""


def _date(record: Any) -> str:
    said = (record.headers.get("WARC-Date") or "").strip()
    try:
        found = datetime.fromisoformat(said.replace("Z", "+00:00"))
    except ValueError:
        return ""
    return (
        (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
