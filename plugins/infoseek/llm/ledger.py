"""What every attempt at a call cost, failed and cached ones too, kept in segments on S3.

What lives here: rows and their sums. What may not: results.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypedDict

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.errors import BadInput
from infoseek.llm.segments import SegmentWriter, ShardRun, read_rows
from infoseek.store.objects import ObjectStore


class LedgerRow(BaseModel):
    """One attempt at a call, or one use of a cached result.

    reason: empty where status is ok or cached. detail: one line on a failure.
    prompt_tokens, completion_tokens: taken by the attempt; of a cached row, what the cache saved.
    cost_usd: 0 for a cached row. elapsed_s: from request to answer, 0 where there was no answer (seconds).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    role: str
    model: str
    status: Literal["ok", "failed", "cached"]
    reason: str = ""
    detail: str = ""
    prompt_tokens: int = Field(0, ge=0)
    completion_tokens: int = Field(0, ge=0)
    cost_usd: float = Field(0.0, ge=0)
    elapsed_s: float = Field(0.0, ge=0)


class Sums(TypedDict):
    """Sums over ledger rows.

    calls: distinct calls. attempts: requests sent. failed: those of them that gave no usable answer.
    cached: results served without a request. Tokens and cost are those of the attempts.
    """

    calls: int
    attempts: int
    failed: int
    cached: int
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    cost_usd: float


class Totals(Sums):
    """Sums of a batch, and the same by role."""

    roles: dict[str, Sums]


class Ledger:
    """The open ledger of one try at a shard: `llm/ledger/{batch}/{stage}/{shard}/{attempt}-{n}.jsonl`."""

    def __init__(self, store: ObjectStore, run: ShardRun) -> None:
        self.segments = SegmentWriter(store, run.folder("ledger"), run.attempt)

    def add(self, row: LedgerRow) -> None:
        self.segments.add(row)


def totals(store: ObjectStore, batch_id: str) -> Totals:
    """What a batch's calls took so far, over all stages, shards and tries."""
    rows = list(batch_rows(store, batch_id))
    roles = sorted({row.role for row in rows})
    return {
        **_sums(rows),
        "roles": {role: _sums([row for row in rows if row.role == role]) for role in roles},
    }


def batch_rows(store: ObjectStore, batch_id: str) -> Iterable[LedgerRow]:
    """Every row of a batch, over all stages, shards and tries. Raises `BadInput` where one cannot be read."""
    return _rows(store, f"llm/ledger/{batch_id}/")


def attempt_cost_usd(store: ObjectStore, run: ShardRun) -> float:
    """What one try at a shard is known to have spent."""
    return sum(row.cost_usd for row in _rows(store, f"{run.folder('ledger')}{run.attempt}-"))


def _rows(store: ObjectStore, prefix: str) -> Iterable[LedgerRow]:
    for row in read_rows(store, prefix):
        yield _row(store, prefix, row)


def _row(store: ObjectStore, prefix: str, row: dict[str, Any]) -> LedgerRow:
    try:
        return LedgerRow.model_validate(row)
    except ValidationError as error:
        raise BadInput(f"A ledger row below {store.address(prefix)} cannot be read: {error}") from error


def _sums(rows: list[LedgerRow]) -> Sums:
    asked = [row for row in rows if row.status != "cached"]
    cached = [row for row in rows if row.status == "cached"]
    return {
        "calls": len({row.key for row in rows}),
        "attempts": len(asked),
        "failed": sum(row.status == "failed" for row in asked),
        "cached": len(cached),
        "prompt_tokens": sum(row.prompt_tokens for row in asked),
        "completion_tokens": sum(row.completion_tokens for row in asked),
        "cached_tokens": sum(row.prompt_tokens + row.completion_tokens for row in cached),
        "cost_usd": round(sum(row.cost_usd for row in asked), 9),
    }
