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
from infoseek.store.manifests import Manifest, Plan, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.web.addresses import names_private
from infoseek.web.crawl.corpus import corpus_of, in_order, names_of, sweep
from infoseek.web.crawl.job import CrawlJob, is_offline, job_path, read_job, shards_of, write_job
from infoseek.web.scope import scope_of
from infoseek.web.seeds import SeedSet, read_seeds, seed_names
from infoseek.web.urls import host_and_port

ZONE = "crawl"
STAGE_VERSION = "2"

# Those that decide what is stored; the others only how fast.
_DECIDING = (
    "user_agent", "max_pages", "max_revisits", "requests_per_page", "max_depth", "max_page_bytes", "gone_after",
    "max_gone_share", "recheck_batches", "copy_similarity", "allow_private",
)  # fmt: skip


def plan(settings: Settings, batch_id: str, seed_sets: Sequence[str] | None = None) -> Plan:
    """Pin the seed sets (all that are stored, unless named), and manifest and snapshot of the batch before.

    Raises `BadInput` where a seed set is missing, broken, or there is none, and where a public host would be
    asked without `crawl.contact`.
    """
    batch = manifests.check_batch_id(batch_id)
    store = ObjectStore(settings.s3)
    names = seed_names(store) if seed_sets is None else list(dict.fromkeys(seed_sets))
    if not names:
        raise BadInput(f"There are no seed sets at {store.address('seeds/')}: store one before the crawl.")
    chosen = [read_seeds(store, name) for name in names]
    _require_contact(settings, chosen)
    before = _batch_before(store, batch)
    inputs = {f"seeds/{seeds.name}": seeds.content_id for seeds in chosen}
    inputs["snapshot"] = str(before.notes["snapshot"]) if before else ""
    inputs["before"] = before.key if before else ""
    made = manifests.plan(
        store, ZONE, batch, stage_version=STAGE_VERSION, settings=_stage_settings(settings), inputs=inputs
    )
    if not made.is_done:
        job = CrawlJob(
            plan=made,
            seed_sets=chosen,
            shards=shards_of(chosen),
            snapshot=inputs["snapshot"],
            before=inputs["before"],
            # Pages read by another version of the reader are stored again, changed or not.
            is_same_reader=before is None or before.stage_version == STAGE_VERSION,
        )
        write_job(store, job)
    return made


def shards(settings: Settings, plan: Plan) -> list[str]:
    """The shards' names. Seed sets that share a host are in one shard: one crawler a host."""
    return list(read_job(ObjectStore(settings.s3), job_path(plan.key)).shards)


def run_shard(settings: Settings, plan: Plan, shard: str) -> str:
    """Crawl a shard's seed sets, or take in their stored files, in a process of its own; the receipt's key.

    Raises `BadInput` where a seed set gave no page.
    """
    from infoseek.launch import run

    root = Path(infoseek.__file__).parents[2]
    module = "infoseek.web.crawl.ingest" if is_offline(shard) else "scrapers"
    command = [sys.executable, "-m", module, "--plan", job_path(plan.key), "--shard", shard]
    run(command, env=_environment(settings), cwd=root, what="The crawl")
    return manifests.receipt_path(plan, shard)


def commit(settings: Settings, plan: Plan, receipts: list[str]) -> Manifest:
    """Build the corpus snapshot and make pages, failures, report and snapshot visible together.

    What the crawl kept for the case of its being killed is removed. Raises `BadInput` where the corpus would
    be empty.
    """
    store = ObjectStore(settings.s3)
    found = in_order(manifests.read_receipts(store, receipts))
    snapshot, pages = corpus_of(store, plan, found, STAGE_VERSION)
    if not pages:
        raise BadInput(f"The crawl of batch {plan.batch_id} left no page in the corpus.")
    counted = Receipt(shard="corpus", stats={"live_pages": pages, "tombstones": len(snapshot.tombstones)})
    notes: dict[str, Any] = {
        "snapshot": snapshots.write_snapshot(store, snapshot),
        "seeds": sorted(name.removeprefix("seeds/") for name in plan.inputs if name.startswith("seeds/")),
    }
    if kept := names_of(found, "kept_missing"):
        notes["kept_missing"] = sorted(kept)
    manifest = manifests.commit(
        store,
        plan,
        [*found, counted],
        stage_version=STAGE_VERSION,
        settings=_stage_settings(settings),
        code_revision=code_revision(),
        notes=notes,
    )
    sweep(store, plan, manifest, names_of(found, "segments"))
    return manifest


def snapshot_of(store: ObjectStore, batch_id: str) -> str:
    """The id of the corpus snapshot a batch's crawl committed. Raises `BadInput` where there is none."""
    return str(manifests.required(store, ZONE, batch_id).notes["snapshot"])


def _require_contact(settings: Settings, seed_sets: list[SeedSet]) -> None:
    """Whoever crawls the public web says who they are; private hosts are the user's own."""
    if settings.crawl.contact.strip():
        return
    for seeds in seed_sets:
        hosts = set() if seeds.is_offline else set(scope_of(seeds.scope).hosts)
        public = sorted(host for host in hosts if not names_private(host_and_port(f"http://{host}/")[0]))
        if public:
            raise BadInput(
                f"Seed set {seeds.name!r} asks {public[0]}, a public host: set INFOSEEK_CRAWL__CONTACT to a mail "
                "address or URL of who answers for the crawl, which its requests carry."
            )


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
