"""WARC files of any origin: their records, their places, and what is broken in them."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.errors import BadInput
from infoseek.web import warc_files
from infoseek.web.warc_files import Broken, Record, file_records, require_warc
from tests.web.warcs import digest, http, info, members, page, record

PAGES = [page(f"http://a.org/{number}", f"Page {number}.") for number in range(4)]


def read(content: bytes, scratch: Path) -> list[Record | Broken]:
    """What a file holds; each record's place gives back the record."""
    file = io.BytesIO(content)
    require_warc(file, "F")
    found = []
    for each, stream in file_records(file, "F", scratch):
        found.append(each)
        if isinstance(each, Record):
            stream.seek(each.offset)
            stored = stream.read(each.length)
            assert (gzip.decompress(stored) if each.is_member else stored).startswith(b"WARC/1.")
    return found


def outline(content: bytes, scratch: Path) -> list[str]:
    """Each record as its URL's last part or its reason, each broken one as its offset."""
    return [
        f"@{each.offset}" if isinstance(each, Broken) else each.reason or each.url.rpartition("/")[2]
        for each in read(content, scratch)
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"".join(PAGES),
        members(*PAGES),
        gzip.compress(b"".join(PAGES)),
        members(PAGES[0], PAGES[1] + PAGES[2], PAGES[3]),
        members(*PAGES) + gzip.compress(b""),
    ],
    ids=["plain", "by record", "in one piece", "mixed", "empty member"],
)
def test_every_way_of_packing_is_read(content: bytes, tmp_path: Path) -> None:
    """Records are found at their places however the file was compressed."""
    assert outline(content, tmp_path) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("size", [0, 10])
def test_what_does_not_fit_into_memory_lies_in_scratch(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large piece is decompressed into a file that is gone afterwards."""
    monkeypatch.setattr(warc_files, "_SPOOL_BYTES", size)
    assert outline(gzip.compress(b"".join(PAGES)), tmp_path) == ["0", "1", "2", "3"]
    assert list(tmp_path.iterdir()) == []


def test_a_record_says_what_it_is(tmp_path: Path) -> None:
    """A page has its canonical URL and its date in UTC; every other record has the reason why it is none."""
    html = http(b"<p>x</p>")
    records = {
        "": page("<http://A.org:80/x#y>", "x", date="2020-01-01T02:00:00.5+02:00", version="1.1"),
        "record_warcinfo": info(),
        "record_request": record("http://a.org/", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        "record_metadata": record("http://a.org/", b"a: b\r\n", kind="metadata"),
        "record_revisit": record("http://a.org/", http(b""), kind="revisit"),
        "record_resource": record("http://a.org/", b"<p>x", kind="resource", content_type="text/html"),
        "not_http": record("dns:a.org", b"1 a.org", content_type="text/dns"),
        "truncated": record("http://a.org/", html, WARC_Truncated="length"),
        "bad_url": record("ftp://a.org/", html),
        "bad_date": record("http://a.org/", html, date="yesterday"),
        "bad_http": record("http://a.org/", b"junk"),
        "http_404": record("http://a.org/", http(b"<p>x", status=b"404 Not Found")),
        "http_301": record("http://a.org/", http(b"", b"Location: /y\r\n", b"301 Moved")),
        "not_html": record("http://a.org/", http(b"%PDF", b"Content-Type: application/pdf\r\n")),
        "bad_digest": record("http://a.org/", html, WARC_Block_Digest=digest(b"other")),
    }
    found = read(members(*records.values()), tmp_path)
    assert [each.reason for each in found if isinstance(each, Record)] == list(records)
    first = found[0]
    assert isinstance(first, Record)
    assert (first.url, first.date) == ("http://a.org/x", "2020-01-01T00:00:00Z")


@pytest.mark.parametrize("said", [digest(http(b"<p>x</p>")), "sha1:" + "0" * 3, "crc:1", "sha1", ""])
def test_only_a_digest_that_can_be_checked_counts(said: str, tmp_path: Path) -> None:
    """A block digest that holds or is of an unknown kind is fine, one that does not hold is not."""
    (reason,) = outline(
        members(record("http://a.org/p", http(b"<p>x</p>"), WARC_Block_Digest=said)), tmp_path
    )
    assert reason == ("bad_digest" if said.startswith("sha1") and len(said) < 20 else "p")


def damaged(at: int) -> bytes:
    parts = [gzip.compress(each, mtime=0) for each in PAGES]
    parts[1] = parts[1][:at] + bytes((parts[1][at] ^ 0xFF,)) + parts[1][at + 1 :]
    return b"".join(parts)


SECOND = len(members(PAGES[0]))
LAST = len(members(*PAGES[:3]))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (damaged(60), ["0", f"@{SECOND}", "2", "3"]),
        (damaged(0), ["0", f"@{SECOND}", "2", "3"]),
        (damaged(-6), ["0", f"@{SECOND}", "2", "3"]),
        (members(*PAGES)[:-9], ["0", "1", "2", f"@{LAST}"]),
        (members(PAGES[0], b"junk " * 50, PAGES[2]), ["0", f"@{SECOND}", "2"]),
        (members(PAGES[0], PAGES[1].replace(b"Content-Length", b"X"), PAGES[2]), ["0", f"@{SECOND}", "2"]),
        (members(PAGES[0], record("http://a.org/1", http(b"x"), length=9), PAGES[2]), ["0", f"@{SECOND}", "2"]),
        (members(PAGES[0], record("http://a.org/1", http(b"x"), length=10**9), PAGES[2]), ["0", f"@{SECOND}", "2"]),
        (members(PAGES[0], b"WARC/1.0\r\nX: " + b"a" * 10**6, PAGES[2]), ["0", f"@{SECOND}", "2"]),
        (members(*PAGES) + bytes(500) + members(PAGES[0]), ["0", "1", "2", "3", f"@{len(members(*PAGES))}", "0"]),
        (b"".join(PAGES)[:-30], ["0", "1", "2", f"@{len(b''.join(PAGES[:3]))}"]),
        (gzip.compress(b"".join(PAGES) + page("http://a.org/4", "x" * 10**5))[:-40], ["0", "1", "2", "3", f"@{len(b''.join(PAGES))}"]),
    ],
    ids=[
        "bits", "magic", "checksum", "cut off", "no record", "no length", "too short", "too long", "endless header",
        "padding", "plain cut off", "piece cut off",
    ],
)  # fmt: skip
def test_a_broken_record_is_passed_over(content: bytes, found: list[str], tmp_path: Path) -> None:
    """It is told with its offset, never taken for a whole one, and costs no other record."""
    assert outline(content, tmp_path) == found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "F is no WARC file, plain or gzip: it is empty"),
        (b"<html>", r"F is no WARC file, plain or gzip: it begins with b'<html>'"),
        (gzip.compress(b"<html>"), "F is no WARC file"),
        (b"\x1f\x8b\x08junk", "F, offset 0: it is no readable gzip file"),
        (PAGES[0] + b"junk\r\n\r\n" + PAGES[1], "F, offset 0: at or behind it there is no WARC record"),
        (
            PAGES[0] + record("http://a.org/1", http(b"x"), length=9) + PAGES[2],
            f"F, offset {len(PAGES[0])}: at or behind it",
        ),
        (
            gzip.compress(b"".join(PAGES) + b"junk" * 50 + PAGES[0]),
            "F, offset .* of its decompressed content: at or behind it",
        ),
    ],
)
def test_what_cannot_be_read_on_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    """A file that is none, or whose records cannot be told apart any more, is refused with the offset."""
    with pytest.raises(BadInput, match=message):
        read(content, tmp_path)


def test_a_damaged_piece_is_refused(tmp_path: Path) -> None:
    """Gzip data damaged in the middle of a file that was compressed as one is refused with the offset."""
    content = bytearray(gzip.compress(b"".join(page(f"http://a.org/{n}", str(n) * n) for n in range(300))))
    content[len(content) * 3 // 4] ^= 0xFF
    with pytest.raises(BadInput, match=r"F, offset \d+"):
        read(bytes(content), tmp_path)


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece that decompresses without end is given up at the limit."""
    monkeypatch.setattr(warc_files, "MAX_PIECE_BYTES", 1_000_000)
    with pytest.raises(BadInput, match="F, offset 0: it decompresses to more than"):
        read(members(PAGES[0][:12] + bytes(5_000_000)), tmp_path)


@given(st.data())
def test_damage_anywhere_forges_nothing(data: st.DataObject) -> None:
    """Whatever bytes of a file are overwritten, it is refused or what is read is one of its pages, whole."""
    content = bytearray(members(*PAGES))
    at = data.draw(st.integers(0, len(content) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=40))
    content[at : at + len(junk)] = junk
    try:
        found = read(bytes(content), Path("/nonexistent"))
    except BadInput:
        return
    whole = [f"http://a.org/{number}" for number in range(4)]
    urls = [each.url for each in found if isinstance(each, Record)]
    assert len(urls) >= 2
    assert set(urls) <= set(whole)
