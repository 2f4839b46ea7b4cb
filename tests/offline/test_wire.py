"""Shapes of the API: tokens, parts, streams."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infoseek.offline.wire import ChatMessage, chunks, count_tokens, cut_to_tokens, usage


@given(st.text(), st.integers(0, 30))
def test_cutting_keeps_a_prefix_within_the_limit(text: str, limit: int) -> None:
    """A text cut to n tokens is its own start and counts at most n."""
    cut = cut_to_tokens(text, limit)
    assert count_tokens(cut) <= limit
    assert text.startswith(cut)


def test_usage_adds_up() -> None:
    """Four bytes are a token, a message costs four more, and the total is the sum."""
    messages = [ChatMessage(role="system", content="12345"), ChatMessage(role="user", content="1234")]
    assert usage(messages, ["12345678"]) == {"prompt_tokens": 11, "completion_tokens": 2, "total_tokens": 13}


def test_content_in_parts_is_joined() -> None:
    """A message may come in parts of text."""
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    assert ChatMessage.model_validate({"role": "user", "content": parts}).content == "ab"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_stream_carries_the_content(content: str) -> None:
    """The deltas of a stream, joined, are the content; the last event is [DONE]."""
    message = {"role": "assistant", "content": content, "refusal": None}
    completion: dict[str, Any] = {
        "id": "x",
        "created": 0,
        "model": "m",
        "usage": {"total_tokens": 1},
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }
    events = chunks(completion, include_usage=True)
    bodies = [json.loads(event.removeprefix("data: ")) for event in events[:-1]]
    deltas = [choice["delta"].get("content", "") for body in bodies for choice in body["choices"]]
    assert "".join(deltas) == content
    assert events[-1] == "data: [DONE]\n\n"
    assert bodies[-1]["usage"] == {"total_tokens": 1}
