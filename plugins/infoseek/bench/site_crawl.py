"""Crawls of one served site on following days into one bucket, without the later stages.

What lives here: running them and what each stored. What may not: which site, and judging the outcome.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from infoseek.bench.memory import PeakMemory
from infoseek.bench.rehearsal import BATCH
from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_s3
from infoseek.embedded.service import Services
from infoseek.settings import Settings
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.web.crawl import stage
from infoseek.web.seeds import parse_seeds, write_seeds

BUCKET = "sites"
_DEPTH = 1_000


@dataclass(frozen=True)
class CrawledDay:
    """One day's crawl. stored_bytes: by how much the bucket grew. crawler_bytes: peak memory of the crawler."""

    manifest: Manifest
    elapsed_s: float
    stored_bytes: int
    crawler_bytes: int


@dataclass
class SiteCrawl:
    """A site's crawls so far. settings: those of the crawl, with the bucket in them."""

    settings: Settings
    store: ObjectStore
    days: int = 0

    def crawl(self) -> CrawledDay:
        """The crawl of the next day. Raises what the stage raises."""
        before = sum(self.store.sizes("").values())
        batch_id = (date.fromisoformat(BATCH) + timedelta(self.days)).isoformat()
        begun = time.perf_counter()
        with PeakMemory() as memory:
            plan = stage.plan(self.settings, batch_id)
            receipts = [
                stage.run_shard(self.settings, plan, shard) for shard in stage.shards(self.settings, plan)
            ]
            manifest = stage.commit(self.settings, plan, receipts)
        elapsed_s = time.perf_counter() - begun
        self.days += 1
        after = sum(self.store.sizes("").values())
        return CrawledDay(manifest, elapsed_s, after - before, memory.launched_bytes)


@contextmanager
def crawling(settings: Settings, url: str, max_pages: int) -> Iterator[SiteCrawl]:
    """Crawls from one URL, with so many new pages a day, into a bucket that is gone when the block ends."""
    with Services() as services:
        root = services.enter_context(tempfile.TemporaryDirectory(prefix="infoseek-site-"))
        home = services.enter_context(locked_home(Path(root)))
        s3 = start_s3(home, services, BUCKET)
        store = ObjectStore(s3)
        store.create_bucket()
        crawl = settings.crawl.model_copy(update={"max_pages": max_pages, "max_depth": _DEPTH})
        write_seeds(store, parse_seeds(url))
        reached = settings.model_copy(update={"s3": s3, "crawl": crawl, "scratch": home.scratch})
        yield SiteCrawl(reached, store)
