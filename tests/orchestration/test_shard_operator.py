"""A shard that defers for its provider batches and is taken up again, with a real store and model server."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException, TaskDeferred

from infoseek.llm.dispatch import open_dispatcher
from infoseek.orchestration.shard_operator import ShardOperator
from infoseek.settings import S3Settings, Settings
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectStore
from tests.llm.calls import BATCH, echo
from tests.offline.serving import recording_server

pytestmark = pytest.mark.service

PLAN = Plan(zone="blurred", batch_id=BATCH, key="k" * 32, base="", inputs={}, is_done=False)


def _asking_stage() -> ModuleType:
    """A stage whose shard asks the composer six things and hands on their sum."""

    def run_shard(settings: Settings, plan: Plan, shard: str) -> str:
        async def ask() -> str:
            store = ObjectStore(settings.s3)
            async with open_dispatcher(settings, store, plan.batch_id, plan.zone, shard) as asker:
                calls = (asker.ask(echo(number, role="composer")) for number in range(6))
                return str(sum(result.parsed["number"] for result in await asyncio.gather(*calls)))

        return asyncio.run(ask())

    module = ModuleType("tests_asking_stage")
    module.run_shard = run_shard  # type: ignore[attr-defined]
    return module


@pytest.fixture
def operator(s3: S3Settings, monkeypatch: pytest.MonkeyPatch) -> ShardOperator:
    for name in ("endpoint_url", "bucket", "access_key", "secret_key"):
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", str(getattr(s3, name)))
    monkeypatch.setenv("INFOSEEK_MODEL__BATCH_POLL_S", "0.05")
    monkeypatch.setenv("INFOSEEK_MODEL__BATCH_LEAST_CALLS", "2")
    monkeypatch.setitem(sys.modules, "tests_asking_stage", _asking_stage())
    return ShardOperator(task_id="run_shard", module="tests_asking_stage", plan=PLAN.model_dump(), shard="0")


def _resumed(operator: ShardOperator, deferred: TaskDeferred) -> str:
    """The task as the worker takes it up, once the trigger it was deferred to has fired."""

    async def fired() -> Any:
        return await anext(event.payload async for event in deferred.trigger.run())

    result: str = operator.resume_execution(deferred.method_name, {"event": asyncio.run(fired())}, {})
    return result


def test_it_defers_and_goes_on(
    operator: ShardOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Execute defers, the trigger fires, the resumed task has the batch's answers; each is asked once."""
    monkeypatch.setenv("INFOSEEK_MODEL__BATCHED_ROLES", '["composer"]')
    with recording_server(tmp_path) as (base_url, recorder):
        monkeypatch.setenv("INFOSEEK_MODEL__BASE_URL", base_url)
        with pytest.raises(TaskDeferred) as deferred:
            operator.execute({})
        assert _resumed(operator, deferred.value) == "15"
        assert sorted(recorder.asked) == list(range(6))


def test_a_retry_waits_for_the_batch_that_is_there(
    operator: ShardOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task that is run again while its batch is with the provider submits nothing anew."""
    monkeypatch.setenv("INFOSEEK_MODEL__BATCHED_ROLES", '["composer"]')
    with recording_server(tmp_path, batch_step_s=0.4) as (base_url, recorder):
        monkeypatch.setenv("INFOSEEK_MODEL__BASE_URL", base_url)
        waits = []
        for _ in range(2):
            with pytest.raises(TaskDeferred) as deferred:
                operator.execute({})
            waits.append(deferred.value.trigger.ids)
        assert waits[0] == waits[1]
        assert _resumed(operator, deferred.value) == "15"
        assert sorted(recorder.asked) == list(range(6))


def test_without_batched_roles_it_never_defers(
    operator: ShardOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual shard runs through."""
    with recording_server(tmp_path) as (base_url, _):
        monkeypatch.setenv("INFOSEEK_MODEL__BASE_URL", base_url)
        assert operator.execute({}) == "15"


def test_an_endpoint_without_batches_fails_the_task_at_once(
    operator: ShardOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong key is no reason to wait: the sentence names the endpoint."""
    monkeypatch.setenv("INFOSEEK_MODEL__BATCHED_ROLES", '["composer"]')
    with recording_server(tmp_path, api_key="right") as (base_url, _):
        monkeypatch.setenv("INFOSEEK_MODEL__BASE_URL", base_url)
        monkeypatch.setenv("INFOSEEK_MODEL__API_KEY", "wrong")
        with pytest.raises(AirflowFailException, match="401"):
            operator.execute({})
