"""A bound on the processor time that one page may take. What may not live here: what is done with the page."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlow(Exception):
    """The work in hand used up its time."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` in the block when this process has computed for so long in it. Main thread only.

    It takes effect between two steps of Python code, so one call into a library may go on beyond it.
    """

    def end(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"It took more than {seconds:g} s of processor time.")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
