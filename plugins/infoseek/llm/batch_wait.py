"""Waiting for provider batches without holding anything: what is waited for, and until when.

What lives here: the exception that says so, and an asynchronous wait. What may not: what is done afterwards.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from infoseek.errors import Unavailable
from infoseek.llm.openai_batches import OpenAIBatches
from infoseek.settings import ModelSettings

T = TypeVar("T")


class AwaitsBatches(Exception):
    """A shard can do nothing before these provider batches ended, or their time is over; then run it again.

    ids: the provider's. deadline_at: absolute (seconds of the epoch).
    """

    def __init__(self, ids: Sequence[str], deadline_at: float) -> None:
        super().__init__(f"The shard waits for provider batches {', '.join(ids)}.")
        self.ids = tuple(ids)
        self.deadline_at = deadline_at


async def until_ended(settings: ModelSettings, ids: Sequence[str], deadline_at: float) -> None:
    """Look at the batches, with pauses of `batch_poll_s` and some jitter, until all ended or the deadline is past.

    An endpoint that does not answer now may answer at the next look. Raises `BadInput` where it refuses to.
    """
    open_ids = list(ids)
    async with OpenAIBatches(settings) as provider:
        while True:
            open_ids = [each for each in open_ids if await _is_open(provider, each)]
            left_s = deadline_at - time.time()
            if not open_ids or left_s <= 0:
                return
            await asyncio.sleep(min(settings.batch_poll_s * random.uniform(0.8, 1.2), max(left_s, 0.0)))


async def _is_open(provider: OpenAIBatches, batch_id: str) -> bool:
    try:
        found = await provider.look(batch_id)
    except Unavailable:
        return True
    return found is not None and not found.has_ended


def attended(settings: ModelSettings, work: Callable[[], T]) -> T:
    """What the work gives, done again after each wait for its batches. For callers who may block."""
    while True:
        try:
            return work()
        except AwaitsBatches as waiting:
            asyncio.run(until_ended(settings, waiting.ids, waiting.deadline_at))
