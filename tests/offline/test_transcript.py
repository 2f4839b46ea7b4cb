"""What was asked and answered, written down."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.offline.model import NAME
from infoseek.offline.switches import Switches
from infoseek.offline.transcript import Exchange, exchanges
from tests.offline.serving import recording_server


@pytest.mark.service
def test_every_exchange_is_a_line(tmp_path: Path) -> None:
    """Answers and errors are there in order; a body over several lines is one; half a line is left out."""
    path = tmp_path / "deep" / "transcript.jsonl"
    task = json.dumps({"task": "echo", "number": 3})
    body = {"model": NAME, "messages": [{"role": "user", "content": task}]}
    faulty = {"x-offline-switches": Switches(rate_500=1).model_dump_json()}
    with recording_server(tmp_path, transcript=path) as (base_url, _):
        address = f"{base_url}/chat/completions"
        httpx.post(address, content=json.dumps(body, indent=2))
        httpx.post(address, json=body, headers=faulty)
        httpx.post(address, content=b"{")
    with path.open("ab") as file:
        file.write(b'{"request": {"mod')
    found = list(exchanges(path))
    assert [(each.request, each.status, each.task) for each in found] == [
        (body, 200, "echo"),
        (body, 500, "echo"),
    ]
    assert json.loads(found[0].content) == {"number": 3}
    assert found[1].content == ""


@settings(deadline=None)
@given(st.lists(st.text(), min_size=1))
def test_the_task_is_the_last_one_named(contents: list[str]) -> None:
    """Whatever stands in messages, the task is that of the last payload, or empty."""
    messages = [{"role": "user", "content": content} for content in contents]
    assert Exchange({"messages": messages}, 200, {}).task == ""
    payload = {"role": "user", "content": json.dumps({"task": "plan"})}
    assert Exchange({"messages": [payload, *messages]}, 200, {}).task == "plan"
