"""When segments are written."""

from __future__ import annotations

import asyncio
import time

import pytest

from infoseek.llm.group_commit import GroupCommit


class Lines:
    """Segments in memory: counts what was added, sealed and pushed."""

    def __init__(self) -> None:
        self.open = 0
        self.sealed = 0
        self.pushed: list[int] = []
        self.error: Exception | None = None

    def seal(self) -> None:
        self.sealed += self.open
        self.open = 0

    def push(self) -> None:
        time.sleep(0.002)
        if self.error is not None:
            raise self.error
        if self.sealed:
            self.pushed.append(self.sealed)
        self.sealed = 0


async def _call(commit: GroupCommit, lines: Lines, seconds: float = 0.0) -> None:
    with commit.busy():
        await asyncio.sleep(seconds)
        lines.open += 1
        done = commit.join()
    await done


async def _sequential() -> tuple[Lines, float]:
    lines = Lines()
    commit = GroupCommit((lines,), max_calls=100, max_age_s=5.0)
    commit.open()
    start = time.perf_counter()
    for _ in range(20):
        await _call(commit, lines)
    taken_s = time.perf_counter() - start
    await commit.close()
    return lines, taken_s


def test_a_sequential_loop_does_not_wait_for_company() -> None:
    """With nobody else busy each call is written at once."""
    lines, taken_s = asyncio.run(_sequential())
    assert lines.pushed == [1] * 20
    assert taken_s < 2


async def _together(count: int, max_calls: int) -> Lines:
    lines = Lines()
    commit = GroupCommit((lines,), max_calls, max_age_s=5.0)
    commit.open()
    await asyncio.gather(*(_call(commit, lines, 0.02) for _ in range(count)))
    await commit.close()
    return lines


def test_calls_that_finish_together_share_a_segment() -> None:
    """Thirty calls at once need a write or two, not thirty."""
    lines = asyncio.run(_together(30, 100))
    assert sum(lines.pushed) == 30
    assert len(lines.pushed) <= 3


async def _beside_a_slow_one(max_calls: int, max_age_s: float) -> tuple[Lines, bool]:
    lines = Lines()
    commit = GroupCommit((lines,), max_calls, max_age_s)
    commit.open()
    slow = asyncio.create_task(_call(commit, lines, 1.0))
    await asyncio.sleep(0)
    async with asyncio.timeout(0.8):
        await asyncio.gather(*(_call(commit, lines, 0.01) for _ in range(5)))
    is_slow_open = not slow.done()
    await slow
    await commit.close()
    return lines, is_slow_open


@pytest.mark.parametrize(("max_calls", "max_age_s"), [(5, 30.0), (1000, 0.1)])
def test_a_slow_call_does_not_hold_up_the_others(max_calls: int, max_age_s: float) -> None:
    """Enough waiting calls, or an old enough one, are written while another is still busy."""
    lines, is_slow_open = asyncio.run(_beside_a_slow_one(max_calls, max_age_s))
    assert is_slow_open
    assert sum(lines.pushed) == 6


async def _failing() -> Lines:
    lines = Lines()
    commit = GroupCommit((lines,), 10, 0.05)
    commit.open()
    lines.error = OSError("the store is away")
    with pytest.raises(OSError, match="away"):
        await _call(commit, lines)
    lines.error = None
    await _call(commit, lines)
    await commit.close()
    return lines


def test_a_failed_write_reaches_the_caller_and_loses_nothing() -> None:
    """Who waits gets the store's error; what was sealed is written with the next commit."""
    assert asyncio.run(_failing()).pushed == [2]


async def _noted() -> Lines:
    lines = Lines()
    commit = GroupCommit((lines,), 10, 0.02)
    commit.open()
    lines.open += 1
    commit.note()
    await asyncio.sleep(0.2)
    assert lines.pushed == [1]
    lines.open += 1
    commit.note()
    await commit.close()
    return lines


def test_what_nobody_waits_for_is_written_too() -> None:
    """A noted line is written within its age, and at the latest on closing."""
    assert asyncio.run(_noted()).pushed == [1, 1]
