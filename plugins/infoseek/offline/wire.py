"""The parts of the OpenAI HTTP API that the server speaks: requests, answers, usage.

What lives here: shapes. What may not: errors (api_errors.py), streams (stream.py), and how an answer comes about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from infoseek.offline.switches import Fault

CREATED = 0
"""Creation time in answers, constant so that the same request gets the same bytes."""

MOST_CHOICES = 128
MOST_STOPS = 4
CONTEXT_TOKENS = 128_000
"""Of a request's messages; more is refused with `context_length_exceeded`."""


class ChatMessage(BaseModel):
    """One message. Content given in parts is joined; what else a message may carry is dropped."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str = ""

    @field_validator("content", mode="before")
    @classmethod
    def _joined(cls, value: Any) -> Any:
        if value is None:
            return ""
        return "".join(map(_text_of, value)) if isinstance(value, list) else value


def _text_of(part: Any) -> str:
    """The text of a part. Raises `PydanticCustomError` for an image, a sound or a file."""
    kind = part.get("type") if isinstance(part, dict) else None
    text = part.get("refusal" if kind == "refusal" else "text") if isinstance(part, dict) else None
    if kind not in {"text", "refusal"} or not isinstance(text, str):
        raise PydanticCustomError("invalid_value", "this model reads parts of type 'text' only")
    return text


class JsonSchema(BaseModel):
    """The schema of a structured answer."""

    model_config = ConfigDict(populate_by_name=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    schema_: dict[str, Any] = Field(alias="schema")
    description: str | None = None
    strict: bool | None = None


class ResponseFormat(BaseModel):
    """What form the answer must have."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchema | None = None


class StreamOptions(BaseModel):
    """Options of a streamed answer."""

    model_config = ConfigDict(extra="forbid")

    include_usage: bool | None = None
    include_obfuscation: bool | None = None


class ChatRequest(BaseModel):
    """A chat completion request with every field that the API knows; any other is refused.

    Those behind `messages` and before `tools` decide the answer, those from `tools` on are refused where they
    are set (`completions.UNSUPPORTED`), and the rest cannot change what a model without chance answers.
    """

    model_config = ConfigDict(strict=True, extra="forbid")

    model: str
    messages: list[ChatMessage] = Field(min_length=1)
    response_format: ResponseFormat | None = None
    n: int | None = Field(None, ge=1, le=MOST_CHOICES)
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)
    stop: Annotated[list[str], Field(max_length=MOST_STOPS)] | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None

    tools: list[Any] | None = None
    tool_choice: Any = None
    functions: list[Any] | None = None
    function_call: Any = None
    logprobs: bool | None = None
    top_logprobs: int | None = Field(None, ge=0, le=20)
    audio: Any = None
    modalities: list[str] | None = None
    prediction: Any = None
    web_search_options: Any = None
    moderation: Any = None

    temperature: float | None = Field(None, ge=0, le=2)
    top_p: float | None = Field(None, ge=0, le=1)
    frequency_penalty: float | None = Field(None, ge=-2, le=2)
    presence_penalty: float | None = Field(None, ge=-2, le=2)
    logit_bias: dict[str, float] | None = None
    seed: int | None = None
    parallel_tool_calls: bool | None = None
    reasoning_effort: str | None = None
    verbosity: str | None = None
    service_tier: str | None = None
    store: bool | None = None
    metadata: dict[str, str] | None = Field(None, max_length=16)
    user: str | None = None
    safety_identifier: str | None = None
    prompt_cache_key: str | None = None
    prompt_cache_options: Any = None
    prompt_cache_retention: str | None = None

    @field_validator("stop", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

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
    def is_strict(self) -> bool:
        """Whether the schema must be of the strict kind."""
        form = self.response_format
        return bool(form and form.json_schema and form.json_schema.strict)

    @property
    def includes_usage(self) -> bool:
        """Whether a stream ends with usage figures."""
        return bool(self.stream_options and self.stream_options.include_usage)

    @property
    def token_limit(self) -> int | None:
        return self.max_completion_tokens or self.max_tokens


@dataclass(frozen=True)
class Reply:
    """An HTTP answer: status, JSON body, extra headers, and the fault it was served with, if any."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)
    fault: Fault | None = None


def count_tokens(text: str) -> int:
    """The server's token: four bytes of UTF-8, the last one rounded up. No vocabulary is involved."""
    return -(-len(text.encode("utf-8", "replace")) // 4)


def cut_to_tokens(text: str, tokens: int) -> str:
    """The start of a text that is at most this many tokens long, whole characters only."""
    return text.encode("utf-8", "replace")[: 4 * tokens].decode("utf-8", "ignore")


def prompt_tokens(messages: Sequence[ChatMessage]) -> int:
    """Tokens of a conversation: four a message beside its content."""
    return sum(count_tokens(message.content) + 4 for message in messages)


def usage(messages: Sequence[ChatMessage], answers: Sequence[str]) -> dict[str, Any]:
    """Usage figures of a request and its answers, in the API's shape."""
    prompt, completion = prompt_tokens(messages), sum(count_tokens(text) for text in answers)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": 0,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }
