"""Well-known clients besides the official one, unmodified, against the server. Each is skipped where it is not installed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from infoseek.offline.embeddings import NAME as EMBEDDER
from infoseek.offline.model import NAME
from tests.offline.serving import recording_server

pytestmark = pytest.mark.service

TASK = json.dumps({"task": "echo", "number": 7})
SCHEMA = {
    "type": "object",
    "properties": {"number": {"type": "integer"}},
    "required": ["number"],
    "additionalProperties": False,
}


class Number(BaseModel):
    """What the task answers."""

    number: int


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with recording_server(tmp_path_factory.mktemp("offline"), api_key="right") as (address, _):
        yield address


@pytest.fixture
def litellm(monkeypatch: pytest.MonkeyPatch) -> Any:
    """LiteLLM, whose route for self-hosted servers has an HTTP client of its own."""
    # Without it the import asks the network for prices.
    monkeypatch.setenv("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    return pytest.importorskip("litellm", reason="litellm is not installed")


@pytest.fixture
def pydantic_ai_model(base_url: str) -> Any:
    """Pydantic AI's chat model."""
    pytest.importorskip("pydantic_ai", reason="pydantic-ai-slim[openai] is not installed")
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    return OpenAIChatModel(NAME, provider=OpenAIProvider(base_url=base_url, api_key="right"))


def _litellm_asked(base_url: str, **more: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": TASK}]
    asked = {"model": f"hosted_vllm/{NAME}", "api_base": base_url, "api_key": "right", "messages": messages}
    return {**asked, "num_retries": 0, **more}


def test_litellm_chats(litellm: Any, base_url: str) -> None:
    """Structured and streamed answers, with usage, over its own HTTP client."""
    form = {"type": "json_schema", "json_schema": {"name": "number", "schema": SCHEMA, "strict": True}}
    answer = litellm.completion(**_litellm_asked(base_url, response_format=form))
    assert json.loads(answer.choices[0].message.content) == {"number": 7}
    assert answer.usage.total_tokens > 0
    pieces = list(
        litellm.completion(**_litellm_asked(base_url, stream=True, stream_options={"include_usage": True}))
    )
    text = "".join(piece.choices[0].delta.content or "" for piece in pieces if piece.choices)
    assert json.loads(text) == {"number": 7}
    assert pieces[-1].usage.total_tokens == answer.usage.total_tokens


@pytest.mark.parametrize(
    ("wrong", "status"), [({"model": "hosted_vllm/other"}, 404), ({"api_key": "wrong"}, 401), ({"n": 0}, 400)]
)
def test_litellm_tells_errors_apart(litellm: Any, base_url: str, wrong: dict[str, Any], status: int) -> None:
    """An unknown model, a wrong key and a bad field keep their status."""
    with pytest.raises(Exception, match=r".") as caught:
        litellm.completion(**_litellm_asked(base_url, **wrong))
    assert getattr(caught.value, "status_code", None) == status


def test_litellm_embeds(litellm: Any, base_url: str) -> None:
    """Texts get vectors."""
    answer = litellm.embedding(
        model=f"hosted_vllm/{EMBEDDER}", api_base=base_url, api_key="right", input=["ropes"]
    )
    assert len(answer.data[0]["embedding"]) == 256


def test_pydantic_ai_chats(pydantic_ai_model: Any) -> None:
    """An agent with a structured output gets it, with usage."""
    from pydantic_ai import Agent, NativeOutput

    answer = Agent(pydantic_ai_model, output_type=NativeOutput(Number)).run_sync(TASK)
    assert answer.output == Number(number=7)
    assert answer.usage.input_tokens > 0
