"""WARC files on their way into the store: checked, stored by content, named by a seed set."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.web import warc_intake
from infoseek.web.seeds import SeedSet, parse_seeds, read_seeds, write_seeds
from infoseek.web.warc_intake import Findings, take_in
from tests.web.warcs import http, info, members, page, record, saved

pytestmark = pytest.mark.service

PAGES = [page(f"http://a.org/{number}", f"Page {number}.") for number in range(4)]


def taken(store: ObjectStore, scratch: Path, *sources: str, name: str = "") -> tuple[SeedSet, list[Findings]]:
    found: list[Findings] = []
    return take_in(store, sources, name, scratch / "scratch", found.append), found


def urls_in(store: ObjectStore, path: str) -> list[str]:
    """The URLs that two libraries read of a stored file."""
    body = store.get(path)
    slow = [each.rec_headers.get_header("WARC-Target-URI") for each in ArchiveIterator(io.BytesIO(body))]
    fast = [each.headers.get("WARC-Target-URI") for each in FastIterator(io.BytesIO(body))]
    assert slow == fast
    return slow


@pytest.mark.parametrize(
    "content",
    [
        b"".join(PAGES),
        gzip.compress(b"".join(PAGES)),
        members(*PAGES),
        members(PAGES[0] + PAGES[1], *PAGES[2:]),
    ],
    ids=["plain", "in one piece", "by record", "mixed"],
)
def test_a_stored_file_has_a_member_a_record(content: bytes, store: ObjectStore, tmp_path: Path) -> None:
    """However a file was packed, what is stored is the same records, each a gzip member."""
    seeds, (found,) = taken(store, tmp_path, saved(tmp_path, "My Site.warc.gz", content))
    (file,) = seeds.warcs
    assert urls_in(store, file.path) == [f"http://a.org/{number}" for number in range(4)]
    body = store.get(file.path)
    assert (len(body), body.count(b"\x1f\x8b\x08")) == (file.size_bytes, 4)
    assert file.path == f"raw/ingested/{file.sha256[:16]}.warc.gz"
    assert (seeds.name, seeds.scope, seeds.max_pages) == ("my-site", ["a.org"], 4)
    assert (found.pages, found.broken) == (4, 0)


def test_a_file_is_stored_once(store: ObjectStore, tmp_path: Path) -> None:
    """The same content under another name adds nothing; other files are added to the set."""
    one = saved(tmp_path, "one.warc.gz", members(*PAGES[:2]))
    first, _ = taken(store, tmp_path, one)
    again, _ = taken(store, tmp_path, saved(tmp_path, "copy.warc", members(*PAGES[:2])), name="one")
    assert again == first
    more, _ = taken(store, tmp_path, saved(tmp_path, "more.warc", page("http://b.org/", "More.")), name="one")
    assert (more.version, more.scope, more.max_pages) == (2, ["a.org", "b.org"], 3)
    assert more.warcs[:1] == first.warcs
    assert len(list(store.keys("raw/ingested/"))) == 2
    assert read_seeds(store, "one") == more


def test_an_object_of_the_bucket_is_taken(store: ObjectStore, tmp_path: Path) -> None:
    """A file may lie in the platform's bucket already; another bucket is refused."""
    store.put("incoming/x.warc.gz", members(*PAGES))
    seeds, _ = taken(store, tmp_path, f"s3://{store.bucket}/incoming/x.warc.gz")
    assert seeds.name == "x"
    with pytest.raises(BadInput, match="There is no object s3://"):
        taken(store, tmp_path, f"s3://{store.bucket}/incoming/y.warc.gz")
    with pytest.raises(BadInput, match="lies in another bucket"):
        taken(store, tmp_path, "s3://elsewhere/y.warc.gz")


def test_large_files_are_cut(store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is stored in pieces of bounded size that together hold every record once."""
    monkeypatch.setattr(warc_intake, "SEGMENT_BYTES", 300)
    seeds, _ = taken(store, tmp_path, saved(tmp_path, "x.warc.gz", members(info(), *PAGES)))
    assert len(seeds.warcs) > 1
    assert [url for file in seeds.warcs for url in urls_in(store, file.path) if url] == [
        f"http://a.org/{number}" for number in range(4)
    ]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_broken_records_stay_out(store: ObjectStore, tmp_path: Path) -> None:
    """They are told with their offsets; what is stored is whole."""
    content = members(PAGES[0]) + b"\x1f\x8b\x08junk" + members(PAGES[1])[:-5]
    seeds, (found,) = taken(store, tmp_path, saved(tmp_path, "x.warc.gz", content))
    assert (found.pages, found.broken) == (1, 2)
    assert [each.offset for each in found.first_broken] == [
        len(members(PAGES[0])),
        len(members(PAGES[0])) + 7,
    ]
    assert urls_in(store, seeds.warcs[0].path) == ["http://a.org/0"]


def test_many_hosts_are_any_host(store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A set names its hosts up to a number, and stays of any host once it is."""
    monkeypatch.setattr(warc_intake, "MAX_HOSTS", 3)
    wide = members(*(page(f"http://h{number}.org/", "x") for number in range(5)))
    assert taken(store, tmp_path, saved(tmp_path, "x.warc.gz", wide))[0].scope == ["*"]
    assert taken(store, tmp_path, saved(tmp_path, "y.warc", PAGES[0]), name="x")[0].scope == ["*"]


def test_nothing_is_stored_before_all_are_checked(store: ObjectStore, tmp_path: Path) -> None:
    """One file that cannot be used keeps the others out, and is named."""
    good = saved(tmp_path, "good.warc.gz", members(*PAGES))
    write_seeds(store, parse_seeds("http://a.org/", "urls"))
    pdf = record("http://a.org/", http(b"%PDF", b"Content-Type: application/pdf\r\n"))
    for bad, message in [
        (saved(tmp_path, "bad.txt", b"text"), r"bad\.txt is no WARC file"),
        (
            saved(tmp_path, "none.warc", info() + pdf),
            r"none\.warc holds no HTML page .*1 record_warcinfo, 1 not_html",
        ),
        (saved(tmp_path, "cut.warc", PAGES[0][:-9]), r"cut\.warc holds no HTML page .*none; 1 broken"),
        (saved(tmp_path, "hurt.warc", PAGES[0] + b"junk\r\n\r\n"), r"hurt\.warc, offset 0"),
        (str(tmp_path), "There is no file"),
        (str(tmp_path / "absent"), "There is no file"),
        ("a\0b", "There is no file|cannot be read"),
    ]:
        with pytest.raises(BadInput, match=message):
            taken(store, tmp_path, good, bad)
    assert list(store.keys("raw/")) == []
    with pytest.raises(BadInput, match="'urls' is one of URLs"):
        taken(store, tmp_path, good, name="urls")
