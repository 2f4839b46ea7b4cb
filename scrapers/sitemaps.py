"""Reads sitemaps: index files, URL sets and plain lists, packed or not (sitemaps.org protocol).

What may not live here: which of their URLs are asked for.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from lxml import etree
from scrapy.utils.gz import gunzip

from infoseek.web.crawl.frontier import Failure
from infoseek.web.urls import canonical_or_none

MAX_SITEMAP_BYTES = 25_000_000
"""Half of what the protocol allows, as several may be in memory at once."""

MAX_URLS = 50_000
_GZIP = b"\x1f\x8b"
_ROOTS = {"urlset": "url", "sitemapindex": "sitemap"}


@dataclass
class Listing:
    """What a sitemap lists, canonical, in its order: pages, and further sitemaps."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)


def read_sitemap(body: bytes, url: str) -> Listing | Failure:
    """The content of a sitemap at a URL, the first 50,000 entries of it; a `Failure` where it is none.

    XML is read as far as it goes; entities are not expanded, nothing is loaded from elsewhere.
    """
    if body.startswith(_GZIP):
        try:
            body = gunzip(body, max_size=MAX_SITEMAP_BYTES)
        except ValueError:
            return Failure("too_large", f"Unpacked it is larger than {MAX_SITEMAP_BYTES} bytes.")
        except (OSError, EOFError, zlib.error):
            return Failure("bad_coding", "Its gzip data is broken.")
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _of_xml(start if start.startswith(b"<") else body, url)
    return _of_lines(start, url)


def _of_lines(text: bytes, url: str) -> Listing | Failure:
    lines = (line.strip() for line in text.decode("utf-8", "replace").splitlines())
    # Without a base: a line of prose is no relative URL.
    pages = _canonical(lines, None)
    return (
        Listing(pages=pages) if pages else Failure("bad_sitemap", f"{url} is neither XML nor a list of URLs.")
    )


def _of_xml(text: bytes, url: str) -> Listing | Failure:
    reader = _Reader()
    parser = etree.XMLParser(
        target=reader, recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        parser.feed(text)
        parser.close()
    except etree.LxmlError as error:
        if not reader.found:
            return Failure("bad_sitemap", f"{url} is broken XML: {error}."[:300])
    if reader.root not in _ROOTS:
        return Failure("bad_sitemap", f"{url} is XML, but <{reader.root[:40]}> is no sitemap.")
    found = _canonical(reader.found, url)
    return Listing(sitemaps=found) if reader.root == "sitemapindex" else Listing(pages=found)


class _Reader:
    """Takes the parser's events without building a tree: a hostile document could make one of any size."""

    def __init__(self) -> None:
        self.root = ""
        self.found: list[str] = []
        self._path: list[str] = []
        self._text: list[str] = []

    def start(self, tag: str, _: object) -> None:
        name = tag.rpartition("}")[2]
        self.root = self.root or name
        self._path.append(name)
        self._text.clear()

    def data(self, text: str) -> None:
        if self._is_location:
            self._text.append(text)

    def end(self, _: str) -> None:
        if self._is_location and len(self.found) < MAX_URLS:
            self.found.append("".join(self._text).strip())
        self._path.pop()

    def close(self) -> None:
        self._path.clear()

    @property
    def _is_location(self) -> bool:
        return self._path[1:] == [_ROOTS.get(self.root), "loc"]


def _canonical(urls: object, base: str | None) -> list[str]:
    found: dict[str, None] = {}
    for each in urls:  # type: ignore[attr-defined]
        if len(found) >= MAX_URLS:
            break
        canonical = canonical_or_none(each, base) if each else None
        if canonical is not None:
            found[canonical] = None
    return list(found)
