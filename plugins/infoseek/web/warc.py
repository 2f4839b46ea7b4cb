"""WARC 1.1 segments on S3: one gzip member a record (ISO 28500:2017), read back by offset and length.

What may not live here: which responses are kept.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore

SEGMENT_BYTES = 64_000_000

_RECODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True)
class Response:
    """An HTTP response as received, its body without transfer and content codings.

    url: as asked for. status: like "200 OK". ip: address of the server, or "".
    """

    url: str
    protocol: str
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str = ""


@dataclass(frozen=True)
class Place:
    """Where a record lies: object key, offset and length of its gzip member in bytes."""

    path: str
    offset: int
    length: int


class WarcWriter:
    """Collects records into segments `raw/{batch}/{attempt}-{n}.warc.gz`, stored when they are full."""

    def __init__(self, store: ObjectStore, batch_id: str, attempt: str, software: str) -> None:
        self._store = store
        self._prefix = f"raw/{batch_id}/{attempt}"
        self._software = software
        self._number = 0
        self._has_records = False
        self._buffer, self._writer = self._opened()

    def add(self, response: Response) -> Place:
        """Write one response record and say where it lies."""
        if self._buffer.tell() >= SEGMENT_BYTES:
            self.flush()
        offset = self._buffer.tell()
        extra = {"WARC-IP-Address": response.ip} if response.ip else {}
        record = self._writer.create_warc_record(
            response.url,
            "response",
            payload=io.BytesIO(response.body),
            http_headers=StatusAndHeaders(
                response.status, list(_stored_headers(response)), protocol=response.protocol
            ),
            warc_headers_dict=extra,
        )
        self._writer.write_record(record)
        self._has_records = True
        return Place(self._path, offset, self._buffer.tell() - offset)

    def flush(self) -> None:
        """Store the segment at hand, if it has records, and begin another."""
        if self._has_records:
            self._store.create(self._path, self._buffer.getvalue(), "application/warc")
            self._number += 1
            self._has_records = False
            self._buffer, self._writer = self._opened()

    @property
    def _path(self) -> str:
        return f"{self._prefix}-{self._number:05d}.warc.gz"

    def _opened(self) -> tuple[io.BytesIO, Any]:
        """A new segment with its warcinfo record."""
        buffer = io.BytesIO()
        writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
        about = {
            "software": self._software,
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots": "obey",
        }
        name = self._path.rpartition("/")[2]
        writer.write_record(writer.create_warcinfo_record(name, about))
        return buffer, writer


def _stored_headers(response: Response) -> Iterable[tuple[str, str]]:
    """The headers, those that spoke of codings already undone kept under another name."""
    for name, value in response.headers:
        yield (f"X-Crawler-{name}" if name.lower() in _RECODED else name), value
    yield "Content-Length", str(len(response.body))


def read_response(store: ObjectStore, place: Place) -> Response:
    """The response record at a place. Raises `ObjectMissing`, and `BadInput` where no record lies there."""
    member = store.get_range(place.path, place.offset, place.length)
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(member))), None)
    except ArchiveLoadFailed as error:
        record = None
        reason = str(error)
    else:
        reason = "it holds no record"
    if record is None or record.rec_type != "response" or record.http_headers is None:
        raise BadInput(f"{store.address(place.path)} at {place.offset} is no WARC response: {reason}.")
    return Response(
        url=cast(str, record.rec_headers.get_header("WARC-Target-URI")),
        protocol=cast(str, record.http_headers.protocol),
        status=cast(str, record.http_headers.statusline),
        headers=tuple(record.http_headers.headers),
        body=cast(bytes, record.content_stream().read()),
        ip=cast(str, record.rec_headers.get_header("WARC-IP-Address") or ""),
    )
