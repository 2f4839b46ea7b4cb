"""Runs of the link job over pages given as rows, on a session and a bucket that tests share.

What may not live here: assertions, and starting Spark (conftest.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from infoseek.linking import stage
from infoseek.settings import LinkSettings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS, PAGES
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import new_attempt, read_rows, write_part
from spark_jobs.link_run import run

Row = dict[str, Any]
Rows = dict[str, list[Row]]

DAY = "2026-11-05"
TABLES = (ENTITIES, ALIASES, MENTIONS, EDGES)


def settings_of(store: ObjectStore, scratch: Path, **link: Any) -> Settings:
    return Settings(s3=store.settings, scratch=scratch, link=LinkSettings(**link))


def stored(
    store: ObjectStore,
    parts: Sequence[Sequence[Row]],
    gone: Sequence[str] = (),
    before: Snapshot | None = None,
    day: str = DAY,
) -> Snapshot:
    """A snapshot of rows, part by part, behind those of the snapshot before."""
    known = list(before.parts) if before else []
    fresh = [part for rows in parts for part in write_part(store, PAGES, rows, new_attempt())]
    snapshot = Snapshot(batch_id=day, parts=[*known, *fresh], tombstones=sorted(gone))
    write_snapshot(store, snapshot)
    return snapshot


def link(
    spark: SparkSession,
    settings: Settings,
    snapshot: Snapshot,
    *,
    base: Manifest | None = None,
    pinned: Manifest | None = None,
) -> Manifest:
    """Link a snapshot upon an earlier batch, or with nothing but its model pinned; commits in a zone of its own."""
    store = ObjectStore(settings.s3)
    notes = (base or pinned).notes if base or pinned else {}
    inputs = {
        "snapshot": snapshot.snapshot_id,
        "base": base.key if base else "",
        "model": notes.get("model", ""),
        "statistics": notes.get("statistics", ""),
    }
    plan = manifests.plan(
        store, "linked", snapshot.batch_id, stage_version=stage.STAGE_VERSION, settings={"for": new_attempt()},
        inputs=inputs,
    )  # fmt: skip
    receipt = run(spark, store, settings, plan, "all", snapshot)
    (found,) = manifests.read_receipts(store, [receipt])
    names = {name: values[0] for name, values in found.names.items() if values}
    statistics = inputs["statistics"] or names.get("pack", "")
    return manifests.commit(
        store,
        plan,
        [found],
        stage_version=stage.STAGE_VERSION,
        settings=settings.link.model_dump(include={"min_score"}),
        code_revision="test",
        notes={**names, "statistics": statistics},
    )


def linked(
    spark: SparkSession,
    store: ObjectStore,
    scratch: Path,
    parts: Sequence[Sequence[Row]],
    gone: Sequence[str] = (),
    **settings: Any,
) -> tuple[ObjectStore, Manifest]:
    """Pages linked from nothing."""
    chosen = settings_of(store, scratch, **settings)
    return store, link(spark, chosen, stored(store, parts, gone))


def tables_of(found: tuple[ObjectStore, Manifest]) -> Rows:
    """The rows of the four tables in their order; NaN, which equals nothing, as None."""
    store, manifest = found
    return {
        table.name: [
            {name: None if value != value else value for name, value in row.items()}
            for row in read_rows(store, manifest, table)
        ]
        for table in TABLES
    }
