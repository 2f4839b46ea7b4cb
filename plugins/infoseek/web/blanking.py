"""Erasing records of stored WARC files in place, so that every other record keeps its offset.

What may not live here: which records go.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Callable, Iterator

from fastwarc.warc import ArchiveIterator

from infoseek.errors import BadInput
from infoseek.store.objects import Conflict, ObjectStore
from infoseek.web.urls import canonical_or_none

_GZIP = b"\x1f\x8b"
_COMMENT = 0x10
_NAMED = ("WARC-Target-URI", "WARC-Refers-To-Target-URI")
# From the one that says most to the one that is short enough for any place.
_RECORDS = (
    b"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    b"WARC-Date: 1970-01-01T00:00:00Z\r\nContent-Type: application/warc-fields\r\nContent-Length: 12\r\n\r\n"
    b"taken: down\n\r\n\r\n",
    b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
)


def blank(
    store: ObjectStore, path: str, is_covered: Callable[[str], bool], announce: Callable[[str, str], None]
) -> int:
    """Overwrite the records of a WARC file that speak of covered URLs; how many there were.

    is_covered: told a canonical URL. announce: told the path and the SHA-256 that the file is about to have.
    Raises `BadInput` where the file cannot be read.
    """
    while True:
        body, etag = store.get_with_etag(path)
        spans = [
            (start, end)
            for start, end, urls in _records(body, store.address(path))
            if any(map(is_covered, urls))
        ]
        if not spans:
            return 0
        changed = bytearray(body)
        for start, end in spans:
            changed[start:end] = filler(end - start, is_packed=body.startswith(_GZIP, start))
        announce(path, hashlib.sha256(changed).hexdigest())
        try:
            store.swap(path, bytes(changed), etag, "application/warc")
        except Conflict:
            continue
        return len(spans)


def covered(store: ObjectStore, path: str, is_covered: Callable[[str], bool]) -> int:
    """How many records of a WARC file speak of covered URLs. Raises as `blank` does."""
    found = _records(store.get(path), store.address(path))
    return sum(any(map(is_covered, urls)) for _, _, urls in found)


def filler(length: int, is_packed: bool = True) -> bytes:
    """A metadata record without content that takes up exactly so many bytes.

    is_packed: as a gzip member, filled up with spaces in its header's comment (RFC 1952, section 2.3.1);
    otherwise plain, filled up with a block of spaces. Raises `ValueError` where the length is too short.
    """
    made = _packed(length) if is_packed else _plain(length)
    if made is None:
        raise ValueError(f"no WARC record fits into {length} bytes")
    return made


def _packed(length: int) -> bytes | None:
    for record in _RECORDS:
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(record) + packer.flush()
        tail = struct.pack("<II", zlib.crc32(record), len(record))
        rest = length - 10 - len(packed) - len(tail)
        if rest >= 0:
            comment = b" " * (rest - 1) + b"\0" if rest else b""
            flags = _COMMENT if comment else 0
            return _GZIP + bytes((8, flags, 0, 0, 0, 0, 0, 255)) + comment + packed + tail
    return None


def _plain(length: int) -> bytes | None:
    head = b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: %010d\r\n\r\n"
    rest = length - len(head % 0) - 4
    return None if rest < 0 else head % rest + b" " * rest + b"\r\n\r\n"


def _records(body: bytes, address: str) -> Iterator[tuple[int, int, list[str]]]:
    """Start, end and canonical URLs of each record. Raises `BadInput` where the bytes are no WARC file."""
    try:
        found = [
            (record.stream_pos, [url for name in _NAMED if (url := _url(record.headers.get(name)))])
            for record in ArchiveIterator(io.BytesIO(body), parse_http=False)
        ]
    except (OSError, ValueError) as error:
        raise BadInput(f"{address} cannot be read as a WARC file: {error}.") from None
    if body and not found:
        raise BadInput(f"{address} holds no WARC record.")
    ends = [start for start, _ in found[1:]] + [len(body)]
    for (start, urls), end in zip(found, ends, strict=True):
        yield start, end, urls


def _url(named: str | None) -> str | None:
    return canonical_or_none(named.strip("<> ")) if named else None
