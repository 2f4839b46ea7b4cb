"""Growth under an endpoint that fails, and under kill -9: equal trees, and nothing paid for twice.

What lives here: running and comparing. What may not: the growth runs themselves (grow_again.py).
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from infoseek.bench.faulty_server import answers_given, serve
from infoseek.bench.figure import Figure, exactly, ratio
from infoseek.bench.grow_again import Grown, branched, grow, grown, launched, ledger, stored_twice
from infoseek.bench.rehearsal import Rehearsal, offline
from infoseek.bench.session import Session
from infoseek.embedded.service import Services
from infoseek.offline.switches import Switches
from infoseek.settings import ModelSettings, Settings
from infoseek.stages import LINK

TREES = 12
FAULTS = Switches(
    rate_429=0.06,
    rate_500=0.06,
    rate_cut_off=0.06,
    rate_malformed=0.06,
    rate_stall=0.06,
    retry_after_s=0.05,
    seed=1,
)
"""30 % of the requests meet one."""
_PATIENCE = {"max_attempts": 12, "max_reasks": 6, "timeout_s": 2.0}
"""So many tries that a call ends without an answer less than once in a million."""
_SLOW = Switches(latency_s=0.05)
_POLL_S = 0.003


def faults_and_kills(session: Session) -> Iterator[Figure]:
    """Each run grows the same linked world of its own copy."""
    rehearsal = session.rehearsal(LINK)
    with Services() as services:
        root = Path(services.enter_context(tempfile.TemporaryDirectory(prefix="infoseek-bench-")))
        session.tell(f"grow {TREES} trees without faults")
        usual = offline(rehearsal.settings.model)
        slow = usual.model_copy(update={"base_url": serve(services, root / "slow", _SLOW)})
        wanted, calls = _reference(rehearsal, slow)
        yield Figure("trees grown without faults", len(wanted.trees), "trees")
        session.tell("grow them with an endpoint that fails")
        yield from _under_faults(rehearsal, usual, serve(services, root / "faulty", FAULTS), wanted)
        yield from _under_kills(session, rehearsal, slow, wanted, calls)


def _reference(rehearsal: Rehearsal, model: ModelSettings) -> tuple[Grown, int]:
    settings = branched(rehearsal, model, TREES)
    grow(settings, rehearsal.batch_id)
    keys = {row.key for row in ledger(settings, rehearsal.batch_id)}
    return grown(settings, rehearsal.batch_id), len(keys)


def _under_faults(
    rehearsal: Rehearsal, model: ModelSettings, address: str, wanted: Grown
) -> Iterator[Figure]:
    settings = branched(rehearsal, model.model_copy(update={**_PATIENCE, "base_url": address}), TREES)
    grow(settings, rehearsal.batch_id)
    rows = ledger(settings, rehearsal.batch_id)
    failed = sum(row.status == "failed" for row in rows)
    asked = {row.key for row in rows}
    ended = {row.key for row in rows if row.status == "ok"}
    yield Figure(
        "requests that met a fault", ratio(failed, sum(row.status != "cached" for row in rows)), "share"
    )
    yield Figure("calls answered in the end", ratio(len(ended), len(asked)), "share", exactly(1))
    same = alike(grown(settings, rehearsal.batch_id), wanted)
    yield Figure("trees as without faults", same, "share", exactly(1))


def _under_kills(
    session: Session, rehearsal: Rehearsal, model: ModelSettings, wanted: Grown, calls: int
) -> Iterator[Figure]:
    """Kills at moments told by how many answers were given, spread over what a run has left to ask."""
    chance = random.Random(1)
    kills, runs, same, twice, lost = 0, 0, 0.0, 0, 0
    while kills < session.load.kills:
        settings, before = branched(rehearsal, model, TREES), answers_given(model.base_url)
        while kills < session.load.kills:
            session.tell(f"kill growth, {kills} of {session.load.kills}")
            given = answers_given(model.base_url) - before
            # One more at least: a run that is killed before it asks anything proves nothing.
            after = given + 1 + chance.randrange(max(1, calls - given))
            is_killed = _killed(settings, rehearsal.batch_id, after, before)
            kills += is_killed
            if not is_killed:
                break
        grow(settings, rehearsal.batch_id)
        runs += 1
        same += alike(grown(settings, rehearsal.batch_id), wanted) or 0.0
        twice += stored_twice(settings, rehearsal.batch_id)
        lost += answers_given(model.base_url) - before - calls
    yield Figure("kill -9 of a growth run", kills, "kills")
    yield Figure("trees as without kills", ratio(same, runs), "share", exactly(1))
    yield Figure("stored answers paid for again", twice, "answers", exactly(0))
    yield Figure("answers under way at a kill, asked again", ratio(lost, kills), "answers a kill")


def _killed(settings: Settings, batch_id: str, after: int, before: int) -> bool:
    """Whether a run was killed once so many of the answers were given; False where it was done first."""
    with launched(settings, batch_id) as run:
        while run.poll() is None:
            if answers_given(settings.model.base_url) - before >= after:
                time.sleep(random.random() * 0.1)
                run.kill()
                run.wait()
                return True
            time.sleep(_POLL_S)
    if run.returncode:
        raise RuntimeError(f"the growth run ended with status {run.returncode}")
    return False


def alike(found: Grown, wanted: Grown) -> float | None:
    """Share of the trees that are in both, of those in either."""
    both = found.trees.items() & wanted.trees.items()
    return ratio(len(both), len(found.trees.items() | wanted.trees.items()))
