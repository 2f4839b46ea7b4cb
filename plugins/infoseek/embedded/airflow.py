"""Airflow on this machine alone: SQLite, LocalExecutor, its four processes, everything on loopback.

What lives here: configuration and start-up. What may not: talking to its API (airflow_api.py), DAGs.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from infoseek.embedded.airflow_api import AirflowApi
from infoseek.embedded.home import PROJECT, Home
from infoseek.embedded.service import Service, ServiceFailed, Services, free_port
from infoseek.stages import CHAIN

USER = "infoseek"
POOLS = {"spark": 1, "llm": 4}
"""Slots by pool: Spark jobs one at a time, model shards four."""

READY_LIMIT_S = 180.0
_PARALLELISM = 4
_RETRY_DELAY = "AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY"
# Log servers would listen on every interface; the API server reads the files themselves.
_PROCESSES = (
    ("api-server",),
    ("scheduler", "--skip-serve-logs"),
    ("dag-processor",),
    ("triggerer", "--skip-serve-logs"),
)


def airflow_settings(home: Home, port: int) -> dict[str, str]:
    """Airflow's configuration as environment variables. Secrets are new at each start."""
    address = f"http://127.0.0.1:{port}"
    return {
        "AIRFLOW_HOME": str(home.airflow),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(_PARALLELISM),
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        _RETRY_DELAY: os.environ.get(_RETRY_DELAY, "10"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(password_file(home)),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API__BASE_URL": address,
        "AIRFLOW__API__SECRET_KEY": secrets.token_urlsafe(32),
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home.airflow / 'airflow.db'}",
        "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "600",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "10",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.4",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "INFOSEEK_SCHEDULE": "manual",
    }


def password_file(home: Home) -> Path:
    return home.airflow / "passwords.json"


def password(home: Home) -> str:
    """The password of the one user, made when the home is new; only the owner can read it."""
    path = password_file(home)
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({USER: secrets.token_urlsafe(12)}, file)
    found: str = json.loads(path.read_text())[USER]
    return found


def _quietly(step: str) -> None:
    """Say nothing of a step."""


def start_airflow(
    home: Home, services: Services, env: dict[str, str], port: int = 0, say: Callable[[str], None] = _quietly
) -> AirflowApi:
    """Start Airflow and wait until it can run DAGs; its API.

    services: takes over its processes. env: what tasks need besides (INFOSEEK_*). port: of the API server
    and UI; 0 takes a free one. say: told of each step.
    """
    port = port or free_port()
    settings = {**env, **airflow_settings(home, port)}
    secret = password(home)
    say("Airflow's database")
    _migrate(home, settings)
    say("Airflow's processes")
    started = [
        Service(
            f"Airflow {command[0]}",
            [*_airflow(), *command],
            settings,
            home.logs / f"airflow-{command[0]}.log",
            PROJECT,
        )
        for command in _PROCESSES
    ]
    services.add(*started)
    api = services.enter_context(AirflowApi(f"http://127.0.0.1:{port}"))
    started[0].wait_until(api.answers, READY_LIMIT_S)
    api.log_in(USER, secret)
    for name, slots in POOLS.items():
        api.set_pool(name, slots)
    say("Airflow's DAGs")
    dag_ids = {stage.dag_id for stage in CHAIN}

    def is_ready() -> bool:
        for service in started:
            service.check()
        errors = api.import_errors()
        if errors:
            raise ServiceFailed(f"A DAG file cannot be imported: {errors[0]}")
        return api.is_healthy() and dag_ids <= api.parsed_dags()

    started[1].wait_until(is_ready, READY_LIMIT_S)
    return api


def _migrate(home: Home, settings: dict[str, str]) -> None:
    """Make or update the metadata database."""
    done = subprocess.run(
        [*_airflow(), "db", "migrate"],
        env={**os.environ, **settings},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    (home.logs / "airflow-db.log").write_text(done.stdout + done.stderr)
    if done.returncode:
        raise ServiceFailed(f"Airflow's database could not be made; see {home.logs / 'airflow-db.log'}.")


def _airflow() -> list[str]:
    return [sys.executable, "-m", "airflow"]
