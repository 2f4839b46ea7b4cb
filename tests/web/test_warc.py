"""WARC segments, written and read back."""

from __future__ import annotations

import gzip
import io

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.web import warc
from infoseek.web.warc import Place, Response, WarcWriter, read_response

pytestmark = pytest.mark.service

PAGES = [
    Response(
        url=f"http://h/{number}?q=é",
        protocol="HTTP/1.1",
        status="200 OK",
        headers=(
            ("Content-Type", "text/html"),
            ("Content-Encoding", "gzip"),
            ("Content-Length", "7"),
            ("X", "ü"),
        ),
        body=f"<p>page {number}</p>".encode() * 100,
        ip="127.0.0.1",
    )
    for number in range(3)
]


def written(store: ObjectStore) -> list[Place]:
    writer = WarcWriter(store, "2026-11-05", "attempt", "infoseek 0")
    places = [writer.add(page) for page in PAGES]
    writer.flush()
    return places


def test_another_library_reads_the_segment(store: ObjectStore) -> None:
    """Records carry standard headers, digests that verify, and the bodies as they were received."""
    places = written(store)
    assert {place.path for place in places} == {"raw/2026-11-05/attempt-00000.warc.gz"}
    segment = store.get(places[0].path)
    info, *records = list(ArchiveIterator(io.BytesIO(segment), parse_http=False))
    assert info.record_type == WarcRecordType.warcinfo
    found = []
    for record in ArchiveIterator(
        io.BytesIO(segment), record_types=WarcRecordType.response, verify_digests=True
    ):
        assert record.headers["WARC-IP-Address"] == "127.0.0.1"
        assert record.http_headers.status_code == 200
        assert record.http_headers["X-Crawler-Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in record.http_headers
        found.append((record.headers["WARC-Target-URI"], record.reader.read()))
    assert len(records) == len(found) == 3
    assert [body for _, body in found] == [page.body for page in PAGES]
    assert segment.startswith(b"\x1f\x8b")
    assert b"WARC/1.1\r\n" in gzip.decompress(segment)


def test_a_record_is_read_by_its_place(store: ObjectStore) -> None:
    """Offset and length are one gzip member, which gives the response back."""
    for page, place in zip(PAGES, written(store), strict=True):
        found = read_response(store, place)
        assert (found.body, found.status, found.ip) == (page.body, page.status, page.ip)
        assert gzip.decompress(store.get_range(place.path, place.offset, place.length)).startswith(
            b"WARC/1.1"
        )


def test_a_wrong_place_is_named(store: ObjectStore) -> None:
    """Bytes that are no response record raise BadInput with the address."""
    place = written(store)[1]
    for wrong in (Place(place.path, 0, place.offset), Place(place.path, place.offset + 3, 20)):
        with pytest.raises(BadInput, match=r"attempt-00000\.warc\.gz at"):
            read_response(store, wrong)


def test_a_full_segment_is_stored(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A segment past its size is stored at once and the next record begins another."""
    monkeypatch.setattr(warc, "SEGMENT_BYTES", 500)
    places = written(store)
    assert len({place.path for place in places}) > 1
    assert [read_response(store, place).body for place in places] == [page.body for page in PAGES]
