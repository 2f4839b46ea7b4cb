"""Records erased in place: the rest of the file stays what it was, for every tool."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.web.blanking import blank, covered, filler
from infoseek.web.warc import Response, WarcWriter, read_response

SHORTEST = 90


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(SHORTEST, 3000), min_size=1, max_size=6), st.booleans())
def test_fillers_of_any_length_are_whole_records(lengths: list[int], is_packed: bool) -> None:
    """Exactly so many bytes each, and as many metadata records for both readers, at the right offsets."""
    body = b"".join(filler(length, is_packed) for length in lengths)
    assert len(body) == sum(lengths)
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    assert [record.stream_pos for record in FastIterator(io.BytesIO(body), parse_http=False)] == starts
    assert [record.rec_type for record in ArchiveIterator(io.BytesIO(body))] == ["metadata"] * len(lengths)


def test_a_large_record_is_filled_too() -> None:
    """A comment of megabytes is no obstacle to either reader."""
    body = filler(4_000_000) + filler(100)
    assert len(list(ArchiveIterator(io.BytesIO(body)))) == 2
    assert len(list(FastIterator(io.BytesIO(body), parse_http=False))) == 2


def test_where_nothing_fits_it_is_said() -> None:
    """No record is shorter than its shortest header."""
    with pytest.raises(ValueError, match="10 bytes"):
        filler(10)


@pytest.mark.service
def test_covered_records_go_and_the_others_keep_their_places(store: ObjectStore, tmp_path: Path) -> None:
    """Responses and revisits of a URL become metadata; everything else reads at its offset, byte for byte."""
    urls = [f"http://a.example/{number}" for number in range(4)]
    writer = WarcWriter(store, "2026-11-05", "try", "test", tmp_path)
    responses = [
        Response(url, "HTTP/1.1", "200 OK", (("Content-Type", "text/html"),), f"<p>{url}</p>".encode() * 50)
        for url in urls
    ]
    places = [writer.add(response) for response in responses]
    writer.revisit(responses[1], "identical-payload-digest", urls[1], "2026-11-04T00:00:00Z")
    writer.revisit(responses[2], "server-not-modified", urls[2], "2026-11-04T00:00:00Z")
    path = writer.flush()
    assert path is not None
    before, told = store.get(path), []
    gone = {urls[1]}
    assert covered(store, path, gone.__contains__) == 2
    assert blank(store, path, gone.__contains__, lambda *said: told.append(said)) == 2
    after = store.get(path)
    assert told == [(path, hashlib.sha256(after).hexdigest())]
    assert len(after) == len(before)
    assert urls[1].encode() not in b"".join(
        record.raw_stream.read() + str(record.rec_headers).encode()
        for record in ArchiveIterator(io.BytesIO(after))
    )
    for place, response in zip(places, responses, strict=True):
        start, end = place.offset, place.offset + place.length
        if response.url in gone:
            with pytest.raises(BadInput, match="no WARC response"):
                read_response(store, place)
        else:
            assert after[start:end] == before[start:end]
            assert read_response(store, place).body == response.body
    assert blank(store, path, gone.__contains__, lambda *said: told.append(said)) == 0
    assert (store.get(path), len(told)) == (after, 1)


@pytest.mark.service
def test_a_file_that_is_no_warc_is_named(store: ObjectStore) -> None:
    """It is not passed over: the page could be in it."""
    store.put("raw/2026-11-05/x.warc.gz", b"nonsense" * 100)
    with pytest.raises(BadInput, match=r"x\.warc\.gz"):
        blank(store, "raw/2026-11-05/x.warc.gz", lambda url: True, lambda *said: None)
