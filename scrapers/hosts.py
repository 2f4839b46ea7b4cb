"""How each host bears the crawl: how long a busy one is left alone, when one is given up. No network.

What may not live here: the pace between requests (pace.py) and the queue (infoseek's frontier).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from infoseek.web.crawl.frontier import Failure

FIRST_WAIT_S = 1.0
"""Pause after the first busy answer or failed connection; each further one in a row doubles it."""

_JITTER = 0.25
_LAST_DOUBLING = 30


@dataclass
class _Health:
    """of one host. steps: pauses in a row; failures: connections in a row; paused_until: on the clock."""

    steps: int = 0
    failures: int = 0
    paused_until: float = 0.0
    left: Failure | None = None


class Hosts:
    """The health of every host asked in this run; there are no more of them than the scope has.

    max_wait_s: the longest wait. max_failures: failed connections in a row after which a host is left.
    """

    def __init__(
        self, max_wait_s: float, max_failures: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._max_wait_s, self._max_failures, self._clock = max_wait_s, max_failures, clock
        self._healths: dict[str, _Health] = {}

    def well(self, host: str) -> None:
        """Note an answer of a host that is not busy."""
        health = self._of(host)
        health.steps = health.failures = 0

    def busy(self, host: str, asked_s: float | None) -> float | Failure:
        """Seconds to leave a busy host alone, or why it is left altogether.

        asked_s: the wait that the host asked for (Retry-After), if it did. Answers to what was sent before
        a pause began do not lengthen it.
        """
        health = self._of(host)
        health.failures = 0
        wait_s = self._pause(health, asked_s or 0.0)
        if wait_s <= self._max_wait_s:
            return wait_s
        asked = "asks to wait" if asked_s else "has been busy for so long that the next wait would be"
        return self.leave(
            host, "host_busy", f"{host} {asked} {wait_s:.0f} s, the limit is {self._max_wait_s:.0f} s."
        )

    def broken(self, host: str) -> float | Failure:
        """Seconds to leave a host alone after a failed connection, or why it is left altogether."""
        health = self._of(host)
        health.failures += 1
        if health.failures >= self._max_failures:
            return self.leave(host, "host_fails", f"{health.failures} connections to {host} failed in a row.")
        return min(self._pause(health, 0.0), self._max_wait_s)

    def leave(self, host: str, reason: str, detail: str) -> Failure:
        """Ask a host nothing more in this run."""
        health = self._of(host)
        health.left = health.left or Failure(reason, detail)
        return health.left

    def left(self, host: str) -> Failure | None:
        """Why a host is left; None where it is not."""
        health = self._healths.get(host)
        return health.left if health is not None else None

    def _pause(self, health: _Health, least_s: float) -> float:
        now = self._clock()
        if now >= health.paused_until:
            own_s = FIRST_WAIT_S * 2 ** min(health.steps, _LAST_DOUBLING)
            health.steps += 1
            jittered_s = own_s * random.uniform(1 - _JITTER, 1 + _JITTER)
            health.paused_until = now + max(least_s, jittered_s)
        elif now + least_s > health.paused_until:
            health.paused_until = now + least_s
        return health.paused_until - now

    def _of(self, host: str) -> _Health:
        return self._healths.setdefault(host, _Health())
