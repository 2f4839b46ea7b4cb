"""A crawl killed at any moment: run again it ends as if nothing had happened, and asks for nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from infoseek.settings import CrawlSettings, S3Settings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, PAGES
from infoseek.store.tables import read_parts
from infoseek.web.crawl import stage
from infoseek.web.crawl.job import job_path, read_job
from infoseek.web.crawl.shard import open_shard
from infoseek.web.seeds import SeedSet, write_seeds
from infoseek.web.warc import Place, read_response
from tests.scrapers.site import Handler, Site, redirect

pytestmark = pytest.mark.service

PAGES_OF_SITE = 60
KILLS = 3


def slowly(handler: Handler, pause_s: float) -> Handler:
    def handle(request: BaseHTTPRequestHandler) -> None:
        time.sleep(pause_s)
        handler(request)

    return handle


def build(site: Site) -> None:
    """A site of pages that link on, redirects, copies and dead links; slow enough to be killed amid it."""
    for number in range(PAGES_OF_SITE):
        links = "".join(
            f'<a href="/{(number * 7 + step) % PAGES_OF_SITE}">on {step}</a> ' for step in range(4)
        )
        # Names without a pattern: what rule is learnt when depends on the order of answers.
        copy = f"/{sha256(bytes([number])).hexdigest()[:12]}"
        others = f'<a href="/old/{number}">old</a> <a href="{copy}">copy</a> <a href="/dead/{number}">x</a>'
        text = f"<p>Page {number} tells of thing {number * number} and nothing else. {links} {others}</p>"
        site.page(f"/{number}", text)
        if number % 6 == 0:
            site.pages[f"/old/{number}"] = redirect(f"/{number}")
        if number % 9 == 0:
            site.page(copy, text)
    for path in list(site.pages):
        site.pages[path] = slowly(site.pages[path], 0.03)


@dataclass
class Launch:
    """One batch's crawl in a bucket of its own, run as the platform runs it."""

    settings: Settings
    site: Site

    def plan(self) -> Plan:
        store = ObjectStore(self.settings.s3)
        write_seeds(store, SeedSet(name="s", urls=[f"{self.site.url}/0"], scope=[self.site.name]))
        return stage.plan(self.settings, "2026-11-05", ["s"])

    def start(self, plan: Plan, shard: str) -> subprocess.Popen[bytes]:
        given = {
            f"INFOSEEK_{name.upper()}": getattr(self.settings, name).model_dump_json()
            for name in ("s3", "crawl")
        }
        return subprocess.Popen(
            [sys.executable, "-m", "scrapers", "--plan", job_path(plan.key), "--shard", shard],
            env={**os.environ, **given, "INFOSEEK_SCRATCH": str(self.settings.scratch)},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stored(self, plan: Plan, shard: str) -> set[str]:
        """The pages that the checkpoints hold."""
        store = ObjectStore(self.settings.s3)
        opened = open_shard(store, self.settings, read_job(store, job_path(plan.key)), shard)
        try:
            return set(opened.frontier.page_urls())
        finally:
            opened.state.close()


@pytest.fixture
def launches(s3: S3Settings, site: Site, tmp_path: Path) -> tuple[Launch, Launch]:
    """Two crawls of the same site: one to be left alone, one to be killed."""
    build(site)
    crawl = CrawlSettings(timeout_s=5, checkpoint_s=0.3, concurrency=4, throttle=4)
    other = s3.model_copy(update={"bucket": f"{s3.bucket}-b"})
    ObjectStore(other).create_bucket()
    return (
        Launch(Settings(s3=s3, crawl=crawl, scratch=tmp_path / "a"), site),
        Launch(Settings(s3=other, crawl=crawl, scratch=tmp_path / "b"), site),
    )


def outcome(
    launch: Launch, plan: Plan, shard: str
) -> tuple[dict[str, tuple[object, ...]], set[tuple[str, str]]]:
    """What a finished shard says: of each page what identifies it, and failures. Every WARC record is read."""
    store = ObjectStore(launch.settings.s3)
    (receipt,) = manifests.read_receipts(store, [manifests.receipt_path(plan, shard)])
    pages = {}
    for row in read_parts(store, PAGES, receipt.tables["pages"]).to_pylist():
        place = Place(row["warc_path"], row["warc_offset"], row["warc_length"])
        assert read_response(store, place).url == row["url"]
        assert row["url"] not in pages
        pages[row["url"]] = (row["content_sha256"], tuple(row["aliases_urls"]), len(row["links"]))
    failures = read_parts(store, CRAWL_FAILURES, receipt.tables["failures"]).to_pylist()
    return pages, {(row["url"], row["reason"]) for row in failures}


def test_a_killed_crawl_ends_like_one_left_alone(launches: tuple[Launch, Launch], site: Site) -> None:
    """After kill -9 at random moments the same pages, aliases and failures are there, each page's record is,
    and no page that a checkpoint held was asked for again."""
    alone, killed = launches
    plan = alone.plan()
    (shard,) = stage.shards(alone.settings, plan)
    assert alone.start(plan, shard).wait(120) == 0
    expected = outcome(alone, plan, shard)
    assert len(expected[0]) == PAGES_OF_SITE

    plan = killed.plan()
    random, kept_through = Random(4), 0
    for turn in range(KILLS + 1):
        stored = killed.stored(plan, shard)
        site.asked.clear()
        process = killed.start(plan, shard)
        if turn < KILLS:
            _wait_for_requests(site, process, random.randint(10, 25))
            time.sleep(random.random() * 0.5)
            process.kill()
            process.wait(10)
        else:
            assert process.wait(120) == 0
        again = {urlsplit(url).path for url in stored} & set(site.asked)
        assert not again
        kept_through += bool(stored)
    assert kept_through > 0
    pages, failures = outcome(killed, plan, shard)
    assert {
        url: pages.get(url) for url in pages | expected[0] if pages.get(url) != expected[0].get(url)
    } == {}
    assert failures == expected[1]


def _wait_for_requests(site: Site, process: subprocess.Popen[bytes], count: int) -> None:
    until = time.monotonic() + 60
    while len(site.asked) < count and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
