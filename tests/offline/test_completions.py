"""One completion: from a request's bytes to the API's answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.offline.completions import Completions
from infoseek.offline.model import NAME
from infoseek.offline.switches import Switches
from infoseek.offline.wire import ChatRequest, Reply

NUMBER = {
    "type": "object",
    "properties": {"number": {"type": "integer"}},
    "required": ["number"],
    "additionalProperties": False,
}


def _number(payload: dict[str, Any]) -> dict[str, Any]:
    return {"number": payload["number"]}


def _body(number: Any = 1, schema: Any = NUMBER, **changes: Any) -> dict[str, Any]:
    content = json.dumps({"task": "echo", "number": number})
    form = {"type": "json_schema", "json_schema": {"name": "number", "schema": schema, "strict": True}}
    return {
        "model": NAME,
        "messages": [{"role": "user", "content": content}],
        "response_format": form,
        **changes,
    }


def _complete(body: dict[str, Any], switches: Switches | None = None) -> Reply:
    completions = Completions({"echo": _number})
    request = completions.parse(json.dumps(body).encode())
    assert isinstance(request, ChatRequest), request
    return completions.complete(request, switches or Switches())


def _choice(reply: Reply) -> dict[str, Any]:
    choice: dict[str, Any] = reply.body["choices"][0]
    return choice


def test_equal_requests_get_equal_answers() -> None:
    """Two servers give the same request the same bytes; another request has another id."""
    first, second, other = _complete(_body(7)), _complete(_body(7)), _complete(_body(8))
    assert first == second
    assert first.body["id"] != other.body["id"]
    assert json.loads(_choice(first)["message"]["content"]) == {"number": 7}


def test_n_answers() -> None:
    """`n` asks for that many choices, and each is counted."""
    one, three = _complete(_body()), _complete(_body(n=3))
    assert [choice["index"] for choice in three.body["choices"]] == [0, 1, 2]
    assert three.body["usage"]["completion_tokens"] == 3 * one.body["usage"]["completion_tokens"]


def test_an_answer_that_breaks_the_schema_does_not_leave() -> None:
    """Where the role's answer does not satisfy the schema, the model refuses and says where."""
    message = _choice(_complete(_body("seven")))["message"]
    assert message["content"] is None
    assert "$.number" in message["refusal"]


def test_schemas_fetch_nothing() -> None:
    """A reference to another address is not followed."""
    message = _choice(_complete(_body(schema={"$ref": "http://127.0.0.1:9/schema.json"})))["message"]
    assert message["content"] is None
    assert "refers to what is not in it" in message["refusal"]


def test_a_token_limit_cuts_the_answer_off() -> None:
    """An answer longer than max_completion_tokens ends there with finish_reason length."""
    reply = _complete(_body(123456789, max_completion_tokens=2))
    assert _choice(reply)["finish_reason"] == "length"
    assert reply.body["usage"]["completion_tokens"] == 2


@pytest.mark.parametrize(
    ("fault", "finish", "has_content"),
    [("rate_refusal", "stop", False), ("rate_malformed", "stop", True), ("rate_cut_off", "length", True)],
)
def test_answer_faults(fault: str, finish: str, has_content: bool) -> None:
    """Refusals have no content; malformed and cut-off answers have content that is no JSON."""
    choice = _choice(_complete(_body(), Switches.model_validate({fault: 1.0})))
    assert choice["finish_reason"] == finish
    assert (choice["message"]["content"] is not None) is has_content
    if has_content:
        with pytest.raises(ValueError, match=r"."):
            json.loads(choice["message"]["content"])


def test_http_faults() -> None:
    """A 429 carries Retry-After, a 500 is an error of the API's shape."""
    limited = _complete(_body(), Switches(rate_429=1, retry_after_s=2.5))
    assert (limited.status, limited.headers) == (429, {"retry-after": "2.5"})
    broken = _complete(_body(), Switches(rate_500=1))
    assert (broken.status, broken.body["error"]["type"]) == (500, "server_error")


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "king", "content": "x"}]}, "messages.0.role"),
        ({"n": 0}, "n"),
        ({"temperature": 3}, "temperature"),
        ({"response_format": {"type": "yaml"}}, "response_format.type"),
        ({"response_format": {"type": "json_schema"}}, "response_format.json_schema"),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": 7}}}},
            "Invalid schema",
        ),
    ],
)
def test_a_bad_body_is_named(changes: dict[str, Any], where: str) -> None:
    """A wrong field is answered 400, and the message says which."""
    reply = Completions({}).parse(json.dumps(_body(**changes)).encode())
    assert isinstance(reply, Reply)
    assert reply.status == 400
    assert where in reply.body["error"]["message"]


def test_an_unknown_model_is_404() -> None:
    """A model of another name does not exist here."""
    reply = Completions({}).parse(json.dumps(_body(model="gpt-17")).encode())
    assert isinstance(reply, Reply)
    assert (reply.status, reply.body["error"]["code"]) == (404, "model_not_found")


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(body: bytes) -> None:
    """Bytes that are no request are answered 400."""
    reply = Completions({}).parse(body)
    assert isinstance(reply, Reply)
    assert reply.status == 400
