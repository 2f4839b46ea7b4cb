"""What the crawl of real sites costs: fetches a page, copies folded, bytes that a second crawl stores.

What may not live here: running a crawl (site_crawl.py), and the sites (real_sites.py).
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from infoseek.bench.figure import Figure, at_least, at_most, ratio
from infoseek.bench.real_sites import FACTBOOK, INDIEWEB, pages_of, serving_site, unpacked
from infoseek.bench.session import Session
from infoseek.bench.site_crawl import CrawledDay, SiteCrawl, crawling
from infoseek.store.schemas import CRAWL_REPORT
from infoseek.store.snapshots import live_pages, read_snapshot
from infoseek.store.tables import read_rows
from infoseek.web.urls import canonical_url

MOST_FETCHES = 1.1
LEAST_FOLDED = 0.95
MOST_OF_FIRST = 0.02
"""Share of the first crawl's bytes that the crawl of the unchanged site may store."""

_ALL = 20_000
_LOST = "�"
_PRINT = "print_"


def figures(session: Session) -> Iterator[Figure]:
    """Two crawls of one site, and one of another that has a print copy beside many a page."""
    sites = session.load.sites
    if sites is None:
        session.note("No folder of real sites is given: none is crawled.")
        return
    with tempfile.TemporaryDirectory(prefix="infoseek-sites-") as folder:
        yield from _second_crawl(session, sites, Path(folder))
        yield from _copies(session, sites, Path(folder))


def _second_crawl(session: Session, sites: Path, folder: Path) -> Iterator[Figure]:
    with (
        serving_site(INDIEWEB, sites, folder) as address,
        crawling(session.settings, address + INDIEWEB.start, _ALL) as site,
    ):
        session.tell(f"crawl {INDIEWEB.name}")
        first = site.crawl()
        session.tell(f"crawl {INDIEWEB.name} again, unchanged")
        second = site.crawl()
    yield Figure(f"pages, {INDIEWEB.name}", first.manifest.stats["live_pages"], "pages")
    share = ratio(second.stored_bytes, first.stored_bytes)
    yield Figure("bytes of a second crawl, of the first one's", share, "share", at_most(MOST_OF_FIRST))
    yield Figure("new versions in a second crawl", second.manifest.rows("pages"), "pages", at_most(0))


def _copies(session: Session, sites: Path, folder: Path) -> Iterator[Figure]:
    """Fetches that gave a page, over pages that are no copies; one that shows a picture alone is a page too."""
    with (
        serving_site(FACTBOOK, sites, folder) as address,
        crawling(session.settings, address + FACTBOOK.start, _ALL) as site,
    ):
        session.tell(f"crawl {FACTBOOK.name}")
        day = site.crawl()
        live = _live(site, day)
    there = {
        canonical_url(address + path) for path, _ in pages_of(FACTBOOK, unpacked(FACTBOOK, sites, folder))
    }
    copies = {url for url in there if _original(url) in there}
    counted = _counted(site, day)
    pictures = counted["refused", "no_text"]
    fetches = counted["pages", "new"] + counted["pages", "copy"] + pictures
    distinct = len(live) + pictures
    yield Figure(f"pages, {FACTBOOK.name}", len(live), "pages")
    yield Figure("fetches a distinct page", ratio(fetches, distinct), "ratio", at_most(MOST_FETCHES))
    folded = ratio(len(copies - live.keys()), len(copies))
    yield Figure("share of print copies folded", folded, "share", at_least(LEAST_FOLDED))
    lost = sum(_LOST in text for text in live.values())
    yield Figure("pages with characters lost", lost, "pages", at_most(0))


def _live(site: SiteCrawl, day: CrawledDay) -> dict[str, str]:
    """Text of every live page by URL."""
    snapshot = read_snapshot(site.store, str(day.manifest.notes["snapshot"]))
    table = live_pages(site.store, snapshot, ["url", "text"])
    return dict(zip(table["url"].to_pylist(), table["text"].to_pylist(), strict=True))


def _counted(site: SiteCrawl, day: CrawledDay) -> Counter[tuple[str, str]]:
    """The crawl's report summed over hosts, by measure and key."""
    found: Counter[tuple[str, str]] = Counter()
    for row in read_rows(site.store, day.manifest, CRAWL_REPORT):
        found[row["measure"], row["key"]] += int(row["value"])
    return found


def _original(url: str) -> str:
    """What a print copy by its name is the copy of; "" of any other page."""
    name = PurePosixPath(url).name
    return url.removesuffix(name) + name.removeprefix(_PRINT) if name.startswith(_PRINT) else ""
