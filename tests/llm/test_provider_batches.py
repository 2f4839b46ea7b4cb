"""Provider batches of a shard: real model server, real S3 server."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from infoseek.llm.batch_rounds import Round, Rounds
from infoseek.llm.batch_wait import AwaitsBatches, attended
from infoseek.llm.budget import BudgetExhausted, read_budget
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.llm.ledger import batch_rows, totals
from infoseek.offline.switches import Switches
from infoseek.settings import ModelSettings
from infoseek.store.objects import ObjectStore
from tests.e2e.proxy import HANG_UP, Asked, Reply, before
from tests.llm.calls import BATCH, dispatcher, echo, shard_run
from tests.offline.serving import recording_server

pytestmark = pytest.mark.service

_USUAL: dict[str, Any] = {"batched_roles": ("composer",), "batch_least_calls": 1, "batch_poll_s": 0.05}
_attempts = itertools.count()


def _composed(count: int) -> list[LlmCall]:
    return [echo(number, role="composer") for number in range(count)]


def _once(
    store: ObjectStore, base_url: str, calls: Sequence[LlmCall], **settings: Any
) -> list[LlmResult | BaseException]:
    """One try at the shard. Raises `AwaitsBatches` where it has to come back."""

    async def ask() -> list[LlmResult | BaseException]:
        own = dispatcher(store, base_url, attempt=f"a{next(_attempts)}", **{**_USUAL, **settings})
        async with own as asker:
            outcomes = await asyncio.gather(*(asker.ask(call) for call in calls), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, AwaitsBatches):
                raise outcome
        return list(outcomes)

    return asyncio.run(ask())


def _to_the_end(
    store: ObjectStore, base_url: str, calls: Sequence[LlmCall], **settings: Any
) -> list[LlmResult | BaseException]:
    """Try after try, waiting for the batches in between."""
    model = ModelSettings(base_url=base_url, **{**_USUAL, **settings})
    return attended(model, lambda: _once(store, base_url, calls, **settings))


def _numbers(outcomes: Sequence[LlmResult | BaseException]) -> list[int]:
    assert all(isinstance(outcome, LlmResult) for outcome in outcomes), outcomes
    return [outcome.parsed["number"] for outcome in outcomes if isinstance(outcome, LlmResult)]


def _rounds(store: ObjectStore) -> list[Round]:
    return Rounds(store, shard_run()).all()


def _reasons(store: ObjectStore) -> Counter[str]:
    return Counter(row.reason or row.status for row in batch_rows(store, BATCH))


def test_calls_of_a_batched_role_go_as_one_batch(store: ObjectStore, tmp_path: Path) -> None:
    """The shard comes back once, every answer is the batch's, at its price, and is asked once."""
    prices = {"usd_per_million_input": 1e4, "usd_per_million_output": 0.0, "budget_usd": 1e6}
    with recording_server(tmp_path) as (base_url, recorder):
        with pytest.raises(AwaitsBatches) as waiting:
            _once(store, base_url, _composed(30), **prices)
        assert len(waiting.value.ids) == 1
        assert read_budget(store, BATCH).reserved_usd > 0
        assert _numbers(_to_the_end(store, base_url, _composed(30), **prices)) == list(range(30))
        assert sorted(recorder.asked) == list(range(30))
    (known,) = _rounds(store)
    assert (known.state, known.outcomes) == ("collected", {"answered": 30})
    found = totals(store, BATCH)
    assert found["cost_usd"] == pytest.approx(found["prompt_tokens"] * 1e4 / 1e6 / 2)
    assert read_budget(store, BATCH).settled_usd == pytest.approx(found["cost_usd"])
    assert read_budget(store, BATCH).reserved_usd == 0


def test_other_roles_and_few_calls_are_sent_concurrently(store: ObjectStore, tmp_path: Path) -> None:
    """A batch is for its roles, and for no fewer calls than are worth one."""
    calls = [*_composed(3), *(echo(number) for number in range(10, 13))]
    with recording_server(tmp_path) as (base_url, _):
        assert _numbers(_once(store, base_url, calls, batch_least_calls=4)) == [0, 1, 2, 10, 11, 12]
    assert _rounds(store) == []


def test_calls_that_follow_from_answers_make_the_next_round(store: ObjectStore, tmp_path: Path) -> None:
    """A second batched step of each item is a second round, whatever else the shard asks in between."""

    async def shard(base_url: str) -> list[int]:
        async with dispatcher(store, base_url, attempt=f"a{next(_attempts)}", **_USUAL) as asker:

            async def item(number: int) -> int:
                await asker.ask(echo(number, role="blurrer"))
                first = await asker.ask(echo(100 + number, role="composer"))
                second = await asker.ask(echo(200 + int(first.parsed["number"]), role="composer"))
                return int(second.parsed["number"])

            return list(await asyncio.gather(*(item(number) for number in range(8))))

    with recording_server(tmp_path) as (base_url, recorder):
        model = ModelSettings(base_url=base_url, **_USUAL)
        assert attended(model, lambda: asyncio.run(shard(base_url))) == [300 + n for n in range(8)]
        assert max(Counter(recorder.asked).values()) == 1
    assert [len(known.keys) for known in _rounds(store)] == [8, 8]


@pytest.mark.parametrize("moment", ["before the batch", "after the batch"])
def test_an_intent_without_an_id_is_looked_for_before_it_is_sent(
    store: ObjectStore, tmp_path: Path, moment: str
) -> None:
    """Killed around the submit, the next try finds the provider's batch or makes the only one."""
    with recording_server(tmp_path) as (base_url, recorder), before(base_url) as proxy:

        def hang_up_on_the_way(asked: Asked) -> Asked | Reply:
            is_submit = asked.method == "POST" and asked.path == "/v1/batches"
            if is_submit and moment == "before the batch":
                return HANG_UP
            is_listing = asked.method == "GET" and asked.path.startswith("/v1/batches")
            if moment == "after the batch" and is_listing and submitted:
                return HANG_UP
            if is_submit:
                # It goes through, and its answer is lost.
                submitted.append(asked)
                _forward(base_url, asked)
                return HANG_UP
            return asked

        submitted: list[Asked] = []
        proxy.fault = hang_up_on_the_way
        outcomes = _once(store, f"{proxy.address}/v1", _composed(5), max_attempts=2)
        assert all(isinstance(outcome, Exception) for outcome in outcomes)
        (known,) = _rounds(store)
        assert (known.state, known.provider_id) == ("intended", "")
        proxy.fault = None
        assert _numbers(_to_the_end(store, f"{proxy.address}/v1", _composed(5))) == list(range(5))
        assert sorted(recorder.asked) == list(range(5))
    assert [known.state for known in _rounds(store)] == ["collected"]


def _forward(base_url: str, asked: Asked) -> None:
    import httpx

    httpx.post(f"{base_url}/batches", content=asked.body, headers={"content-type": "application/json"})


def test_a_lost_answer_to_the_submit_makes_no_second_batch(store: ObjectStore, tmp_path: Path) -> None:
    """Within one try too: the provider is asked for the batch before another is made."""
    with recording_server(tmp_path) as (base_url, recorder), before(base_url) as proxy:

        def lose_it_once(asked: Asked) -> Asked | Reply:
            if asked.method == "POST" and asked.path == "/v1/batches":
                proxy.fault = None
                _forward(base_url, asked)
                return HANG_UP
            return asked

        proxy.fault = lose_it_once
        assert _numbers(_to_the_end(store, f"{proxy.address}/v1", _composed(4))) == list(range(4))
        assert sorted(recorder.asked) == list(range(4))


def test_a_batch_that_expires_is_reconciled_row_by_row(store: ObjectStore, tmp_path: Path) -> None:
    """What it did counts, the rest is sent concurrently, and every call ends in one way."""
    slow = Switches(latency_s=0.05)
    with recording_server(tmp_path, switches=slow, batch_window_s=1.0) as (base_url, recorder):
        assert _numbers(_to_the_end(store, base_url, _composed(40))) == list(range(40))
        assert max(Counter(recorder.asked).values()) == 1
    (known,) = _rounds(store)
    assert set(known.outcomes) == {"answered", "expired"}
    assert sum(known.outcomes.values()) == 40
    assert len(known.returned) == known.outcomes["expired"]


def test_past_its_deadline_a_batch_is_cancelled_and_the_rest_sent(store: ObjectStore, tmp_path: Path) -> None:
    """The answers it has by then are kept and not asked again."""
    slow = Switches(latency_s=0.05)
    with recording_server(tmp_path, switches=slow) as (base_url, recorder):
        outcomes = _to_the_end(store, base_url, _composed(60), batch_deadline_s=1.0)
        assert _numbers(outcomes) == list(range(60))
        assert max(Counter(recorder.asked).values()) == 1
    (known,) = _rounds(store)
    assert known.cancelled_at > 0
    assert known.outcomes.keys() == {"answered", "cancelled"}


def test_faulty_rows_are_sent_again_and_counted(store: ObjectStore, tmp_path: Path) -> None:
    """Rows that failed, were refused, cut off or broken are told apart, and answered in the end."""
    faults = Switches(rate_500=0.1, rate_429=0.1, rate_malformed=0.1, rate_cut_off=0.1, retry_after_s=0.01)
    with recording_server(tmp_path, switches=faults) as (base_url, _):
        outcomes = _to_the_end(store, base_url, _composed(80), max_attempts=20)
    (known,) = _rounds(store)
    assert {"answered", "rate_limited", "server_error", "malformed", "cut_off"} <= set(known.outcomes)
    assert sum(known.outcomes.values()) == 80
    assert sum(isinstance(outcome, LlmResult) for outcome in outcomes) >= 70


def test_a_batch_that_the_provider_forgot_is_given_up(store: ObjectStore, tmp_path: Path) -> None:
    """Its calls are sent concurrently, and what was set aside for it counts as spent."""
    prices = {"usd_per_million_input": 1.0, "budget_usd": 100.0}
    with recording_server(tmp_path / "a") as (base_url, _), pytest.raises(AwaitsBatches):
        _once(store, base_url, _composed(6), **prices)
    reserved_usd = read_budget(store, BATCH).reserved_usd
    with recording_server(tmp_path / "b") as (base_url, _):
        assert _numbers(_to_the_end(store, base_url, _composed(6), **prices)) == list(range(6))
    (known,) = _rounds(store)
    assert known.outcomes == {"lost": 6}
    assert read_budget(store, BATCH).settled_usd > reserved_usd > 0


def test_rows_of_others_count_for_nothing(store: ObjectStore, tmp_path: Path) -> None:
    """A row with another request's id, one named twice and a broken line touch no call but their own."""
    with recording_server(tmp_path) as (base_url, recorder), before(base_url) as proxy:

        def muddle(asked: Asked) -> Asked | Reply:
            if not asked.path.endswith("/content"):
                return asked
            import httpx

            lines = httpx.get(f"{base_url}{asked.path.removeprefix('/v1')}").text.splitlines()
            rows = [json.loads(line) for line in lines]
            rows[0]["custom_id"] = "0" * 32
            rows[2]["response"]["body"]["choices"][0]["message"]["content"] = '{"number": 999}'
            again = {**rows[1], "response": rows[2]["response"]}
            body = "\n".join([*map(json.dumps, rows), json.dumps(again), '{"custom_id"'])
            return Reply(200, body.encode(), {"content-type": "application/octet-stream"})

        proxy.fault = muddle
        outcomes = _to_the_end(store, f"{proxy.address}/v1", _composed(5))
        assert sorted(recorder.asked)[:5] != []
    (known,) = _rounds(store)
    assert known.outcomes == {"answered": 4, "missing": 1, "strangers": 1, "repeated": 1, "broken": 1}
    assert sorted(_numbers(outcomes)).count(999) == 1


def test_a_budget_cuts_a_round_and_pauses(store: ObjectStore, tmp_path: Path) -> None:
    """No more rows are submitted than the budget can pay at worst; with nothing left it pauses."""
    prices = {"usd_per_million_input": 1000.0, "usd_per_million_output": 1.0}
    with recording_server(tmp_path) as (base_url, recorder):
        with pytest.raises(AwaitsBatches):
            _once(store, base_url, _composed(20), budget_usd=0.06, **prices)
        (known,) = _rounds(store)
        assert 0 < len(known.keys) < 20
        assert read_budget(store, BATCH).reserved_usd <= 0.06
        outcomes = _to_the_end(store, base_url, _composed(20), budget_usd=0.06, **prices)
        assert any(isinstance(outcome, BudgetExhausted) for outcome in outcomes)
        assert read_budget(store, BATCH).settled_usd <= 0.06
        assert _numbers(_to_the_end(store, base_url, _composed(20), budget_usd=50, **prices))
        assert max(Counter(recorder.asked).values()) == 1


def test_taken_in_twice_is_booked_once(store: ObjectStore, tmp_path: Path) -> None:
    """A try killed while it takes a batch in leaves nothing that the next would book again."""
    with recording_server(tmp_path) as (base_url, _):
        with pytest.raises(AwaitsBatches):
            _once(store, base_url, _composed(6))
        rounds = Rounds(store, shard_run())
        submitted = rounds.all()[0]
        (calls_key,) = (key for key in store.keys("llm/batches/") if key.endswith(".jsonl"))
        calls = store.get(calls_key)
        _to_the_end(store, base_url, _composed(6))
        assert list(store.keys("llm/batches/")) == [f"llm/batches/{BATCH}/grow/0/0000.json"]
        store.put(calls_key, calls)
        rounds.change(rounds.all()[0], **submitted.model_dump())
        _to_the_end(store, base_url, _composed(6))
    assert _reasons(store)["ok"] == 6
