"""Runs one shard of a planned crawl: `python -m scrapers --plan KEY --shard NAME`.

Exit status 0: the receipt is stored. Else one of `infoseek.launched.STATUSES`, said in one sentence on stderr.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from importlib.metadata import version
from typing import cast

from scrapy.crawler import CrawlerProcess

from infoseek.environment import load_settings
from infoseek.errors import BadInput
from infoseek.launched import reporting
from infoseek.settings import Settings
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from infoseek.web.addresses import policy_of
from infoseek.web.crawl.frontier import Frontier, limits_of
from infoseek.web.crawl.harvest import Harvest
from infoseek.web.crawl.job import known_pages, read_job
from infoseek.web.seeds import SeedSet
from scrapers.settings import scrapy_settings
from scrapers.spiders.pages import PagesSpider

log = logging.getLogger("infoseek.crawl")

_LEVELS = {
    "scrapy": logging.WARNING,
    "scrapy.extensions.logstats": logging.INFO,
}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scrapers", description=__doc__)
    parser.add_argument("--plan", required=True, help="object key of the crawl job")
    parser.add_argument("--shard", required=True, help="name of the shard")
    arguments = parser.parse_args(argv)
    # Until the receipt is stored nothing counts, so dying at once is the tidy way to stop.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return reporting(lambda: crawl_shard(load_settings(), arguments.plan, arguments.shard))


def crawl_shard(settings: Settings, job_path: str, shard: str) -> None:
    """Crawl the seed sets of a shard and store the receipt.

    Raises `BadInput` where the job is missing or a seed set gave no page at all, `Halted` where the scratch
    folder cannot be written to, and what the store raises.
    """
    store = ObjectStore(settings.s3)
    job = read_job(store, job_path)
    seed_sets = job.seeds_of(shard)
    sites = {site for seeds in seed_sets for site in seeds.scope}
    crawl = settings.crawl
    frontier = Frontier(
        {seeds.name: limits_of(seeds, crawl.max_pages, crawl.max_depth) for seeds in seed_sets}
    )
    harvest = Harvest(
        store,
        job.plan,
        shard,
        frontier,
        known_pages(store, job.snapshot, sites),
        software=f"infoseek {version('infoseek')} scrapy {version('scrapy')}",
        scratch=settings.scratch,
    )
    policy = policy_of((url for seeds in seed_sets for url in seeds.urls), crawl.allow_private)
    process = CrawlerProcess(scrapy_settings(crawl, policy, len(sites)))
    # Only now: the process sets up logging anew.
    for name, level in _LEVELS.items():
        logging.getLogger(name).setLevel(level)
    log.info("Crawling %d seed sets on %d sites.", len(seed_sets), len(sites))
    crawler = process.create_crawler(PagesSpider)
    process.crawl(crawler, seed_sets=seed_sets, frontier=frontier, harvest=harvest)
    process.start(install_signal_handlers=False)
    spider = cast(PagesSpider, crawler.spider)
    if spider is not None and spider.broken is not None:
        raise spider.broken
    reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    if reason != "finished":
        raise RuntimeError(f"The crawl of shard {shard} ended early: {reason}.")
    for seeds in seed_sets:
        _require_a_page(seeds, harvest)
    receipt = harvest.finish()
    manifests.write_receipt(store, job.plan, receipt)
    log.info("Stored: %s.", ", ".join(f"{name} {count:.0f}" for name, count in receipt.stats.items()))


def _require_a_page(seeds: SeedSet, harvest: Harvest) -> None:
    failures = [harvest.failure(url) for url in seeds.urls]
    if all(failures) and failures[0] is not None:
        others = f" (nor did its {len(failures) - 1} other seeds)" if len(failures) > 1 else ""
        raise BadInput(
            f"Seed {seeds.urls[0]} of set {seeds.name!r} gave no page{others}: {failures[0].detail}"
        )


if __name__ == "__main__":
    sys.exit(main())
