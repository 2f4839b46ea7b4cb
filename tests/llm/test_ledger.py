"""The ledger and its sums on a real S3 server."""

from __future__ import annotations

import pytest

from infoseek.errors import BadInput
from infoseek.llm.ledger import Ledger, LedgerRow, attempt_cost_usd, totals
from infoseek.store.objects import ObjectStore
from tests.llm.calls import BATCH, shard_run

pytestmark = pytest.mark.service


def _write(store: ObjectStore, attempt: str, shard: str, rows: list[LedgerRow]) -> None:
    ledger = Ledger(store, shard_run(attempt, shard))
    for row in rows:
        ledger.add(row)
    ledger.segments.seal()
    ledger.segments.push()


def _row(key: str, role: str, status: str, cost_usd: float = 0.0, reason: str = "") -> LedgerRow:
    return LedgerRow.model_validate(
        {
            "key": key,
            "role": role,
            "model": "m",
            "status": status,
            "reason": reason,
            "prompt_tokens": 10,
            "completion_tokens": 1,
            "cost_usd": cost_usd,
        }
    )


def test_totals_count_failed_and_cached_apart(store: ObjectStore) -> None:
    """Sums go over shards and tries; cached rows cost nothing and are not attempts."""
    rows = [_row("k1", "planner", "failed", 0.5, "malformed"), _row("k1", "planner", "ok", 0.25)]
    _write(store, "a1", "0", rows)
    _write(store, "a2", "0", [_row("k1", "planner", "cached")])
    _write(store, "a1", "1", [_row("k2", "browser", "ok", 1.0)])
    found = totals(store, BATCH)
    assert found["calls"] == 2
    assert (found["attempts"], found["failed"], found["cached"]) == (3, 1, 1)
    assert (found["prompt_tokens"], found["completion_tokens"], found["cached_tokens"]) == (30, 3, 11)
    assert found["cost_usd"] == 1.75
    assert found["roles"]["planner"]["cost_usd"] == 0.75
    assert found["roles"]["browser"]["calls"] == 1


def test_an_empty_batch_has_empty_totals(store: ObjectStore) -> None:
    """A batch without calls sums to nothing."""
    found = totals(store, "2026-11-06")
    assert (found["calls"], found["cost_usd"], found["roles"]) == (0, 0, {})


def test_one_try_is_summed_alone(store: ObjectStore) -> None:
    """What a try spent does not include another try whose name it begins."""
    _write(store, "a1", "0", [_row("k1", "planner", "ok", 1.0)])
    _write(store, "a12", "0", [_row("k1", "planner", "ok", 5.0)])
    assert attempt_cost_usd(store, shard_run("a1", "0")) == 1.0


def test_a_broken_row_is_named(store: ObjectStore) -> None:
    """A row with a negative cost is bad input."""
    store.put(f"llm/ledger/{BATCH}/grow/0/a1-000000.jsonl", b'{"key": "k", "cost_usd": -1}\n')
    with pytest.raises(BadInput, match=f"llm/ledger/{BATCH}"):
        totals(store, BATCH)
