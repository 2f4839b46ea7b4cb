"""The server's routes, asked by the official client and by bare HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import openai
import pytest
from pydantic import BaseModel

from infoseek.offline.model import NAME
from infoseek.offline.respond import MOST_BYTES
from infoseek.offline.switches import HEADER
from tests.offline.serving import recording_server

pytestmark = pytest.mark.service


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with recording_server(tmp_path_factory.mktemp("offline"), api_key="right") as (address, _):
        yield address


@pytest.fixture
def client(base_url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=base_url, api_key="right", max_retries=0) as made:
        yield made


def _echo(number: int) -> openai.types.chat.ChatCompletionUserMessageParam:
    return {"role": "user", "content": json.dumps({"task": "echo", "number": number})}


def test_models(client: openai.OpenAI) -> None:
    """The models are listed and described."""
    assert [model.id for model in client.models.list()] == [NAME, "offline-hashing-1"]
    assert client.models.retrieve(NAME).id == NAME
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("other")


def test_chat(client: openai.OpenAI) -> None:
    """A task is answered, with usage figures."""
    completion = client.chat.completions.create(model=NAME, messages=[_echo(4)])
    assert json.loads(completion.choices[0].message.content or "") == {"number": 4}
    assert completion.usage is not None
    assert completion.usage.total_tokens > 4


def test_streamed_chat(client: openai.OpenAI) -> None:
    """A streamed answer carries the same content, and usage where it was asked for."""
    stream = client.chat.completions.create(
        model=NAME, messages=[_echo(5)], stream=True, stream_options={"include_usage": True}
    )
    events = list(stream)
    text = "".join(choice.delta.content or "" for event in events for choice in event.choices)
    assert json.loads(text) == {"number": 5}
    assert events[-1].usage is not None


def test_wrong_key(base_url: str) -> None:
    """A caller without the key gets 401 in the API's shape; health needs none."""
    answer = httpx.get(f"{base_url}/models", headers={"authorization": "Bearer wrong"})
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "invalid_api_key"
    assert httpx.get(f"{base_url.removesuffix('/v1')}/healthz").json()["status"] == "ok"


def test_no_key(base_url: str) -> None:
    """A caller without any key is told how to send one."""
    answer = httpx.get(f"{base_url}/models")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "Authorization header" in answer.json()["error"]["message"]


def test_unknown_routes_answer_in_the_apis_shape(base_url: str) -> None:
    """A route that is not there and a method that it does not take give an error object, not a page."""
    headers = {"authorization": "Bearer right"}
    answer = httpx.post(f"{base_url}/nothing", headers=headers)
    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == "Invalid URL (POST /v1/nothing)"
    answer = httpx.get(f"{base_url}/chat/completions", headers=headers)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert answer.json()["error"]["code"] == "method_not_supported"


def test_every_answer_has_a_request_id(base_url: str, client: openai.OpenAI) -> None:
    """Answers and errors carry an id of their own, which the official client shows."""
    one, two = (client.chat.completions.create(model=NAME, messages=[_echo(4)]) for _ in range(2))
    assert one._request_id is not None
    assert two._request_id is not None
    assert one._request_id != two._request_id
    with pytest.raises(openai.NotFoundError) as caught:
        client.models.retrieve("other")
    assert (caught.value.request_id or "").startswith("req_")


def test_parsed_answers(client: openai.OpenAI) -> None:
    """The official client's `parse` sends a strict schema of its own making and gets its type back."""

    class Number(BaseModel):
        number: int

    completion = client.chat.completions.parse(model=NAME, messages=[_echo(11)], response_format=Number)
    assert completion.choices[0].message.parsed == Number(number=11)


def test_unsupported_parameters_are_named(client: openai.OpenAI) -> None:
    """Tools are an error that says so, with type, param and code."""
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(
            model=NAME,
            messages=[_echo(4)],
            tools=[{"type": "function", "function": {"name": "f", "parameters": {}}}],
        )
    assert (caught.value.type, caught.value.param, caught.value.code) == (
        "invalid_request_error",
        "tools",
        "unsupported_parameter",
    )


def test_a_body_without_end_is_refused(base_url: str) -> None:
    """A body beyond the limit is 413, whether it says its length or not."""

    def pieces() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // 2**20 + 2):
            yield b" " * 2**20

    headers = {"authorization": "Bearer right"}
    answer = httpx.post(f"{base_url}/chat/completions", headers=headers, content=pieces(), timeout=60)
    assert answer.status_code == 413
    assert "error" in answer.json()


def test_a_stalled_request_is_never_answered(client: openai.OpenAI) -> None:
    """The caller's own time limit ends it, and the server goes on answering others."""
    with pytest.raises(openai.APITimeoutError):
        client.chat.completions.create(
            model=NAME, messages=[_echo(6)], extra_headers={HEADER: '{"rate_stall": 1}'}, timeout=0.3
        )
    assert client.chat.completions.create(model=NAME, messages=[_echo(6)]).choices


@pytest.mark.parametrize("stream", [False, True])
def test_a_line_that_breaks(base_url: str, stream: bool) -> None:
    """The answer begins and the connection ends before it does."""
    body = {"model": NAME, "messages": [_echo(6)], "stream": stream}
    headers = {"authorization": "Bearer right", HEADER: '{"rate_broken": 1}'}
    with httpx.stream("POST", f"{base_url}/chat/completions", json=body, headers=headers) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


def test_more_than_fit_are_sent_away(base_url: str) -> None:
    """Beyond so many requests under way others are answered 429."""
    headers = {
        "authorization": "Bearer right",
        HEADER: '{"most_in_flight": 2, "latency_s": 0.4, "retry_after_s": 3}',
    }

    def ask(number: int) -> httpx.Response:
        body = {"model": NAME, "messages": [_echo(number)]}
        return httpx.post(f"{base_url}/chat/completions", json=body, headers=headers)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, range(6)))
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(200), statuses.count(429)) == (2, 4)
    assert {answer.headers.get("retry-after") for answer in answers} == {None, "3"}


def test_switches_by_header(client: openai.OpenAI) -> None:
    """A header sets the switches of one request; a wrong one is named."""
    with pytest.raises(openai.RateLimitError) as caught:
        client.chat.completions.create(
            model=NAME, messages=[_echo(6)], extra_headers={HEADER: '{"rate_429": 1, "retry_after_s": 3}'}
        )
    assert caught.value.response.headers["retry-after"] == "3"
    with pytest.raises(openai.BadRequestError, match=HEADER):
        client.chat.completions.create(model=NAME, messages=[_echo(6)], extra_headers={HEADER: "{"})


def test_files(client: openai.OpenAI) -> None:
    """A file can be uploaded, described, listed, read and deleted."""
    made = client.files.create(file=("rows.jsonl", b"one\n"), purpose="batch")
    assert client.files.retrieve(made.id).bytes == 4
    assert made.id in [file.id for file in client.files.list()]
    assert client.files.content(made.id).read() == b"one\n"
    client.files.delete(made.id)
    with pytest.raises(openai.NotFoundError):
        client.files.content(made.id)


@pytest.mark.parametrize("name", ["..%2F..%2Fetc%2Fpasswd", "file-0", "batch_000000000000000000000000"])
def test_file_names_stay_in_their_folder(base_url: str, name: str) -> None:
    """An id that no file can have finds nothing, wherever it points."""
    answer = httpx.get(f"{base_url}/files/{name}/content", headers={"authorization": "Bearer right"})
    assert answer.status_code == 404


def test_files_are_listed_by_purpose(client: openai.OpenAI) -> None:
    """A list can be narrowed to a purpose, turned round, and read page by page."""
    made = [
        client.files.create(file=("a", b"a"), purpose=purpose).id for purpose in ("evals", "evals", "batch")
    ]
    evals = [file.id for file in client.files.list(purpose="evals", limit=1)]
    assert set(evals) == set(made[:2])
    assert [file.id for file in client.files.list(purpose="evals", order="asc")] == evals[::-1]


@pytest.mark.parametrize("limit", ["0", "x", "10001"])
def test_a_wrong_limit_is_named(base_url: str, limit: str) -> None:
    """A page cannot have any size."""
    headers = {"authorization": "Bearer right"}
    answer = httpx.get(f"{base_url}/files", headers=headers, params={"limit": limit})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "limit")


def test_a_purpose_that_does_not_exist_is_named(client: openai.OpenAI) -> None:
    """A file has one of the API's purposes."""
    with pytest.raises(openai.BadRequestError) as caught:
        client.files.create(file=("a", b"a"), purpose="lunch")  # type: ignore[arg-type]
    assert caught.value.param == "purpose"


def test_an_upload_without_a_file_is_named(base_url: str) -> None:
    """An upload that lacks its fields is answered 400."""
    answer = httpx.post(
        f"{base_url}/files", headers={"authorization": "Bearer right"}, data={"purpose": "batch"}
    )
    assert answer.status_code == 400
    assert "'file'" in answer.json()["error"]["message"]
