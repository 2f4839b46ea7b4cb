"""Airflow's own API server with the pages in it, on a database of its own. What may not live here: assertions."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infoseek.embedded.airflow import READY_LIMIT_S, USER, airflow_settings, password
from infoseek.embedded.airflow_api import AirflowApi
from infoseek.embedded.home import PROJECT, made_home
from infoseek.embedded.service import Service, free_port
from infoseek.settings import S3Settings

_AIRFLOW = (sys.executable, "-m", "airflow")


@dataclass(frozen=True)
class Portal:
    """Where Airflow answers, and who may log in."""

    address: str
    user: str
    password: str


@contextmanager
def portal(root: Path, s3: S3Settings) -> Iterator[Portal]:
    """The API server alone, without scheduler or DAGs, reading this bucket."""
    home, port = made_home(root), free_port()
    settings = {
        **airflow_settings(home, port),
        "AIRFLOW__CORE__DAGS_FOLDER": str(home.root / "dags"),
        # Name by name: these win over the ones that another test's environment may hold.
        **{f"INFOSEEK_S3__{name.upper()}": value for name, value in s3.model_dump().items()},
    }
    secret = password(home)
    migrate = [*_AIRFLOW, "db", "migrate"]
    subprocess.run(migrate, env={**os.environ, **settings}, cwd=PROJECT, capture_output=True, check=True)
    command = [*_AIRFLOW, "api-server"]
    server = Service("Airflow api-server", command, settings, home.logs / "api-server.log", PROJECT)
    address = f"http://127.0.0.1:{port}"
    try:
        with AirflowApi(address) as api:
            server.wait_until(api.answers, READY_LIMIT_S)
        yield Portal(address, USER, secret)
    finally:
        server.stop()
