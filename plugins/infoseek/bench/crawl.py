"""How fast and how fully the crawl takes a served world, beside a bare Scrapy spider on the same one."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator

from infoseek.bench import crawl_sites
from infoseek.bench.figure import Figure, at_least, at_most, ratio
from infoseek.bench.rehearsal import Rehearsal
from infoseek.bench.session import Session
from infoseek.stages import CRAWL
from infoseek.store import schemas
from infoseek.store.manifests import Manifest, required
from infoseek.store.snapshots import live_pages, read_snapshot
from infoseek.store.tables import read_rows
from infoseek.web.urls import canonical_url
from infoseek.world.truth import World

LEAST_OF_BARE = 0.4
"""Share of a bare spider's pace that must be left after WARCs, extraction, hashing and upload."""

MOST_STORED = 1.5
MOST_MEMORY_MIB = 600
"""Of the processes that a crawl is launched as, whatever its size."""

_LIMIT_S = 3600


def run(session: Session) -> Iterator[Figure]:
    """Whole processes are timed, start-up and our commit included; both ask for as many pages at once."""
    rehearsal = session.rehearsal(CRAWL)
    ours = rehearsal.run_of(CRAWL)
    crawled = required(rehearsal.store, CRAWL.zone, rehearsal.batch_id)
    pages_s = crawled.rows("pages") / ours.elapsed_s
    session.tell("crawl the same world with a bare spider")
    bare_s = _bare_pages_s(rehearsal)
    yield Figure("pages a second", pages_s, "pages/s")
    yield Figure("pages a second, bare spider", bare_s, "pages/s")
    yield Figure("pace beside a bare spider", ratio(pages_s, bare_s), "ratio", at_least(LEAST_OF_BARE))
    yield Figure("share of reachable pages stored", _coverage(rehearsal), "share", at_least(1))
    yield Figure("bytes stored per byte fetched", _stored(rehearsal, crawled), "ratio", at_most(MOST_STORED))
    yield Figure("peak memory", ours.launched_bytes / 2**20, "MiB", at_most(MOST_MEMORY_MIB))
    yield from crawl_sites.figures(session)


def _bare_pages_s(rehearsal: Rehearsal) -> float:
    """Pages a second of the bare spider, its process from start to end."""
    concurrency = str(rehearsal.settings.crawl.concurrency)
    start = rehearsal.site + rehearsal.world.start
    command = [sys.executable, "-m", "infoseek.bench.bare_spider", start, concurrency]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT_S, check=False)
    if done.returncode:
        raise RuntimeError(f"The bare spider ended with status {done.returncode}: {done.stderr[-500:]}")
    elapsed_s = time.perf_counter() - begun
    pages: int = json.loads(done.stdout.splitlines()[-1])["pages"]
    if pages < len(rehearsal.world.pages) / 2:
        raise RuntimeError(
            f"The bare spider found {pages} of {len(rehearsal.world.pages)} pages: no measure."
        )
    return pages / elapsed_s


def _coverage(rehearsal: Rehearsal) -> float | None:
    """Share of the pages that links lead to which are in the corpus."""
    crawled = required(rehearsal.store, CRAWL.zone, rehearsal.batch_id)
    snapshot = read_snapshot(rehearsal.store, str(crawled.notes["snapshot"]))
    stored = set(live_pages(rehearsal.store, snapshot, ["url"])["url"].to_pylist())
    wanted = {
        canonical_url(rehearsal.site + path)
        for path in reachable(rehearsal.world) & rehearsal.world.pages.keys()
    }
    return ratio(len(wanted & stored), len(wanted))


def reachable(world: World) -> set[str]:
    """Paths that links lead to from the start and that are there, redirects too; read apart from our extractor."""
    from selectolax.lexbor import LexborHTMLParser

    found, waiting = set[str](), [world.start]
    while waiting:
        path = waiting.pop()
        if path in found or not (path in world.pages or path in world.redirects):
            continue
        found.add(path)
        if path in world.redirects:
            waiting.append(world.redirects[path])
            continue
        links = LexborHTMLParser(world.pages[path].html).css("a[href]")
        waiting += sorted({(link.attributes["href"] or "").split("#")[0] for link in links} - found)
    return found


def _stored(rehearsal: Rehearsal, crawled: Manifest) -> float | None:
    """Bytes of WARC records and table parts by bytes of response bodies."""
    rows = read_rows(rehearsal.store, crawled, schemas.PAGES, ["size_bytes", "warc_length"])
    parts = sum(part.size_bytes for part in crawled.tables["pages"])
    return ratio(sum(row["warc_length"] for row in rows) + parts, sum(row["size_bytes"] for row in rows))
