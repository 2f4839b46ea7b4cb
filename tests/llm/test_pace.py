"""Additive increase, multiplicative decrease of the requests in flight."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.llm.pace import Pace


def _answers(pace: Pace, count: int, begin: float, latency_s: float, role: str = "planner") -> float:
    """So many answers one after another; the time behind them."""
    for number in range(count):
        pace.answered(role, begin + number, begin + number + latency_s)
    return begin + count


def test_it_begins_with_all_unless_told() -> None:
    """No start-up is paid for where the endpoint never complains."""
    assert Pace(256, 256, 4.0).limit == 256
    assert Pace(256, 4, 4.0).limit == 4


def test_a_low_start_doubles_with_each_round_trip() -> None:
    """As many more slots as answers, until the most."""
    pace = Pace(64, 4, 4.0)
    _answers(pace, 4, 0.0, 1.0)
    assert pace.limit == 8
    _answers(pace, 200, 10.0, 1.0)
    assert pace.limit == 64


def test_a_burst_of_refusals_shrinks_it_once() -> None:
    """Requests sent before the last decrease bring no news; those behind it do."""
    pace = Pace(100, 100, 4.0)
    for _ in range(50):
        pace.refused(sent_at=0.0, now=1.0)
    assert pace.limit == 70
    pace.refused(sent_at=1.5, now=2.0)
    assert pace.limit == 49


def test_it_comes_back_step_by_step() -> None:
    """Behind a decrease a round trip adds a fiftieth of the most."""
    pace = Pace(100, 100, 4.0)
    pace.refused(0.0, 1.0)
    _answers(pace, 70, 2.0, 0.5)
    assert 71 <= pace.limit <= 72
    _answers(pace, 4000, 100.0, 0.5)
    assert pace.limit == 100


def test_a_slowing_endpoint_shrinks_it_to_an_eighth_at_least() -> None:
    """Latency far beyond a role's own best counts; refusals alone bring it down to one."""
    pace = Pace(64, 64, 3.0)
    end = _answers(pace, 50, 0.0, 2.0)
    assert pace.limit == 64
    _answers(pace, 5000, end, 30.0)
    assert pace.limit == 8
    for number in range(100):
        pace.refused(1e6 + number, 1e6 + number)
    assert pace.limit == 1


def test_roles_are_measured_apart_and_trifles_count_for_nothing() -> None:
    """A role of long answers is no slowdown of one with short ones, nor is a growth by milliseconds."""
    pace = Pace(64, 64, 3.0)
    end = _answers(pace, 50, 0.0, 0.5, "planner")
    end = _answers(pace, 50, end, 20.0, "composer")
    end = _answers(pace, 50, end, 0.01, "reader")
    _answers(pace, 200, end, 0.9, "reader")
    assert pace.limit == 64


def test_the_queue_is_fair_and_survives_those_who_leave() -> None:
    """Waiting tasks are admitted in their order, and one that is cancelled takes no slot along."""

    async def run() -> list[int]:
        pace, order = Pace(1, 1, 4.0), list[int]()

        async def work(number: int) -> None:
            await pace.acquire()
            order.append(number)
            await asyncio.sleep(0)
            pace.release()

        tasks = [asyncio.create_task(work(number)) for number in range(6)]
        await asyncio.sleep(0)
        tasks[2].cancel()
        tasks[4].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait_for(work(9), 1)
        return order

    assert asyncio.run(run()) == [0, 1, 3, 5, 9]


@pytest.mark.parametrize("most", [1, 7])
@given(script=st.lists(st.sampled_from(["take", "give", "refuse", "answer", "leave"]), max_size=60))
def test_no_more_than_the_limit_is_ever_in_flight(most: int, script: list[str]) -> None:
    """Whatever happens, in what order: the limit is kept, and every slot comes back."""

    async def run() -> None:
        pace, waiting, held, now = Pace(most, most, 4.0), list[asyncio.Task[None]](), 0, 0.0

        async def settle() -> None:
            nonlocal held
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            done = [task for task in waiting if task.done()]
            held += sum(not task.cancelled() for task in done)
            waiting[:] = [task for task in waiting if not task.done()]

        for step in script:
            now += 1
            if step == "take":
                waiting.append(asyncio.create_task(pace.acquire()))
            elif step == "leave" and waiting:
                waiting[0].cancel()
            elif step == "give" and held:
                held -= 1
                pace.release()
            elif step == "refuse":
                pace.refused(now, now)
            elif step == "answer":
                pace.answered("planner", now, now)
            before = held
            await settle()
            assert 1 <= pace.limit <= most
            assert held <= max(pace.limit, before)
        while held or waiting:
            assert held, "tasks wait and no slot is taken"
            held -= 1
            pace.release()
            await settle()

    asyncio.run(run())
