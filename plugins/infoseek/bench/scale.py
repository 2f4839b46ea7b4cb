"""Each stage's time over worlds of growing size, and the exponent with which it grows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from infoseek.bench.figure import Figure, at_most
from infoseek.bench.rehearsal import StageRun, rehearsed
from infoseek.bench.session import Session
from infoseek.stages import CHAIN, CRAWL, GATE, LINK, PUBLISH, Stage

MOST_EXPONENT = 1.2
_BOUNDED = {CRAWL, LINK, GATE}
"""Stages whose work follows the pages. Growth and what comes of it follow `growth.trees`, whatever the pages."""


def run(session: Session) -> Iterator[Figure]:
    """Time ∝ pages^exponent, by least squares on logarithms. A fixed start-up makes an exponent smaller.

    Growth starts `growth.trees` trees on every size: its exponent tells how a tree's price follows the corpus.
    """
    sizes = sorted(set(session.load.sizes))
    runs: dict[int, dict[Stage, StageRun]] = {}
    for size in sizes:
        with rehearsed(session.world(size), session.settings, tell=session.tell) as rehearsal:
            rehearsal.run_through(PUBLISH)
            runs[size] = {done.stage: done for done in rehearsal.runs}
    for stage in CHAIN:
        times = [runs[size][stage].elapsed_s for size in sizes]
        for size, elapsed_s in zip(sizes, times, strict=True):
            yield Figure(f"{stage.title}, {size} pages", elapsed_s, "s")
        each_s = (times[-1] - times[-2]) / (sizes[-1] - sizes[-2]) * 1000
        yield Figure(f"{stage.title}, each 1,000 pages beyond {sizes[-2]}", each_s, "s")
        target = at_most(MOST_EXPONENT) if stage in _BOUNDED else None
        yield Figure(f"{stage.title}, exponent", exponent(sizes, times), "exponent", target)
    for size in sizes:
        peak = max(done.peak_bytes for done in runs[size].values())
        yield Figure(f"peak memory, {size} pages", peak / 2**20, "MiB")


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of log value over log size by least squares. Raises `ValueError` below two distinct sizes."""
    if len(set(sizes)) < 2:
        raise ValueError("an exponent needs two sizes")
    across = [math.log(size) for size in sizes]
    up = [math.log(value) for value in values]
    middle, height = math.fsum(across) / len(across), math.fsum(up) / len(up)
    rise = math.fsum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return rise / math.fsum((x - middle) ** 2 for x in across)
