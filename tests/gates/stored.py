"""The fictional corpus as committed stages of a store. What may not live here: assertions."""

from __future__ import annotations

from typing import Any

from infoseek.store import manifests
from infoseek.store.manifests import Manifest, Part, Receipt, content_hash
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, BLURRED_QUESTIONS, EDGES, ENTITIES, PAGES, Table
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import write_part
from tests.gates.corpus import BATCH, Row, World


def written(store: ObjectStore, table: Table, rows: list[Row]) -> list[Part]:
    """Write rows under a name that their content gives, so that equal worlds have equal manifests."""
    return write_part(store, table, rows, content_hash(rows, 12))


def commit_rows(
    store: ObjectStore,
    zone: str,
    inputs: dict[str, str],
    tables: dict[Any, list[Row]],
    batch_id: str = BATCH,
    settings: dict[str, Any] | None = None,
) -> Manifest:
    """Commit rows as one stage run."""
    settings = settings or {}
    plan = manifests.plan(store, zone, batch_id, stage_version="test", settings=settings, inputs=inputs)
    parts = {table.name: written(store, table, rows) for table, rows in tables.items()}
    receipt = Receipt(shard="0", tables=parts)
    return manifests.commit(
        store, plan, [receipt], stage_version="test", settings=settings, code_revision="test"
    )


def commit_world(store: ObjectStore, world: World, questions: list[Row], batch_id: str = BATCH) -> Manifest:
    """Commit a snapshot, the linked tables and the questions of a batch; the blurred manifest."""
    pages = written(store, PAGES, world.page_rows())
    snapshot = write_snapshot(store, Snapshot(batch_id=batch_id, parts=pages))
    linked = commit_rows(
        store,
        "linked",
        {"snapshot": snapshot},
        {ENTITIES: list(world.entities.values()), ALIASES: world.aliases, EDGES: world.edge_rows()},
        batch_id,
    )
    model = {"model": {"planner": "offline-extractive-1"}}
    grown = commit_rows(store, "grown", {"linked": linked.key}, {}, batch_id, model)
    rows = [{**row, "corpus": linked.key, "batch_id": batch_id} for row in questions]
    inputs = {"grown": grown.key, "linked": linked.key, "questions": content_hash(rows)}
    return commit_rows(store, "blurred", inputs, {BLURRED_QUESTIONS: rows}, batch_id)
