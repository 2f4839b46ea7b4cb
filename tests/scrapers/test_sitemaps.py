"""Sitemaps of every kind, honest and hostile."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.web.crawl.frontier import Failure
from scrapers import sitemaps
from scrapers.sitemaps import Listing, read_sitemap

URL = "https://example.org/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*locations: str) -> bytes:
    entries = "".join(f"<url><loc>{each}</loc><priority>0.5</priority></url>" for each in locations)
    return f'<?xml version="1.0"?><urlset {NS}>{entries}</urlset>'.encode()


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_url_sets(pack: type[bytes]) -> None:
    """Entries are canonical, relative ones resolved, doubles and what is no URL left out."""
    body = pack(
        urlset("https://Example.org/a#x", " /b?y=1&amp;x=2 ", "https://example.org/a", "mailto:x", "")
    )
    assert read_sitemap(body, URL) == Listing(["https://example.org/a", "https://example.org/b?x=2&y=1"], [])


def test_index_files() -> None:
    """An index lists further sitemaps."""
    body = f"<sitemapindex {NS}><sitemap><loc>/1.xml.gz</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(body.encode(), URL) == Listing(
        [], ["https://example.org/1.xml.gz", "https://example.org/2.xml"]
    )


def test_lists_of_urls() -> None:
    """A plain text list is read line by line, behind a byte order mark too."""
    body = b"\xef\xbb\xbfhttps://example.org/a\r\n\r\nno url\r\nhttps://example.org/b\r\n"
    assert read_sitemap(body, URL) == Listing(["https://example.org/a", "https://example.org/b"], [])


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    """A bare ampersand or a missing end costs nothing but itself."""
    body = urlset("https://example.org/a", "https://example.org/b?x=1&y=2", "https://example.org/c")[:-30]
    found = read_sitemap(body, URL)
    assert isinstance(found, Listing)
    assert found.pages[0] == "https://example.org/a"
    assert len(found.pages) >= 2


def test_entries_of_other_vocabularies_are_left_alone() -> None:
    """The address of an image inside an entry is no page."""
    body = urlset("https://example.org/a").replace(
        b"</url>", b'<image:image xmlns:image="x"><image:loc>/i</image:loc></image:image></url>'
    )
    assert read_sitemap(body, URL) == Listing(["https://example.org/a"], [])


@pytest.mark.parametrize(
    "body",
    [b"", b"no list at all", b"<html><body>not found</body></html>", b"<", b"<urlset", b"\xff\xfe\x00",
     b"\x89PNG\r\n\x1a\n", b"<rss><channel/></rss>"],
)  # fmt: skip
def test_what_is_no_sitemap(body: bytes) -> None:
    """Anything else is a failure that says so, not an empty sitemap."""
    found = read_sitemap(body, URL)
    assert isinstance(found, Failure) or found == Listing()
    if body != b"<urlset":
        assert isinstance(found, Failure)
        assert found.reason == "bad_sitemap"


def test_broken_gzip() -> None:
    """Data that only looks packed has a reason of its own."""
    found = read_sitemap(b"\x1f\x8bnothing of the kind", URL)
    assert isinstance(found, Failure)
    assert found.reason == "bad_coding"


def test_gzip_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would become a large one is given up on the way."""
    monkeypatch.setattr(sitemaps, "MAX_SITEMAP_BYTES", 100_000)
    found = read_sitemap(gzip.compress(b"<urlset>" + b" " * 10_000_000), URL)
    assert isinstance(found, Failure)
    assert found.reason == "too_large"


def test_entities_are_not_expanded(tmp_path: object) -> None:
    """Neither the billion laughs nor a local file find their way into a URL."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<urlset {NS}><url><loc>https://example.org/&l11;</loc></url><url><loc>https://example.org/&f;</loc></url>"
        f"<url><loc>https://example.org/good</loc></url></urlset>"
    )
    found = read_sitemap(body.encode(), URL)
    pages = found.pages if isinstance(found, Listing) else []
    assert all("haha" not in page and "root" not in page for page in pages)
    assert len(str(found)) < 1000


def test_an_endless_sitemap_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first entries up to the protocol's number are taken."""
    monkeypatch.setattr(sitemaps, "MAX_URLS", 10)
    found = read_sitemap(urlset(*(f"https://example.org/{n}" for n in range(50))), URL)
    assert found == Listing([f"https://example.org/{n}" for n in range(10)], [])


def test_nesting_without_end() -> None:
    """Depth is bounded, and nothing breaks on it."""
    assert isinstance(read_sitemap(b"<urlset>" + b"<url>" * 100_000, URL), Listing | Failure)


@given(st.binary(max_size=500))
def test_any_bytes(body: bytes) -> None:
    """No body breaks the reader."""
    assert isinstance(read_sitemap(body, URL), Listing | Failure)
    assert isinstance(read_sitemap(b"<urlset><url><loc>" + body, URL), Listing | Failure)
