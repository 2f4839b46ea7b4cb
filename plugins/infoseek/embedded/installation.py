"""A home as a batch finds it: services of its own for the time of a run, or a platform that is up.

What lives here: the two ways to the same services. What may not: what is run on them (batch.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from infoseek.embedded.airflow import USER, password
from infoseek.embedded.airflow_api import AirflowApi
from infoseek.embedded.follow import give_up_unfinished
from infoseek.embedded.home import Home, home_at, locked_home
from infoseek.embedded.record import (
    PlatformRecord,
    forget_record,
    live_record,
    process_of,
    record_of_this_process,
    shown_settings,
    write_record,
)
from infoseek.embedded.sample import address_of, start_sample
from infoseek.embedded.servers import own_s3
from infoseek.embedded.service import ServiceFailed, Services
from infoseek.embedded.services import (
    ANY_PORTS,
    Platform,
    has_own_s3,
    start_platform,
    start_storage,
)
from infoseek.errors import BadInput
from infoseek.settings import Settings


class Installation(Protocol):
    """Storage that can be reached, and Airflow and the sample site once they are asked for.

    is_kept: whether the services stay when the block ends. settings: reach the storage.
    """

    home: Home
    settings: Settings
    is_kept: bool

    @property
    def sample(self) -> str:
        """The address of the sample site, served or not."""
        ...

    def serve_sample(self) -> None:
        """See to it that the sample site is served. Raises `BadInput` where its port is taken."""
        ...

    def platform(self, say: Callable[[str], None]) -> Platform:
        """Airflow, ready to run a batch. say: told of each step of its start."""
        ...


@dataclass
class _Own:
    """Services that this process starts, as late as they are needed, and stops."""

    home: Home
    settings: Settings
    services: Services
    record: PlatformRecord
    is_kept: bool = False

    @property
    def sample(self) -> str:
        return address_of(self.settings.embedded.sample_port)

    def serve_sample(self) -> None:
        start_sample(self.settings, self.home, self.services)

    def platform(self, say: Callable[[str], None]) -> Platform:
        _, api = start_platform(self.settings, self.home, self.services, ANY_PORTS, say)
        write_record(self.home, self.record.model_copy(update={"airflow": api.address, "user": USER}))
        give_up_unfinished(api)
        return Platform(api, self.services.check)


@dataclass
class _Kept:
    """The services of a platform that is up."""

    home: Home
    settings: Settings
    services: Services
    record: PlatformRecord
    is_kept: bool = True

    @property
    def sample(self) -> str:
        return self.record.sample

    def serve_sample(self) -> None:
        """It is served as long as the platform is up."""

    def platform(self, say: Callable[[str], None]) -> Platform:
        api = self.services.enter_context(AirflowApi(self.record.airflow))
        api.log_in(self.record.user, password(self.home))
        return Platform(api, self._check)

    def _check(self) -> None:
        if process_of(self.record) is None:
            raise ServiceFailed(
                f"The platform of {self.home.root} was stopped while the batch ran: "
                "bring it up and run the batch again; what is finished is kept."
            )


def opened(settings: Settings, root: Path) -> AbstractContextManager[Installation]:
    """The home's installation: the platform that is up there, else services of this process.

    Raises `BadInput` where another process uses the home, where S3 cannot be used, and where the platform
    was started with other settings.
    """
    home = home_at(root)
    record = live_record(home)
    if record is not None and record.kind == "up":
        return _kept(settings, home, record)
    return _own(settings, root)


@contextmanager
def _own(settings: Settings, root: Path) -> Iterator[Installation]:
    with locked_home(root) as home, Services() as services:
        record = record_of_this_process("run", home, settings)
        reached = start_storage(settings, home, services)
        record = record.model_copy(update={"s3": reached.s3.endpoint_url or ""})
        write_record(home, record)
        services.callback(forget_record, home)
        yield _Own(home, reached, services, record)


@contextmanager
def _kept(settings: Settings, home: Home, record: PlatformRecord) -> Iterator[Installation]:
    _check_same(settings, record, home)
    with Services() as services:
        yield _Kept(home, reaching(settings, record), services, record)


def reaching(settings: Settings, record: PlatformRecord) -> Settings:
    """The settings that reach the S3 server of a running platform."""
    if not has_own_s3(settings):
        return settings
    return settings.model_copy(update={"s3": own_s3(record.s3, settings.s3.bucket)})


def _check_same(settings: Settings, record: PlatformRecord, home: Home) -> None:
    """Tasks run with the platform's settings: others asked for here would be passed over in silence."""
    mine = shown_settings(settings)
    different = [
        f"INFOSEEK_{section}__{name}".upper()
        for section, values in mine.items()
        for name, value in values.items()
        if record.settings.get(section, {}).get(name) != value
    ]
    if different:
        raise BadInput(
            f"The platform of {home.root} was started with another {', '.join(different)}: "
            "give the same, or stop it (infoseek down) and start it anew."
        )
