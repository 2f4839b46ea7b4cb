"""What a batch takes in Airflow beyond the stages' own work: services, scheduling, task start-up.

What lives here: running a small batch through the embedded Airflow and dividing its time. What may not: stages.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infoseek import work_line
from infoseek.bench.figure import Figure, at_most
from infoseek.bench.rehearsal import BATCH, BUCKET, ROLES, offline
from infoseek.bench.session import Session
from infoseek.embedded.airflow import start_airflow
from infoseek.embedded.airflow_api import AirflowApi, Run, TaskInstance
from infoseek.embedded.follow import follow_batch
from infoseek.embedded.home import Home, locked_home
from infoseek.embedded.servers import start_model, start_s3
from infoseek.embedded.service import Services
from infoseek.embedded.services import task_environment
from infoseek.settings import Settings
from infoseek.stages import CRAWL
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import SeedSet, parse_seeds, write_seeds
from infoseek.world.server import serving
from infoseek.world.truth import World

MOST_OVERHEAD_S = 60.0
PAGES = 60
"""Of the batch's world: what Airflow adds does not depend on the pages."""

Interval = tuple[float, float]


@dataclass(frozen=True)
class Times:
    """Moments and intervals of one batch, in seconds since 1970-01-01.

    whole: from the first service's start to the last one's end. batch: from the trigger to the end of the
    last DAG run. runs, tasks: as Airflow records their starts and ends. work: when tasks were in stage code.
    """

    whole: Interval
    batch: Interval
    runs: list[Interval]
    tasks: list[Interval]
    work: list[Interval]

    @property
    def overhead_s(self) -> float:
        """The whole, less the time in which at least one task was in stage code."""
        return covered([self.whole]) - covered(self.work)


def run(session: Session) -> Iterator[Figure]:
    """One batch over a small world, in a new home, from starting the services to having stopped them.

    A stage's own work is the time in which at least one of its tasks is in stage code (its imports among it).
    Everything else is overhead: starting S3, model server and Airflow with a new database; the scheduler's
    gaps between DAG runs and between tasks; a task's process, its start and end around the stage code;
    stopping. Nothing is counted twice: where intervals overlap they count once.
    """
    world = session.world(PAGES)
    session.tell("run a batch through Airflow")
    times = _batch(session.settings, world)
    start_s = times.batch[0] - times.whole[0]
    stop_s = times.whole[1] - times.batch[1]
    runs_s, tasks_s, work_s = covered(times.runs), covered(times.tasks), covered(times.work)
    yield Figure("batch, services included", covered([times.whole]), "s")
    yield Figure("stages' own work", work_s, "s")
    yield Figure("overhead", times.overhead_s, "s", at_most(MOST_OVERHEAD_S))
    yield Figure("overhead: service start", start_s, "s")
    yield Figure("overhead: gaps between DAG runs", covered([times.batch]) - runs_s, "s")
    yield Figure("overhead: gaps between tasks", runs_s - tasks_s, "s")
    yield Figure("overhead: task start-up and end", tasks_s - work_s, "s")
    yield Figure("overhead: service stop", stop_s, "s")


def _batch(settings: Settings, world: World) -> Times:
    begun = time.time()
    with tempfile.TemporaryDirectory(prefix="infoseek-bench-") as root:
        with serving(world) as site, locked_home(Path(root)) as home, Services() as services:
            seeds = parse_seeds(site + world.start.removeprefix("/"))
            api = _started(settings, home, services, seeds)
            since = datetime.now(UTC)
            first = api.trigger(CRAWL.dag_id, BATCH, {"seed_sets": [seeds.name]})
            follow_batch(api, first, since, services.check, lambda states: None)
            runs = [run for run in api.runs(run_after_gte=since.isoformat()) if run.partition_key == BATCH]
            tasks = [(run, task) for run in runs for task in api.task_instances(run)]
            work = [read for run, task in tasks if (read := _work(api, run, task))]
        ended = time.time()
    spans = _intervals(runs)
    return Times(
        whole=(begun, ended),
        batch=(since.timestamp(), max(end for _, end in spans)),
        runs=spans,
        tasks=_intervals(task for _, task in tasks),
        work=work,
    )


def _started(settings: Settings, home: Home, services: Services, seeds: SeedSet) -> AirflowApi:
    """Services of this batch alone, whatever endpoints the settings name."""
    s3 = start_s3(home, services, BUCKET)
    store = ObjectStore(s3)
    store.create_bucket()
    write_seeds(store, seeds)
    model = start_model(home, services, offline(settings.model))
    env = task_environment(settings.model_copy(update={"s3": s3, "model": model}), home)
    roles = {f"INFOSEEK_MODEL__{role.upper()}": str(getattr(model, role)) for role in ROLES}
    return start_airflow(home, services, {**env, **roles})


def _work(api: AirflowApi, run: Run, task: TaskInstance) -> Interval | None:
    """When a task was in stage code; None for one that never ran, as after a plan without shards."""
    return work_line.read(api.log_lines(run, task)) if task.start_date and task.end_date else None


def _intervals(records: Iterable[Run | TaskInstance]) -> list[Interval]:
    return [
        (record.start_date.timestamp(), record.end_date.timestamp())
        for record in records
        if record.start_date and record.end_date
    ]


def covered(intervals: Iterable[Interval]) -> float:
    """Seconds that at least one of the intervals covers."""
    total, reached = 0.0, float("-inf")
    for begun, ended in sorted(intervals):
        total += max(0.0, ended - max(begun, reached))
        reached = max(reached, ended)
    return total
