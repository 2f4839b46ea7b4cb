"""Stage commits: immutable manifests, one head a zone, shard receipts (DESIGN §5).

What lives here: how a stage's output becomes visible, whole or not at all. What may not: what it means.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.errors import BadInput, Halted
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore

SCHEMA_VERSION = 1


class Part(BaseModel):
    """One immutable Parquet object of a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    rows: int = Field(ge=0)
    size_bytes: int = Field(ge=0)
    sha256: str


class Receipt(BaseModel):
    """What one shard of a stage wrote: parts by table, counters by name, and what its commit must know by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shard: str
    tables: dict[str, list[Part]] = {}
    stats: dict[str, float] = {}
    names: dict[str, list[str]] = {}


class Plan(BaseModel):
    """A stage run's pinned inputs, made by its first task and handed on through XCom.

    key: hash of batch, stage version, stage settings and input manifests; names the output.
    base: what the zone's head held for this batch when the run was planned ("" for nothing).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: str
    batch_id: str
    key: str
    base: str
    inputs: dict[str, str]
    is_done: bool


class Manifest(BaseModel):
    """The immutable record of one committed stage run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: str
    batch_id: str
    key: str
    schema_version: int = SCHEMA_VERSION
    code_revision: str
    stage_version: str
    settings: dict[str, Any]
    inputs: dict[str, str]
    tables: dict[str, list[Part]]
    stats: dict[str, float]
    notes: dict[str, Any] = {}

    def rows(self, table: str) -> int:
        """How many rows a table of this commit has."""
        return sum(part.rows for part in self.tables.get(table, []))


class Head(BaseModel):
    """A zone's mutable pointer: the current manifest key of each batch."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    revision: int = 0
    batches: dict[str, str] = {}


class StaleAttempt(Halted):
    """The zone's head moved on since this run was planned; its output stays invisible."""


def content_hash(value: Any, length: int = 20) -> str:
    """Hex digest of a JSON value in canonical form: the same value gives the same id on any machine."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def check_batch_id(batch_id: str | None) -> str:
    """The batch id if it is a date like 2026-11-05; `BadInput` otherwise."""
    try:
        return date.fromisoformat(batch_id or "").isoformat()
    except ValueError:
        raise BadInput(
            f"The batch {batch_id!r} is no date of the form YYYY-MM-DD: trigger the DAG with a partition key."
        ) from None


def manifest_path(zone: str, key: str) -> str:
    return f"{zone}/_manifests/{key}.json"


def head_path(zone: str) -> str:
    return f"{zone}/_head.json"


def read_head(store: ObjectStore, zone: str) -> Head:
    """The zone's head; an empty one where nothing was committed yet."""
    try:
        return Head.model_validate_json(store.get(head_path(zone)))
    except ObjectMissing:
        return Head()


def read_manifest(store: ObjectStore, zone: str, key: str) -> Manifest:
    """A committed manifest. Raises `BadInput` where it is missing or no manifest."""
    path = manifest_path(zone, key)
    try:
        return Manifest.model_validate_json(store.get(path))
    except ObjectMissing:
        raise BadInput(f"There is no manifest {store.address(path)}.") from None
    except ValidationError as error:
        raise BadInput(f"{store.address(path)} is no manifest: {error.error_count()} errors.") from error


def current(store: ObjectStore, zone: str, batch_id: str) -> Manifest | None:
    """The manifest a batch has in a zone now, or None."""
    key = read_head(store, zone).batches.get(batch_id)
    return read_manifest(store, zone, key) if key else None


def required(store: ObjectStore, zone: str, batch_id: str) -> Manifest:
    """The manifest a batch has in a zone now; `BadInput` where the stage has not run."""
    found = current(store, zone, batch_id)
    if found is None:
        raise BadInput(
            f"Batch {batch_id} has nothing committed in zone {zone!r}: run the stage before first."
        )
    return found


def earlier(store: ObjectStore, zone: str, batch_id: str) -> list[Manifest]:
    """The manifests of all batches before this one, oldest first."""
    batches = read_head(store, zone).batches
    return [read_manifest(store, zone, batches[day]) for day in sorted(batches) if day < batch_id]


def plan(
    store: ObjectStore,
    zone: str,
    batch_id: str,
    *,
    stage_version: str,
    settings: Mapping[str, Any],
    inputs: Mapping[str, str],
) -> Plan:
    """Pin a stage run: its key, and what the head holds now. `is_done` where the same run is committed."""
    key = content_hash([batch_id, zone, stage_version, dict(settings), dict(inputs)])
    base = read_head(store, zone).batches.get(batch_id, "")
    return Plan(zone=zone, batch_id=batch_id, key=key, base=base, inputs=dict(inputs), is_done=base == key)


def receipt_path(plan: Plan, shard: str) -> str:
    return f"{plan.zone}/_receipts/{plan.key}/{shard}.json"


def write_receipt(store: ObjectStore, plan: Plan, receipt: Receipt) -> str:
    """Store a shard's receipt and return its object key, which is all that XCom carries."""
    path = receipt_path(plan, receipt.shard)
    store.put(path, receipt.model_dump_json().encode(), "application/json")
    return path


def read_receipts(store: ObjectStore, paths: list[str]) -> list[Receipt]:
    """The receipts at these keys, by shard name. Raises `ObjectMissing`."""
    found = [Receipt.model_validate_json(store.get(path)) for path in paths]
    return sorted(found, key=lambda receipt: receipt.shard)


def commit(
    store: ObjectStore,
    plan: Plan,
    receipts: list[Receipt],
    *,
    stage_version: str,
    settings: Mapping[str, Any],
    code_revision: str,
    notes: Mapping[str, Any] | None = None,
) -> Manifest:
    """Make a stage run visible: write its manifest once, then swap the zone's head.

    A second attempt of the same run finds the first one's manifest and adopts it.
    Raises `StaleAttempt` where another run of this batch was committed since the plan was made.
    """
    tables: dict[str, list[Part]] = {}
    stats: dict[str, float] = {}
    for receipt in receipts:
        for table, parts in receipt.tables.items():
            tables.setdefault(table, []).extend(parts)
        for name, value in receipt.stats.items():
            stats[name] = stats.get(name, 0) + value
    manifest = Manifest(
        zone=plan.zone,
        batch_id=plan.batch_id,
        key=plan.key,
        code_revision=code_revision,
        stage_version=stage_version,
        settings=json.loads(json.dumps(dict(settings), default=str)),
        inputs=plan.inputs,
        tables=tables,
        stats=stats,
        notes=dict(notes or {}),
    )
    path = manifest_path(plan.zone, plan.key)
    try:
        store.create(path, manifest.model_dump_json(indent=1).encode(), "application/json")
    except Conflict:
        manifest = read_manifest(store, plan.zone, plan.key)
    _swap_head(store, plan)
    return manifest


def _swap_head(store: ObjectStore, plan: Plan) -> None:
    path = head_path(plan.zone)
    while True:
        try:
            body, etag = store.get_with_etag(path)
        except ObjectMissing:
            head, etag = Head(), ""
        else:
            head = Head.model_validate_json(body)
        now = head.batches.get(plan.batch_id, "")
        if now == plan.key:
            return
        if now != plan.base:
            raise StaleAttempt(
                f"Batch {plan.batch_id} of zone {plan.zone!r} was committed as {now} since this run was planned."
            )
        moved = Head(revision=head.revision + 1, batches={**head.batches, plan.batch_id: plan.key})
        try:
            store.replace(path, moved.model_dump_json().encode(), etag)
        except Conflict:
            continue
        return
