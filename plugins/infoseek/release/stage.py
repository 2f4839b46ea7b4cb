"""The publishing stage: stages a release's files, checks them, then switches to it.

What lives here: the stage contract and the order of writes. What may not: what the files say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from infoseek.errors import BadInput, NothingNew
from infoseek.llm.ledger import totals
from infoseek.release.card import computed
from infoseek.release.files import (
    MANIFEST_FILE,
    ReleaseFile,
    content_type,
    described,
    listed_files,
    release_files,
)
from infoseek.release.reader import ZONE, Pointer, read_pointer
from infoseek.release.retraction import read_retractions, retraction_key, withheld_items
from infoseek.release.version import VersionClaim, claim_version, switch
from infoseek.revision import code_revision
from infoseek.settings import Settings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest, Part, Plan, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, BLURRED_QUESTIONS, GROWN_TREES, QUARANTINED, VERDICTS
from infoseek.store.tables import read_rows

STAGE_VERSION = "1"

_TABLES = {"train": "train.parquet", "quarantine": "quarantine.parquet", "verdicts": "verdicts.parquet"}


def plan(settings: Settings, batch_id: str) -> Plan:
    """Pin the gated batch.

    Raises `NothingNew` where every root of the corpus was grown in an earlier batch, `BadInput` where the
    batch has no accepted question for another reason.

    A run that was committed but died before the pointer was switched is not done.
    """
    store = ObjectStore(settings.s3)
    gated = manifests.required(store, "gated", batch_id)
    if not gated.rows(ACCEPTED.name):
        blurred = manifests.read_manifest(store, "blurred", gated.inputs["blurred"])
        started = manifests.read_manifest(store, "grown", blurred.inputs["grown"]).rows(GROWN_TREES.name)
        if not started and manifests.earlier(store, "grown", batch_id):
            raise NothingNew(f"Batch {batch_id} has no page that was not grown before: no new release.")
        raise BadInput(
            f"Batch {batch_id} has no accepted question: nothing to publish ({started} trees started, "
            f"{blurred.rows(BLURRED_QUESTIONS.name)} questions worded, rejected: {_rejected(gated)})."
        )
    pinned = manifests.plan(
        store,
        ZONE,
        batch_id,
        stage_version=STAGE_VERSION,
        settings=settings.release.model_dump(),
        inputs={"gated": gated.key, **_retracted_input(store, batch_id)},
    )
    return pinned.model_copy(update={"is_done": pinned.is_done and _is_switched(store, pinned)})


def _retracted_input(store: ObjectStore, batch_id: str) -> dict[str, str]:
    """What makes a batch with retracted items another run: its release without them is a new version."""
    key = retraction_key(read_retractions(store, batch_id))
    return {"retracted": key} if key else {}


def _rejected(gated: Manifest) -> str:
    prefix = "rejected_"
    counts = {
        name.removeprefix(prefix): n for name, n in gated.stats.items() if name.startswith(prefix) and n
    }
    return ", ".join(f"{check} {count:g}" for check, count in counts.items()) or "nothing"


def _is_switched(store: ObjectStore, plan: Plan) -> bool:
    pointer, _ = read_pointer(store)
    version = int(manifests.read_manifest(store, ZONE, plan.key).notes["version"])
    return pointer is not None and (pointer.version >= version or _is_overtaken(plan, pointer))


def _is_overtaken(plan: Plan, pointer: Pointer | None) -> bool:
    """Whether it only takes items back, and a later batch's release is the newest already and stays so."""
    return pointer is not None and "retracted" in plan.inputs and pointer.batch_id > plan.batch_id


def shards(settings: Settings, plan: Plan) -> list[str]:
    """None: the release is written by its commit."""
    return []


def commit(settings: Settings, plan: Plan, receipts: Sequence[str] = ()) -> Manifest:
    """Publish: stage all files, read them back, commit their manifest, switch the pointer.

    Before the switch the release before stays the newest; a second attempt goes on where the first died
    and writes the same bytes.
    """
    store = ObjectStore(settings.s3)
    if store.exists(manifests.manifest_path(ZONE, plan.key)):
        # Files of a committed release never change; only head and pointer may still be behind.
        manifest = _committed(store, settings, plan, Receipt(shard="release"), {})
    else:
        claim = claim_version(store, plan, lambda: _cost(store, plan.batch_id))
        files = _staged(store, settings, plan, claim)
        receipt = Receipt(shard="release", tables=_parts(claim, files), stats=_stats(files))
        notes = {
            "version": claim.version,
            "prefix": claim.prefix,
            "address": store.address(claim.prefix),
            "files": {name: file.model_dump() for name, file in files.items()},
        }
        manifest = _committed(store, settings, plan, receipt, notes)
    version, prefix = int(manifest.notes["version"]), str(manifest.notes["prefix"])
    if not _is_overtaken(plan, read_pointer(store)[0]):
        switch(store, Pointer(version=version, batch_id=plan.batch_id, prefix=prefix, key=plan.key))
    return manifest


def _cost(store: ObjectStore, batch_id: str) -> dict[str, int | float]:
    return {name: value for name, value in totals(store, batch_id).items() if isinstance(value, int | float)}


def _staged(
    store: ObjectStore, settings: Settings, plan: Plan, claim: VersionClaim
) -> dict[str, ReleaseFile]:
    """Write every file below the release's prefix and read it back; what each is."""
    bodies = _files(store, settings, plan, claim)
    for name, body in bodies.items():
        store.put(f"{claim.prefix}/{name}", body, content_type(name))
    for name, body in bodies.items():
        path = f"{claim.prefix}/{name}"
        if hashlib.sha256(store.get(path)).digest() != hashlib.sha256(body).digest():
            raise RuntimeError(f"{store.address(path)} does not read back as it was written.")
    listed = bodies[MANIFEST_FILE]
    return {**listed_files(listed), MANIFEST_FILE: described(listed)}


def _files(store: ObjectStore, settings: Settings, plan: Plan, claim: VersionClaim) -> dict[str, bytes]:
    gated = manifests.read_manifest(store, "gated", plan.inputs["gated"])
    withheld = withheld_items(store)
    accepted = [row for row in read_rows(store, gated, ACCEPTED) if not withheld(row)]
    quarantined = [row for row in read_rows(store, gated, QUARANTINED) if not withheld(row)]
    if not accepted:
        raise BadInput(f"Every accepted question of batch {plan.batch_id} is retracted: nothing to publish.")
    shown = {row["question_id"] for row in (*accepted, *quarantined)}
    verdicts = [row for row in read_rows(store, gated, VERDICTS) if row["question_id"] in shown]
    facts = computed(
        accepted,
        quarantined,
        name=settings.release.name,
        license_name=settings.release.license,
        version=claim.version,
        batch_id=plan.batch_id,
        waivers=gated.notes.get("waivers", {}),
        models=_models(store, gated),
        cost=claim.cost,
        corpus={
            "linked": gated.inputs["linked"],
            "snapshot": gated.inputs["snapshot"],
            "pages": manifests.read_manifest(store, "linked", gated.inputs["linked"]).rows("entities"),
        },
        retracted={entry.question_id: entry.why for entry in read_retractions(store, plan.batch_id)},
    )
    return release_files(accepted, quarantined, verdicts, facts)


def _models(store: ObjectStore, gated: Manifest) -> dict[str, str]:
    """The model of each role, from the settings of the stages that asked them."""
    blurred = manifests.read_manifest(store, "blurred", gated.inputs["blurred"])
    grown = manifests.read_manifest(store, "grown", blurred.inputs["grown"])
    named: dict[str, Any] = {**grown.settings.get("model", {}), **blurred.settings.get("model", {})}
    return {role: str(model) for role, model in named.items()}


def _parts(claim: VersionClaim, files: dict[str, ReleaseFile]) -> dict[str, list[Part]]:
    return {
        table: [
            Part(
                path=f"{claim.prefix}/{name}",
                rows=files[name].rows or 0,
                size_bytes=files[name].size_bytes,
                sha256=files[name].sha256,
            )
        ]
        for table, name in _TABLES.items()
    }


def _stats(files: dict[str, ReleaseFile]) -> dict[str, float]:
    return {
        "questions": files["train.jsonl"].rows or 0,
        "size_bytes": sum(file.size_bytes for file in files.values()),
    }


def _committed(
    store: ObjectStore, settings: Settings, plan: Plan, receipt: Receipt, notes: dict[str, Any]
) -> Manifest:
    return manifests.commit(
        store,
        plan,
        [receipt],
        stage_version=STAGE_VERSION,
        settings=settings.release.model_dump(),
        code_revision=code_revision(),
        notes=notes,
    )
