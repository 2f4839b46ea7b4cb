"""The trigger of provider batches, driven as the triggerer drives it, against the real model server."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.module_loading import import_string
from airflow.serialization.encoders import encode_trigger

from infoseek.llm.batch_rows import request_lines
from infoseek.llm.openai_batches import OpenAIBatches
from infoseek.orchestration.batch_trigger import BatchTrigger
from infoseek.settings import ModelSettings
from tests.conftest import free_port
from tests.llm.calls import echo
from tests.offline.serving import recording_server

pytestmark = pytest.mark.service


async def _fired(trigger: BatchTrigger) -> list[Any]:
    return [event.payload async for event in trigger.run()]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFOSEEK_MODEL__BATCH_POLL_S", "0.05")


def _submitted(base_url: str) -> str:
    async def make() -> str:
        async with OpenAIBatches(ModelSettings(base_url=base_url)) as provider:
            return await provider.make(request_lines([echo(1), echo(2)]), {"infoseek_round": "x"})

    return asyncio.run(make())


def test_it_survives_the_triggerers_database() -> None:
    """Serialised and made anew it waits for the same batches until the same moment, and holds no key."""
    trigger = BatchTrigger(["batch_1", "batch_2"], 1234.5)
    path, arguments = trigger.serialize()
    again = import_string(path)(**arguments)
    assert again.serialize() == trigger.serialize()
    stored = str(encode_trigger({"classpath": path, "kwargs": arguments}))
    assert "batch_2" in stored
    assert "key" not in arguments


def test_it_fires_when_the_batch_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One event, once the provider says completed."""
    with recording_server(tmp_path, batch_step_s=0.1) as (base_url, recorder):
        monkeypatch.setenv("INFOSEEK_MODEL__BASE_URL", base_url)
        batch_id = _submitted(base_url)
        events = asyncio.run(_fired(BatchTrigger([batch_id], time.time() + 60)))
        assert sorted(recorder.asked) == [1, 2]
    assert [event["ids"] for event in events] == [[batch_id]]


def test_it_fires_at_its_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint that is slow, or away, keeps nobody beyond the deadline."""
    with recording_server(tmp_path, batch_step_s=30.0) as (base_url, _):
        monkeypatch.setenv("INFOSEEK_MODEL__BASE_URL", base_url)
        batch_id = _submitted(base_url)
        assert len(asyncio.run(_fired(BatchTrigger([batch_id], time.time() + 0.3)))) == 1
    monkeypatch.setenv("INFOSEEK_MODEL__BASE_URL", f"http://127.0.0.1:{free_port()}/v1")
    monkeypatch.setenv("INFOSEEK_MODEL__MAX_ATTEMPTS", "1")
    assert len(asyncio.run(_fired(BatchTrigger(["batch_1"], time.time() + 0.3)))) == 1


def test_an_endpoint_that_refuses_fires_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong key is for the worker to explain, not for the deadline."""
    with recording_server(tmp_path, api_key="right") as (base_url, _):
        monkeypatch.setenv("INFOSEEK_MODEL__BASE_URL", base_url)
        monkeypatch.setenv("INFOSEEK_MODEL__API_KEY", "wrong")
        (event,) = asyncio.run(_fired(BatchTrigger(["batch_1"], time.time() + 600)))
    assert "401" in event["said"]
