"""The crawl stage: seed sets go in; raw WARCs, pages, failures and a corpus snapshot come out.

What may not live here: fetching, which the Scrapy project does in a process of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import infoseek
from infoseek.errors import BadInput
from infoseek.revision import code_revision
from infoseek.settings import Settings
from infoseek.store import manifests, snapshots
from infoseek.store.manifests import Manifest, Part, Plan, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, PAGES
from infoseek.store.snapshots import Snapshot
from infoseek.store.tables import read_parts
from infoseek.web.crawl.job import CrawlJob, job_path, read_job, shards_of, write_job
from infoseek.web.seeds import read_seeds, seed_names
from infoseek.web.urls import page_id

ZONE = "crawl"
STAGE_VERSION = "1"

_GONE = frozenset({"http_404", "http_410"})
# Those that decide what is stored; the others only how fast.
_DECIDING = ("user_agent", "max_pages", "max_depth", "max_page_bytes", "allow_private")


def plan(settings: Settings, batch_id: str, seed_sets: Sequence[str] | None = None) -> Plan:
    """Pin the seed sets (all that are stored, unless named) and the snapshot of the batch before.

    Raises `BadInput` where a seed set is missing, broken, or there is none.
    """
    batch = manifests.check_batch_id(batch_id)
    store = ObjectStore(settings.s3)
    names = seed_names(store) if seed_sets is None else list(dict.fromkeys(seed_sets))
    if not names:
        raise BadInput(f"There are no seed sets at {store.address('seeds/')}: store one before the crawl.")
    chosen = [read_seeds(store, name) for name in names]
    before = _batch_before(store, batch)
    inputs = {f"seeds/{seeds.name}": seeds.content_id for seeds in chosen}
    inputs["snapshot"] = str(before.notes["snapshot"]) if before else ""
    made = manifests.plan(
        store, ZONE, batch, stage_version=STAGE_VERSION, settings=_stage_settings(settings), inputs=inputs
    )
    if not made.is_done:
        # Pages read by another version of the reader are stored again, changed or not.
        is_same_reader = before is not None and before.stage_version == STAGE_VERSION
        known = inputs["snapshot"] if is_same_reader else ""
        write_job(store, CrawlJob(plan=made, seed_sets=chosen, shards=shards_of(chosen), snapshot=known))
    return made


def shards(settings: Settings, plan: Plan) -> list[str]:
    """The shards' names. Seed sets that share a host are in one shard: one crawler a host."""
    return list(read_job(ObjectStore(settings.s3), job_path(plan.key)).shards)


def run_shard(settings: Settings, plan: Plan, shard: str) -> str:
    """Crawl a shard's seed sets in a process of its own; the receipt's object key.

    Raises `BadInput` where a seed set gave no page.
    """
    from infoseek.launch import run

    root = Path(infoseek.__file__).parents[2]
    command = [sys.executable, "-m", "scrapers", "--plan", job_path(plan.key), "--shard", shard]
    run(command, env=_environment(settings), cwd=root, what="The crawl")
    return manifests.receipt_path(plan, shard)


def commit(settings: Settings, plan: Plan, receipts: list[str]) -> Manifest:
    """Build the corpus snapshot and make pages, failures and snapshot visible together.

    Raises `BadInput` where the corpus would be empty.
    """
    store = ObjectStore(settings.s3)
    found = manifests.read_receipts(store, receipts)
    snapshot = _snapshot(store, plan, found)
    live = snapshots.live_pages(store, snapshot, ["page_id"]).num_rows
    if not live:
        raise BadInput(f"The crawl of batch {plan.batch_id} left no page in the corpus.")
    counted = Receipt(shard="corpus", stats={"live_pages": live, "gone": len(snapshot.tombstones)})
    seeds = [name.removeprefix("seeds/") for name in plan.inputs if name.startswith("seeds/")]
    return manifests.commit(
        store,
        plan,
        [*found, counted],
        stage_version=STAGE_VERSION,
        settings=_stage_settings(settings),
        code_revision=code_revision(),
        notes={"snapshot": snapshots.write_snapshot(store, snapshot), "seeds": sorted(seeds)},
    )


def snapshot_of(store: ObjectStore, batch_id: str) -> str:
    """The id of the corpus snapshot a batch's crawl committed. Raises `BadInput` where there is none."""
    return str(manifests.required(store, ZONE, batch_id).notes["snapshot"])


def _snapshot(store: ObjectStore, plan: Plan, receipts: list[Receipt]) -> Snapshot:
    """The corpus before, this batch's pages on top, and what has gone since taken out."""
    parts = _parts(receipts, PAGES.name)
    before = _snapshot_before(store, plan)
    fresh = read_parts(store, PAGES, parts, ["page_id", "aliases_urls"])
    stored = set(fresh["page_id"].to_pylist())
    gone = {page_id(alias) for aliases in fresh["aliases_urls"].to_pylist() for alias in aliases}
    failures = read_parts(store, CRAWL_FAILURES, _parts(receipts, CRAWL_FAILURES.name), ["url", "reason"])
    gone |= {page_id(row["url"]) for row in failures.to_pylist() if row["reason"] in _GONE}
    if gone and before.parts:
        gone &= set(snapshots.live_pages(store, before, ["page_id"])["page_id"].to_pylist())
    else:
        gone = set()
    tombstones = sorted((gone | set(before.tombstones)) - stored)
    made = Snapshot(batch_id=plan.batch_id, parts=[*before.parts, *parts], tombstones=tombstones)
    return made.model_copy(update={"digest": snapshots.digest_of(store, made, STAGE_VERSION)})


def _snapshot_before(store: ObjectStore, plan: Plan) -> Snapshot:
    pinned = plan.inputs["snapshot"]
    return snapshots.read_snapshot(store, pinned) if pinned else Snapshot(batch_id=plan.batch_id, parts=[])


def _parts(receipts: list[Receipt], table: str) -> list[Part]:
    return [part for receipt in receipts for part in receipt.tables.get(table, [])]


def _batch_before(store: ObjectStore, batch_id: str) -> Manifest | None:
    return next(reversed(manifests.earlier(store, ZONE, batch_id)), None)


def _stage_settings(settings: Settings) -> dict[str, Any]:
    return settings.crawl.model_dump(mode="json", include=set(_DECIDING))


def _environment(settings: Settings) -> dict[str, str]:
    """This process's environment, with exactly these settings in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INFOSEEK_")}
    given = {
        f"INFOSEEK_{name.upper()}": getattr(settings, name).model_dump_json() for name in ("s3", "crawl")
    }
    return {**kept, **given, "INFOSEEK_SCRATCH": str(settings.scratch.absolute())}
