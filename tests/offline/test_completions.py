"""One completion: from a request's bytes to the API's answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.types.chat import ChatCompletion

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
    if isinstance(request, Reply):
        return request
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
    message = _choice(_complete(_body(response_format=_form({"$ref": "http://127.0.0.1:9/schema.json"}))))[
        "message"
    ]
    assert message["content"] is None
    assert "refers to what is not in it" in message["refusal"]


def test_a_token_limit_cuts_the_answer_off() -> None:
    """An answer longer than max_completion_tokens ends there with finish_reason length."""
    reply = _complete(_body(123456789, max_completion_tokens=2))
    assert _choice(reply)["finish_reason"] == "length"
    assert reply.body["usage"]["completion_tokens"] == 2


def test_an_answer_ends_before_a_stop_sequence() -> None:
    """The first of the sequences ends it, is left out itself, and the reason is stop."""
    choice = _choice(_complete(_body(7, stop=["}", "er"])))
    assert (choice["message"]["content"], choice["finish_reason"]) == ('{"numb', "stop")


def test_chat_without_a_task() -> None:
    """The model says what it is: in words, as an object where any will do, as a refusal where a schema binds."""
    plain = _choice(_complete({"model": NAME, "messages": [{"role": "user", "content": "Hello, JSON!"}]}))
    assert NAME in plain["message"]["content"]
    free = {"model": NAME, "messages": [{"role": "user", "content": "Hello, JSON!"}]}
    as_object = _choice(_complete({**free, "response_format": {"type": "json_object"}}))
    assert NAME in json.loads(as_object["message"]["content"])["answer"]
    bound = _choice(_complete({**free, "response_format": _body()["response_format"]}))
    assert bound["message"]["content"] is None
    assert NAME in bound["message"]["refusal"]


def test_the_official_client_reads_every_field() -> None:
    """The answer is a chat completion by the official client's own types, details of the usage included."""
    read = ChatCompletion.model_validate(_complete(_body(seed=5)).body, strict=True, extra="forbid")
    assert read.system_fingerprint is not None
    assert read.usage is not None
    assert read.usage.prompt_tokens_details is not None


@pytest.mark.parametrize(
    ("fault", "finish", "content"),
    [
        ("rate_refusal", "stop", None),
        ("rate_malformed", "stop", '{"number": 1 "'),
        ("rate_cut_off", "length", '{"number"'[:8]),
        ("rate_empty", "stop", ""),
        ("rate_wrong_schema", "stop", '{"of_another_schema": "{\\"number\\": 1}"}'),
    ],
)
def test_answer_faults(fault: str, finish: str, content: str | None) -> None:
    """Refusals have no content; the others have content that is empty, no JSON, or of another schema."""
    choice = _choice(_complete(_body(), Switches.model_validate({fault: 1.0})))
    assert (choice["message"]["content"], choice["finish_reason"]) == (content, finish)


def test_another_requests_answer() -> None:
    """Under that switch a request gets what the one before it got, and the next one its own fault."""
    completions = Completions({"echo": _number})
    one, two = (completions.parse(json.dumps(_body(n)).encode()) for n in (1, 2))
    assert isinstance(one, ChatRequest)
    assert isinstance(two, ChatRequest)
    first = completions.complete(one, Switches())
    second = completions.complete(two, Switches(rate_other_request=1))
    assert (second.body, second.fault) == (first.body, "rate_other_request")
    assert completions.complete(two, Switches()).body != first.body


def test_http_faults() -> None:
    """A 429 and a 503 carry Retry-After; each is an error of the API's shape."""
    limited = _complete(_body(), Switches(rate_429=1, retry_after_s=2.5))
    assert (limited.status, limited.headers) == (429, {"retry-after": "2.5"})
    assert limited.body["error"]["code"] == "rate_limit_exceeded"
    broken = _complete(_body(), Switches(rate_500=1))
    assert (broken.status, broken.body["error"]["type"]) == (500, "server_error")
    busy = _complete(_body(), Switches(rate_503=1, retry_after_s=2.5))
    assert (busy.status, busy.headers) == (503, {"retry-after": "2.5"})


LOOSE = {"type": "object", "properties": {"a": {"type": "string"}}}


def _form(schema: Any, **more: Any) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "x", "schema": schema, **more}}


@pytest.mark.parametrize(
    ("changes", "param", "code"),
    [
        ({"messages": []}, "messages", "empty_array"),
        ({"messages": None}, "messages", "invalid_type"),
        ({"messages": [{"role": "king", "content": "x"}]}, "messages[0].role", "invalid_value"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url"}]}]},
            "messages[0].content",
            "invalid_value",
        ),
        ({"n": 0}, "n", "integer_below_min_value"),
        ({"n": "1"}, "n", "invalid_type"),
        ({"temperature": 3}, "temperature", "integer_above_max_value"),
        ({"stop": ["a"] * 5}, "stop", "array_above_max_length"),
        ({"best_of": 2}, "best_of", "unknown_parameter"),
        ({"tools": [{"type": "function"}]}, "tools", "unsupported_parameter"),
        ({"logprobs": True}, "logprobs", "unsupported_parameter"),
        ({"modalities": ["audio"]}, "modalities", "unsupported_parameter"),
        ({"stream_options": {"include_usage": True}}, "stream_options", None),
        ({"max_tokens": 1, "max_completion_tokens": 1}, "max_tokens", "invalid_parameter_combination"),
        ({"messages": [{"role": "user", "content": "x " * 300_000}]}, "messages", "context_length_exceeded"),
        ({"response_format": {"type": "yaml"}}, "response_format.type", "invalid_value"),
        (
            {"response_format": {"type": "json_schema"}},
            "response_format.json_schema",
            "missing_required_parameter",
        ),
        ({"response_format": _form({"type": 7})}, "response_format", None),
        ({"response_format": _form(LOOSE, strict=True)}, "response_format", None),
        (
            {"response_format": {"type": "json_object"}, "messages": [{"role": "user", "content": "x"}]},
            "messages",
            None,
        ),
    ],
)
def test_a_bad_request_is_named(changes: dict[str, Any], param: str, code: str | None) -> None:
    """A wrong field is answered 400 with its path, a code, and a sentence that names it."""
    reply = Completions({}).parse(json.dumps(_body(**changes)).encode())
    assert isinstance(reply, Reply)
    assert reply.status == 400
    assert (reply.body["error"]["param"], reply.body["error"]["code"]) == (param, code)
    assert param.split(".")[0] in reply.body["error"]["message"]


def test_a_schema_that_is_not_strict_may_be_loose() -> None:
    """Without `strict` any JSON schema will do; null stands for a field left out."""
    reply = _complete(_body(schema={"type": "object"}, n=None, stop=None, temperature=None, tools=[]))
    assert reply.status == 400
    loose = _body(response_format=_form({"type": "object"}), n=None, stop=None, temperature=None, tools=[])
    assert json.loads(_choice(_complete(loose))["message"]["content"]) == {"number": 1}


def test_a_schema_nested_without_end_is_refused() -> None:
    """A schema as deep as the parser lets through is an error, not a crash."""
    schema: Any = {"type": "string"}
    for _ in range(80):
        schema = {"type": "object", "properties": {"a": schema}}
    reply = Completions({}).parse(json.dumps(_body(schema=schema)).encode())
    assert isinstance(reply, Reply)
    assert reply.status == 400


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
