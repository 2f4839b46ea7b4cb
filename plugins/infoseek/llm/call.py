"""One call to a model, its identity and its result.

What lives here: frozen values only. What may not: sending, storing or paying for a call.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from infoseek.store.manifests import content_hash

KEY_CHARS = 32


def estimate_tokens(text: str) -> int:
    """Tokens a text costs, at most in practice: a third of its UTF-8 bytes, rounded up.

    English runs at about four bytes a token and Chinese at about three, so that a budget reserved with
    this figure is on the safe side.
    """
    return -(-len(text.encode("utf-8", "replace")) // 3)


class Message(BaseModel):
    """One message of a conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["system", "user", "assistant"]
    content: str

    @field_validator("content", mode="before")
    @classmethod
    def _without_lone_surrogates(cls, value: Any) -> Any:
        """Replace halves of surrogate pairs, which no UTF-8 request can carry, by U+FFFD."""
        if not isinstance(value, str):
            return value
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return value


class LlmCall(BaseModel):
    """Everything that decides a model's answer, and the role that asks.

    response_schema: JSON schema (draft 2020-12) the answer must satisfy.
    temperature: None leaves it to the endpoint.
    max_tokens: completion tokens, at most; None leaves it to the endpoint.
    sample: number of an independent answer to the same request; it is part of the key and is never sent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str = Field(min_length=1)
    model: str = Field(min_length=1)
    messages: tuple[Message, ...] = Field(min_length=1)
    schema_name: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    response_schema: dict[str, Any]
    temperature: float | None = Field(0.0, ge=0, le=2)
    max_tokens: int | None = Field(None, ge=1)
    sample: int = Field(0, ge=0)

    @cached_property
    def key(self) -> str:
        """32 hex digits: hash of model, messages, schema, parameters and sample (DESIGN §6), not of the role."""
        return content_hash(
            [
                self.model,
                [[message.role, message.content] for message in self.messages],
                [self.schema_name, self.response_schema],
                {"temperature": self.temperature, "max_tokens": self.max_tokens},
                self.sample,
            ],
            KEY_CHARS,
        )

    @cached_property
    def schema_text(self) -> str:
        """The schema in canonical JSON."""
        return json.dumps(self.response_schema, sort_keys=True)

    @cached_property
    def schema_tokens(self) -> int:
        """Tokens the schema adds to the prompt, estimated."""
        return estimate_tokens(self.schema_text)


class LlmResult(BaseModel):
    """A valid answer.

    content: the answer as text. parsed: the same as a JSON value that satisfies the call's schema.
    model: name the endpoint answered with.
    prompt_tokens, completion_tokens, cost_usd: what the call took over all its attempts, failed ones too.
    attempts: requests sent for it. A cached result keeps the figures of the run that paid for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    content: str
    parsed: Any
    model: str
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float
    attempts: int
