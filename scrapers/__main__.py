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
from infoseek.settings import CrawlSettings, Settings
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from infoseek.web.addresses import policy_of
from infoseek.web.crawl.frontier import Failure, Frontier
from infoseek.web.crawl.job import read_job
from infoseek.web.crawl.known import Known
from infoseek.web.crawl.shard import Shard, open_shard
from infoseek.web.scope import scope_of
from infoseek.web.seeds import SeedSet
from scrapers.settings import scrapy_settings
from scrapers.spiders.pages import PagesSpider

log = logging.getLogger("infoseek.crawl")

_LEVELS = {
    "scrapy": logging.WARNING,
    "scrapy.extensions.logstats": logging.INFO,
    # What they warn of is in the failure table, with its reason.
    "scrapy.core.downloader.handlers.http11": logging.ERROR,
    "scrapy.downloadermiddlewares.httpcompression": logging.ERROR,
}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scrapers", description=__doc__)
    parser.add_argument("--plan", required=True, help="object key of the crawl job")
    parser.add_argument("--shard", required=True, help="name of the shard")
    arguments = parser.parse_args(argv)
    # A killed crawl goes on from its last checkpoint, so dying at once is the tidy way to stop.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return reporting(lambda: crawl_shard(load_settings(), arguments.plan, arguments.shard))


def crawl_shard(settings: Settings, job_path: str, name: str) -> None:
    """Crawl the seed sets of a shard and store the receipt.

    Raises `BadInput` where the job is missing or a seed set gave no page at all, `Halted` where the scratch
    folder cannot be written to, and what the store raises.
    """
    store = ObjectStore(settings.s3)
    job = read_job(store, job_path)
    shard = open_shard(store, settings, job, name, software=f"scrapy {version('scrapy')}")
    spider = _crawled(settings.crawl, shard)
    if spider.broken is not None:
        raise spider.broken
    for seeds in shard.seed_sets:
        if not _has_pages(seeds, shard.known):
            _require_a_page(seeds, shard.frontier)
    receipt = shard.harvest.finish()
    manifests.write_receipt(store, job.plan, receipt)
    log.info("Stored: %s.", ", ".join(f"{name} {count:.0f}" for name, count in receipt.stats.items()))


def _crawled(crawl: CrawlSettings, shard: Shard) -> PagesSpider:
    """Run the spider until the shard's frontier is drained, or the crawl breaks."""
    urls = (url for seeds in shard.seed_sets for url in (*seeds.urls, *seeds.sitemaps))
    process = CrawlerProcess(scrapy_settings(crawl, policy_of(urls, crawl.allow_private), shard.seed_sets))
    # Only now: the process sets up logging anew.
    for name, level in _LEVELS.items():
        logging.getLogger(name).setLevel(level)
    crawler = process.create_crawler(PagesSpider)
    process.crawl(
        crawler,
        seed_sets=shard.seed_sets,
        frontier=shard.frontier,
        harvest=shard.harvest,
        known=shard.known,
    )
    process.start(install_signal_handlers=False)
    reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    spider = cast(PagesSpider | None, crawler.spider)
    if spider is None or (reason != "finished" and spider.broken is None):
        raise RuntimeError(f"The crawl ended early: {reason}.")
    return spider


def _has_pages(seeds: SeedSet, known: Known) -> bool:
    """Whether an earlier batch has pages of the set's hosts: then that they fail now is one site's bad day."""
    return any(next(known.urls(host), None) is not None for host in scope_of(seeds.scope).hosts)


def _require_a_page(seeds: SeedSet, frontier: Frontier) -> None:
    """Raises `BadInput` where none of a set's places to begin at led to a page or listed any."""
    begun = [*seeds.urls, *seeds.sitemaps]
    found = [frontier.resolve(url) for url in begun]
    failures = [each for each in found if isinstance(each, Failure) and each.reason != "sitemap"]
    if failures and len(failures) == len(begun):
        first = failures[0]
        others = f" (nor did its {len(begun) - 1} other seeds)" if len(begun) > 1 else ""
        raise BadInput(f"Seed {begun[0]} of set {seeds.name!r} gave no page{others}: {first.detail}")


if __name__ == "__main__":
    sys.exit(main())
