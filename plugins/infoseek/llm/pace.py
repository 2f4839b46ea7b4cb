"""How many requests may be in flight: fewer after a 429 or a slowing endpoint, then step by step more again.

What lives here: the limit and the queue before it. What may not: requests, retries, and what an answer says.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass

_SHRINK = 0.7
_STEP_SHARE = 0.02
_SMOOTHING = 0.1
_LEAST_ANSWERS = 20
_LEAST_GROWTH_S = 1.0
_SLOWED_LEAST_SHARE = 0.125


@dataclass
class _Latency:
    """A role's smoothed latency and the best it had (seconds)."""

    smoothed_s: float
    best_s: float
    answers: int = 0


class Pace:
    """Slots for requests, by additive increase and multiplicative decrease (Chiu and Jain 1989; RFC 5681).

    most: the greatest limit. first: the limit to begin with; below `most` it doubles a round trip until the first
    decrease. slowdown: a role's smoothed latency beyond this multiple of its best shrinks the limit, though never
    below an eighth of `most`: a slow endpoint may have other reasons than us. Growth under a second counts as none.
    A burst of bad news shrinks the limit once: requests sent before the last decrease say nothing new.
    """

    def __init__(self, most: int, first: int, slowdown: float) -> None:
        self._most = most
        self._slowdown = slowdown
        self._limit = float(min(first, most))
        self._has_shrunk = False
        self._shrunk_at = float("-inf")
        self._in_flight = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._latencies: dict[str, _Latency] = {}

    @property
    def limit(self) -> int:
        """Requests that may be in flight now."""
        return int(self._limit)

    async def acquire(self) -> None:
        """Take a slot, first come first served."""
        if self._in_flight < self.limit and not self._queue:
            self._in_flight += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()
            with suppress(ValueError):
                self._queue.remove(turn)
            raise

    def release(self) -> None:
        """Give a slot back."""
        self._in_flight -= 1
        self._admit()

    def answered(self, role: str, sent_at: float, now: float) -> None:
        """A request of a role was answered; both times are of one clock (seconds)."""
        if self._has_slowed(role, now - sent_at):
            self._shrink(sent_at, now, max(1.0, _SLOWED_LEAST_SHARE * self._most))
            return
        step = max(1.0, _STEP_SHARE * self._most) / self._limit if self._has_shrunk else 1.0
        self._limit = min(self._limit + step, float(self._most))
        self._admit()

    def refused(self, sent_at: float, now: float) -> None:
        """The endpoint said that it gets too many requests."""
        self._shrink(sent_at, now, 1.0)

    def _has_slowed(self, role: str, latency_s: float) -> bool:
        known = self._latencies.setdefault(role, _Latency(latency_s, latency_s))
        known.smoothed_s += _SMOOTHING * (latency_s - known.smoothed_s)
        known.answers += 1
        if known.answers < _LEAST_ANSWERS:
            known.best_s = known.smoothed_s
            return False
        known.best_s = min(known.best_s, known.smoothed_s)
        grown_s = known.smoothed_s - known.best_s
        return grown_s > _LEAST_GROWTH_S and known.smoothed_s > self._slowdown * known.best_s

    def _shrink(self, sent_at: float, now: float, floor: float) -> None:
        if sent_at < self._shrunk_at:
            return
        self._has_shrunk = True
        self._shrunk_at = now
        self._limit = min(self._limit, max(self._limit * _SHRINK, floor))

    def _admit(self) -> None:
        while self._queue and self._in_flight < self.limit:
            turn = self._queue.popleft()
            if not turn.done():
                self._in_flight += 1
                turn.set_result(None)
