"""The parts of the OpenAI HTTP API that the server speaks: requests, answers, errors, usage.

What lives here: shapes. What may not: how an answer comes about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

_WORD = re.compile(r"\s*\S+|\s+$")

CREATED = 0
"""Creation time in answers, constant so that the same request gets the same bytes."""


class TextPart(BaseModel):
    """A piece of a message's content."""

    type: Literal["text"]
    text: str


class ChatMessage(BaseModel):
    """One message. Content given in parts is joined."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str = ""

    @field_validator("content", mode="before")
    @classmethod
    def _joined(cls, value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, list):
            return "".join(TextPart.model_validate(part).text for part in value)
        return value


class JsonSchema(BaseModel):
    """The schema of a structured answer."""

    model_config = ConfigDict(populate_by_name=True)

    name: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    schema_: dict[str, Any] = Field(alias="schema")


class ResponseFormat(BaseModel):
    """What form the answer must have."""

    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchema | None = None


class StreamOptions(BaseModel):
    """Options of a streamed answer."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A chat completion request. Fields that cannot change this model's answer are accepted and dropped."""

    model: str
    messages: list[ChatMessage] = Field(min_length=1)
    response_format: ResponseFormat | None = None
    n: int = Field(1, ge=1, le=16)
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)
    temperature: float | None = Field(None, ge=0, le=2)
    stream: bool = False
    stream_options: StreamOptions | None = None

    @property
    def schema_body(self) -> dict[str, Any] | None:
        """The schema the answer must satisfy, or None."""
        form = self.response_format
        if form is None or form.type == "text":
            return None
        if form.type == "json_object" or form.json_schema is None:
            return {"type": "object"}
        return form.json_schema.schema_

    @property
    def token_limit(self) -> int | None:
        return self.max_completion_tokens or self.max_tokens


@dataclass(frozen=True)
class Reply:
    """An HTTP answer: status, JSON body, extra headers."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


def count_tokens(text: str) -> int:
    """The server's token: four bytes of UTF-8, the last one rounded up. No vocabulary is involved."""
    return -(-len(text.encode("utf-8", "replace")) // 4)


def cut_to_tokens(text: str, tokens: int) -> str:
    """The start of a text that is at most this many tokens long, whole characters only."""
    return text.encode("utf-8", "replace")[: 4 * tokens].decode("utf-8", "ignore")


def usage(messages: Sequence[ChatMessage], answers: Sequence[str]) -> dict[str, int]:
    """Usage figures: four tokens a message beside its content, and each answer's tokens."""
    prompt = sum(count_tokens(message.content) + 4 for message in messages)
    completion = sum(count_tokens(text) for text in answers)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }


def error(
    status: int, message: str, *, kind: str = "invalid_request_error", code: str | None = None
) -> Reply:
    """An error in the API's shape."""
    return Reply(status, {"error": {"message": message, "type": kind, "param": None, "code": code}})


def chunks(completion: dict[str, Any], include_usage: bool) -> list[str]:
    """A completion as the events of a stream: the role, the content word by word, the end, `[DONE]`."""
    base = {
        "id": completion["id"],
        "object": "chat.completion.chunk",
        "created": completion["created"],
        "model": completion["model"],
    }
    events: list[dict[str, Any]] = []
    for choice in completion["choices"]:
        index, message = choice["index"], choice["message"]
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": word} for word in _WORD.findall(message["content"] or "")]
        if message["refusal"]:
            deltas.append({"refusal": message["refusal"]})
        events += [
            {**base, "choices": [{"index": index, "delta": delta, "finish_reason": None}]} for delta in deltas
        ]
        end = {"index": index, "delta": {}, "finish_reason": choice["finish_reason"]}
        events.append({**base, "choices": [end]})
    if include_usage:
        events.append({**base, "choices": [], "usage": completion["usage"]})
    return [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in events] + ["data: [DONE]\n\n"]
