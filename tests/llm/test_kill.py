"""Killing a dispatcher at any moment: what was handed out is never asked for again."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infoseek.llm.ledger import totals
from infoseek.offline.switches import Switches
from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from tests.llm.calls import BATCH
from tests.offline.serving import Recorder, recording_server

pytestmark = pytest.mark.service

_LOOPS, _CALLS = 6, 30
_ASKER = """
import asyncio, sys
from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from tests.llm.calls import dispatcher, echo

async def loop(asker, first, count):
    for number in range(first, first + count):
        result = await asker.ask(echo(number))
        sys.stdout.write(f"{result.parsed['number']}\\n")
        sys.stdout.flush()

async def main(s3, base_url, attempt, loops, calls):
    store = ObjectStore(S3Settings.model_validate_json(s3))
    async with dispatcher(store, base_url, attempt=attempt, segment_s=0.05) as asker:
        await asyncio.gather(*(loop(asker, n * 1000, calls) for n in range(loops)))

asyncio.run(main(*sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])))
"""


def _run(s3: S3Settings, base_url: str, attempt: str, kill_after: int | None) -> list[int]:
    """The numbers handed out by an asker that is killed after so many of them."""
    command = [
        sys.executable,
        "-c",
        _ASKER,
        s3.model_dump_json(),
        base_url,
        attempt,
        str(_LOOPS),
        str(_CALLS),
    ]
    handed_out: list[int] = []
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as asker:
        assert asker.stdout is not None
        for line in asker.stdout:
            handed_out.append(int(line))
            if len(handed_out) == kill_after:
                asker.kill()
    if kill_after is None:
        assert asker.returncode == 0
    return handed_out


def test_nothing_acknowledged_is_asked_twice(store: ObjectStore, s3: S3Settings, tmp_path: Path) -> None:
    """Killed three times with -9, the work ends complete, and each rerun asks only what was not handed out."""
    acknowledged: set[int] = set()
    with recording_server(tmp_path, switches=Switches(latency_s=0.005)) as (base_url, recorder):
        for attempt, kill_after in (("a1", 17), ("a2", 60), ("a3", 101), ("a4", None)):
            before = len(recorder.asked)
            handed_out = _run(s3, base_url, attempt, kill_after)
            assert not acknowledged & set(_asked_since(recorder, before))
            acknowledged |= set(handed_out)
    everything = {loop * 1000 + call for loop in range(_LOOPS) for call in range(_CALLS)}
    assert acknowledged == everything
    repeated = len(recorder.asked) - len(everything)
    assert repeated <= 3 * _LOOPS
    assert totals(store, BATCH)["calls"] == len(everything)


def _asked_since(recorder: Recorder, position: int) -> list[int]:
    return recorder.asked[position:]


_BATCHED = """
import asyncio, sys
from infoseek.llm.batch_wait import attended
from infoseek.settings import ModelSettings, S3Settings
from infoseek.store.objects import ObjectStore
from tests.llm.calls import dispatcher, echo

BATCHED = {"batched_roles": ("composer",), "batch_least_calls": 1, "batch_poll_s": 0.05}

async def item(asker, number):
    first = await asker.ask(echo(number, role="composer"))
    second = await asker.ask(echo(100 + first.parsed["number"], role="composer"))
    return second.parsed["number"]

async def ask(store, base_url, attempt):
    async with dispatcher(store, base_url, attempt=attempt, **BATCHED) as asker:
        return await asyncio.gather(*(item(asker, number) for number in range(20)))

def main(s3, base_url, attempt):
    store = ObjectStore(S3Settings.model_validate_json(s3))
    tries = iter(range(100))
    model = ModelSettings(base_url=base_url, **BATCHED)
    numbers = attended(model, lambda: asyncio.run(ask(store, base_url, f"{attempt}-{next(tries)}")))
    sys.stdout.write(" ".join(map(str, numbers)))

sys.stdout.write("begin\\n")
sys.stdout.flush()
main(*sys.argv[1:])
"""


def test_no_row_of_a_batch_is_paid_for_twice(store: ObjectStore, s3: S3Settings, tmp_path: Path) -> None:
    """Killed at any moment around submitting, waiting and taking in, two rounds are asked once each."""
    root = Path(__file__).parents[2]
    chance = random.Random(4)
    with recording_server(tmp_path, batch_step_s=0.15) as (base_url, recorder):
        for attempt in range(5):
            command = [sys.executable, "-c", _BATCHED, s3.model_dump_json(), base_url, f"k{attempt}"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as asker:
                assert asker.stdout is not None
                asker.stdout.readline()
                if attempt < 4:
                    time.sleep(chance.uniform(0.0, 0.9))
                    asker.kill()
                numbers = asker.stdout.read().split()
        assert sorted(map(int, numbers)) == list(range(100, 120))
        assert sorted(recorder.asked) == [*range(20), *range(100, 120)]
    assert totals(store, BATCH)["attempts"] == 40
