"""The link job on a standalone cluster of two workers: the tables of one machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.bench.spark_cluster import standalone_cluster
from infoseek.bench.world_corpus import page_rows
from infoseek.linking import stage
from infoseek.settings import S3Settings, Settings, SparkSettings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.world.build import build_world
from tests.spark_jobs.runs import DAY, stored, tables_of

pytestmark = pytest.mark.service


def linked_on(master: str, s3: S3Settings, scratch: Path, day: str) -> tuple[ObjectStore, Manifest]:
    """The batch of a day linked by a master."""
    spark = SparkSettings(master=master, driver_memory="1g", executor_memory="512m")
    settings = Settings(s3=s3, spark=spark, scratch=scratch)
    plan = stage.plan(settings, day)
    receipt = stage.run_shard(settings, plan, stage.SHARD)
    return ObjectStore(s3), stage.commit(settings, plan, [receipt])


def test_two_workers_give_the_tables_of_one_machine(
    s3: S3Settings, store: ObjectStore, tmp_path: Path
) -> None:
    """Row for row, with the same ids, model and pack; credentials reach the executors by their environment."""
    world = build_world(40, 2)
    rows = page_rows(world, list(world.pages))
    snapshot = stored(store, [rows[:15], rows[15:]])
    # Of two batches that build upon nothing the later one is linked first.
    for day in (DAY, "2026-11-06"):
        plan = manifests.plan(store, "crawl", day, stage_version="1", settings={}, inputs={})
        notes = {"snapshot": snapshot.snapshot_id}
        manifests.commit(store, plan, [], stage_version="1", settings={}, code_revision="test", notes=notes)
    with standalone_cluster(tmp_path / "cluster", workers=2, memory="1g") as master:
        spread = linked_on(master, s3, tmp_path / "scratch", "2026-11-06")
    alone = linked_on("local[2]", s3, tmp_path / "scratch", DAY)
    assert spread[1].inputs["base"] == alone[1].inputs["base"] == ""
    assert {name: spread[1].notes[name] for name in ("pack", "model")} == {
        name: alone[1].notes[name] for name in ("pack", "model")
    }
    assert tables_of(spread) == tables_of(alone)
