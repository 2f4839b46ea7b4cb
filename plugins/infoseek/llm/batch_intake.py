"""Gathers calls until no further one can come, then hands them on together.

What lives here: when a round closes. What may not: what is done with its calls.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from infoseek.llm.call import LlmCall

LINGER_S = 0.25
"""Time without a new call and without other work after which a round closes (seconds)."""


class Intake:
    """Calls that wait for the next round. close_round: takes them; what it raises, all who wait raise."""

    def __init__(self, close_round: Callable[[Sequence[LlmCall]], Awaitable[None]]) -> None:
        self._close_round = close_round
        self._waiting: dict[str, tuple[LlmCall, asyncio.Future[None]]] = {}
        self._watch: asyncio.Task[None] | None = None

    async def join(self, call: LlmCall, is_idle: Callable[[], bool]) -> None:
        """Wait until the round of this call has closed."""
        if call.key not in self._waiting:
            self._waiting[call.key] = (call, asyncio.get_running_loop().create_future())
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._gather(is_idle))
        await asyncio.shield(self._waiting[call.key][1])

    async def close(self) -> None:
        """Hand on no more."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        for _, future in self._waiting.values():
            future.cancel()

    async def _gather(self, is_idle: Callable[[], bool]) -> None:
        while self._waiting:
            count = -1
            while count != len(self._waiting) or not is_idle():
                count = len(self._waiting)
                await asyncio.sleep(LINGER_S)
            waiting, self._waiting = self._waiting, {}
            await self._hand_on(waiting)

    async def _hand_on(self, waiting: dict[str, tuple[LlmCall, asyncio.Future[None]]]) -> None:
        failure: Exception | None = None
        try:
            # In the order of their keys: a round does not depend on who came first.
            await self._close_round([waiting[key][0] for key in sorted(waiting)])
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to those who wait
            failure = error
        for _, future in waiting.values():
            if future.done():
                continue
            if failure is None:
                future.set_result(None)
            else:
                future.set_exception(failure)
                # Those who gave up waiting need not hear of it.
                future.exception()
