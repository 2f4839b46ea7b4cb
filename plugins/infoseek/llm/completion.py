"""A chat completion of the OpenAI HTTP API as JSON: the request a call makes, the answer an endpoint gives.

What lives here: pure functions over hostile text. What may not: HTTP, and whether the content suits its call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from infoseek.llm.call import LlmCall, Message, estimate_tokens
from infoseek.llm.port import Answer, Fault

DETAIL_CHARS = 300


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)


class _Completion(BaseModel):
    """The fields of a chat completion that are read; whatever else the endpoint sends is dropped."""

    id: str | None = None
    model: str = ""
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


def request_body(call: LlmCall, messages: Sequence[Message]) -> dict[str, Any]:
    """The request as the API has it. `sample` only tells calls apart and is not sent."""
    json_schema = {"name": call.schema_name, "schema": call.response_schema, "strict": True}
    body: dict[str, Any] = {
        "model": call.model,
        "messages": [{"role": message.role, "content": message.content} for message in messages],
        "response_format": {"type": "json_schema", "json_schema": json_schema},
    }
    if call.temperature is not None:
        body["temperature"] = call.temperature
    if call.max_tokens is not None:
        body["max_completion_tokens"] = call.max_tokens
    return body


def completion_of(body: str, call: LlmCall, messages: Sequence[Message]) -> Answer | None:
    """The answer that a body holds; None where it is no chat completion."""
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError:
        return None
    choice = completion.choices[0]
    content = choice.message.content or ""
    fault, detail = _fault(choice, content)
    usage = completion.usage or _estimated_usage(content, call, messages)
    return Answer(
        content=content,
        fault=fault,
        detail=detail,
        model=completion.model or call.model,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        id=completion.id or "",
    )


def short(text: str, limit: int = DETAIL_CHARS) -> str:
    """A text on one line, cut to so many characters, halves of surrogate pairs replaced."""
    flat = " ".join(text.encode("utf-8", "replace").decode().split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _fault(choice: _Choice, content: str) -> tuple[Fault, str]:
    if choice.message.refusal:
        return "refused", short(choice.message.refusal)
    if choice.finish_reason == "content_filter":
        return "refused", "the endpoint's content filter withheld the answer"
    if choice.finish_reason == "length":
        return "cut_off", "the answer reached its limit of tokens"
    if not content.strip():
        return "empty", "the answer is empty"
    return "", ""


def _estimated_usage(content: str, call: LlmCall, messages: Sequence[Message]) -> _Usage:
    """Usage for endpoints that report none: an unreported call is not a free one."""
    prompt = sum(estimate_tokens(message.content) for message in messages)
    return _Usage(
        prompt_tokens=prompt + call.schema_tokens,
        completion_tokens=estimate_tokens(content),
    )
