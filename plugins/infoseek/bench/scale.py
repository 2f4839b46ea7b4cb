"""Each stage's time over worlds of growing size, and the exponents with which it grows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from infoseek.bench.figure import Figure, at_most
from infoseek.bench.rehearsal import StageRun, rehearsed
from infoseek.bench.session import Session
from infoseek.stages import CHAIN, CRAWL, GATE, LINK, PUBLISH, Stage

MOST_EXPONENT = 1.2
START_UP_PAGES = 60
"""Of a world so small that a stage's time on it is its start-up."""

LEAST_SHARE = 0.2
"""Work shorter than this share of the start-up is not told apart: equal starts of Spark differ by as much."""

_BOUNDED = {CRAWL, LINK, GATE}
"""Stages whose work follows the pages. Growth and what comes of it follow `growth.trees`, whatever the pages."""


def run(session: Session) -> Iterator[Figure]:
    """Time ∝ pages^exponent: of the whole time over all sizes, and of that beyond start-up over the two largest.

    A fixed start-up makes the first smaller than the work's own; the second is the one to plan by, and told
    only: a difference of two short times is too rough to judge by. Growth
    starts `growth.trees` trees on every size: its exponent tells how a tree's price follows the corpus.
    """
    sizes = sorted(set(session.load.sizes))
    start_up = _batch(session, START_UP_PAGES, GATE)
    runs = {size: _batch(session, size, PUBLISH) for size in sizes}
    for stage in CHAIN:
        times = [runs[size][stage].elapsed_s for size in sizes]
        target = at_most(MOST_EXPONENT) if stage in _BOUNDED else None
        for size, elapsed_s in zip(sizes, times, strict=True):
            yield Figure(f"{stage.title}, {size} pages", elapsed_s, "s")
        yield Figure(f"{stage.title}, exponent", exponent(sizes, times), "exponent", target)
        if stage in start_up:
            begun_s = start_up[stage].elapsed_s
            yield Figure(f"{stage.title}, start-up", begun_s, "s")
            steep = beyond(begun_s, sizes[-2:], times[-2:])
            yield Figure(f"{stage.title}, exponent beyond start-up", steep, "exponent")
    for size in sizes:
        peak = max(done.peak_bytes for done in runs[size].values())
        yield Figure(f"peak memory, {size} pages", peak / 2**20, "MiB")


def _batch(session: Session, size: int, last: Stage) -> dict[Stage, StageRun]:
    """What each stage took in a world of this size, in services of its own."""
    with rehearsed(session.world(size), session.settings, tell=session.tell) as rehearsal:
        rehearsal.run_through(last)
        return {done.stage: done for done in rehearsal.runs}


def beyond(start_up_s: float, sizes: Sequence[float], times: Sequence[float]) -> float | None:
    """The exponent of the times without the start-up; None where one hardly exceeds it (see `LEAST_SHARE`)."""
    work = [elapsed_s - start_up_s for elapsed_s in times]
    return exponent(sizes, work) if min(work) > LEAST_SHARE * start_up_s else None


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of log value over log size by least squares. Raises `ValueError` below two distinct sizes."""
    if len(set(sizes)) < 2:
        raise ValueError("an exponent needs two sizes")
    across = [math.log(size) for size in sizes]
    up = [math.log(value) for value in values]
    middle, height = math.fsum(across) / len(across), math.fsum(up) / len(up)
    rise = math.fsum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return rise / math.fsum((x - middle) ** 2 for x in across)
