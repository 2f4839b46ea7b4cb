"""`platform.json` in the home: who runs services there, and where they are.

What lives here: the record, writing it, and whether its process still lives. What may not: starting anything.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal

import psutil
from pydantic import BaseModel, ConfigDict, ValidationError

from infoseek.embedded.home import Home
from infoseek.errors import BadInput
from infoseek.settings import Settings

_CLOCK_STEP_S = 2.0
"""How far a process's start time may move with the wall clock and still be the same process."""

_SECRETS: Mapping[str, set[str]] = {"s3": {"access_key", "secret_key"}, "model": {"api_key"}}


class PlatformRecord(BaseModel):
    """What one process runs in a home.

    kind: `up` stays until `infoseek down`, `run` ends with its batch. pid, started: of that process (seconds
    since the epoch). Addresses are empty where a service is not there, or not yet. settings: what it was
    started with, without secrets.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["up", "run"]
    pid: int
    started: float
    user: str = ""
    airflow: str = ""
    s3: str = ""
    bucket: str = ""
    model: str = ""
    sample: str = ""
    logs: str = ""
    settings: dict[str, Any] = {}


def record_of_this_process(kind: Literal["up", "run"], home: Home, settings: Settings) -> PlatformRecord:
    """A record without addresses."""
    pid = os.getpid()
    return PlatformRecord(
        kind=kind,
        pid=pid,
        started=psutil.Process(pid).create_time(),
        bucket=settings.s3.bucket,
        logs=str(home.logs),
        settings=shown_settings(settings),
    )


def shown_settings(settings: Settings) -> dict[str, Any]:
    """The settings as JSON, without secrets and without what may differ from start to start."""
    exclude: dict[str, Any] = {**_SECRETS, "scratch": True, "embedded": True}
    found: dict[str, Any] = settings.model_dump(mode="json", exclude=exclude)
    return found


def write_record(home: Home, record: PlatformRecord) -> None:
    """Put the record in place, whole or not at all; only the owner can read it."""
    fresh = home.record.with_suffix(".tmp")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(record.model_dump_json(indent=1))
    fresh.replace(home.record)


def forget_record(home: Home) -> None:
    """Take the record away."""
    home.record.unlink(missing_ok=True)


def read_record(home: Home) -> PlatformRecord | None:
    """The record, be its process alive or not; None where there is none. Raises `BadInput` where it is none."""
    try:
        return PlatformRecord.model_validate_json(home.record.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadInput(f"{home.record} cannot be read: {error.strerror}.") from None
    except ValidationError:
        raise BadInput(f"{home.record} is no record of a running platform: remove it.") from None


def process_of(record: PlatformRecord) -> psutil.Process | None:
    """The process that wrote the record; None where it is gone, also where another has its number now."""
    try:
        process = psutil.Process(record.pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        is_same = abs(process.create_time() - record.started) < _CLOCK_STEP_S
    except psutil.NoSuchProcess:
        return None
    return process if is_same else None


def live_record(home: Home) -> PlatformRecord | None:
    """The record of a process that still lives; None where nothing runs in this home."""
    record = read_record(home)
    return record if record is not None and process_of(record) is not None else None
