"""One whole crawl, as a batch makes it, and what its tables say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from infoseek.settings import Settings
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, CRAWL_REPORT, PAGES
from infoseek.store.tables import read_rows
from infoseek.web.crawl import stage
from infoseek.web.seeds import SeedSet, write_seeds

BATCH = "2026-11-05"


@dataclass
class Crawled:
    """pages: rows by URL; failures: reasons by URL; report: sums by measure and key, over all sets and hosts."""

    manifest: manifests.Manifest
    pages: dict[str, dict[str, Any]]
    failures: dict[str, str]
    details: dict[str, str]
    report: Counter[tuple[str, str]]

    def texts(self, site: str) -> dict[str, str]:
        """The texts of a site's pages by path."""
        return {
            url.removeprefix(site): row["text"] for url, row in self.pages.items() if url.startswith(site)
        }


def crawl(settings: Settings, *seed_sets: SeedSet, batch: str = BATCH) -> Crawled:
    """Store the sets, crawl them and commit. Raises what the stage raises."""
    store = ObjectStore(settings.s3)
    for seeds in seed_sets:
        write_seeds(store, seeds)
    plan = stage.plan(settings, batch, [seeds.name for seeds in seed_sets])
    receipts = [stage.run_shard(settings, plan, shard) for shard in stage.shards(settings, plan)]
    return read_crawled(store, stage.commit(settings, plan, receipts))


def read_crawled(store: ObjectStore, manifest: manifests.Manifest) -> Crawled:
    report: Counter[tuple[str, str]] = Counter()
    for row in read_rows(store, manifest, CRAWL_REPORT):
        report[row["measure"], row["key"]] += row["value"]
    failures = list(read_rows(store, manifest, CRAWL_FAILURES))
    return Crawled(
        manifest,
        {row["url"]: row for row in read_rows(store, manifest, PAGES)},
        {row["url"]: row["reason"] for row in failures},
        {row["url"]: row["detail"] for row in failures},
        report,
    )
