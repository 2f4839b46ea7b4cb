"""How fast questions are gated, which planted defects the gate catches, and whether it spares sound questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from infoseek.bench.figure import Figure, exactly, ratio
from infoseek.bench.oracle import Oracle
from infoseek.bench.plants import Plant, plants
from infoseek.bench.rehearsal import Rehearsal
from infoseek.bench.session import Session
from infoseek.gates import stage as gate_stage
from infoseek.gates.catalogue import CHECKS
from infoseek.stages import BLUR, GATE
from infoseek.store import manifests, schemas
from infoseek.store.manifests import Manifest, Receipt, required
from infoseek.store.tables import new_attempt, read_rows, write_part

SOUND_BATCH = "2025-12-30"
SPOILT_BATCH = "2025-12-31"
"""Before the batch itself, so that its questions are no duplicates for these; the sound ones are for the spoilt."""


def run(session: Session) -> Iterator[Figure]:
    """The batch is gated as it is; then its published questions alone, and behind them spoilt copies of them."""
    rehearsal = session.rehearsal(GATE)
    gated = required(rehearsal.store, GATE.zone, rehearsal.batch_id)
    elapsed_s = rehearsal.run_of(GATE).elapsed_s
    yield Figure(
        "verdicts a second, process start included", gated.rows("verdicts") / elapsed_s, "verdicts/s"
    )
    sound, spoilt = _planted(rehearsal)
    if not sound:
        yield Figure("share of planted defects caught", None, "share", exactly(1))
        return
    session.tell(f"gate {len(sound)} sound and {len(spoilt)} spoilt questions")
    accepted = _gate(rehearsal, SOUND_BATCH, sound).rows("accepted")
    caught = _caught(rehearsal, _gate(rehearsal, SPOILT_BATCH, [plant.row for plant in spoilt]), spoilt)
    planted = Counter(plant.name for plant in spoilt)
    for name, count in planted.items():
        yield Figure(f"caught: {name} ({count} planted)", ratio(caught[name], count), "share", exactly(1))
    total = ratio(caught.total(), planted.total())
    yield Figure("share of planted defects caught", total, "share", exactly(1))
    yield Figure("false alarms on sound questions", len(sound) - accepted, "questions", exactly(0))


def _planted(rehearsal: Rehearsal) -> tuple[list[dict[str, Any]], list[Plant]]:
    """Published questions as they were blurred, and what is made of them for the checks that are run."""
    gated = required(rehearsal.store, GATE.zone, rehearsal.batch_id)
    names = schemas.BLURRED_QUESTIONS.schema.names
    sound = [
        {name: row[name] for name in names} for row in read_rows(rehearsal.store, gated, schemas.ACCEPTED)
    ]
    oracle = Oracle(rehearsal.world, rehearsal.site)
    spoilt = [plant for row in sound for plant in plants(row, oracle) if plant.check in CHECKS]
    return sound, spoilt


def _gate(rehearsal: Rehearsal, batch_id: str, rows: list[dict[str, Any]]) -> Manifest:
    """Gate these rows as a batch of their own, as the stage does it; however many fail, it is not blocked."""
    store = rehearsal.store
    limits = rehearsal.settings.gates.model_copy(update={"max_reason_share": 1.0})
    settings = rehearsal.settings.model_copy(update={"gates": limits})
    blurred = required(store, BLUR.zone, rehearsal.batch_id)
    plan = manifests.plan(
        store, BLUR.zone, batch_id, stage_version="planted", settings={}, inputs=blurred.inputs
    )
    rows = [{**row, "batch_id": batch_id} for row in rows]
    parts = write_part(store, schemas.BLURRED_QUESTIONS, rows, new_attempt())
    receipt = Receipt(shard="planted", tables={schemas.BLURRED_QUESTIONS.name: parts})
    revision = blurred.code_revision
    manifests.commit(store, plan, [receipt], stage_version="planted", settings={}, code_revision=revision)
    gate = gate_stage.plan(settings, batch_id)
    receipts = [gate_stage.run_shard(settings, gate, shard) for shard in gate_stage.shards(settings, gate)]
    return gate_stage.commit(settings, gate, receipts)


def _caught(rehearsal: Rehearsal, outcome: Manifest, spoilt: list[Plant]) -> Counter[str]:
    """Plants by name whose own check failed."""
    verdicts = read_rows(rehearsal.store, outcome, schemas.VERDICTS, ["question_id", "check", "status"])
    failed = {(row["question_id"], row["check"]) for row in verdicts if row["status"] == "failed"}
    return Counter(plant.name for plant in spoilt if (plant.row["question_id"], plant.check) in failed)
