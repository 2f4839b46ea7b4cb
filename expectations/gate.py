"""The gate of one batch: questions in, verdicts, accepted and quarantined out, or nothing at all.

What lives here: what becomes of a question. What may not: the checks, and running Great Expectations.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from expectations.checkpoint import Rejection, rejections
from expectations.context import docs_index
from expectations.judging import Judging
from expectations.suite import SCHEMA
from infoseek.errors import BadInput
from infoseek.gates.catalogue import CHECKS, first_failure
from infoseek.gates.certificate import certificate
from infoseek.gates.corpus import open_corpus
from infoseek.gates.earlier import read_earlier
from infoseek.gates.item import Item
from infoseek.gates.verdict import GateBlocked, Verdict
from infoseek.gates.waivers import in_force
from infoseek.settings import Settings
from infoseek.store.manifests import Part, Plan, Receipt, read_manifest, write_receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, BLURRED_QUESTIONS, QUARANTINED, VERDICTS, Table
from infoseek.store.tables import new_attempt, read_rows, write_part

log = logging.getLogger(__name__)

# Below this a share says nothing: one bad question would block a batch.
_LEAST_FOR_SHARE = 20


@dataclass(frozen=True)
class Outcome:
    """The rows of the gate's three tables."""

    verdicts: list[dict[str, Any]]
    accepted: list[dict[str, Any]]
    quarantined: list[dict[str, Any]]


def run(settings: Settings, plan: Plan, shard: str) -> str:
    """Gate the questions a plan names; write parts and receipt, and return the receipt's object key.

    Raises `BadInput` where an input is missing or of another corpus, `GateBlocked` where nothing may be
    committed: the gate could not run, or a check rejects too large a share of the batch.
    """
    store = ObjectStore(settings.s3)
    blurred = read_manifest(store, "blurred", plan.inputs["blurred"])
    rows = sorted(
        read_rows(store, blurred, BLURRED_QUESTIONS), key=lambda row: (str(row["question_id"]), str(row))
    )
    _require_one_corpus(rows, plan)
    if rows:
        corpus = open_corpus(store, plan.inputs["linked"], plan.inputs["snapshot"])
        earlier = read_earlier(store, plan.inputs["earlier"])
        judging = Judging(rows, corpus, in_force(settings.gates, plan.batch_id), earlier)
        rejected = rejections(store, judging, settings.growth, plan.batch_id, plan.key)
        outcome = split(judging, rejected, plan.batch_id)
        _require_sound(outcome, settings, plan, store)
    else:
        outcome = Outcome([], [], [])
    receipt = Receipt(shard=shard, tables=_write(store, outcome), stats=_stats(outcome))
    return write_receipt(store, plan, receipt)


def _require_one_corpus(rows: Sequence[dict[str, Any]], plan: Plan) -> None:
    for row in rows:
        if row["corpus"] != plan.inputs["linked"]:
            raise BadInput(
                f"Question {row['question_id']} of batch {plan.batch_id} was grown on linked corpus "
                f"{row['corpus']}, the gate has {plan.inputs['linked']}: run grow_research_trees again."
            )


def split(judging: Judging, rejected: Sequence[Rejection], batch_id: str) -> Outcome:
    """Accept what every check lets through and no expectation rejects; the rest with its first failure."""
    reasons: dict[int, list[Rejection]] = {}
    for rejection in rejected:
        reasons.setdefault(rejection.position, []).append(rejection)
    outcome = Outcome([], [], [])
    for position, item in enumerate(judging.items):
        verdicts = [judging.reached(position, check) for check in CHECKS]
        outcome.verdicts.extend(_verdict_row(item.row["question_id"], v, batch_id) for v in verdicts)
        why = _why_rejected(item, verdicts, reasons.get(position, []))
        if why is None:
            proof = certificate(item, judging.corpus, verdicts)
            outcome.accepted.append({**item.row, "certificate": _json(proof)})
        else:
            check, reason, evidence = why
            outcome.quarantined.append(
                {**item.row, "check": check, "reason": reason, "evidence": _json(evidence)}
            )
    return outcome


def _why_rejected(
    item: Item, verdicts: list[Verdict], rejected: list[Rejection]
) -> tuple[str, str, dict[str, Any]] | None:
    """First check that failed, its reason and evidence; None where nothing stands against the question."""
    misshapen = [rejection.expectation for rejection in rejected if rejection.check == SCHEMA]
    if misshapen:
        reason = item.fault or f"Not so: {'; '.join(misshapen)}."
        return SCHEMA, reason, {"expectations": misshapen}
    failed = first_failure(verdicts)
    if failed is not None:
        return failed.check, failed.reason, failed.evidence
    if rejected:
        return rejected[0].check, f"Not so: {rejected[0].expectation}.", {}
    return None


def _verdict_row(question_id: str, verdict: Verdict, batch_id: str) -> dict[str, Any]:
    return {
        "question_id": question_id,
        "check": verdict.check,
        "status": verdict.status,
        "reason": verdict.reason,
        "evidence": _json(verdict.evidence),
        "version": verdict.version,
        "batch_id": batch_id,
    }


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _require_sound(outcome: Outcome, settings: Settings, plan: Plan, store: ObjectStore) -> None:
    """Raises `GateBlocked` where one check rejects more of the batch than it may."""
    total = len(outcome.accepted) + len(outcome.quarantined)
    if total < _LEAST_FOR_SHARE:
        return
    failing = Counter(row["check"] for row in outcome.verdicts if row["status"] not in ("passed", "waived"))
    failing[SCHEMA] = sum(row["check"] == SCHEMA for row in outcome.quarantined)
    for check, count in failing.most_common():
        if count / total > settings.gates.max_reason_share:
            raise GateBlocked(
                f"Batch {plan.batch_id} is blocked: {check} rejects {count} of {total} questions, more than "
                f"the {settings.gates.max_reason_share:.0%} allowed; see {store.address(docs_index())}."
            )


def _write(store: ObjectStore, outcome: Outcome) -> dict[str, list[Part]]:
    attempt = new_attempt()
    tables: list[tuple[Table, list[dict[str, Any]]]] = [
        (VERDICTS, outcome.verdicts),
        (ACCEPTED, outcome.accepted),
        (QUARANTINED, outcome.quarantined),
    ]
    return {table.name: write_part(store, table, rows, attempt) for table, rows in tables}


def _stats(outcome: Outcome) -> dict[str, float]:
    rejected = Counter(row["check"] for row in outcome.quarantined)
    return {
        "questions": len(outcome.accepted) + len(outcome.quarantined),
        "accepted": len(outcome.accepted),
        "quarantined": len(outcome.quarantined),
        **{f"rejected_{check}": rejected[check] for check in (SCHEMA, *CHECKS)},
    }
