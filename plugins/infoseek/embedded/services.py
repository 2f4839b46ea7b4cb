"""Everything a batch needs on this machine, started together and stopped together.

What lives here: which services are started, and the environment that leads tasks to them. What may not:
how each one is started (servers.py, airflow.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from infoseek.embedded.airflow import start_airflow
from infoseek.embedded.airflow_api import AirflowApi
from infoseek.embedded.home import Home
from infoseek.embedded.servers import start_model, start_s3
from infoseek.embedded.service import Service
from infoseek.settings import Settings
from infoseek.store.objects import ObjectStore


@dataclass(frozen=True)
class Platform:
    """A running Airflow with what its tasks need."""

    api: AirflowApi
    services: list[Service]

    def check(self) -> None:
        """Raise `ServiceFailed` where one of Airflow's processes is over."""
        for service in self.services:
            service.check()


@contextmanager
def storage(settings: Settings, home: Home) -> Iterator[Settings]:
    """Storage that works: the endpoint the settings name, else a server of our own; settings that reach it.

    Raises `BadInput` where a named endpoint or its bucket cannot be used.
    """
    with ExitStack() as services:
        if "endpoint_url" not in settings.s3.model_fields_set:
            own = start_s3(home, services, settings.s3.bucket)
            ObjectStore(own).create_bucket()
            settings = settings.model_copy(update={"s3": own})
        ObjectStore(settings.s3).probe()
        yield settings


@contextmanager
def platform(settings: Settings, home: Home) -> Iterator[Platform]:
    """Airflow, and the offline model server unless the settings name an endpoint."""
    with ExitStack() as services:
        model = settings.model
        if "base_url" not in model.model_fields_set:
            model = start_model(home, services, model)
        env = task_environment(settings.model_copy(update={"model": model}), home)
        api, started = start_airflow(home, services, env)
        yield Platform(api, started)


def task_environment(settings: Settings, home: Home) -> dict[str, str]:
    """The variables that lead tasks to these services; all other settings tasks inherit."""
    s3 = settings.s3
    found = {
        "INFOSEEK_S3__ENDPOINT_URL": s3.endpoint_url,
        "INFOSEEK_S3__BUCKET": s3.bucket,
        "INFOSEEK_S3__ACCESS_KEY": s3.access_key,
        "INFOSEEK_S3__SECRET_KEY": s3.secret_key,
        "INFOSEEK_MODEL__BASE_URL": settings.model.base_url,
        "INFOSEEK_SCRATCH": str(home.scratch),
    }
    return {name: value for name, value in found.items() if value is not None}
