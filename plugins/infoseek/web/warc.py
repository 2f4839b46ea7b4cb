"""WARC 1.1 segments on S3: one gzip member a record (ISO 28500:2017), read back by offset and length.

What may not live here: which responses are kept.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Literal, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from infoseek.errors import BadInput
from infoseek.launched import writing_below
from infoseek.store.objects import ObjectStore
from infoseek.web.codings import BadCoding, decoded

SEGMENT_BYTES = 64_000_000
MAX_BODY_BYTES = 1 << 28
"""Of a stored response, decoded; what is longer is cut."""

Profile = Literal["identical-payload-digest", "server-not-modified"]
"""Why a revisit record has no payload (ISO 28500:2017, 6.7)."""

_PROFILES = "http://netpreserve.org/warc/1.1/revisit/"
_RECODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True)
class Response:
    """An HTTP response as received, its body without transfer and content codings.

    url: as asked for. status: like "200 OK". ip: address of the server, or "".
    fetched_at: when it came, UTC, ISO in seconds: "2026-11-05T02:00:00Z".
    """

    url: str
    protocol: str
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str = ""
    fetched_at: str = ""

    def header(self, name: str) -> str:
        """The first header of this name, in whatever case, or ""."""
        return next((value for each, value in self.headers if each.lower() == name.lower()), "")


@dataclass(frozen=True)
class Place:
    """Where a record lies: object key, offset and length of its gzip member in bytes."""

    path: str
    offset: int
    length: int


def utc_now() -> str:
    """The time in the form that WARC-Date has."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class WarcWriter:
    """Collects records into segments `raw/{batch}/{attempt}-{n}.warc.gz`: in an unnamed local file, then on S3.

    Its methods raise `Halted` where the scratch folder cannot be written to, and what the store raises.
    """

    def __init__(self, store: ObjectStore, batch_id: str, attempt: str, software: str, scratch: Path) -> None:
        self._store = store
        self._prefix = f"raw/{batch_id}/{attempt}"
        self._software = software
        self._scratch = scratch
        self._number = 0
        with writing_below(scratch):
            scratch.mkdir(parents=True, exist_ok=True)
            self._file = TemporaryFile(dir=scratch)  # noqa: SIM115 - it lives as long as the writer
        self._writer = _Writer(self._file, gzip=True, warc_version="WARC/1.1")

    def add(self, response: Response) -> Place:
        """Write one response record and say where it lies."""
        extra = {"WARC-IP-Address": response.ip} if response.ip else {}
        record = self._writer.create_warc_record(
            response.url,
            "response",
            payload=io.BytesIO(response.body),
            http_headers=StatusAndHeaders(
                response.status, list(_stored_headers(response)), protocol=response.protocol
            ),
            warc_headers_dict={"WARC-Date": response.fetched_at or utc_now(), **extra},
        )
        return self._write(record)

    def revisit(self, response: Response, profile: Profile, url: str, fetched_at: str) -> Place:
        """Write that a response is the one that was got of `url` at `fetched_at`.

        The record has no block (ISO 28500:2017, 6.7): that it is small is what it is for. Its id, any URI that is
        unique (5.2), is the URL and the time for that reason: both stand in the record anyway.
        """
        date = response.fetched_at or utc_now()
        about = {
            "WARC-Record-ID": f"<{response.url}#{date}>",
            "WARC-Date": date,
            "WARC-Profile": f"{_PROFILES}{profile}",
            "WARC-Refers-To-Date": fetched_at,
        }
        if url != response.url:
            about["WARC-Refers-To-Target-URI"] = url
        if profile == "identical-payload-digest":
            about["WARC-Payload-Digest"] = payload_digest(response.body)
        record = self._writer.create_warc_record(response.url, "revisit", warc_headers_dict=about)
        # A record without a block has no type of it.
        record.content_type = None
        record.rec_headers.headers.sort(key=_packs_well)
        return self._write(record)

    @property
    def is_full(self) -> bool:
        """Whether the segment should be closed for its size."""
        return self._file.tell() >= SEGMENT_BYTES

    def flush(self) -> str | None:
        """Store the segment at hand and begin another; its object key, or None where it has no records."""
        if not self._file.tell():
            return None
        path = self._path
        with writing_below(self._scratch):
            self._file.flush()
            self._file.seek(0)
        self._store.put(path, self._file, "application/warc")
        with writing_below(self._scratch):
            # The client closes what it has sent.
            self._file.close()
            self._file = TemporaryFile(dir=self._scratch)  # noqa: SIM115
        self._writer = _Writer(self._file, gzip=True, warc_version="WARC/1.1")
        self._number += 1
        return path

    @property
    def _path(self) -> str:
        return f"{self._prefix}-{self._number:05d}.warc.gz"

    def _write(self, record: Any) -> Place:
        with writing_below(self._scratch):
            if not self._file.tell():
                self._writer.write_record(self._about())
            offset = self._file.tell()
            self._writer.write_record(record)
            return Place(self._path, offset, self._file.tell() - offset)

    def _about(self) -> Any:
        """The segment's warcinfo record."""
        about = {
            "software": self._software,
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots": "obey",
        }
        return self._writer.create_warcinfo_record(self._path.rpartition("/")[2], about)


class _Writer(WARCWriter):  # type: ignore[misc]
    """Gives records without a block no digest of it."""

    def ensure_digest(self, record: Any, block: bool = True, payload: bool = True) -> None:
        super().ensure_digest(record, block and record.rec_type != "revisit", payload)


_ORDER = (
    "WARC-Target-URI",
    "WARC-Refers-To-Target-URI",
    "WARC-Profile",
    "WARC-Type",
    "WARC-Date",
    "WARC-Record-ID",
)


def _packs_well(header: tuple[str, str]) -> int:
    """The place of a revisit record's header where it is packed best: what repeats another one right behind it."""
    return _ORDER.index(header[0]) if header[0] in _ORDER else len(_ORDER)


def payload_digest(body: bytes) -> str:
    """A body's WARC-Payload-Digest, as the response records have it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def _stored_headers(response: Response) -> Iterable[tuple[str, str]]:
    """The headers, those that spoke of codings already undone kept under another name."""
    for name, value in response.headers:
        yield (f"X-Crawler-{name}" if name.lower() in _RECODED else name), value
    yield "Content-Length", str(len(response.body))


def read_response(store: ObjectStore, place: Place) -> Response:
    """The response record at a place. Raises `ObjectMissing`, and `BadInput` where no record lies there."""
    member = store.get_range(place.path, place.offset, place.length)
    try:
        return parse_response(member, MAX_BODY_BYTES)
    except (BadInput, BadCoding) as error:
        raise BadInput(
            f"{store.address(place.path)} at {place.offset} is no WARC response: {error}."
        ) from None


def parse_response(member: bytes, max_bytes: int) -> Response:
    """The response in a record's gzip member, its body cut behind `max_bytes` + 1 bytes.

    Raises `BadInput` where it is none, and `BadCoding` where its body cannot be decoded.
    """
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(member))), None)
    except ArchiveLoadFailed as error:
        raise BadInput(str(error)) from None
    if record is None or record.rec_type != "response" or record.http_headers is None:
        raise BadInput("it holds no record")
    headers = tuple(record.http_headers.headers)
    return Response(
        url=cast(str, record.rec_headers.get_header("WARC-Target-URI")),
        protocol=cast(str, record.http_headers.protocol),
        status=cast(str, record.http_headers.statusline),
        headers=headers,
        body=decoded(cast(bytes, record.raw_stream.read()), headers, max_bytes),
        ip=cast(str, record.rec_headers.get_header("WARC-IP-Address") or ""),
        fetched_at=cast(str, record.rec_headers.get_header("WARC-Date") or ""),
    )
