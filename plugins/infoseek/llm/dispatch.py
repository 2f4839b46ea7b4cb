"""Asking a model: concurrency, retries, validation, and nothing handed out before it is durable (DESIGN §6).

What lives here: the life of a call. What may not: prompts, and what answers mean.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from types import TracebackType
from typing import Self

from infoseek.errors import BadInput
from infoseek.llm.answer_check import Malformed, parse, validator, with_correction
from infoseek.llm.answer_ids import AnswerIds
from infoseek.llm.books import Books, Tally
from infoseek.llm.budget import Budget, prompt_tokens
from infoseek.llm.cache import CallCache
from infoseek.llm.call import LlmCall, LlmResult, Message
from infoseek.llm.endpoint_life import CallFailed, SignsOfLife
from infoseek.llm.group_commit import GroupCommit
from infoseek.llm.ledger import Ledger
from infoseek.llm.openai_port import OpenAIPort
from infoseek.llm.pace import Pace
from infoseek.llm.port import Answer, ModelPort, NoApi, Rejected, Retryable
from infoseek.llm.provider_batches import ProviderBatches
from infoseek.llm.segments import ShardRun
from infoseek.settings import ModelSettings, Settings
from infoseek.store.objects import ObjectStore

_LONGEST_BACK_OFF_S = 30.0
_MENDABLE = frozenset({"malformed", "invalid", "empty"})

__all__ = ["CallFailed", "Dispatcher", "open_dispatcher"]


class Dispatcher:
    """Answers calls of one shard. An async context manager.

    Entering reads the shard's cache. Leaving lets requests on the wire finish, since they are paid for, drops
    the ones still waiting for their turn, and commits everything.
    back_off_s: first pause after a failed attempt; it doubles with each further one.
    batches: takes the calls of batched roles; entering and `ask` then raise `AwaitsBatches` too.
    """

    def __init__(
        self,
        port: ModelPort,
        cache: CallCache,
        ledger: Ledger,
        budget: Budget,
        settings: ModelSettings,
        back_off_s: float = 0.5,
        batches: ProviderBatches | None = None,
    ) -> None:
        self._port = port
        self._cache = cache
        self._budget = budget
        self._settings = settings
        self._back_off_s = back_off_s
        self._pace = Pace(
            settings.concurrency,
            settings.concurrency_at_first or settings.concurrency,
            settings.concurrency_slowdown,
        )
        self._batches = batches
        self._commit = GroupCommit(
            (ledger.segments, cache.segments), settings.segment_calls, settings.segment_s
        )
        self._books = Books(ledger, budget.price_usd, self._commit.note)
        self._running: dict[str, asyncio.Task[LlmResult]] = {}
        self._idle: set[asyncio.Task[LlmResult] | None] = set()
        self._exits = AsyncExitStack()
        self._resume_at = 0.0
        self._ids = AnswerIds()
        self._life = SignsOfLife(port.address, settings.max_attempts)
        self._is_closing = False

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self._budget.open)
        if self._batches is not None:
            await self._batches.settle()
        await asyncio.to_thread(self._cache.load)
        await self._port.open()
        self._commit.open()
        self._exits.push_async_callback(self._port.close)
        self._exits.push_async_callback(asyncio.to_thread, self._budget.close)
        self._exits.push_async_callback(self._commit.close)
        self._exits.push_async_callback(self._drain)
        if self._batches is not None:
            self._exits.push_async_callback(self._batches.close)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._exits.aclose()

    async def ask(self, call: LlmCall) -> LlmResult:
        """The call's answer: from the cache, from the same call already under way, or from the model.

        Raises `CallFailed` where the model gives no usable answer, `BudgetExhausted` before a call that cannot
        be paid, `BadInput` where endpoint, key, model or store are wrong, and `Unavailable` where the endpoint
        or the store cannot be reached.
        """
        if self._is_closing:
            raise RuntimeError("the dispatcher is closed")
        cached = self._cache.get(call.key)
        if cached is not None:
            self._books.cached(call, cached)
            return cached
        if self._batches is not None and self._batches.takes(call):
            await self._batches.join(call, lambda: not self._running)
        task = self._running.get(call.key)
        if task is not None:
            shared = await asyncio.shield(task)
            self._books.cached(call, shared)
            return shared
        task = asyncio.create_task(self._perform(call))
        self._running[call.key] = task
        task.add_done_callback(lambda done: self._forget(call.key, done))
        return await asyncio.shield(task)

    async def _perform(self, call: LlmCall) -> LlmResult:
        with self._commit.busy():
            result = await self._resolve(call)
            self._cache.add(result)
            committed = self._commit.join()
        await committed
        self._cache.publish(result)
        return result

    async def _resolve(self, call: LlmCall) -> LlmResult:
        """Ask until there is a valid answer: an unusable one is sent back once, to be mended, then asked afresh."""
        checks = validator(call.schema_text)
        tally = Tally()
        messages, reasks = call.messages, self._settings.max_reasks
        while True:
            answer = await self._answer(call, messages, tally)
            try:
                parsed = parse(self._usable(call, messages, answer), checks)
            except Malformed as error:
                self._books.answered(call, tally, answer, error.reason, error.detail)
                if messages is call.messages and error.reason in _MENDABLE and not self._is_closing:
                    messages = with_correction(messages, answer.content, error)
                    continue
                if reasks == 0 or error.reason == "refused" or self._is_closing:
                    raise CallFailed(call.key, error.reason, error.detail) from None
                reasks, messages = reasks - 1, call.messages
                continue
            self._books.answered(call, tally, answer)
            return LlmResult(
                key=call.key,
                content=answer.content,
                parsed=parsed,
                model=answer.model,
                prompt_tokens=tally.prompt_tokens,
                completion_tokens=tally.completion_tokens,
                cost_usd=tally.cost_usd,
                attempts=tally.attempts,
            )

    def _usable(self, call: LlmCall, messages: tuple[Message, ...], answer: Answer) -> str:
        if self._ids.is_of_another(call, messages, answer):
            raise Malformed("other_request", f"completion {answer.id} was the answer to another request")
        if answer.fault:
            raise Malformed(answer.fault, answer.detail)
        return answer.content

    async def _answer(self, call: LlmCall, messages: tuple[Message, ...], tally: Tally) -> Answer:
        """Send until the endpoint answers, at most `max_attempts` times, backing off in between."""
        number = 0
        while True:
            number += 1
            try:
                answer = await self._attempt(call, messages)
                self._life.answered()
                return answer
            except Rejected as error:
                self._books.unanswered(call, tally, error.reason, error.detail)
                raise CallFailed(call.key, error.reason, error.detail) from error
            except BadInput as error:
                self._books.unanswered(call, tally, "bad_endpoint", str(error))
                raise
            except Retryable as error:
                billed = _billed_tokens(error, call, messages)
                self._books.unanswered(call, tally, error.reason, error.detail, billed)
                self._life.unanswered(error)
                if number == self._settings.max_attempts or self._is_closing:
                    raise self._life.given_up(call.key, error) from error
                await self._back_off(number, error.retry_after_s)

    async def _attempt(self, call: LlmCall, messages: tuple[Message, ...]) -> Answer:
        """One request, within the slots and the budget."""
        worst_usd = self._budget.worst_case_usd(call, messages)
        with self._droppable():
            await self._pace.acquire()
        try:
            with self._droppable():
                await self._paused()
                await self._budget.hold(worst_usd)
            spent_usd, sent_at = 0.0, _now()
            try:
                answer = await self._port.send(call, messages)
                self._pace.answered(call.role, sent_at, _now())
                spent_usd = self._budget.price_usd(answer.prompt_tokens, answer.completion_tokens)
            except NoApi as error:
                if not self._life.has_answered:
                    raise
                raise Retryable("nonsense", str(error)) from error
            except Retryable as error:
                if error.reason == "rate_limited":
                    self._pace.refused(sent_at, _now())
                spent_usd = self._budget.price_usd(_billed_tokens(error, call, messages), 0)
                raise
            finally:
                await self._budget.settle(worst_usd, spent_usd)
            return answer
        finally:
            self._pace.release()

    async def _back_off(self, number: int, retry_after_s: float | None) -> None:
        pause_s = min(self._back_off_s * 2 ** (number - 1), _LONGEST_BACK_OFF_S)
        if retry_after_s is not None:
            # What the endpoint asks of one call it means for all.
            self._resume_at = max(self._resume_at, _now() + retry_after_s)
        with self._droppable():
            await asyncio.sleep(pause_s * random.uniform(0.5, 1.0))

    async def _paused(self) -> None:
        while (wait_s := self._resume_at - _now()) > 0:
            await asyncio.sleep(wait_s * random.uniform(1.0, 1.1))

    @contextmanager
    def _droppable(self) -> Iterator[None]:
        """The running call waits for its turn: on closing it is dropped, for it has cost nothing."""
        task = asyncio.current_task()
        self._idle.add(task)
        try:
            yield
        finally:
            self._idle.discard(task)
        if self._is_closing:
            raise asyncio.CancelledError

    async def _drain(self) -> None:
        self._is_closing = True
        tasks = list(self._running.values())
        for task in tasks:
            if task in self._idle:
                task.cancel()
        self._commit.hurry()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, key: str, task: asyncio.Task[LlmResult]) -> None:
        self._running.pop(key, None)
        if not task.cancelled():
            # Whoever asked may be gone; an error nobody waits for is in the ledger all the same.
            task.exception()


def open_dispatcher(
    settings: Settings, store: ObjectStore, batch_id: str, stage: str, shard: str
) -> Dispatcher:
    """A dispatcher for one try at one shard, to be entered with `async with`."""
    run = ShardRun(batch_id, stage, shard, uuid.uuid4().hex[:12])
    budget = Budget(store, run, settings.model)
    return Dispatcher(
        OpenAIPort(settings.model),
        CallCache(store, run),
        Ledger(store, run),
        budget,
        settings.model,
        batches=ProviderBatches(store, run, settings.model, budget) if settings.model.batched_roles else None,
    )


def _billed_tokens(error: Retryable, call: LlmCall, messages: tuple[Message, ...]) -> int:
    """Prompt tokens a failed attempt is charged: a request that timed out was most likely read and billed."""
    return prompt_tokens(call, messages) if error.reason == "timeout" else 0


def _now() -> float:
    return asyncio.get_running_loop().time()
