"""The OpenAI port against real HTTP servers."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infoseek.errors import BadInput
from infoseek.llm.call import LlmCall
from infoseek.llm.openai_port import MAX_RETRY_AFTER_S, OpenAIPort, retry_after_s
from infoseek.llm.port import Answer, Rejected, Retryable
from infoseek.offline.switches import Switches
from infoseek.settings import ModelSettings
from tests.conftest import free_port
from tests.llm.calls import MODEL, echo
from tests.offline.serving import recording_server, serving


def _send(base_url: str, call: LlmCall | None = None, **settings: Any) -> Answer:
    async def send() -> Answer:
        port = OpenAIPort(ModelSettings(base_url=base_url, **settings))
        await port.open()
        try:
            asked = call or echo(1)
            return await port.send(asked, asked.messages)
        finally:
            await port.close()

    return asyncio.run(send())


def _canned(body: bytes, status: int = 200, kind: str = "application/json") -> Starlette:
    """A server that answers every request with these bytes."""

    async def answer(_: Request) -> Response:
        return Response(body, status, media_type=kind)

    return Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])


def _completion(message: dict[str, Any], finish: str = "stop", **more: Any) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice], **more}).encode()


@pytest.mark.service
def test_an_answer_with_its_usage(tmp_path: Path) -> None:
    """One request gives the content, the model's name and the tokens counted by the endpoint."""
    with recording_server(tmp_path) as (base_url, recorder):
        answer = _send(base_url)
    assert json.loads(answer.content) == {"number": 1}
    assert (answer.fault, answer.model) == ("", MODEL)
    assert answer.prompt_tokens > 0
    assert answer.completion_tokens > 0
    assert recorder.asked == [1]


@pytest.mark.service
@pytest.mark.parametrize(
    ("switches", "fault"),
    [({"rate_refusal": 1}, "refused"), ({"rate_cut_off": 1}, "cut_off")],
)
def test_answer_faults_are_told_apart(tmp_path: Path, switches: dict[str, float], fault: str) -> None:
    """A refusal and a cut-off answer come back as such, with what they cost."""
    with recording_server(tmp_path, switches=Switches.model_validate(switches)) as (base_url, _):
        answer = _send(base_url)
    assert answer.fault == fault
    assert answer.completion_tokens > 0


@pytest.mark.service
@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (_completion({"content": None}), "empty"),
        (_completion({"content": "  \n"}), "empty"),
        (_completion({"content": "{}"}, "content_filter"), "refused"),
        (_completion({"content": "{}", "refusal": "no"}), "refused"),
    ],
)
def test_odd_answers(body: bytes, fault: str) -> None:
    """Empty and filtered answers are faults, and without usage figures they are still not free."""
    with serving(_canned(body)) as base_url:
        answer = _send(base_url)
    assert answer.fault == fault
    assert answer.prompt_tokens > 0


@pytest.mark.service
@pytest.mark.parametrize(
    ("switches", "reason", "wait_s"),
    [
        ({"rate_429": 1, "retry_after_s": 2.5}, "rate_limited", 2.5),
        ({"rate_500": 1}, "server_error", None),
    ],
)
def test_errors_that_pass(
    tmp_path: Path, switches: dict[str, float], reason: str, wait_s: float | None
) -> None:
    """A 429 and a 5xx can be tried again, after what the endpoint asks for."""
    with (
        recording_server(tmp_path, switches=Switches.model_validate(switches)) as (base_url, _),
        pytest.raises(Retryable) as caught,
    ):
        _send(base_url)
    assert (caught.value.reason, caught.value.retry_after_s) == (reason, wait_s)


@pytest.mark.service
def test_a_slow_answer_times_out(tmp_path: Path) -> None:
    """Beyond its time limit a call can be tried again."""
    with (
        recording_server(tmp_path, switches=Switches(latency_s=1)) as (base_url, _),
        pytest.raises(Retryable, match=r"0\.2 s") as caught,
    ):
        _send(base_url, timeout_s=0.2)
    assert caught.value.reason == "timeout"


@pytest.mark.service
def test_a_closed_port_is_a_connection_error() -> None:
    """Nobody listening can be tried again."""
    with pytest.raises(Retryable) as caught:
        _send(f"http://127.0.0.1:{free_port()}/v1")
    assert caught.value.reason == "connection"


@pytest.mark.service
def test_a_bad_request_is_rejected() -> None:
    """A 400 is final for this request, with the endpoint's words."""
    body = b'{"error": {"message": "too long", "type": "x", "param": null, "code": null}}'
    with serving(_canned(body, 400)) as base_url, pytest.raises(Rejected, match="400: too long") as caught:
        _send(base_url)
    assert caught.value.reason == "bad_request"


@pytest.mark.service
def test_a_wrong_key_and_a_wrong_model_are_bad_input(tmp_path: Path) -> None:
    """The sentence names the address, what it answered and which model was asked for."""
    with recording_server(tmp_path, api_key="right") as (base_url, _):
        with pytest.raises(BadInput, match=f"{base_url} answered 401 .*Incorrect API key"):
            _send(base_url, api_key="wrong")
        with pytest.raises(BadInput, match=f"{base_url} answered 404 for model 'other'"):
            _send(base_url, echo(1, model="other"), api_key="right")


@pytest.mark.service
@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"<html>Welcome</html>", 200, "text/html"),
        (b"{broken", 200, "application/json"),
        (b"\xff\xfe\x00", 200, "application/json"),
        (b"<html>Not found</html>", 404, "text/html"),
        (b"<html>Unsupported method</html>", 501, "text/html"),
        (b'{"error": {"message": "no money", "code": "insufficient_quota"}}', 429, "application/json"),
    ],
)
def test_a_wrong_endpoint_is_bad_input(body: bytes, status: int, kind: str) -> None:
    """A server that speaks something else is named with its address."""
    with serving(_canned(body, status, kind)) as base_url, pytest.raises(BadInput, match=base_url):
        _send(base_url)


@pytest.mark.service
@pytest.mark.parametrize(
    "body",
    [b"{}", b"[]", b"null", b'{"choices": []}', b'{"choices": 7}', b'{"error": {"message": "later"}}'],
)
def test_json_that_is_no_completion_can_be_tried_again(body: bytes) -> None:
    """A gateway's stray answer is nonsense, not a result."""
    with serving(_canned(body)) as base_url, pytest.raises(Retryable) as caught:
        _send(base_url)
    assert caught.value.reason == "nonsense"


@pytest.mark.parametrize(
    "settings",
    [
        {"base_url": "ftp://127.0.0.1/v1"},
        {"base_url": "127.0.0.1:8700"},
        {"base_url": "http://"},
        {"base_url": "http://[::1"},
        {"base_url": "http://127.0.0.1:99999/v1"},
        {"api_key": ""},
        {"api_key": "a\nb"},
        {"api_key": "schlüssel"},
    ],
)
def test_settings_that_cannot_be_right(settings: dict[str, str]) -> None:
    """An address or a key that cannot be sent is named with its variable before any request."""
    port = OpenAIPort(ModelSettings.model_validate(settings))
    with pytest.raises(BadInput, match="INFOSEEK_MODEL__"):
        asyncio.run(port.open())


@given(st.text(), st.text())
def test_any_retry_after_is_bounded(value: str, milliseconds: str) -> None:
    """Whatever the headers say, the wait is None or between 0 and the limit."""
    wait_s = retry_after_s({"retry-after": value, "retry-after-ms": milliseconds})
    assert wait_s is None or 0 <= wait_s <= MAX_RETRY_AFTER_S


def test_retry_after_forms() -> None:
    """Seconds, milliseconds and dates are understood; infinity and nonsense are not."""
    now = datetime(2026, 11, 5, 12, tzinfo=UTC)
    dates = {"retry-after": format_datetime(now + timedelta(seconds=9), usegmt=True)}
    assert retry_after_s({**dates, "date": format_datetime(now, usegmt=True)}) == 9
    assert retry_after_s({"retry-after": "2"}) == 2
    assert retry_after_s({"retry-after": "2", "retry-after-ms": "150"}) == 0.15
    assert retry_after_s({"retry-after": "99999999"}) == MAX_RETRY_AFTER_S
    assert retry_after_s({"retry-after": "inf"}) is None
    assert retry_after_s({}) is None
