"""Growing a linked batch again, each time in a bucket of its own: what came of it, and what was paid for it.

What lives here: one growth run, in this process or in one that can be killed. What may not: judging it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections import Counter
from dataclasses import dataclass
from functools import partial

from infoseek.agents import grow_stage
from infoseek.bench.rehearsal import Rehearsal
from infoseek.llm.batch_wait import attended
from infoseek.llm.ledger import LedgerRow, batch_rows
from infoseek.llm.segments import read_rows as read_segments
from infoseek.settings import ModelSettings, Settings
from infoseek.store import manifests, schemas
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import read_rows

_SETTINGS = "INFOSEEK_BENCH_SETTINGS"
_RUN = "from infoseek.bench import grow_again; grow_again.main()"


@dataclass(frozen=True)
class Grown:
    """What a run came to. trees: by id, whether finished or given up and why. failed: items given up for a call."""

    trees: dict[str, str]
    failed: int


def branched(rehearsal: Rehearsal, model: ModelSettings, trees: int) -> Settings:
    """The settings of a growth run on a copy of the rehearsed batch, which must be linked and no further."""
    s3 = rehearsal.settings.s3.model_copy(update={"bucket": f"branch-{uuid.uuid4().hex[:12]}"})
    copy = ObjectStore(s3)
    copy.create_bucket()
    for key in rehearsal.store.keys(""):
        if not key.startswith(("llm/", "grown", "blurred", "gated")):
            copy.put(key, rehearsal.store.get(key))
    growth = rehearsal.settings.growth.model_copy(update={"trees": trees, "shards": 1})
    return rehearsal.settings.model_copy(update={"s3": s3, "model": model, "growth": growth})


def grow(settings: Settings, batch_id: str) -> None:
    """Plan, run and commit the growth stage."""
    plan = grow_stage.plan(settings, batch_id)
    if plan.is_done:
        return
    shards = grow_stage.shards(settings, plan)
    receipts = [
        attended(settings.model, partial(grow_stage.run_shard, settings, plan, shard)) for shard in shards
    ]
    grow_stage.commit(settings, plan, receipts)


def launched(settings: Settings, batch_id: str) -> subprocess.Popen[bytes]:
    """The same in a process of its own."""
    told = json.dumps({"settings": settings.model_dump(mode="json"), "batch_id": batch_id})
    return subprocess.Popen([sys.executable, "-c", _RUN], env={**os.environ, _SETTINGS: told})


def main() -> None:
    """The launched process's own part."""
    told = json.loads(os.environ.pop(_SETTINGS))
    grow(Settings.model_validate(told["settings"]), told["batch_id"])


def grown(settings: Settings, batch_id: str) -> Grown:
    """What a committed run came to."""
    store = ObjectStore(settings.s3)
    manifest = manifests.required(store, grow_stage.ZONE, batch_id)
    rows = read_rows(store, manifest, schemas.GROWN_TREES, ["tree_id", "status", "reason"])
    trees = {row["tree_id"]: f"{row['status']} {row['reason']}" for row in rows}
    return Grown(trees, manifest.rows(grow_stage.FAILURES.name))


def ledger(settings: Settings, batch_id: str) -> list[LedgerRow]:
    """Every attempt that the run's tries booked."""
    return list(batch_rows(ObjectStore(settings.s3), batch_id))


def stored_twice(settings: Settings, batch_id: str) -> int:
    """Answers that were asked for again although they were stored."""
    rows = read_segments(ObjectStore(settings.s3), f"llm/cache/{batch_id}/")
    counts = Counter(row["key"] for row in rows)
    return sum(count - 1 for count in counts.values())
