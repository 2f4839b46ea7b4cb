"""The hard cap of a batch, on a real S3 server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from infoseek.llm.budget import Budget, BudgetExhausted, read_budget
from infoseek.llm.ledger import Ledger, LedgerRow
from infoseek.settings import ModelSettings
from infoseek.store.objects import ObjectStore
from tests.llm.calls import BATCH, echo, shard_run

pytestmark = pytest.mark.service


def _budget(
    store: ObjectStore, attempt: str = "a1", shard: str = "0", cap: float = 1.0, slice_usd: float = 0.25
) -> Budget:
    settings = ModelSettings(budget_usd=cap, budget_slice_usd=slice_usd, usd_per_million_input=1.0)
    return Budget(store, shard_run(attempt, shard), settings)


async def _spend(budget: Budget, amount_usd: float) -> int:
    """Calls of this price that the budget allows."""
    count = 0
    while True:
        try:
            await budget.hold(amount_usd)
        except BudgetExhausted:
            return count
        await budget.settle(amount_usd, amount_usd)
        count += 1


def test_eight_reservers_never_pass_the_cap(store: ObjectStore) -> None:
    """Shards that race for slices spend the whole budget together, and not a call more."""

    def shard(number: int) -> int:
        budget = _budget(store, shard=str(number), slice_usd=0.1)
        count = asyncio.run(_spend(budget, 0.02))
        budget.close()
        return count

    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(shard, range(8)))
    assert sum(counts) == 50
    state = read_budget(store, BATCH)
    assert state.settled_usd == pytest.approx(1.0)
    assert state.reserved_usd == 0


def test_an_exhausted_budget_says_what_to_do(store: ObjectStore) -> None:
    """The sentence names batch, cap and setting; a larger cap goes on where it stopped."""
    budget = _budget(store, cap=0.1)
    assert asyncio.run(_spend(budget, 0.04)) == 2
    with pytest.raises(
        BudgetExhausted, match=rf"Batch {BATCH} paused: .*\$0\.10.*INFOSEEK_MODEL__BUDGET_USD"
    ):
        asyncio.run(budget.hold(0.04))
    budget.close()
    assert asyncio.run(_spend(_budget(store, "a2", cap=0.2), 0.04)) == 3


def test_calls_in_flight_are_waited_for(store: ObjectStore) -> None:
    """A call that finds everything held waits for one that costs less than it held."""

    async def two_calls() -> None:
        budget = _budget(store, cap=1.0)
        await budget.hold(0.9)
        second = asyncio.create_task(budget.hold(0.9))
        await asyncio.sleep(0.1)
        assert not second.done()
        await budget.settle(0.9, 0.05)
        await asyncio.wait_for(second, 5)
        await budget.settle(0.9, 0.9)
        with pytest.raises(BudgetExhausted):
            await budget.hold(0.9)

    asyncio.run(two_calls())


def test_a_cost_above_its_estimate_is_counted(store: ObjectStore) -> None:
    """Where a call cost more than it held, the rest of the budget is smaller by that."""

    async def spend() -> int:
        budget = _budget(store, cap=1.0)
        await budget.hold(0.1)
        await budget.settle(0.1, 0.85)
        return await _spend(budget, 0.1)

    assert asyncio.run(spend()) == 1


def test_a_killed_tries_reservation_comes_back(store: ObjectStore) -> None:
    """The next try at the shard settles what the ledger knows of the killed one and frees the rest."""
    killed = _budget(store, "a1", cap=1.0, slice_usd=1.0)
    asyncio.run(killed.hold(0.2))
    ledger = Ledger(store, shard_run("a1"))
    ledger.add(LedgerRow(key="k", role="planner", model="m", status="ok", cost_usd=0.2))
    ledger.segments.seal()
    ledger.segments.push()
    elsewhere = _budget(store, "b1", shard="1")
    elsewhere.open()
    with pytest.raises(BudgetExhausted):
        asyncio.run(elsewhere.hold(0.1))
    again = _budget(store, "a2")
    again.open()
    again.open()
    state = read_budget(store, BATCH)
    assert (state.settled_usd, state.reserved_usd) == (0.2, 0)
    assert asyncio.run(_spend(again, 0.2)) == 4


def test_free_models_touch_no_budget(store: ObjectStore) -> None:
    """At price 0 nothing is reserved and a cap of 0 stops nobody."""
    budget = Budget(store, shard_run(), ModelSettings(budget_usd=0))
    budget.open()
    asyncio.run(budget.hold(budget.worst_case_usd(echo(1), echo(1).messages)))
    budget.close()
    assert list(store.keys("llm/budget/")) == []


def test_the_worst_case_covers_prompt_and_answer(store: ObjectStore) -> None:
    """An attempt is reserved at its estimated prompt and all the tokens it may answer with."""
    settings = ModelSettings(usd_per_million_input=1.0, usd_per_million_output=1_000_000.0)
    budget = Budget(store, shard_run(), settings)
    call = echo(1, max_tokens=7)
    assert budget.worst_case_usd(call, call.messages) == pytest.approx(7.0, abs=0.001)
