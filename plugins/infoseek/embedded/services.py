"""Everything a batch needs on this machine, started together and stopped together.

What lives here: which services are started, and the environment that leads tasks to them. What may not:
how each one is started (servers.py, airflow.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from infoseek.embedded.airflow import start_airflow
from infoseek.embedded.airflow_api import AirflowApi
from infoseek.embedded.home import Home
from infoseek.embedded.servers import start_model, start_s3
from infoseek.embedded.service import Services
from infoseek.llm.probe import probe
from infoseek.settings import EmbeddedSettings, Settings
from infoseek.store.objects import ObjectStore

ANY_PORTS = EmbeddedSettings(airflow_port=0, s3_port=0, model_port=0, sample_port=0)


@dataclass(frozen=True)
class Platform:
    """A running Airflow, and a check that raises `ServiceFailed` where something it needs is over."""

    api: AirflowApi
    check: Callable[[], None]


def has_own_s3(settings: Settings) -> bool:
    """Whether no S3 endpoint is set, so that a server of the embedded installation is used."""
    return "endpoint_url" not in settings.s3.model_fields_set


def has_own_model(settings: Settings) -> bool:
    """Whether no model endpoint is set, so that the offline model server is used."""
    return "base_url" not in settings.model.model_fields_set


def start_storage(settings: Settings, home: Home, services: Services, port: int = 0) -> Settings:
    """Storage that works: the endpoint the settings name, else a server of our own; settings that reach it.

    Raises `BadInput` where a named endpoint or its bucket cannot be used.
    """
    if has_own_s3(settings):
        own = start_s3(home, services, settings.s3.bucket, port)
        ObjectStore(own).create_bucket()
        settings = settings.model_copy(update={"s3": own})
    ObjectStore(settings.s3, attempts=2).probe()
    return settings


@contextmanager
def storage(settings: Settings, home: Home) -> Iterator[Settings]:
    """`start_storage` on a free port, for the length of a block."""
    with Services() as services:
        yield start_storage(settings, home, services)


def start_platform(
    settings: Settings, home: Home, services: Services, ports: EmbeddedSettings, say: Callable[[str], None]
) -> tuple[Settings, AirflowApi]:
    """Airflow, and the offline model server unless the settings name an endpoint; settings that reach it.

    settings: those that `start_storage` gave. say: told of each step.
    Raises `BadInput` where a named model endpoint cannot be used.
    """
    if has_own_model(settings):
        say("the offline model server")
        model = start_model(home, services, settings.model, ports.model_port)
        settings = settings.model_copy(update={"model": model})
    else:
        probe(settings.model)
    api = start_airflow(home, services, task_environment(settings, home), ports.airflow_port, say)
    return settings, api


@contextmanager
def platform(settings: Settings, home: Home) -> Iterator[Platform]:
    """`start_platform` on free ports, for the length of a block."""
    with Services() as services:
        _, api = start_platform(settings, home, services, ANY_PORTS, lambda step: None)
        yield Platform(api, services.check)


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
