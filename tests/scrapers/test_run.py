"""The crawl as it is launched: exit statuses, limits, and what stopping leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.settings import Settings
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from infoseek.web.crawl import stage
from infoseek.web.crawl.job import job_path
from infoseek.web.seeds import SeedSet, write_seeds
from tests.conftest import free_port
from tests.scrapers.site import Site, answer

pytestmark = pytest.mark.service

BATCH = "2026-11-05"


def crawl(settings: Settings, *seed_sets: SeedSet) -> manifests.Manifest:
    for seeds in seed_sets:
        write_seeds(ObjectStore(settings.s3), seeds)
    plan = stage.plan(settings, BATCH, [seeds.name for seeds in seed_sets])
    return stage.commit(
        settings, plan, [stage.run_shard(settings, plan, each) for each in stage.shards(settings, plan)]
    )


def test_limits_of_pages_and_depth(settings: Settings, site: Site) -> None:
    """A set stops at its number of pages, another at its depth, each by itself."""
    for number in range(40):
        site.page(
            f"/wide/{number}", "".join(f'<p>Page {number} <a href="/wide/{n}">x{n}</a>' for n in range(40))
        )
        site.page(f"/deep/{number}", f'<p>Step {number} <a href="/deep/{number + 1}">on</a>')
    wide = SeedSet(name="wide", urls=[f"{site.url}/wide/0"], scope=[site.name], max_pages=7)
    deep = SeedSet(name="deep", urls=[f"{site.url}/deep/0"], scope=[site.name], max_depth=4)
    manifest = crawl(settings, wide, deep)
    assert manifest.stats["pages"] == 7 + 5
    assert sum(path.startswith("/wide/") for path in site.asked) < 40
    assert sum(path.startswith("/deep/") for path in site.asked) == 5


def test_a_sites_crawl_delay_is_kept(settings: Settings, site: Site) -> None:
    """Requests to a site that asks for a pause in robots.txt come no faster than that."""
    site.pages["/robots.txt"] = answer(200, b"User-agent: *\nCrawl-delay: 0.4\n", Content_Type="text/plain")
    site.page("/", "".join(f'<p>Start <a href="/{n}">x{n}</a>' for n in range(4)))
    for number in range(4):
        site.page(f"/{number}", f"Page {number}")
    crawl(settings, SeedSet(name="slow", urls=[f"{site.url}/"], scope=[site.name]))
    pauses = [later - sooner for sooner, later in pairwise(site.times[2:])]
    assert len(pauses) == 3
    assert min(pauses) > 0.3


def test_a_seed_that_answers_404_is_bad_input(settings: Settings, site: Site) -> None:
    """One sentence names the seed and the server's answer, and nothing is visible."""
    seeds = SeedSet(name="dead", urls=[f"{site.url}/dead"], scope=[site.name])
    with pytest.raises(
        BadInput, match=rf"Seed {site.url}/dead of set 'dead' gave no page: The server answered 404"
    ):
        crawl(settings, seeds)
    assert manifests.current(ObjectStore(settings.s3), "crawl", BATCH) is None


def test_an_unreachable_host_is_bad_input(settings: Settings) -> None:
    """A port where nothing listens is named with the reason."""
    url = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(BadInput, match=rf"Seed {url} .* refused the connection"):
        crawl(settings, SeedSet(name="dead", urls=[url], scope=[url[7:-1]]))


def test_stopping_is_prompt_and_leaves_nothing(settings: Settings, site: Site) -> None:
    """SIGTERM ends the crawl at once, in the middle of a request; no receipt is there."""

    def slow(request: BaseHTTPRequestHandler) -> None:
        time.sleep(4)
        answer(200, b"<p>late</p>")(request)

    site.pages["/"] = slow
    store = ObjectStore(settings.s3)
    write_seeds(store, SeedSet(name="slow", urls=[f"{site.url}/"], scope=[site.name]))
    plan = stage.plan(settings, BATCH)
    (shard,) = stage.shards(settings, plan)
    command = [sys.executable, "-m", "scrapers", "--plan", job_path(plan.key), "--shard", shard]
    root = Path(__file__).parents[2]
    process = subprocess.Popen(command, env=stage._environment(settings), cwd=root, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while "/" not in site.asked and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "/" in site.asked
    os.kill(process.pid, signal.SIGTERM)
    started = time.monotonic()
    assert process.wait(10) == -signal.SIGTERM
    assert time.monotonic() - started < 2
    assert not store.exists(manifests.receipt_path(plan, shard))
    assert list(settings.scratch.iterdir()) == []


def test_a_missing_job_exits_with_status_2(settings: Settings) -> None:
    """The command line says in one sentence that there is no such job."""
    command = [sys.executable, "-m", "scrapers", "--plan", "crawl/_jobs/none.json", "--shard", "000"]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env=stage._environment(settings), cwd=root, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("infoseek: There is no crawl job s3://")
