"""The most memory that this process and all it started held at once, sampled while a block runs."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

import psutil

INTERVAL_S = 0.25


class PeakMemory:
    """Samples the process tree while its block runs.

    peak_bytes: resident memory summed over the tree. launched_bytes: over the processes alone that were
    started within the block.
    """

    def __init__(self) -> None:
        self.peak_bytes = 0
        self.launched_bytes = 0
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
        there = {each.pid for each in _tree(mine)}
        while True:
            held = {each.pid: _resident_bytes(each) for each in _tree(mine)}
            self.peak_bytes = max(self.peak_bytes, sum(held.values()))
            launched = sum(held_bytes for pid, held_bytes in held.items() if pid not in there)
            self.launched_bytes = max(self.launched_bytes, launched)
            if self._is_over.wait(INTERVAL_S):
                return


def _tree(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _resident_bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        # It ended between being listed and being asked.
        return 0
