"""WARC segments, written and read back."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_args

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
        fetched_at="2026-11-05T02:00:00Z",
    )
    for number in range(3)
]


def written(store: ObjectStore, scratch: Path) -> list[Place]:
    writer = WarcWriter(store, "2026-11-05", "attempt", "infoseek 0", scratch)
    places = []
    for page in PAGES:
        places.append(writer.add(page))
        if writer.is_full:
            writer.flush()
    writer.flush()
    return places


def test_another_library_reads_the_segment(store: ObjectStore, tmp_path: Path) -> None:
    """Records carry standard headers, digests that verify, and the bodies as they were received."""
    places = written(store, tmp_path)
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


def test_a_record_is_read_by_its_place(store: ObjectStore, tmp_path: Path) -> None:
    """Offset and length are one gzip member, which gives the response back."""
    for page, place in zip(PAGES, written(store, tmp_path), strict=True):
        found = read_response(store, place)
        assert (found.body, found.status, found.ip) == (page.body, page.status, page.ip)
        assert gzip.decompress(store.get_range(place.path, place.offset, place.length)).startswith(
            b"WARC/1.1"
        )


def test_a_wrong_place_is_named(store: ObjectStore, tmp_path: Path) -> None:
    """Bytes that are no response record raise BadInput with the address."""
    place = written(store, tmp_path)[1]
    for wrong in (Place(place.path, 0, place.offset), Place(place.path, place.offset + 3, 20)):
        with pytest.raises(BadInput, match=r"attempt-00000\.warc\.gz at"):
            read_response(store, wrong)


def test_a_full_segment_is_stored(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A segment past its size is stored at once and the next record begins another."""
    monkeypatch.setattr(warc, "SEGMENT_BYTES", 500)
    places = written(store, tmp_path)
    assert len({place.path for place in places}) > 1
    assert [read_response(store, place).body for place in places] == [page.body for page in PAGES]


def test_every_record_is_valid_to_independent_readers(store: ObjectStore, tmp_path: Path) -> None:
    """Each record is found again at its place by fastwarc, its digests hold, and warcio's own check passes."""
    writer = WarcWriter(store, "2026-11-05", "attempt", "infoseek 0", tmp_path)
    places = [writer.add(page) for page in PAGES]
    places.append(writer.revisit(PAGES[0], "identical-payload-digest", PAGES[1].url, PAGES[1].fetched_at))
    places.append(writer.revisit(PAGES[2], "server-not-modified", PAGES[2].url, PAGES[2].fetched_at))
    segment = tmp_path / "segment.warc.gz"
    segment.write_bytes(store.get(str(writer.flush())))
    whole = segment.read_bytes()
    ids = set()
    for place in places:
        member = ArchiveIterator(io.BytesIO(whole[place.offset :][: place.length]), parse_http=False)
        record = next(member)
        ids.add(record.record_id)
        assert record.record_id.startswith(("<urn:uuid:", "<http://"))
        assert record.headers["WARC-Date"] == "2026-11-05T02:00:00Z"
        if record.record_type == WarcRecordType.response:
            assert record.verify_block_digest()
            record.parse_http()
            assert record.verify_payload_digest()
        else:
            assert record.content_length == 0
        assert next(member, None) is None
    assert len(ids) == len(places)
    assert len(list(ArchiveIterator(io.BytesIO(whole)))) == 1 + len(places)
    done = subprocess.run([Path(sys.executable).parent / "warcio", "check", segment], capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("profile", get_args(warc.Profile))
def test_a_revisit_names_what_it_is_like(store: ObjectStore, tmp_path: Path, profile: warc.Profile) -> None:
    """A revisit record refers to the earlier response by URL and date, in a few hundred bytes."""
    page = replace(
        PAGES[0],
        url="http://en.example.org/wiki/A_page_with_quite_a_long_name",
        fetched_at="2026-11-06T02:00:00Z",
    )
    writer = WarcWriter(store, "2026-11-06", "attempt", "infoseek 0", tmp_path)
    writer.revisit(page, profile, page.url, "2026-11-05T02:00:00Z")
    segment = store.get(str(writer.flush()))
    _, record = ArchiveIterator(io.BytesIO(segment), parse_http=False)
    assert record.record_type == WarcRecordType.revisit
    assert record.headers["WARC-Profile"] == f"http://netpreserve.org/warc/1.1/revisit/{profile}"
    assert record.headers["WARC-Target-URI"] == page.url
    assert "WARC-Refers-To-Target-URI" not in record.headers
    assert record.headers["WARC-Refers-To-Date"] == "2026-11-05T02:00:00Z"
    if profile == "identical-payload-digest":
        (_, original) = ArchiveIterator(io.BytesIO(_segment_of(store, tmp_path, page)), parse_http=False)
        assert record.headers["WARC-Payload-Digest"] == original.headers["WARC-Payload-Digest"]
    alone = WarcWriter(store, "2026-11-06", "other", "infoseek 0", tmp_path)
    assert alone.revisit(page, profile, page.url, "2026-11-05T02:00:00Z").length < 330


def test_a_segment_without_records_is_not_stored(store: ObjectStore, tmp_path: Path) -> None:
    """Closing an empty segment stores nothing, and the next record begins a file with its own warcinfo."""
    writer = WarcWriter(store, "2026-11-05", "attempt", "infoseek 0", tmp_path)
    assert writer.flush() is None
    writer.add(PAGES[0])
    first = str(writer.flush())
    assert writer.flush() is None
    writer.add(PAGES[1])
    second = str(writer.flush())
    for key, page in ((first, PAGES[0]), (second, PAGES[1])):
        info, record = ArchiveIterator(io.BytesIO(store.get(key)), parse_http=False)
        assert info.record_type == WarcRecordType.warcinfo
        assert record.headers["WARC-Target-URI"] == page.url
    assert list(tmp_path.iterdir()) == []


def _segment_of(store: ObjectStore, scratch: Path, page: Response) -> bytes:
    writer = WarcWriter(store, "2026-11-06", "original", "infoseek 0", scratch)
    writer.add(page)
    return store.get(str(writer.flush()))
