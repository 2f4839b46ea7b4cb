"""A disk that takes no more, under the embedded installation."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infoseek.embedded import home as home_module
from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_s3
from infoseek.embedded.service import ServiceFailed, Services
from infoseek.errors import BadInput, Unavailable
from infoseek.store.objects import ObjectMissing, ObjectStore

LARGEST_FILE_BYTES = 200_000


@contextmanager
def small_files_only() -> Iterator[None]:
    """Processes started inside the block fail at files beyond a size: a full disk that needs no rights."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE_BYTES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def watch(services: Services, limit_s: float = 10) -> None:
    """Check the services until one of them is over."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        services.check()
        time.sleep(0.02)


@pytest.mark.service
def test_the_s3_server_acknowledges_nothing_that_it_cannot_keep(tmp_path: Path) -> None:
    """A write that its disk refuses fails and ends the server; what was acknowledged is there when it is back."""
    with locked_home(tmp_path) as home, Services() as services:
        with small_files_only():
            settings = start_s3(home, services, "lake")
        store = ObjectStore(settings, attempts=1)
        store.create_bucket()
        store.put("kept", b"k" * (LARGEST_FILE_BYTES // 2))
        with pytest.raises(Unavailable, match="cannot be reached"):
            store.create("lost", b"l" * (LARGEST_FILE_BYTES * 2))
        with pytest.raises(ServiceFailed, match=r"S3 server stopped .*(\n.*)*cannot keep .* lake/lost"):
            watch(services)
    with locked_home(tmp_path) as home, Services() as services:
        store = ObjectStore(start_s3(home, services, "lake"))
        assert len(store.get("kept")) == LARGEST_FILE_BYTES // 2
        with pytest.raises(ObjectMissing):
            store.get("lost")


def test_a_home_on_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is started, one sentence says how much room there is and how much is needed."""
    monkeypatch.setattr(home_module, "MIN_FREE_BYTES", 1 << 60)
    with (
        pytest.raises(BadInput, match=rf"The disk of the home {tmp_path} has \d+ MiB left .* make room"),
        locked_home(tmp_path),
    ):
        pass
