"""Whether a failing endpoint is away, is none at all, or failed a single call.

What lives here: the errors that follow from it. What may not: retries and what they wait for.
"""

from __future__ import annotations

from infoseek.errors import BadInput, Unavailable
from infoseek.llm.port import Retryable


class CallFailed(Exception):
    """A call gave no usable answer. It is in the ledger, is never cached, and a rerun asks it again.

    reason: rate_limited, server_error, timeout, bad_request, nonsense (no chat completion), cut_off, refused,
    empty, malformed (no JSON), invalid (breaks the schema) or other_request (it was another request's answer).
    """

    def __init__(self, key: str, reason: str, detail: str) -> None:
        super().__init__(f"Call {key} failed ({reason}): {detail}")
        self.key = key
        self.reason = reason
        self.detail = detail


class SignsOfLife:
    """What an endpoint has shown of itself so far.

    address: for messages. attempts: requests that a call may take.
    """

    def __init__(self, address: str, attempts: int) -> None:
        self._address = address
        self._attempts = attempts
        self._timeouts = 0
        self.has_answered = False

    def answered(self) -> None:
        """It answered as a model endpoint does."""
        self.has_answered = True

    def unanswered(self, error: Retryable) -> None:
        """Raises `Unavailable` where it let one request after another time out and never answered any.

        Each of them costs its whole time limit, and a shard has many.
        """
        self._timeouts += error.reason == "timeout"
        if not self.has_answered and self._timeouts >= self._attempts:
            raise Unavailable(
                f"The model endpoint {self._address} answered none of {self._timeouts} requests: {error.detail}."
            ) from error

    def given_up(self, key: str, error: Retryable) -> Exception:
        """What the last failed attempt at a call means: for the call alone where the endpoint is one."""
        if error.reason == "connection":
            return Unavailable(
                f"The model endpoint {self._address} cannot be reached after {self._attempts} attempts: {error.detail}"
            )
        if error.reason == "nonsense" and not self.has_answered:
            return BadInput(
                f"The model endpoint {self._address} answers nonsense, {self._attempts} times in a row: {error.detail}"
            )
        return CallFailed(key, error.reason, error.detail)
