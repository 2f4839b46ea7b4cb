"""A client of Airflow's public REST API: only the calls a launcher needs.

What lives here: requests and the records they answer with. What may not: what is to be run when.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self

import httpx
from pydantic import BaseModel, ConfigDict

from infoseek.embedded.service import ServiceFailed

_WORDS = 300
HEARTBEATS = ("scheduler", "dag_processor", "triggerer")


class Record(BaseModel):
    """An API answer; fields not named here are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Run(Record):
    """A DAG run."""

    dag_id: str
    dag_run_id: str
    state: str
    partition_key: str | None = None
    start_date: datetime | None = None
    end_date: datetime | None = None

    def elapsed_s(self, now: datetime) -> float:
        """Seconds from its start to its end, or to now."""
        return ((self.end_date or now) - self.start_date).total_seconds() if self.start_date else 0.0


class TaskInstance(Record):
    """One task of a run; mapped tasks have a map_index from 0."""

    task_id: str
    map_index: int
    state: str | None
    try_number: int
    start_date: datetime | None = None
    end_date: datetime | None = None


class AirflowApi:
    """Airflow's REST API behind one address. Use as a context manager; log in before the first call.

    Every call raises `ServiceFailed` where Airflow cannot be reached or refuses it.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.opened = datetime.now(UTC)
        self._client = httpx.Client(base_url=address, timeout=30, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def answers(self) -> bool:
        """Whether the API is up."""
        try:
            return self._client.get("/api/v2/version", timeout=2).is_success
        except httpx.TransportError:
            return False

    def log_in(self, user: str, password: str) -> None:
        """Take a token for the calls that follow."""
        token = self._call("POST", "/auth/token", json={"username": user, "password": password})
        self._client.headers["Authorization"] = f"Bearer {token['access_token']}"

    def is_healthy(self) -> bool:
        """Whether all processes beat after this client was made: an earlier launch's beats do not count."""
        health = self._call("GET", "/api/v2/monitor/health")
        beats = (health[name].get(f"latest_{name}_heartbeat") for name in HEARTBEATS)
        return all(beat is not None and datetime.fromisoformat(beat) > self.opened for beat in beats)

    def parsed_dags(self) -> set[str]:
        """Ids of the DAGs parsed since this client was made."""
        dags = self._call("GET", "/api/v2/dags", params={"limit": 100})["dags"]
        return {
            dag["dag_id"]
            for dag in dags
            if dag["last_parsed_time"] and datetime.fromisoformat(dag["last_parsed_time"]) > self.opened
        }

    def import_errors(self) -> list[str]:
        """Stack traces of DAG files that failed to import since this client was made."""
        errors = self._call("GET", "/api/v2/importErrors")["import_errors"]
        return [
            f"{error['filename']}: {error['stack_trace']}"
            for error in errors
            if datetime.fromisoformat(error["timestamp"]) > self.opened
        ]

    def set_pool(self, name: str, slots: int) -> None:
        """Make the pool, or set its slots."""
        body = {
            "name": name,
            "slots": slots,
            "description": f"Embedded pool {name}",
            "include_deferred": False,
        }
        answer = self._client.post("/api/v2/pools", json=body)
        if answer.status_code == httpx.codes.CONFLICT:
            self._call("PATCH", f"/api/v2/pools/{name}", params={"update_mask": "slots"}, json=body)
        else:
            answer.raise_for_status()

    def trigger(self, dag_id: str, partition_key: str, conf: dict[str, Any]) -> Run:
        """Start a run of a partition by hand."""
        body = {"logical_date": None, "partition_key": partition_key, "conf": conf}
        return Run.model_validate(self._call("POST", f"/api/v2/dags/{dag_id}/dagRuns", json=body))

    def runs(self, **query: str) -> list[Run]:
        """Runs of all DAGs that fit the query, oldest first."""
        found = self._call(
            "GET", "/api/v2/dags/~/dagRuns", params={"limit": 100, "order_by": "run_after", **query}
        )
        return [Run.model_validate(run) for run in found["dag_runs"]]

    def give_up(self, run: Run) -> None:
        """Mark a run failed."""
        path = f"/api/v2/dags/{run.dag_id}/dagRuns/{run.dag_run_id}"
        self._call("PATCH", path, params={"update_mask": "state"}, json={"state": "failed"})

    def task_instances(self, run: Run) -> list[TaskInstance]:
        """The run's tasks, mapped ones once each."""
        path = f"/api/v2/dags/{run.dag_id}/dagRuns/{run.dag_run_id}/taskInstances"
        found = self._call("GET", path, params={"limit": 1000})
        return [TaskInstance.model_validate(task) for task in found["task_instances"]]

    def log_lines(self, run: Run, task: TaskInstance) -> list[str]:
        """The messages a task's last try logged."""
        path = (
            f"/api/v2/dags/{run.dag_id}/dagRuns/{run.dag_run_id}/taskInstances/{task.task_id}"
            f"/logs/{max(task.try_number, 1)}"
        )
        found = self._call("GET", path, params={"map_index": task.map_index, "full_content": True})
        content = found["content"]
        return [str(line["event"]) if isinstance(line, dict) else str(line) for line in content]

    def _call(self, method: str, path: str, **arguments: Any) -> dict[str, Any]:
        try:
            answer = self._client.request(method, path, headers={"Accept": "application/json"}, **arguments)
            answer.raise_for_status()
        except httpx.TransportError as error:
            raise ServiceFailed(f"Airflow at {self.address} cannot be reached: {error}.") from error
        except httpx.HTTPStatusError as error:
            status, words = error.response.status_code, error.response.text[:_WORDS]
            raise ServiceFailed(f"Airflow at {self.address} answered {status} to {path}: {words}") from error
        found: dict[str, Any] = answer.json()
        return found
