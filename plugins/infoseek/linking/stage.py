"""The link stage: pins a corpus and what it builds upon, runs the Spark job, indexes passages, commits both.

What may not live here: the job's command line (submitting.py), reading pages or joining them (spark_jobs).
"""

from __future__ import annotations

from typing import Any

from infoseek.errors import BadInput
from infoseek.expecting import run_expectations
from infoseek.launch import run
from infoseek.launched import writing_below
from infoseek.linking.disambiguation.pack_store import model_key, pack_key
from infoseek.linking.retiring import kept_batches, retire
from infoseek.linking.submitting import check_java, job_environment, submit_command
from infoseek.linking.versions import reader_version
from infoseek.retrieval import shard as retrieval
from infoseek.revision import code_revision
from infoseek.settings import Settings
from infoseek.stages import CRAWL, LINK
from infoseek.store import manifests
from infoseek.store.manifests import Manifest, Plan
from infoseek.store.objects import ObjectStore
from infoseek.store.snapshots import read_snapshot

STAGE_VERSION = "7"
SHARD = "all"
MODEL_GROWTH = 2
"""A corpus of so many times the pages that its model was trained on trains a new one."""


def plan(settings: Settings, batch_id: str) -> Plan:
    """Pin the snapshot that the batch's crawl committed, the batch before and its model.

    Raises `BadInput` where there is no snapshot.
    """
    store = ObjectStore(settings.s3)
    crawl = manifests.required(store, CRAWL.zone, batch_id)
    snapshot = crawl.notes.get("snapshot")
    if not isinstance(snapshot, str) or not snapshot:
        raise BadInput(f"The crawl {crawl.key} of batch {batch_id} names no corpus snapshot.")
    before = _before(store, batch_id)
    return manifests.plan(
        store,
        LINK.zone,
        batch_id,
        stage_version=STAGE_VERSION,
        settings=_settings(settings),
        inputs={
            "snapshot": snapshot,
            "base": before.key if before else "",
            **_pinned(store, before, snapshot),
        },
    )


def _settings(settings: Settings) -> dict[str, Any]:
    """Those that change what is linked and indexed."""
    linking = settings.link.model_dump(include={"min_score", "held_back"})
    return {**linking, **retrieval.stage_settings(settings)}


def _before(store: ObjectStore, batch_id: str) -> Manifest | None:
    """The latest batch before, if the code that reads pages is what it was then."""
    batches = manifests.read_head(store, LINK.zone).batches
    day = max((day for day in batches if day < batch_id), default="")
    found = manifests.read_manifest(store, LINK.zone, batches[day]) if day else None
    return found if found and found.notes.get("reader") == reader_version() else None


def _pinned(store: ObjectStore, before: Manifest | None, snapshot: str) -> dict[str, str]:
    """The model of the batch before, and the pack whose statistics go with it.

    "" for both where there are none any more, or the corpus has outgrown them: then a model is trained.
    """
    notes = before.notes if before else {}
    model, statistics = notes.get("model", ""), notes.get("statistics", "")
    pages = sum(part.rows for part in read_snapshot(store, snapshot).parts)
    is_fit = bool(model and statistics) and pages <= MODEL_GROWTH * notes["model_pages"]
    if is_fit and store.exists(model_key(model)) and store.exists(pack_key(statistics)):
        return {"model": model, "statistics": statistics}
    return {"model": "", "statistics": ""}


def shards(settings: Settings, plan: Plan) -> list[str]:
    """The Spark job, which takes the whole corpus and spreads the work itself, and the passage index beside it."""
    return [SHARD, retrieval.SHARD]


def run_shard(settings: Settings, plan: Plan, shard: str) -> str:
    """Launch the Spark job and the suites over its tables, or index the passages; the receipt's object key.

    Raises `Halted` where scratch cannot be used, or the tables are out of bounds.
    """
    if shard == retrieval.SHARD:
        return retrieval.run_shard(settings, plan)
    check_java()
    with writing_below(settings.scratch):
        settings.scratch.mkdir(parents=True, exist_ok=True)
    snapshot = read_snapshot(ObjectStore(settings.s3), plan.inputs["snapshot"])
    pages = sum(part.rows for part in snapshot.parts)
    run(submit_command(settings, plan, shard, pages), job_environment(settings), what="The Spark job")
    run_expectations(settings, "linked", plan, shard, sections=("s3", "link"), what="The gate of linking")
    return manifests.receipt_path(plan, shard)


def commit(settings: Settings, plan: Plan, receipts: list[str]) -> Manifest:
    """Make the linked corpus visible, then remove what only old batches were linked and searched with.

    Its stats hold the tables' sizes, and mentions and edges by where they are from.
    """
    store = ObjectStore(settings.s3)
    found = manifests.read_receipts(store, receipts)
    committed = manifests.commit(
        store,
        plan,
        found,
        stage_version=STAGE_VERSION,
        settings=_settings(settings),
        code_revision=code_revision(),
        notes=_notes(store, plan, found),
    )
    retire(store, kept_batches(store, committed, settings.link.keep_batches))
    return committed


def _notes(store: ObjectStore, plan: Plan, receipts: list[manifests.Receipt]) -> dict[str, Any]:
    """What the next batch builds upon: the reading code's version, pack, model, and how large its corpus was."""
    names = {name: values[0] for receipt in receipts for name, values in receipt.names.items() if values}
    pinned = plan.inputs["model"]
    pages = sum(part.rows for part in read_snapshot(store, plan.inputs["snapshot"]).parts)
    if pinned:
        pages = manifests.read_manifest(store, plan.zone, plan.inputs["base"]).notes["model_pages"]
    return {
        "reader": reader_version(),
        "pack": names.get("pack", ""),
        "model": names.get("model", ""),
        "statistics": plan.inputs["statistics"] if pinned else names.get("pack", ""),
        "model_pages": pages,
        **retrieval.notes(receipts),
    }
