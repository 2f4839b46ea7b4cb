"""The crawl stage from plan to snapshot, over two days of a changing site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.settings import S3Settings, Settings
from infoseek.store import manifests, snapshots
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.web.crawl import stage
from infoseek.web.seeds import SeedSet, parse_seeds, write_seeds
from infoseek.web.urls import page_id
from tests.scrapers.site import Site, answer, redirect, serving

pytestmark = pytest.mark.service

DAY1, DAY2 = "2026-11-05", "2026-11-06"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def settings(s3: S3Settings, tmp_path: Path) -> Settings:
    return Settings(s3=s3, scratch=tmp_path)


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
    write_seeds(ObjectStore(settings.s3), parse_seeds(site.url))

    first = run(settings, DAY1)
    assert (first.stats["pages"], first.stats["failed_http_404"]) == (5, 1)
    assert set(live(settings, DAY1)) == {"", "same", "edited", "gone", "moved"}
    assert stage.plan(settings, DAY1).is_done

    site.page("/edited", "Page edited twice.")
    site.pages["/gone"] = answer(410)
    site.pages["/moved"] = redirect("/late")
    site.page("/late", "Page late.")
    second = run(settings, DAY2)
    assert (second.stats["pages"], second.stats["unchanged"], second.stats["gone"]) == (2, 2, 2)
    assert second.stats["live_pages"] == 4
    assert live(settings, DAY2) == {
        "": live(settings, DAY1)[""], "same": "Page same.", "edited": "Page edited twice.", "late": "Page late.",
    }  # fmt: skip
    assert second.inputs["snapshot"] == first.notes["snapshot"]
    assert live(settings, DAY1)["edited"] == "Page edited."
    snapshot = snapshots.read_snapshot(ObjectStore(settings.s3), str(second.notes["snapshot"]))
    assert page_id(f"{site.url}/gone") in snapshot.tombstones


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
