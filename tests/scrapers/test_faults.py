"""A crawl whose seed, disk or store fails: one sentence each, nothing visible, and the next crawl goes through."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from infoseek import launched
from infoseek.errors import BadInput, Halted, Unavailable
from infoseek.settings import Settings
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES
from infoseek.store.tables import read_rows
from infoseek.web.crawl import stage
from infoseek.web.crawl.job import job_path
from infoseek.web.seeds import SeedSet, write_seeds
from tests.e2e.proxy import before, s3_error, where
from tests.scrapers.site import Site, answer, redirect

pytestmark = pytest.mark.service

BATCH = "2026-11-05"
ROOT = Path(__file__).parents[2]
LARGEST_FILE_BYTES = 40_000


def planned(settings: Settings, site: Site, *paths: str) -> manifests.Plan:
    urls = [f"{site.url}{path}" for path in paths or ("/",)]
    write_seeds(ObjectStore(settings.s3), SeedSet(name="seeds", urls=urls, scope=[site.name]))
    return stage.plan(settings, BATCH)


def crawled(settings: Settings, plan: manifests.Plan) -> manifests.Manifest:
    return stage.commit(
        settings, plan, [stage.run_shard(settings, plan, shard) for shard in stage.shards(settings, plan)]
    )


def test_why_a_seed_gave_no_page(settings: Settings, site: Site) -> None:
    """Each way in which a seed fails has its own reason; one good seed among them is enough for a batch."""
    site.page("/good", "A page with text.")
    site.pages |= {
        "/empty": answer(200),
        "/error": answer(500),
        "/away": redirect("http://example.org/"),
        "/loop": redirect("/loop"),
        "/file": answer(200, b"%PDF", Content_Type="application/pdf"),
        "/packed": answer(200, b"no gzip", Content_Encoding="gzip"),
    }
    paths = ("/good", "/empty", "/error", "/away", "/loop", "/file", "/packed", "/gone")
    manifest = crawled(settings, planned(settings, site, *paths))
    rows = read_rows(ObjectStore(settings.s3), manifest, CRAWL_FAILURES)
    assert {row["url"].removeprefix(site.url): row["reason"] for row in rows} == {
        "/empty": "no_text",
        "/error": "http_500",
        "/away": "out_of_scope",
        "/loop": "redirect_loop",
        "/file": "not_html",
        "/packed": "bad_coding",
        "/gone": "http_404",
    }
    assert all(row["detail"].endswith(".") for row in rows)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (200, b"User-agent: *\nDisallow: /\n", r"/robots\.txt forbids it to InfoSeekBot\."),
        (500, b"", r"/robots\.txt cannot be read: It answered 500\."),
    ],
    ids=["forbids", "fails"],
)
def test_a_site_that_robots_txt_closes(
    settings: Settings, site: Site, status: int, body: bytes, words: str
) -> None:
    """A site that forbids the crawl, or does not say whether it does, is named with its robots.txt."""
    site.pages["/robots.txt"] = answer(status, body, Content_Type="text/plain")
    site.page("/", "A page with text.")
    plan = planned(settings, site)
    with pytest.raises(BadInput, match=rf"Seed {site.url}/ of set 'seeds' gave no page: .*{words}"):
        crawled(settings, plan)
    assert manifests.current(ObjectStore(settings.s3), "crawl", BATCH) is None


def test_a_full_scratch_disk_ends_the_crawl(settings: Settings, site: Site, tmp_path: Path) -> None:
    """No page is lost for want of room: the crawl stops with the folder's name, leaves nothing, and can go again."""
    for number in range(30):
        links = "".join(f'<a href="/{n}">x{n}</a> ' for n in range(30))
        site.page(f"/{number}", f"<p>Page {number} {links}</p><p>{'word ' * 800}</p>")
    plan = planned(settings, site, "/0")
    (shard,) = stage.shards(settings, plan)
    done = subprocess.run(
        [sys.executable, "-m", "scrapers", "--plan", job_path(plan.key), "--shard", shard],
        env=stage._environment(settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE_BYTES,) * 2),
    )
    assert done.returncode == launched.STATUSES[Halted]
    assert (
        done.stderr.splitlines()[-1]
        == f"infoseek: The folder {tmp_path} cannot be written to: File too large."
    )
    assert not ObjectStore(settings.s3).exists(manifests.receipt_path(plan, shard))
    assert list(tmp_path.iterdir()) == []
    assert crawled(settings, plan).stats["pages"] == 30


def test_a_scratch_folder_that_cannot_be_made_is_named(settings: Settings, site: Site) -> None:
    """A path below a file is refused before anything is asked of the site."""
    unusable = settings.model_copy(update={"scratch": Path("/dev/null/scratch")})
    with pytest.raises(Halted, match="The folder /dev/null/scratch cannot be written to: Not a directory"):
        crawled(unusable, planned(settings, site))
    assert site.asked == []


@pytest.mark.parametrize("key", ["/raw/", "/crawl/_manifests/"])
def test_a_store_that_is_full_leaves_nothing_visible(settings: Settings, site: Site, key: str) -> None:
    """Whichever write fails, the sentence names it, no batch is there, and the same crawl then goes through."""
    site.page("/", "A page with text.")
    assert settings.s3.endpoint_url is not None
    with before(settings.s3.endpoint_url) as proxy:
        reached = settings.s3.model_copy(update={"endpoint_url": proxy.address})
        behind = settings.model_copy(update={"s3": reached})
        plan = planned(behind, site)
        proxy.fault = where(
            lambda asked: asked.method == "PUT" and key in asked.path,
            s3_error(507, "InsufficientStorage", "The disk is full"),
        )
        with pytest.raises(
            Unavailable, match=rf"S3 at {proxy.address} failed at s3://.*{key}.*The disk is full\.$"
        ):
            crawled(behind, plan)
        store = ObjectStore(settings.s3)
        assert manifests.current(store, "crawl", BATCH) is None
        assert manifests.read_head(store, "crawl").batches == {}
        proxy.fault = None
        assert crawled(behind, plan).stats["pages"] == 1
