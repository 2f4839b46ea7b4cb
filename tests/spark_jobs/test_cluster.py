"""The link job on a standalone cluster of two workers: the tables of one machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from infoseek.bench.spark_cluster import standalone_cluster
from infoseek.bench.world_corpus import commit_snapshot, page_rows
from infoseek.launch import run
from infoseek.linking import stage
from infoseek.linking.submitting import job_environment, submit_command
from infoseek.settings import Settings, SparkSettings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.world.build import build_world
from tests.spark_jobs.runs import link, settings_of, stored, tables_of

pytestmark = pytest.mark.service

DAY = "2027-01-01"
PAGES = 40
FEW_TASKS = ("--conf", "spark.sql.shuffle.partitions=3")
"""As a small cluster's own defaults would say."""


def linked_on(master: str, store: ObjectStore, scratch: Path) -> Manifest:
    """The day's batch linked by a master's workers, without the gate behind it."""
    spark = SparkSettings(master=master, driver_memory="1g", executor_memory="512m")
    settings = Settings(s3=store.settings, spark=spark, scratch=scratch)
    plan = stage.plan(settings, DAY)
    submit, *command = submit_command(settings, plan, stage.SHARD, PAGES)
    run([submit, *FEW_TASKS, *command], job_environment(settings), what="The Spark job")
    return stage.commit(settings, plan, [manifests.receipt_path(plan, stage.SHARD)])


def test_two_workers_give_the_tables_of_one_machine(
    spark: SparkSession, lake: ObjectStore, scratch: Path, tmp_path: Path
) -> None:
    """Row for row, with the same ids, model and pack; credentials reach the executors by their environment."""
    world = build_world(PAGES, 2)
    rows = page_rows(world, list(world.pages))
    snapshot = stored(lake, [rows[:15], rows[15:]], day=DAY)
    commit_snapshot(lake, snapshot)
    with standalone_cluster(tmp_path / "cluster", workers=2, memory="1g") as master:
        spread = linked_on(master, lake, tmp_path / "scratch")
    alone = link(spark, settings_of(lake, scratch), snapshot)
    assert spread.inputs["base"] == ""
    assert {name: spread.notes[name] for name in ("pack", "model")} == {
        name: alone.notes[name] for name in ("pack", "model")
    }
    assert tables_of((lake, spread)) == tables_of((lake, alone))
