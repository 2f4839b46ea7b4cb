"""Writes what calls took into the ledger, attempt by attempt.

What lives here: the ledger row of each outcome. What may not: sending, retrying, reserving.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from infoseek.llm.call import LlmCall, LlmResult
from infoseek.llm.ledger import Ledger, LedgerRow
from infoseek.llm.port import Answer


@dataclass
class Tally:
    """What one call took so far, over its attempts."""

    attempts: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0


class Books:
    """The ledger of one dispatcher, with prices.

    price_usd: cost of (prompt tokens, completion tokens). on_attempt: told of every row that cost a request.
    """

    def __init__(
        self, ledger: Ledger, price_usd: Callable[[int, int], float], on_attempt: Callable[[], None]
    ) -> None:
        self._ledger = ledger
        self._on_attempt = on_attempt
        self._price_usd = price_usd

    def answered(
        self, call: LlmCall, tally: Tally, answer: Answer, reason: str = "", detail: str = ""
    ) -> None:
        """An attempt that the endpoint answered; with a reason, unusably."""
        self._attempt(call, tally, answer, reason, detail)

    def unanswered(
        self, call: LlmCall, tally: Tally, reason: str, detail: str, billed_prompt_tokens: int = 0
    ) -> None:
        """An attempt without an answer; its prompt may have been billed all the same."""
        nothing = Answer("", "empty", detail, call.model, billed_prompt_tokens, 0)
        self._attempt(call, tally, nothing, reason, detail)

    def cached(self, call: LlmCall, result: LlmResult) -> None:
        """A result served without a request."""
        self._ledger.add(
            LedgerRow(
                key=call.key,
                role=call.role,
                model=result.model,
                status="cached",
                prompt_tokens=result.prompt_tokens,
                completion_tokens=result.completion_tokens,
            )
        )

    def _attempt(self, call: LlmCall, tally: Tally, answer: Answer, reason: str, detail: str) -> None:
        cost_usd = self._price_usd(answer.prompt_tokens, answer.completion_tokens)
        tally.attempts += 1
        tally.prompt_tokens += answer.prompt_tokens
        tally.completion_tokens += answer.completion_tokens
        tally.cost_usd += cost_usd
        self._ledger.add(
            LedgerRow(
                key=call.key,
                role=call.role,
                model=answer.model,
                status="failed" if reason else "ok",
                reason=reason,
                detail=detail,
                prompt_tokens=answer.prompt_tokens,
                completion_tokens=answer.completion_tokens,
                cost_usd=cost_usd,
                elapsed_s=answer.elapsed_s,
            )
        )
        self._on_attempt()
