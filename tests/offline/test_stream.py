"""A completion as a stream of events."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openai.types.chat import ChatCompletionChunk

from infoseek.offline.stream import DONE, events


def _completion(content: str | None, refusal: str | None = None, choices: int = 1) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return {
        "id": "x",
        "created": 0,
        "model": "m",
        "service_tier": "default",
        "system_fingerprint": "fp",
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        "choices": [{"index": n, "message": message, "finish_reason": "stop"} for n in range(choices)],
    }


def _chunks(sent: list[str]) -> list[ChatCompletionChunk]:
    return [ChatCompletionChunk.model_validate_json(event.removeprefix("data: ")) for event in sent[:-1]]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(1, 3))
def test_a_stream_carries_the_content(content: str, choices: int) -> None:
    """Each choice's deltas, joined, are the content; the last event is [DONE]."""
    sent = events(_completion(content, choices=choices), include_usage=False)
    told = ["" for _ in range(choices)]
    for chunk in _chunks(sent):
        for choice in chunk.choices:
            told[choice.index] += choice.delta.content or ""
    assert told == [content] * choices
    assert sent[-1] == DONE


@pytest.mark.parametrize("include_usage", [True, False])
def test_usage_comes_last_where_it_is_wanted(include_usage: bool) -> None:
    """One chunk without a choice carries it; the others say null, or nothing where it is not wanted."""
    sent = events(_completion("two words"), include_usage)
    *before, last = [json.loads(event.removeprefix("data: ")) for event in sent[:-1]]
    assert all(body.get("usage") is None and ("usage" in body) is include_usage for body in before)
    assert (last["choices"] == []) is include_usage
    assert ("usage" in last and last["usage"]["total_tokens"] == 2) is include_usage


def test_a_refusal_is_streamed_as_such() -> None:
    """The refusal comes as a delta of its own and the choice ends with a reason."""
    chunks = _chunks(events(_completion(None, refusal="no"), include_usage=False))
    assert [chunk.choices[0].delta.refusal for chunk in chunks] == [None, "no", None]
    assert chunks[-1].choices[0].finish_reason == "stop"
