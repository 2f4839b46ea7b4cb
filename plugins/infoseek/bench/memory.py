"""The most memory that this process and all it started held at once, sampled while a block runs."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

import psutil

INTERVAL_S = 0.25


class PeakMemory:
    """Samples the process tree while its block runs. peak_bytes: resident memory summed over the tree."""

    def __init__(self) -> None:
        self.peak_bytes = 0
        self._is_over = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._sampler.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._sampler.join()

    def _sample(self) -> None:
        mine = psutil.Process()
        while True:
            self.peak_bytes = max(self.peak_bytes, _resident_bytes(mine))
            if self._is_over.wait(INTERVAL_S):
                return


def _resident_bytes(process: psutil.Process) -> int:
    held = 0
    for each in (process, *process.children(recursive=True)):
        try:
            held += each.memory_info().rss
        except psutil.Error:
            # It ended between being listed and being asked.
            continue
    return held
