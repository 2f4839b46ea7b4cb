"""What dispatch needs of a model endpoint, whoever makes it.

What lives here: the port, its answer and its two errors. What may not: any SDK.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from infoseek.errors import BadInput
from infoseek.llm.call import LlmCall, Message

Fault = Literal["", "cut_off", "refused", "empty"]
RetryReason = Literal["rate_limited", "server_error", "timeout", "connection", "nonsense"]


@dataclass(frozen=True)
class Answer:
    """What an endpoint answered and what it counted.

    fault: why the content cannot be used: the endpoint cut it off, refused or sent nothing; "" if it can.
    detail: the endpoint's own words on the fault. elapsed_s: from request to answer (seconds).
    id: what the endpoint calls this completion; "" where it says nothing.
    """

    content: str
    fault: Fault
    detail: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    elapsed_s: float = 0.0
    id: str = ""


class Retryable(Exception):
    """The request got no answer and may be sent again, after `retry_after_s` where the endpoint said so."""

    def __init__(self, reason: RetryReason, detail: str, retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.reason: RetryReason = reason
        self.detail = detail
        self.retry_after_s = retry_after_s


class Rejected(Exception):
    """The endpoint refuses this very request (reason code and its words); sending it again is pointless."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class NoApi(BadInput):
    """What answers is no model endpoint. From one that answered properly before it is a passing fault."""


class ModelPort(Protocol):
    """A model endpoint. `send` makes exactly one request.

    Raises `Retryable`, `Rejected`, and `BadInput` where the endpoint's address, key or model is wrong.
    """

    @property
    def address(self) -> str:
        """Where it is, for messages."""
        ...

    async def open(self) -> None:
        """Make ready to send. Raises `BadInput` where the settings cannot be right."""
        ...

    async def send(self, call: LlmCall, messages: Sequence[Message]) -> Answer:
        """Ask once, with these messages in place of the call's own."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
