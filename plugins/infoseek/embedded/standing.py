"""How far each batch is: what is committed, and what Airflow is doing with it now: `infoseek status`.

What lives here: putting both together. What may not: printing, counting (infoseek.quality).
"""

from __future__ import annotations

from dataclasses import dataclass

from infoseek.embedded.airflow import password
from infoseek.embedded.airflow_api import AirflowApi, Run
from infoseek.embedded.home import Home
from infoseek.embedded.reading import Reading
from infoseek.embedded.record import PlatformRecord
from infoseek.embedded.service import ServiceFailed
from infoseek.quality.batches import BatchRecord, batch_records
from infoseek.stages import CHAIN

_DONE = ("success", "skipped")


@dataclass(frozen=True)
class Standing:
    """One batch. stages: state by DAG: done, waiting, or what Airflow says of its run (queued, running, failed).

    record: None before the first stage is committed.
    """

    batch_id: str
    stages: dict[str, str]
    record: BatchRecord | None


def standings(found: Reading, most: int) -> list[Standing]:
    """The newest batches, newest first; those that Airflow runs and that have committed nothing yet too."""
    records = {record.batch_id: record for record in batch_records(found.store)}
    runs = _live_runs(found.home, found.record)
    newest = sorted(records.keys() | runs.keys(), reverse=True)[:most]
    return [
        Standing(batch_id, _stages(records.get(batch_id), runs.get(batch_id, {})), records.get(batch_id))
        for batch_id in newest
    ]


def _stages(record: BatchRecord | None, runs: dict[str, str]) -> dict[str, str]:
    committed = record.keys if record is not None else {}
    return {
        stage.dag_id: runs.get(stage.dag_id) or ("done" if stage.zone in committed else "waiting")
        for stage in CHAIN
    }


def _live_runs(home: Home, record: PlatformRecord | None) -> dict[str, dict[str, str]]:
    """State by batch and DAG of the newest runs that are not done; nothing where Airflow is not up."""
    if record is None or not record.airflow:
        return {}
    try:
        with AirflowApi(record.airflow) as api:
            api.log_in(record.user, password(home))
            newest: dict[tuple[str, str], Run] = {
                (run.partition_key, run.dag_id): run for run in api.runs() if run.partition_key
            }
    except ServiceFailed:
        # It is just starting or stopping: what is committed can be told all the same.
        return {}
    found: dict[str, dict[str, str]] = {}
    for (batch_id, dag_id), run in newest.items():
        if run.state not in _DONE:
            found.setdefault(batch_id, {})[dag_id] = run.state
    return found
