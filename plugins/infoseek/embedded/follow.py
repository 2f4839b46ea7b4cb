"""Follows one batch through its DAG runs, until its release is out or a stage has failed.

What lives here: what the runs' states mean for the batch. What may not: how that is shown (progress.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from infoseek import failure_line
from infoseek.embedded.airflow_api import AirflowApi, Run
from infoseek.errors import BadInput
from infoseek.stages import CHAIN, CRAWL, Stage

POLL_S = 1.0
START_LIMIT_S = 120.0
"""How long the next stage may take to appear once the one before is done."""

_UNFINISHED = ("queued", "running")
_TAIL_LINES = 3


class BatchFailed(RuntimeError):
    """A stage failed for a reason that is no bad input."""


@dataclass(frozen=True)
class StageState:
    """Where a stage of the batch stands.

    state: waiting, queued, running, success or failed. shards_done, shards: its mapped tasks.
    """

    stage: Stage
    state: str = "waiting"
    elapsed_s: float = 0.0
    shards_done: int = 0
    shards: int = 0


def give_up_unfinished(api: AirflowApi) -> None:
    """Mark failed what an earlier launch left unfinished: its tasks would mix with the new run's."""
    for state in _UNFINISHED:
        for run in api.runs(state=state):
            api.give_up(run)


def refuse_unfinished(api: AirflowApi, batch_id: str, is_alone: bool) -> None:
    """Raise `BadInput` where the batch is being run already: two runs of it would mix.

    is_alone: no other batch may be crawled at the same time either.
    """
    for state in _UNFINISHED:
        for run in api.runs(state=state):
            if run.partition_key == batch_id or (is_alone and run.dag_id == CRAWL.dag_id):
                raise BadInput(
                    f"Batch {run.partition_key} is under way ({run.dag_id} is {run.state}): wait for its end, "
                    f"or mark that run failed in Airflow ({api.address})."
                )


def follow_batch(
    api: AirflowApi,
    first: Run,
    since: datetime,
    check: Callable[[], None],
    show: Callable[[list[StageState]], None],
) -> None:
    """Watch the batch that `first` started until its last stage is done.

    since: runs created before this are another launch's. check: raises where a service has died.
    Raises `BadInput` or `BatchFailed` with the reason of the first task that failed.
    """
    key = first.partition_key or ""
    last_busy = time.monotonic()
    finished: dict[str, StageState] = {}
    while True:
        check()
        runs = {run.dag_id: run for run in _runs_of(api, key, since)}
        states = [_state_of(api, stage, runs.get(stage.dag_id), finished) for stage in CHAIN]
        show(states)
        for stage in CHAIN:
            if (run := runs.get(stage.dag_id)) is not None and run.state == "failed":
                raise _failure(api, stage, run)
        if states[-1].state == "success":
            return
        if any(state.state in _UNFINISHED for state in states):
            last_busy = time.monotonic()
        if time.monotonic() - last_busy > START_LIMIT_S:
            late = next(state.stage for state in states if state.state == "waiting")
            raise BatchFailed(
                f"{late.dag_id} was not started within {START_LIMIT_S:.0f} s; see the scheduler's log."
            )
        time.sleep(POLL_S)


def _runs_of(api: AirflowApi, key: str, since: datetime) -> list[Run]:
    found = api.runs(run_after_gte=since.isoformat(), partition_key_pattern=key)
    return [run for run in found if run.partition_key == key]


def _state_of(api: AirflowApi, stage: Stage, run: Run | None, finished: dict[str, StageState]) -> StageState:
    if run is None:
        return StageState(stage)
    if stage.dag_id in finished:
        return finished[stage.dag_id]
    mapped = [task for task in api.task_instances(run) if task.task_id == "run_shard" and task.map_index >= 0]
    done = sum(task.state == "success" for task in mapped)
    state = StageState(stage, run.state, run.elapsed_s(datetime.now(UTC)), done, len(mapped))
    if run.state == "success":
        finished[stage.dag_id] = state
    return state


def _failure(api: AirflowApi, stage: Stage, run: Run) -> Exception:
    failed = [task for task in api.task_instances(run) if task.state == "failed"]
    if not failed:
        return BatchFailed(f"{stage.dag_id} failed without a failed task; see the scheduler's log.")
    lines = api.log_lines(run, failed[0])
    failure = failure_line.read(lines)
    if failure is not None and failure.is_bad_input:
        return BadInput(failure.reason)
    reason = (
        failure.reason
        if failure
        else f"it ended before it could say why; its log ends with: {' / '.join(lines[-_TAIL_LINES:])}"
    )
    return BatchFailed(f"{stage.dag_id}.{failed[0].task_id} failed: {reason}")
