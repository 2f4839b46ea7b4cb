"""The batch API's state machine, driven by the official client."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import openai
import pytest
from openai.types import Batch

from infoseek.offline.app import ServerOptions, create_app
from infoseek.offline.completions import Completions
from infoseek.offline.model import NAME
from infoseek.offline.switches import Switches
from tests.offline.serving import recording_server, serving

pytestmark = pytest.mark.service

_ENDED = {"completed", "failed", "expired", "cancelled"}


def _line(number: int, custom_id: str | None = None, model: str = NAME) -> str:
    content = json.dumps({"task": "echo", "number": number})
    body = {"model": model, "messages": [{"role": "user", "content": content}]}
    request = {"custom_id": custom_id or f"row-{number}", "method": "POST", "url": "/v1/chat/completions"}
    return json.dumps({**request, "body": body})


def _client(base_url: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=base_url, api_key="any", max_retries=0)


def _submit(client: openai.OpenAI, lines: list[str]) -> Batch:
    file = client.files.create(file=("in.jsonl", "\n".join(lines).encode()), purpose="batch")
    return client.batches.create(
        input_file_id=file.id,
        endpoint="/v1/chat/completions",
        completion_window="24h",
        metadata={"shard": "3"},
    )


def _ended(client: openai.OpenAI, batch_id: str) -> Batch:
    for _ in range(500):
        batch = client.batches.retrieve(batch_id)
        if batch.status in _ENDED:
            return batch
        time.sleep(0.02)
    raise AssertionError(f"batch stuck in {batch.status}")


def _rows(client: openai.OpenAI, file_id: str | None) -> dict[str, Any]:
    if file_id is None:
        return {}
    return {row["custom_id"]: row for row in map(json.loads, client.files.content(file_id).text.splitlines())}


def test_every_row_reaches_one_end(tmp_path: Path) -> None:
    """Good rows are answered, bad ones are in the error file, none is in both or neither."""
    with recording_server(tmp_path) as (base_url, _), _client(base_url) as client:
        lines = [_line(n) for n in range(20)] + [_line(20, model="other")]
        batch = _ended(client, _submit(client, lines).id)
        good, bad = _rows(client, batch.output_file_id), _rows(client, batch.error_file_id)
        assert batch.status == "completed"
        assert batch.metadata == {"shard": "3"}
        assert set(good) == {f"row-{n}" for n in range(20)}
        assert set(bad) == {"row-20"}
        assert bad["row-20"]["response"]["status_code"] == 404
        answer = good["row-7"]["response"]["body"]["choices"][0]["message"]["content"]
        assert json.loads(answer) == {"number": 7}
        assert batch.request_counts is not None
        assert (batch.request_counts.completed, batch.request_counts.failed) == (20, 1)
        told = [row["response"]["body"]["usage"]["total_tokens"] for row in good.values()]
        assert batch.usage is not None
        assert batch.usage.total_tokens == sum(told)


def test_a_broken_input_fails_with_its_lines(tmp_path: Path) -> None:
    """A batch whose file has broken or doubled lines fails and names them."""
    with recording_server(tmp_path) as (base_url, recorder), _client(base_url) as client:
        batch = _ended(client, _submit(client, [_line(1), "{", _line(2, custom_id="row-1")]).id)
        assert batch.status == "failed"
        assert batch.errors is not None
        assert [(e.line, e.code) for e in batch.errors.data or []] == [
            (2, "invalid_json_line"),
            (3, "duplicate_custom_id"),
        ]
        assert recorder.asked == []


def test_a_cancelled_batch_keeps_what_it_has(tmp_path: Path) -> None:
    """After a cancel every row is answered or marked cancelled."""
    slow = Switches(latency_s=0.02)
    with recording_server(tmp_path, switches=slow) as (base_url, recorder), _client(base_url) as client:
        made = _submit(client, [_line(n) for n in range(200)])
        while len(recorder.asked) < 3:
            time.sleep(0.01)
        client.batches.cancel(made.id)
        batch = _ended(client, made.id)
        good, bad = _rows(client, batch.output_file_id), _rows(client, batch.error_file_id)
        assert batch.status == "cancelled"
        assert len(good) >= 3
        assert set(good) | set(bad) == {f"row-{n}" for n in range(200)}
        assert {row["error"]["code"] for row in bad.values()} == {"batch_cancelled"}


def test_an_expired_batch_names_the_rest(tmp_path: Path) -> None:
    """A batch that outlives its window expires; rows not reached say so."""
    with (
        recording_server(tmp_path, batch_step_s=0.05, batch_window_s=-1.0) as (base_url, _),
        _client(base_url) as client,
    ):
        batch = _ended(client, _submit(client, [_line(1), _line(2)]).id)
        assert batch.status == "expired"
        rows = _rows(client, batch.error_file_id)
        assert {row["error"]["code"] for row in rows.values()} == {"batch_expired"}


def test_a_restarted_server_goes_on(tmp_path: Path) -> None:
    """A batch that was under way when the server stopped is finished by the next one."""
    with recording_server(tmp_path, batch_step_s=30.0) as (base_url, _), _client(base_url) as client:
        made = _submit(client, [_line(1), _line(2)])
    with recording_server(tmp_path) as (base_url, _), _client(base_url) as client:
        batch = _ended(client, made.id)
        assert batch.status == "completed"
        assert set(_rows(client, batch.output_file_id)) == {"row-1", "row-2"}
        assert [listed.id for listed in client.batches.list()] == [made.id]


def test_a_rule_with_a_bug_fails_its_row_alone(tmp_path: Path) -> None:
    """Whatever a role raises, the row is answered 500 and the batch ends."""

    def buggy(payload: dict[str, Any]) -> dict[str, Any]:
        if payload["number"] == 1:
            raise NameError("a slip")
        return {"number": payload["number"]}

    app = create_app(ServerOptions(state_dir=tmp_path), Completions({"echo": buggy}))
    with serving(app) as base_url, _client(base_url) as client:
        batch = _ended(client, _submit(client, [_line(n) for n in range(3)]).id)
        assert batch.status == "completed"
        assert set(_rows(client, batch.output_file_id)) == {"row-0", "row-2"}
        assert _rows(client, batch.error_file_id)["row-1"]["response"]["status_code"] == 500


def test_rows_that_bear_anothers_name(tmp_path: Path) -> None:
    """Under that switch a row's answer comes back under the custom_id before it; no line hangs or breaks off."""
    switches = Switches(rate_other_request=1, rate_stall=1, rate_broken=1)
    with recording_server(tmp_path, switches=switches) as (base_url, _), _client(base_url) as client:
        batch = _ended(client, _submit(client, [_line(n) for n in range(3)]).id)
        assert batch.output_file_id is not None
        lines = client.files.content(batch.output_file_id).text.splitlines()
        assert [json.loads(line)["custom_id"] for line in lines] == ["row-0", "row-0", "row-1"]


def test_a_batch_of_a_file_for_something_else_is_refused(tmp_path: Path) -> None:
    """The input must have been uploaded for batches."""
    with recording_server(tmp_path) as (base_url, _), _client(base_url) as client:
        file = client.files.create(file=("in.jsonl", _line(1).encode()), purpose="evals")
        with pytest.raises(openai.BadRequestError, match="purpose"):
            client.batches.create(
                input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h"
            )


@pytest.mark.parametrize(
    "wrong",
    [
        {"extra_body": {"priority": 1}},
        {"endpoint": "/v1/embeddings"},
        {"completion_window": "1h"},
        {"input_file_id": "file-000000000000000000000000"},
    ],
)
def test_a_batch_that_cannot_be_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    """An unknown endpoint, window or file is an error at once."""
    with recording_server(tmp_path) as (base_url, _), _client(base_url) as client:
        file = client.files.create(file=("in.jsonl", _line(1).encode()), purpose="batch")
        asked: dict[str, Any] = {"endpoint": "/v1/chat/completions", "completion_window": "24h"}
        with pytest.raises(openai.APIStatusError) as caught:
            client.batches.create(**{**asked, "input_file_id": file.id, **wrong})
        assert caught.value.status_code in {400, 404}
