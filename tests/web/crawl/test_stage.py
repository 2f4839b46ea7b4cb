"""The crawl stage from plan to snapshot, over two days of a changing site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.settings import CrawlSettings, S3Settings, Settings
from infoseek.store import manifests, snapshots
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_REPORT
from infoseek.store.tables import read_rows
from infoseek.web.crawl import stage
from infoseek.web.crawl.harvest import attempt_prefix
from infoseek.web.crawl.job import job_path, read_job
from infoseek.web.crawl.shard import open_shard
from infoseek.web.page.extract import extract
from infoseek.web.seeds import SeedSet, parse_seeds, write_seeds
from infoseek.web.urls import page_id
from infoseek.web.warc import Response
from tests.scrapers.site import Site, answer, redirect, serving

pytestmark = pytest.mark.service

DAY1, DAY2, DAY3 = "2026-11-05", "2026-11-06", "2026-11-07"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def settings(s3: S3Settings, tmp_path: Path) -> Settings:
    return Settings(s3=s3, scratch=tmp_path, crawl=CrawlSettings(contact="crawler@example.org"))


def rechecking(settings: Settings) -> Settings:
    """Settings by which dead links are asked for again in every batch."""
    return settings.model_copy(update={"crawl": settings.crawl.model_copy(update={"recheck_batches": 1})})


def run(settings: Settings, batch_id: str) -> Manifest:
    plan = stage.plan(settings, batch_id)
    receipts = [stage.run_shard(settings, plan, shard) for shard in stage.shards(settings, plan)]
    return stage.commit(settings, plan, receipts)


def live(settings: Settings, batch_id: str) -> dict[str, str]:
    store = ObjectStore(settings.s3)
    snapshot = snapshots.read_snapshot(store, stage.snapshot_of(store, batch_id))
    table = snapshots.live_pages(store, snapshot, ["url", "text"])
    return {row["url"].rpartition("/")[2]: row["text"] for row in table.to_pylist()}


def test_two_days_of_a_changing_site(settings: Settings, site: Site) -> None:
    """Day two stores what is new or changed, buries what is gone or moved, and keeps the rest of day one."""
    links = "".join(f'<a href="/{name}">{name}</a> ' for name in ("same", "edited", "gone", "moved", "late"))
    site.page("/", f"Start {links}")
    for name in ("same", "edited", "gone", "moved"):
        site.page(f"/{name}", f"Page {name}.")
    store = ObjectStore(settings.s3)
    write_seeds(store, parse_seeds(site.url))

    first = run(settings, DAY1)
    assert (first.stats["pages"], first.stats["failed_http_404"]) == (5, 1)
    assert set(live(settings, DAY1)) == {"", "same", "edited", "gone", "moved"}
    assert stage.plan(settings, DAY1).is_done

    site.page("/edited", "Page edited twice.")
    site.pages["/gone"] = answer(410)
    site.pages["/moved"] = redirect("/late")
    site.page("/late", "Page late.")
    settings = rechecking(settings)
    second = run(settings, DAY2)
    assert (second.stats["pages"], second.stats["unchanged"]) == (2, 2)
    assert (second.stats["gone"], second.stats["tombstones"], second.stats["live_pages"]) == (1, 2, 4)
    assert live(settings, DAY2) == {
        "": live(settings, DAY1)[""], "same": "Page same.", "edited": "Page edited twice.", "late": "Page late.",
    }  # fmt: skip
    assert second.inputs["snapshot"] == first.notes["snapshot"]
    assert live(settings, DAY1)["edited"] == "Page edited."
    snapshot = snapshots.read_snapshot(store, str(second.notes["snapshot"]))
    assert page_id(f"{site.url}/gone") in snapshot.tombstones
    report = {(row["measure"], row["key"]): row["value"] for row in read_rows(store, second, CRAWL_REPORT)}
    fates = {key: value for (measure, key), value in report.items() if measure == "pages"}
    assert fates == {"unchanged": 2, "changed": 1, "new": 1, "gone": 1}


def test_a_site_that_is_gone_overnight_keeps_its_pages(settings: Settings, site: Site) -> None:
    """Where everything answers 404, the seed too, the corpus stays, the manifest says so, and the pages come back."""
    site.page("/", "".join(f'<a href="/{number}">Number {number}</a> ' for number in range(15)))
    for number in range(15):
        site.page(f"/{number}", f"Page {number}.")
    write_seeds(ObjectStore(settings.s3), parse_seeds(site.url))
    run(settings, DAY1)
    pages = {path: site.pages.pop(path) for path in list(site.pages)}
    second = run(settings, DAY2)
    assert second.notes["kept_missing"] == [site.name]
    assert second.stats["live_pages"] == 16
    site.pages.update(pages)
    third = run(settings, DAY3)
    assert "kept_missing" not in third.notes
    assert (third.stats["live_pages"], third.stats["unchanged"], third.stats["pages"]) == (16, 16, 0)


def test_nothing_of_a_killed_attempt_stays(settings: Settings, site: Site) -> None:
    """After the commit the bucket holds what the manifest names: no checkpoint, no provisional part."""
    site.page("/", '<p>Start <a href="/a">a</a>')
    site.page("/a", "Page a.")
    store = ObjectStore(settings.s3)
    write_seeds(store, parse_seeds(site.url))
    plan = stage.plan(settings, DAY1)
    (shard,) = stage.shards(settings, plan)
    attempt = open_shard(store, settings, read_job(store, job_path(plan.key)), shard)
    (ask,) = attempt.frontier.take(1)
    body = b"<p>Start as it was. <a href=/a>a</a>"
    attempt.harvest.take(ask, Response(ask.url, "HTTP/1.1", "200 OK", (), body), extract(body, ask.url))
    attempt.frontier.follow(ask, [f"{site.url}/a"])
    attempt.harvest.checkpoint()
    attempt.state.close()
    # Stored by an attempt that was killed before its checkpoint.
    orphans = [
        f"raw/{DAY1}/{attempt_prefix(plan)}{shard}-0-00001.warc.gz",
        f"crawl/pages/data/{attempt_prefix(plan)}{shard}-0-00007.parquet",
    ]
    for key in orphans:
        store.put(key, b"x")
    manifest = stage.commit(settings, plan, [stage.run_shard(settings, plan, shard)])
    assert site.asked.count("/") == 0
    assert {path: text[:5] for path, text in live(settings, DAY1).items()} == {"": "Start", "a": "Page "}
    named = {part.path for parts in manifest.tables.values() for part in parts}
    assert not list(store.keys("crawl/_checkpoints/"))
    assert {key for key in store.keys("crawl/") if key.endswith(".parquet")} == named
    assert len(list(store.keys("raw/"))) == 2
    assert not set(orphans) & set(store.keys(""))
    assert stage.commit(settings, plan, [manifests.receipt_path(plan, shard)]) == manifest


def test_a_missing_seed_set_is_named(settings: Settings) -> None:
    """No seed sets at all, and one that is not there, are one sentence each."""
    with pytest.raises(BadInput, match="no seed sets"):
        stage.plan(settings, DAY1)
    with pytest.raises(BadInput, match="no seed set 'absent'"):
        stage.plan(settings, DAY1, ["absent"])
    with pytest.raises(BadInput, match="no date"):
        stage.plan(settings, "yesterday")


def test_the_plan_follows_seeds_and_settings(settings: Settings) -> None:
    """Other seeds or limits make another run; speed alone, and planning twice, do not."""
    store = ObjectStore(settings.s3)
    seeds = SeedSet(name="one", urls=["http://a.org/"], scope=["a.org"])
    write_seeds(store, seeds)
    key = stage.plan(settings, DAY1).key
    assert stage.plan(settings, DAY1, ["one"]).key == key
    faster = settings.crawl.model_copy(update={"concurrency": 99})
    assert stage.plan(settings.model_copy(update={"crawl": faster}), DAY1).key == key
    smaller = settings.crawl.model_copy(update={"max_pages": 3})
    assert stage.plan(settings.model_copy(update={"crawl": smaller}), DAY1).key != key
    write_seeds(store, seeds.model_copy(update={"max_depth": 1}))
    assert stage.plan(settings, DAY1).key != key


def test_public_hosts_are_asked_by_name_only(settings: Settings) -> None:
    """Without a contact a set that reaches a public host is refused; private and loopback hosts need none."""
    store = ObjectStore(settings.s3)
    nobody = settings.model_copy(update={"crawl": CrawlSettings()})
    write_seeds(
        store, SeedSet(name="home", urls=["http://127.0.0.1:8000/"], scope=["127.0.0.1:8000", "[::1]"])
    )
    stage.plan(nobody, DAY1)
    write_seeds(
        store, SeedSet(name="away", urls=["http://127.0.0.1:8000/"], scope=["127.0.0.1:8000", "a.org/x/"])
    )
    with pytest.raises(BadInput, match=r"'away' asks a\.org.*INFOSEEK_CRAWL__CONTACT"):
        stage.plan(nobody, DAY1)
    stage.plan(settings, DAY1)


def test_an_empty_corpus_is_bad_input(settings: Settings) -> None:
    """A crawl that leaves no page is refused and stays invisible."""
    store = ObjectStore(settings.s3)
    write_seeds(store, SeedSet(name="one", urls=["http://a.org/"], scope=["a.org"]))
    plan = stage.plan(settings, DAY1)
    receipt = manifests.write_receipt(store, plan, manifests.Receipt(shard="000"))
    with pytest.raises(BadInput, match="no page"):
        stage.commit(settings, plan, [receipt])
    with pytest.raises(BadInput, match="nothing committed"):
        stage.snapshot_of(store, DAY1)
