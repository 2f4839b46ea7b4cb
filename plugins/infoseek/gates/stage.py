"""The gate stage: pins its inputs, launches Great Expectations, makes the outcome visible.

What lives here: the stage contract. What may not: Great Expectations itself, which runs as a child process.
"""

from __future__ import annotations

from typing import Any

from infoseek.expecting import run_expectations
from infoseek.gates.catalogue import CHECKS
from infoseek.gates.earlier import pin_earlier
from infoseek.gates.history import is_recorded, record_quality
from infoseek.gates.quality import batch_quality
from infoseek.gates.waivers import in_force, reasons
from infoseek.revision import code_revision
from infoseek.settings import Settings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest, Plan
from infoseek.store.objects import ObjectStore

ZONE = "gated"
STAGE_VERSION = "1"
SHARD = "all"


def plan(settings: Settings, batch_id: str) -> Plan:
    """Pin the blurred questions, the linked corpus they were grown on, and what earlier batches accepted.

    So a rerun of a batch is compared with the batches before it only; it is another run where one of those
    was gated anew. Raises `BadInput`.
    """
    store = ObjectStore(settings.s3)
    blurred = manifests.required(store, "blurred", batch_id)
    linked = manifests.read_manifest(store, "linked", blurred.inputs["linked"])
    pinned = manifests.plan(
        store,
        ZONE,
        batch_id,
        stage_version=STAGE_VERSION,
        settings=_stage_settings(settings, batch_id),
        inputs={
            "blurred": blurred.key,
            "linked": linked.key,
            "snapshot": linked.inputs["snapshot"],
            "earlier": pin_earlier(store, batch_id),
        },
    )
    if pinned.is_done:
        # The attempt that committed it may have died before it said so.
        _record(store, manifests.read_manifest(store, ZONE, pinned.key))
    return pinned


def shards(settings: Settings, plan: Plan) -> list[str]:
    """One shard: uniqueness and duplicates are judged over the whole batch."""
    return [SHARD]


def run_shard(settings: Settings, plan: Plan, shard: str) -> str:
    """Gate the batch in a process of its own; the receipt's object key.

    Raises `BadInput` where an input cannot be used, `Halted` where the gate blocks the batch.
    """
    run_expectations(settings, "gate", plan, shard, sections=("s3", "gates", "growth"), what="The gate")
    return manifests.receipt_path(plan, shard)


def commit(settings: Settings, plan: Plan, receipts: list[str]) -> Manifest:
    """Make verdicts, accepted and quarantined visible together, then their counts in the quality history."""
    store = ObjectStore(settings.s3)
    manifest = manifests.commit(
        store,
        plan,
        manifests.read_receipts(store, receipts),
        stage_version=STAGE_VERSION,
        settings=_stage_settings(settings, plan.batch_id),
        code_revision=code_revision(),
        notes={"waivers": reasons(in_force(settings.gates, plan.batch_id))},
    )
    _record(store, manifest)
    return manifest


def _record(store: ObjectStore, manifest: Manifest) -> None:
    if not is_recorded(store, manifest.batch_id, manifest.key):
        record_quality(store, batch_quality(store, manifest))


def _stage_settings(settings: Settings, batch_id: str) -> dict[str, Any]:
    """What decides a verdict besides the inputs: thresholds, waivers, sizes, and the checks' versions."""
    return {
        "gates": in_force(settings.gates, batch_id).model_dump(mode="json"),
        "vertices": [settings.growth.min_vertices, settings.growth.max_vertices],
        "checks": {check.id: check.version for check in CHECKS.values()},
    }
