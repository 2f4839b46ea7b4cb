"""The life of a call: real model server, real S3 server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from infoseek.errors import BadInput, Unavailable
from infoseek.llm.budget import BudgetExhausted, read_budget
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.llm.dispatch import CallFailed, open_dispatcher
from infoseek.llm.ledger import totals
from infoseek.llm.segments import read_rows
from infoseek.offline.switches import Switches
from infoseek.settings import ModelSettings, S3Settings, Settings
from infoseek.store.objects import ObjectStore
from tests.conftest import free_port
from tests.e2e.proxy import Reply, always, before, where
from tests.llm.calls import BATCH, dispatcher, echo
from tests.offline.serving import recording_server

pytestmark = pytest.mark.service


def _ask(
    store: ObjectStore, base_url: str, calls: Sequence[LlmCall], **options: Any
) -> list[LlmResult | BaseException]:
    """The outcomes of calls asked all at once by one dispatcher."""

    async def ask() -> list[LlmResult | BaseException]:
        async with dispatcher(store, base_url, **options) as asker:
            return await asyncio.gather(*(asker.ask(call) for call in calls), return_exceptions=True)

    return asyncio.run(ask())


def _numbers(outcomes: Sequence[LlmResult | BaseException]) -> list[int]:
    assert all(isinstance(outcome, LlmResult) for outcome in outcomes), outcomes
    return [outcome.parsed["number"] for outcome in outcomes if isinstance(outcome, LlmResult)]


def _reasons(store: ObjectStore) -> list[str]:
    return [row["reason"] for row in read_rows(store, f"llm/ledger/{BATCH}/")]


def test_answers_and_books(store: ObjectStore, tmp_path: Path) -> None:
    """Calls are answered, priced, and counted by role."""
    with recording_server(tmp_path) as (base_url, _):
        calls = [echo(n, role="planner" if n % 2 else "browser") for n in range(10)]
        outcomes = _ask(
            store, base_url, calls, usd_per_million_input=1e6, usd_per_million_output=0.0, budget_usd=1e6
        )
    assert _numbers(outcomes) == list(range(10))
    found = totals(store, BATCH)
    assert (found["calls"], found["attempts"], found["failed"], found["cached"]) == (10, 10, 0, 0)
    assert found["roles"]["browser"]["calls"] == 5
    assert found["cost_usd"] == found["prompt_tokens"] > 0
    assert read_budget(store, BATCH).settled_usd == pytest.approx(found["cost_usd"])
    assert read_budget(store, BATCH).reserved_usd == 0


def test_a_rerun_asks_nothing(store: ObjectStore, tmp_path: Path) -> None:
    """A second try gets equal results without a request, and the ledger says cached."""
    with recording_server(tmp_path) as (base_url, recorder):
        calls = [echo(n) for n in range(10)]
        first = _ask(store, base_url, calls)
        second = _ask(store, base_url, calls, attempt="a2")
        assert len(recorder.asked) == 10
    assert second == first
    assert totals(store, BATCH)["cached"] == 10


def test_the_same_call_twice_at_once_is_one_request(store: ObjectStore, tmp_path: Path) -> None:
    """Askers of one call share one request."""
    with recording_server(tmp_path, switches=Switches(latency_s=0.1)) as (base_url, recorder):
        outcomes = _ask(store, base_url, [echo(3), echo(3, role="browser"), echo(3)])
        assert recorder.asked == [3]
    assert _numbers(outcomes) == [3, 3, 3]
    assert totals(store, BATCH)["cached"] == 2


def test_another_sample_is_another_call(store: ObjectStore, tmp_path: Path) -> None:
    """Independent samples of one request are asked one by one."""
    with recording_server(tmp_path) as (base_url, recorder):
        _ask(store, base_url, [echo(3, sample=n) for n in range(4)])
        assert recorder.asked == [3] * 4


def test_a_result_is_durable_when_it_is_handed_out(store: ObjectStore, tmp_path: Path) -> None:
    """Whoever holds a result finds it in a segment on S3, and its row in the ledger."""

    async def ask(base_url: str) -> None:
        async with dispatcher(store, base_url) as asker:
            for number in range(3):
                result = await asker.ask(echo(number))
                cached = [row["key"] for row in read_rows(store, f"llm/cache/{BATCH}/grow/0/")]
                booked = [row["key"] for row in read_rows(store, f"llm/ledger/{BATCH}/grow/0/")]
                assert result.key in cached
                assert result.key in booked

    with recording_server(tmp_path) as (base_url, _):
        asyncio.run(ask(base_url))


def test_calls_share_segments(store: ObjectStore, tmp_path: Path) -> None:
    """A hundred calls at once need a handful of objects."""
    with recording_server(tmp_path) as (base_url, _):
        _ask(store, base_url, [echo(n) for n in range(100)], concurrency=32)
    assert len(list(store.keys(f"llm/cache/{BATCH}/"))) <= 5


def test_a_sequential_loop_is_not_held_up(store: ObjectStore, tmp_path: Path) -> None:
    """One call after another goes at the speed of server and store, not of the segment's age."""

    async def loop(base_url: str) -> float:
        async with dispatcher(store, base_url, segment_s=2.0) as asker:
            start = time.perf_counter()
            for number in range(20):
                await asker.ask(echo(number))
            return time.perf_counter() - start

    with recording_server(tmp_path) as (base_url, _):
        assert asyncio.run(loop(base_url)) < 8


def test_rate_limits_and_server_errors_are_outlived(store: ObjectStore, tmp_path: Path) -> None:
    """Under many 429 and 500 every call is answered at last, and each attempt is in the ledger."""
    faults = Switches(rate_429=0.3, retry_after_s=0.01, rate_500=0.3)
    with recording_server(tmp_path, switches=faults) as (base_url, recorder):
        outcomes = _ask(store, base_url, [echo(n) for n in range(30)], max_attempts=30)
        assert sorted(recorder.asked) == list(range(30))
    assert _numbers(outcomes) == list(range(30))
    found, reasons = totals(store, BATCH), _reasons(store)
    assert found["attempts"] == 30 + found["failed"]
    assert reasons.count("rate_limited") + reasons.count("server_error") == found["failed"] > 10


def test_retry_after_is_honoured(store: ObjectStore, tmp_path: Path) -> None:
    """After a 429 nothing is sent before the endpoint's pause is over."""
    faults = Switches(rate_429=1.0, retry_after_s=0.4)
    start = time.perf_counter()
    with recording_server(tmp_path, switches=faults) as (base_url, _):
        outcomes = _ask(store, base_url, [echo(1)], max_attempts=3)
    assert time.perf_counter() - start >= 0.8
    assert isinstance(outcomes[0], CallFailed)
    assert outcomes[0].reason == "rate_limited"


@pytest.mark.parametrize(
    ("switches", "reason", "attempts"),
    [
        ({"rate_malformed": 1}, "malformed", 4),
        ({"rate_refusal": 1}, "refused", 1),
        ({"rate_cut_off": 1}, "cut_off", 2),
        ({"rate_500": 1}, "server_error", 3),
    ],
)
def test_a_hopeless_call_fails_with_its_reason(
    store: ObjectStore, tmp_path: Path, switches: dict[str, float], reason: str, attempts: int
) -> None:
    """A call without a usable answer raises its reason, is in the ledger, and is asked again by a rerun."""
    with recording_server(tmp_path, switches=Switches.model_validate(switches)) as (base_url, _):
        outcomes = _ask(store, base_url, [echo(1)], max_attempts=3)
    failed = outcomes[0]
    assert isinstance(failed, CallFailed)
    assert (failed.reason, failed.key) == (reason, echo(1).key)
    assert _reasons(store) == [reason] * attempts
    with recording_server(tmp_path) as (base_url, _):
        assert _numbers(_ask(store, base_url, [echo(1)], attempt="a2")) == [1]


def test_a_malformed_answer_is_sent_back_once(store: ObjectStore, tmp_path: Path) -> None:
    """Half of the answers broken, and no asking afresh: most calls are mended, none is asked a third time."""
    with recording_server(tmp_path, switches=Switches(rate_malformed=0.5)) as (base_url, recorder):
        outcomes = _ask(store, base_url, [echo(n) for n in range(40)], max_reasks=0)
        assert max(recorder.asked.count(n) for n in range(40)) == 2
    mended = [o for o in outcomes if isinstance(o, LlmResult) and o.attempts == 2]
    failed = [o for o in outcomes if isinstance(o, CallFailed)]
    assert mended
    assert failed
    assert all(one.prompt_tokens > 0 for one in mended)
    assert totals(store, BATCH)["failed"] == len(mended) + 2 * len(failed)


def test_wrong_key_and_model_are_bad_input(store: ObjectStore, tmp_path: Path) -> None:
    """Settings that cannot work stop the asker with a sentence that names the endpoint."""
    with recording_server(tmp_path, api_key="right") as (base_url, _):
        wrong_key = _ask(store, base_url, [echo(1)], api_key="wrong")
        wrong_model = _ask(store, base_url, [echo(1, model="other")], api_key="right", attempt="a2")
    for outcome, words in ((wrong_key, "401"), (wrong_model, "'other'")):
        assert isinstance(outcome[0], BadInput)
        assert words in str(outcome[0])


def test_an_endpoint_that_is_away_may_come_back(store: ObjectStore) -> None:
    """Nobody listening stops the asker with a sentence, and is no bad input: a server is started again."""
    nobody = f"http://127.0.0.1:{free_port()}/v1"
    (outcome,) = _ask(store, nobody, [echo(1)], max_attempts=2)
    assert isinstance(outcome, Unavailable)
    assert f"{nobody} cannot be reached after 2 attempts" in str(outcome)


def test_an_endpoint_that_never_answers_is_given_up_early(store: ObjectStore, tmp_path: Path) -> None:
    """Once as many requests timed out as a call has attempts, no further time limits are waited for."""
    calls = [echo(n) for n in range(8)]
    with recording_server(tmp_path) as (base_url, _), before(base_url) as proxy:
        proxy.fault = always(Reply(200, pause_s=30))
        address = f"{proxy.address}/v1"
        outcomes = _ask(store, address, calls, max_attempts=3, timeout_s=0.3, concurrency=8)
        assert len(proxy.asked) < len(calls) * 3
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes)
    assert "requests: no answer within 0.3 s" in str(outcomes[0])


def test_a_slow_call_among_quick_ones_is_only_its_own_failure(store: ObjectStore, tmp_path: Path) -> None:
    """An endpoint that answered before is alive, however often one call times out."""
    with recording_server(tmp_path) as (base_url, _), before(base_url) as proxy:
        slow = where(lambda asked: b": 7}" in asked.body, always(Reply(200, pause_s=1.0)))
        proxy.fault = slow
        address = f"{proxy.address}/v1"
        outcomes = _ask(store, address, [echo(1), echo(7)], max_attempts=2, timeout_s=0.4, concurrency=1)
    assert isinstance(outcomes[0], LlmResult)
    assert isinstance(outcomes[1], CallFailed)
    assert outcomes[1].reason == "timeout"


def test_a_budget_pauses_and_goes_on(store: ObjectStore, tmp_path: Path) -> None:
    """Beyond the cap no request is sent; with a larger cap the rest is asked and nothing twice."""
    prices = {"usd_per_million_input": 1000.0, "usd_per_million_output": 1.0, "budget_slice_usd": 0.01}
    calls = [echo(n) for n in range(20)]
    with recording_server(tmp_path) as (base_url, recorder):
        first = _ask(store, base_url, calls, budget_usd=0.15, **prices)
        paused = [o for o in first if isinstance(o, BudgetExhausted)]
        assert 0 < len(paused) < 20
        assert len(recorder.asked) == 20 - len(paused)
        assert totals(store, BATCH)["cost_usd"] <= 0.15
        assert _numbers(_ask(store, base_url, calls, attempt="a2", budget_usd=30, **prices))
        assert sorted(recorder.asked) == list(range(20))


def test_leaving_keeps_what_is_paid_for(store: ObjectStore, tmp_path: Path) -> None:
    """A request on the wire when the asker gives up is kept for the next try; waiting ones are dropped."""

    async def give_up(base_url: str) -> None:
        async with dispatcher(store, base_url, concurrency=2) as asker:
            tasks = [asyncio.create_task(asker.ask(echo(n))) for n in range(6)]
            await asyncio.sleep(0.15)
            for task in tasks:
                task.cancel()

    with recording_server(tmp_path, switches=Switches(latency_s=0.3)) as (base_url, recorder):
        asyncio.run(give_up(base_url))
        assert sorted(recorder.asked) == [0, 1]
        assert _numbers(_ask(store, base_url, [echo(n) for n in range(6)], attempt="a2")) == list(range(6))
        assert sorted(recorder.asked) == list(range(6))


def test_a_store_that_is_gone_reaches_the_asker(tmp_path: Path, s3: S3Settings) -> None:
    """Without its segment a result is not handed out."""
    away = ObjectStore(s3.model_copy(update={"bucket": "no-such-bucket"}))
    with recording_server(tmp_path) as (base_url, _), pytest.raises(BadInput, match="no-such-bucket"):
        _ask(away, base_url, [echo(1)])


def test_open_dispatcher_from_settings(store: ObjectStore, s3: S3Settings, tmp_path: Path) -> None:
    """The convenience builds a dispatcher for a shard; a closed one answers no more."""

    async def ask(settings: Settings) -> LlmResult:
        async with open_dispatcher(settings, store, BATCH, "grow", "3") as asker:
            result = await asker.ask(echo(8))
        with pytest.raises(RuntimeError, match="closed"):
            await asker.ask(echo(9))
        return result

    with recording_server(tmp_path) as (base_url, _):
        settings = Settings(s3=s3, model=ModelSettings(base_url=base_url))
        assert asyncio.run(ask(settings)).parsed == {"number": 8}
    assert all(key.startswith(f"llm/cache/{BATCH}/grow/3/") for key in store.keys("llm/cache/"))
