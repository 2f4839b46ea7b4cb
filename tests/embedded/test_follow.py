"""Following a batch: what the runs' states mean. The API is scripted here; the end-to-end test has the real one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from infoseek import failure_line
from infoseek.embedded import follow
from infoseek.embedded.airflow_api import AirflowApi, Run, TaskInstance
from infoseek.embedded.follow import (
    BatchFailed,
    StageState,
    follow_batch,
    give_up_unfinished,
    refuse_unfinished,
)
from infoseek.embedded.service import ServiceFailed
from infoseek.errors import BadInput
from infoseek.failure_line import Failure
from infoseek.stages import CHAIN, CRAWL, LINK

BATCH = "2026-11-05"
SINCE = datetime(2026, 11, 5, tzinfo=UTC)


class Script:
    """An Airflow whose runs go through given states, one step each time they are asked for."""

    def __init__(self, steps: list[dict[str, str]], log: list[str] | None = None) -> None:
        self.steps, self.log = steps, log or []
        self.given_up: list[str] = []

    def runs(self, **query: str) -> list[Run]:
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        return [run_of(dag_id, state) for dag_id, state in step.items()]

    def task_instances(self, run: Run) -> list[TaskInstance]:
        state = "success" if run.state == "success" else run.state
        shards = [
            TaskInstance(task_id="run_shard", map_index=n, state="success", try_number=1) for n in (0, 1)
        ]
        return [*shards, TaskInstance(task_id="commit", map_index=-1, state=state, try_number=1)]

    def log_lines(self, run: Run, task: TaskInstance) -> list[str]:
        return self.log

    def give_up(self, run: Run) -> None:
        self.given_up.append(run.dag_id)


def run_of(dag_id: str, state: str, key: str = BATCH) -> Run:
    return Run(
        dag_id=dag_id, dag_run_id="r", state=state, partition_key=key, start_date=SINCE, end_date=SINCE
    )


def followed(script: Script, check: Callable[[], None] = lambda: None) -> list[list[StageState]]:
    shown: list[list[StageState]] = []
    api = cast(AirflowApi, script)
    follow_batch(api, run_of(CRAWL.dag_id, "queued"), SINCE, check, shown.append)
    return shown


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "POLL_S", 0.0)


def test_a_batch_is_done_with_its_last_stage() -> None:
    """States are shown in the stages' order, with shards counted, until publishing has succeeded."""
    steps = [
        {stage.dag_id: "success" for stage in CHAIN[:done]}
        | ({CHAIN[done].dag_id: "running"} if done < len(CHAIN) else {})
        for done in range(len(CHAIN) + 1)
    ]
    shown = followed(Script(steps))
    assert [state.state for state in shown[1]] == ["success", "running", *["waiting"] * 4]
    assert [state.state for state in shown[-1]] == ["success"] * 6
    assert (shown[1][1].shards_done, shown[1][1].shards) == (2, 2)


@pytest.mark.parametrize(
    ("is_bad_input", "error", "sentence"),
    [
        (True, BadInput, r"^Seed x answers 404\.$"),
        (False, BatchFailed, r"link_entities\.commit failed: Seed x"),
    ],
)
def test_a_failed_task_ends_the_wait_with_its_sentence(
    is_bad_input: bool, error: type[Exception], sentence: str
) -> None:
    """Bad input is told as it was raised; other failures name the task."""
    line = failure_line.write(Failure("commit", BATCH, "Seed x answers 404.", is_bad_input))
    script = Script([{CRAWL.dag_id: "success", LINK.dag_id: "failed"}], [line])
    with pytest.raises(error, match=sentence):
        followed(script)


def test_a_task_that_was_killed_shows_the_end_of_its_log() -> None:
    """Without the line of a failed task the last messages stand in."""
    with pytest.raises(BatchFailed, match=r"ended before it could say why; .* starting / out of memory$"):
        followed(Script([{CRAWL.dag_id: "failed"}], ["starting", "out of memory"]))


def test_a_stage_that_never_starts_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once nothing has run for too long, the stage that is due is named."""
    monkeypatch.setattr(follow, "START_LIMIT_S", 0.05)
    with pytest.raises(BatchFailed, match="link_entities was not started"):
        followed(Script([{CRAWL.dag_id: "success"}]))


def test_a_dead_service_ends_the_wait() -> None:
    """The check of the services is asked at every look."""

    def check() -> None:
        raise ServiceFailed("The Airflow scheduler stopped by itself")

    with pytest.raises(ServiceFailed):
        followed(Script([{CRAWL.dag_id: "running"}]), check)


def test_other_batches_do_not_count() -> None:
    """A run of another partition is not this batch's."""

    class Other(Script):
        def runs(self, **query: Any) -> list[Run]:
            found = super().runs(**query)
            return [*found, run_of(CRAWL.dag_id, "failed", "2026-11-04")]

    assert followed(Other([{stage.dag_id: "success" for stage in CHAIN}]))


def test_an_earlier_launchs_runs_are_given_up() -> None:
    """Whatever is queued or running when a launch begins is marked failed."""
    script = Script([{CRAWL.dag_id: "queued"}, {LINK.dag_id: "running"}])
    give_up_unfinished(cast(AirflowApi, script))
    assert script.given_up == [CRAWL.dag_id, LINK.dag_id]


def test_a_batch_under_way_is_not_run_beside_itself() -> None:
    """Its unfinished run is named; another batch's stands in the way only of who must be alone."""
    script = cast(AirflowApi, Script([{CRAWL.dag_id: "running"}]))
    script.address = "http://127.0.0.1:1"
    with pytest.raises(BadInput, match=rf"Batch {BATCH} is under way \({CRAWL.dag_id} is running\)"):
        refuse_unfinished(script, BATCH, False)
    refuse_unfinished(script, "2026-11-06", False)
    with pytest.raises(BadInput, match="wait for its end"):
        refuse_unfinished(script, "2026-11-06", True)
