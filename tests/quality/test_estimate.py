"""What a batch will take, told from earlier ones."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from infoseek.llm.ledger import Ledger, LedgerRow
from infoseek.llm.segments import ShardRun
from infoseek.quality.estimate import Experience, Use, estimated, experience, used
from infoseek.settings import ModelSettings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import GROWN_TREES
from infoseek.store.tables import new_attempt, write_part

MODEL = "offline-extractive-1"


def row(key: str, status: Any = "ok", role: str = "planner", **values: Any) -> LedgerRow:
    return LedgerRow(
        key=key, role=role, model=MODEL, status=status, prompt_tokens=10, completion_tokens=2, **values
    )


def test_each_call_counts_once_with_all_its_requests() -> None:
    """Failed requests count, the cache's copies of an answered call do not."""
    rows = [row("a", "failed", reason="timeout"), row("a", elapsed_s=2.0), row("a", "cached"), row("b")]
    uses, models = used(rows)
    assert uses == {"planner": Use(2, 3, 30, 6, 1, 2.0)}
    assert models == {MODEL}


def test_a_call_known_from_the_cache_alone_counts_as_sent() -> None:
    """The next batch has other trees, and no cache to answer for them."""
    assert used([row("a", "cached"), row("a", "cached")])[0] == {"planner": Use(1, 1, 10, 2)}


def test_cost_and_time_grow_with_the_trees() -> None:
    """Means by tree at the settings' prices; time by the lanes there are, and at least one tree's own."""
    known = Experience(["2026-11-05"], 10, {"planner": Use(20, 40, 1000, 100, 20, 40.0)}, {MODEL})
    prices = ModelSettings(usd_per_million_input=100, usd_per_million_output=1000, budget_usd=2.0)
    told = estimated(known, Settings(model=prices), trees=100, lanes=16)
    (role,) = told.roles
    assert (role.calls, role.requests, role.prompt_tokens, role.completion_tokens) == (200, 400, 10_000, 1000)
    assert told.cost_usd == pytest.approx(2.0)
    assert told.fits
    assert told.elapsed_s == pytest.approx(4 * 2.0 * 100 / 16)
    few = estimated(known, Settings(model=prices), trees=1, lanes=16)
    assert few.elapsed_s == pytest.approx(4 * 2.0)
    assert not estimated(known, Settings(model=prices), trees=101, lanes=16).fits


def test_another_models_seconds_are_not_ours() -> None:
    """The time is left open where the settings name a model that has not answered before."""
    known = Experience(["2026-11-05"], 1, {"planner": Use(1, 1, 1, 1, 1, 1.0)}, {"another-model"})
    assert estimated(known, Settings(), 1, 1).elapsed_s is None


def test_every_roles_model_is_known() -> None:
    """The time is told where each role has a model that answered before, the reader's among them."""
    known = Experience(["2026-11-05"], 1, {"reader": Use(1, 1, 1, 1, 1, 1.0)}, {"reading-model"})
    named = Settings(model=ModelSettings(reader="reading-model"))
    assert estimated(known, named, 1, 1).elapsed_s == pytest.approx(1.0)


def test_provider_batches_cost_their_share() -> None:
    """A role that is sent as batches costs a share of the price, and the time is the provider's."""
    uses = {role: Use(1, 1, 1_000_000, 0, 1, 1.0) for role in ("composer", "planner")}
    known = Experience(["2026-11-05"], 1, uses, {MODEL})
    model = ModelSettings(usd_per_million_input=2, batched_roles=("composer",), batch_price_share=0.25)
    told = estimated(known, Settings(model=model), 1, 1)
    assert {role.role: role.cost_usd for role in told.roles} == {"composer": 0.5, "planner": 2.0}
    assert told.elapsed_s is None


def test_nothing_known_is_no_estimate() -> None:
    """An estimate out of nothing would be a wrong one."""
    with pytest.raises(ValueError, match="no experience"):
        estimated(Experience(), Settings(), 1, 1)


def commit(store: ObjectStore, zone: str, batch_id: str, trees: int = 0) -> None:
    """A stage commit; trees: roots, each tried twice."""
    empty: dict[str, Any] = {
        column.name: 0 if column.type == pa.int64() else "" for column in GROWN_TREES.columns
    }
    rows = [{**empty, "root_id": str(number // 2)} for number in range(2 * trees)]
    plan = manifests.plan(store, zone, batch_id, stage_version="1", settings={}, inputs={})
    parts = write_part(store, GROWN_TREES, rows, new_attempt()) if rows else []
    receipt = Receipt(shard="0", tables={GROWN_TREES.name: parts})
    manifests.commit(store, plan, [receipt], stage_version="1", settings={}, code_revision="r")


def asked(store: ObjectStore, batch_id: str, *rows: LedgerRow) -> None:
    ledger = Ledger(store, ShardRun(batch_id, "grown", "0", "t"))
    for each in rows:
        ledger.add(each)
    ledger.segments.seal()
    ledger.segments.push()


@pytest.mark.service
def test_whole_batches_are_what_is_known(store: ObjectStore) -> None:
    """A batch still growing, and one that asked nothing, tell nothing of what a tree takes."""
    assert experience(store) == Experience()
    for batch_id, trees in (("2026-11-05", 4), ("2026-11-06", 6)):
        commit(store, "grown", batch_id, trees)
        commit(store, "blurred", batch_id)
        asked(store, batch_id, row("a"), row("b", role="browser"))
    commit(store, "grown", "2026-11-07", 9)
    asked(store, "2026-11-07", row("c"))
    commit(store, "grown", "2026-11-08", 9)
    commit(store, "blurred", "2026-11-08")
    known = experience(store)
    assert (known.batches, known.trees, known.calls) == (["2026-11-05", "2026-11-06"], 10, 4)
    assert known.roles["browser"] == Use(2, 2, 20, 4)
