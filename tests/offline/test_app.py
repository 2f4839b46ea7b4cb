"""The server's routes, asked by the official client and by bare HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import openai
import pytest

from infoseek.offline.model import NAME
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


def test_unknown_routes_answer_in_the_apis_shape(base_url: str) -> None:
    """A route that is not there gives an error object, not a page."""
    answer = httpx.get(f"{base_url}/nothing", headers={"authorization": "Bearer right"})
    assert answer.status_code == 404
    assert "message" in answer.json()["error"]


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


def test_an_upload_without_a_file_is_named(base_url: str) -> None:
    """An upload that lacks its fields is answered 400."""
    answer = httpx.post(
        f"{base_url}/files", headers={"authorization": "Bearer right"}, data={"purpose": "batch"}
    )
    assert answer.status_code == 400
    assert "'file'" in answer.json()["error"]["message"]
