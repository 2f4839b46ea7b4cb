"""Shapes of the API: tokens, parts, fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.types.chat.completion_create_params import CompletionCreateParamsBase
from pydantic import ValidationError

from infoseek.offline.wire import ChatMessage, ChatRequest, count_tokens, cut_to_tokens, usage


@given(st.text(), st.integers(0, 30))
def test_cutting_keeps_a_prefix_within_the_limit(text: str, limit: int) -> None:
    """A text cut to n tokens is its own start and counts at most n."""
    cut = cut_to_tokens(text, limit)
    assert count_tokens(cut) <= limit
    assert text.startswith(cut)


def test_usage_adds_up() -> None:
    """Four bytes are a token, a message costs four more, and the total is the sum."""
    messages = [ChatMessage(role="system", content="12345"), ChatMessage(role="user", content="1234")]
    told = usage(messages, ["12345678"])
    assert (told["prompt_tokens"], told["completion_tokens"], told["total_tokens"]) == (11, 2, 13)


def test_content_in_parts_is_joined() -> None:
    """A message may come in parts of text."""
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    assert ChatMessage.model_validate({"role": "user", "content": parts}).content == "ab"


def test_every_field_of_the_official_client_is_known() -> None:
    """What the official client can send is a field of the request; nothing else is."""
    known = set(CompletionCreateParamsBase.__annotations__) | {"stream"}
    assert set(ChatRequest.model_fields) == known


def test_a_picture_is_no_text() -> None:
    """A part that holds no text is refused, whatever it is."""
    for part in ({"type": "image_url", "image_url": {"url": "http://x"}}, {"type": "text"}, "text", 7):
        with pytest.raises(ValidationError, match="text"):
            ChatMessage.model_validate({"role": "user", "content": [part]})
