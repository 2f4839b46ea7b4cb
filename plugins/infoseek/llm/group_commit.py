"""Group commit: many finished calls become durable in one write, and only then are handed out.

What lives here: when to write. What may not: what is written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol


class Segments(Protocol):
    """Lines that can be closed on the event loop and written from a thread."""

    def seal(self) -> None: ...

    def push(self) -> None: ...


class GroupCommit:
    """Writes segments when enough calls wait, when the oldest waited long enough, or when nobody else is busy.

    The last rule keeps a sequential loop of calls at the speed of the store instead of `max_age_s` a call.
    Segments are pushed in the order given: the ledger comes before the cache, so that whatever can be served
    again has been accounted for.
    """

    def __init__(self, segments: Sequence[Segments], max_calls: int, max_age_s: float) -> None:
        self._segments = segments
        self._max_calls = max_calls
        self._max_age_s = max_age_s
        self._busy = 0
        self._waiting: list[asyncio.Future[None]] = []
        self._has_work = asyncio.Event()
        self._is_due = asyncio.Event()
        self._is_closing = False
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start writing. To be called on the event loop."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Write what is open and stop. Raises what the store raises."""
        self._is_closing = True
        self._has_work.set()
        self._is_due.set()
        if self._task is not None:
            await self._task
        await self._write()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """A call is under way: those that finished may wait for it."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
            self._consider()

    def hurry(self) -> None:
        """Nobody will ask again: whoever finishes from now on is written at once."""
        self._max_calls = 1
        self._consider()

    def note(self) -> None:
        """Something was added that nobody waits for; it is written within `max_age_s`."""
        self._has_work.set()

    def join(self) -> asyncio.Future[None]:
        """Done once everything added so far is durable; fails as the store failed."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        self._has_work.set()
        self._consider()
        return future

    def _consider(self) -> None:
        if self._waiting and (self._busy == 0 or len(self._waiting) >= self._max_calls):
            self._is_due.set()

    async def _run(self) -> None:
        while not self._is_closing:
            await self._has_work.wait()
            await _wait(self._is_due, self._max_age_s)
            await self._commit()

    async def _commit(self) -> None:
        self._has_work.clear()
        self._is_due.clear()
        waiting, self._waiting = self._waiting, []
        failure: Exception | None = None
        try:
            await self._write()
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to those who wait
            failure = error
        for future in waiting:
            if future.done():
                continue
            if failure is None:
                future.set_result(None)
            else:
                future.set_exception(failure)

    async def _write(self) -> None:
        for segments in self._segments:
            segments.seal()
        for segments in self._segments:
            await asyncio.to_thread(segments.push)


async def _wait(event: asyncio.Event, limit_s: float) -> None:
    try:
        async with asyncio.timeout(limit_s):
            await event.wait()
    except TimeoutError:
        return
