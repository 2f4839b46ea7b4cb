"""Provider batches of one shard: gather calls, submit them once, and account for every row (DESIGN §6).

What lives here: the life of a round. What may not: the provider's API, and the lines of its files.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from infoseek.llm.batch_intake import Intake
from infoseek.llm.batch_rounds import Round, Rounds, new_round
from infoseek.llm.batch_rows import Outcome, outcomes_of, request_line
from infoseek.llm.batch_wait import AwaitsBatches
from infoseek.llm.budget import Budget, BudgetExhausted
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.llm.ledger import LedgerRow
from infoseek.llm.openai_batches import OpenAIBatches, ProviderBatch
from infoseek.llm.segments import SegmentWriter, ShardRun
from infoseek.store.objects import Conflict, ObjectStore

if TYPE_CHECKING:
    from infoseek.settings import ModelSettings

MOST_CALLS = 10_000
MOST_BYTES = 100_000_000
"""Far below the provider's limits (50,000 rows, 200 MB): a round is held in memory whole."""

log = logging.getLogger(__name__)


class ProviderBatches:
    """The batches of one try at a shard.

    `settle` first: it accounts for what earlier tries submitted. Then calls may `join`.
    """

    def __init__(self, store: ObjectStore, run: ShardRun, settings: ModelSettings, budget: Budget) -> None:
        self._store = store
        self._run = run
        self._settings = settings
        self._budget = budget
        self._rounds = Rounds(store, run)
        self._known: set[str] = set()
        self._next = 0
        self._intake = Intake(self._submit)

    async def settle(self) -> None:
        """Take in every batch that has ended. Raises `AwaitsBatches` where one has not."""
        rounds = await asyncio.to_thread(self._rounds.all)
        self._next = max((known.number + 1 for known in rounds), default=0)
        self._known.update(key for known in rounds for key in known.keys)
        open_rounds = [known for known in rounds if known.state != "collected"]
        if not open_rounds:
            return
        async with OpenAIBatches(self._settings) as provider:
            waiting = [
                left for known in open_rounds if (left := await self._advance(provider, known)) is not None
            ]
        if waiting:
            raise _awaited(waiting)

    def takes(self, call: LlmCall) -> bool:
        """Whether a call is to be batched: by its role, and once only."""
        return call.role in self._settings.batched_roles and call.key not in self._known

    async def join(self, call: LlmCall, is_idle: Callable[[], bool]) -> None:
        """Wait for the shard's next round. Returns where the call is to be sent concurrently after all.

        is_idle: whether nothing else of the shard is under way, so that no further call can come. Raises
        `AwaitsBatches` once the round is submitted, `BudgetExhausted`, and what the provider's API raises.
        """
        await self._intake.join(call, is_idle)

    async def close(self) -> None:
        """Gather no more."""
        await self._intake.close()

    async def _submit(self, calls: Sequence[LlmCall]) -> None:
        """Make batches of the calls and raise `AwaitsBatches`; return where they are too few to be worth one."""
        if len(calls) < self._settings.batch_least_calls:
            self._known.update(call.key for call in calls)
            return
        waiting: list[Round] = []
        async with OpenAIBatches(self._settings) as provider:
            for group in _groups(calls):
                try:
                    known = await asyncio.to_thread(self._intend, group)
                except BudgetExhausted:
                    if not waiting:
                        raise
                    break
                waiting.append(await self._make(provider, known))
        raise _awaited(waiting)

    def _intend(self, calls: Sequence[LlmCall]) -> Round:
        """The round of as many of the calls as the budget reaches; the others are gathered again."""
        share = self._settings.batch_price_share
        worst_usd = [self._budget.worst_case_usd(call, call.messages) * share for call in calls]
        while True:
            number, self._next = self._next, self._next + 1
            wanted = new_round(self._run, number, calls, time.time())
            payable = self._budget.reserve_round(wanted.label, worst_usd)
            wanted = wanted.model_copy(update={"keys": wanted.keys[:payable]})
            try:
                self._rounds.intend(wanted, calls[:payable])
            except Conflict:
                # Another try at the shard took the number.
                self._budget.settle_round(wanted.label, 0.0)
                continue
            return wanted

    async def _make(self, provider: OpenAIBatches, known: Round) -> Round:
        """Submit a round that is only intended, unless the provider has it already."""
        calls = await asyncio.to_thread(self._rounds.calls, known)
        lines = b"".join(request_line(call) for call in calls)
        provider_id = await provider.make(lines, known.metadata)
        now = time.time()
        try:
            return await asyncio.to_thread(
                lambda: self._rounds.change(
                    known,
                    state="submitted",
                    provider_id=provider_id,
                    submitted_at=now,
                    deadline_at=now + self._settings.batch_deadline_s,
                )
            )
        except Conflict:
            (stored,) = [each for each in self._rounds.all() if each.number == known.number]
            if stored.provider_id != provider_id:
                await provider.cancel(provider_id)
            return stored

    async def _advance(self, provider: OpenAIBatches, known: Round) -> Round | None:
        """A round one step further; None once every row of it is accounted for."""
        if known.state == "intended":
            known = await self._make(provider, known)
        found = await provider.look(known.provider_id)
        if found is None:
            await self._close_lost(known, "lost")
            return None
        if found.has_ended:
            await self._collect(provider, known, found)
            return None
        now = time.time()
        if now < known.deadline_at:
            return known
        if known.cancelled_at:
            await self._close_lost(known, "not_handed_out")
            return None
        await provider.cancel(found.id)
        deadline_at = now + self._settings.batch_cancel_s
        return await asyncio.to_thread(
            lambda: self._rounds.change(known, cancelled_at=now, deadline_at=deadline_at)
        )

    async def _collect(self, provider: OpenAIBatches, known: Round, found: ProviderBatch) -> None:
        files = [await provider.read(found.output_file_id), await provider.read(found.error_file_id)]
        await asyncio.to_thread(self._take_in, known, found, files)
        await provider.discard(found.input_file_id)

    def _take_in(self, known: Round, found: ProviderBatch, files: list[bytes]) -> None:
        """Book every row and cache every answer, under names of the round: done twice, it is done once."""
        ended_as = {"failed": "batch_failed", "expired": "expired", "cancelled": "cancelled"}
        reason = ended_as.get(found.status, "missing")
        outcomes, oddities = outcomes_of(self._rounds.calls(known), files, reason, found.detail)
        ledger = SegmentWriter(self._store, self._run.folder("ledger"), known.label)
        cache = SegmentWriter(self._store, self._run.folder("cache"), known.label)
        for outcome in outcomes:
            ledger.add(self._booked(outcome))
            if not outcome.reason:
                cache.add(self._result(outcome), without="parsed")
        for segments in (ledger, cache):
            segments.seal()
            segments.push()
        self._budget.settle_round(known.label, sum(self._cost_usd(outcome) for outcome in outcomes))
        counts = Counter(outcome.reason or "answered" for outcome in outcomes) + oddities
        returned = tuple(outcome.call.key for outcome in outcomes if outcome.reason)
        self._rounds.change(known, state="collected", outcomes=dict(counts), returned=returned)
        self._rounds.forget_calls(known)
        log.info("Provider batch %s (%s): %s", found.id, known.name, dict(counts))

    async def _close_lost(self, known: Round, reason: str) -> None:
        """Give a round up whose answers cannot be had; what was set aside for it counts as spent."""

        def close() -> None:
            self._budget.settle_round(known.label, None)
            counts = {reason: len(known.keys)}
            self._rounds.change(known, state="collected", outcomes=counts, returned=known.keys)
            self._rounds.forget_calls(known)

        await asyncio.to_thread(close)
        log.warning("Provider batch %s (%s) is given up: %s", known.provider_id, known.name, reason)

    def _cost_usd(self, outcome: Outcome) -> float:
        answer = outcome.answer
        if answer is None:
            return 0.0
        full_usd = self._budget.price_usd(answer.prompt_tokens, answer.completion_tokens)
        return full_usd * self._settings.batch_price_share

    def _booked(self, outcome: Outcome) -> LedgerRow:
        call, answer = outcome.call, outcome.answer
        return LedgerRow(
            key=call.key,
            role=call.role,
            model=answer.model if answer else call.model,
            status="failed" if outcome.reason else "ok",
            reason=outcome.reason,
            detail=outcome.detail,
            prompt_tokens=answer.prompt_tokens if answer else 0,
            completion_tokens=answer.completion_tokens if answer else 0,
            cost_usd=self._cost_usd(outcome),
        )

    def _result(self, outcome: Outcome) -> LlmResult:
        answer = outcome.answer
        assert answer is not None
        return LlmResult(
            key=outcome.call.key,
            content=answer.content,
            parsed=outcome.parsed,
            model=answer.model,
            prompt_tokens=answer.prompt_tokens,
            completion_tokens=answer.completion_tokens,
            cost_usd=self._cost_usd(outcome),
            attempts=1,
        )


def _awaited(rounds: Sequence[Round]) -> AwaitsBatches:
    return AwaitsBatches([known.provider_id for known in rounds], min(known.deadline_at for known in rounds))


def _groups(calls: Sequence[LlmCall]) -> list[list[LlmCall]]:
    """The calls in order, in groups that fit a batch."""
    groups: list[list[LlmCall]] = [[]]
    size = 0
    for call in calls:
        more = len(request_line(call))
        if groups[-1] and (len(groups[-1]) >= MOST_CALLS or size + more > MOST_BYTES):
            groups.append([])
            size = 0
        groups[-1].append(call)
        size += more
    return groups
