"""The folder an embedded installation keeps its data in, and the lock that gives it one user at a time.

What lives here: paths and the lock. What may not: what is written there.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infoseek.errors import BadInput

PROJECT = Path(__file__).resolve().parents[3]
"""The checkout: the folder that holds dags/, plugins/, scrapers/ and spark_jobs/."""

MIN_FREE_BYTES = 256 << 20
"""Room for Airflow's database, logs and the pages of a small batch."""

_S3_ACCOUNT = "000000000000"


@dataclass(frozen=True)
class Home:
    """Paths of one embedded installation, all absolute."""

    root: Path

    @property
    def s3(self) -> Path:
        return self.root / "s3"

    def objects(self, bucket: str) -> Path:
        """Where the S3 server keeps a bucket's objects, as files named by their keys."""
        return self.s3 / "data" / _S3_ACCOUNT / bucket

    @property
    def airflow(self) -> Path:
        return self.root / "airflow"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def scratch(self) -> Path:
        return self.root / "scratch"

    @property
    def record(self) -> Path:
        """Where the process that runs services in this home says so (record.py)."""
        return self.root / "platform.json"

    @property
    def sample(self) -> Path:
        """Which day of the sample site is served, and which date was its first (sample.py)."""
        return self.root / "sample.json"


def home_at(root: Path) -> Home:
    """The home in this folder, which need not be there yet."""
    return Home(root.expanduser().resolve())


def default_home() -> Path:
    """`INFOSEEK_HOME`, else `.infoseek/` in the checkout."""
    return Path(os.environ.get("INFOSEEK_HOME") or PROJECT / ".infoseek")


def made_home(root: Path) -> Home:
    """The home in this folder, its folders made if need be.

    Raises `BadInput` where it cannot be written to or its disk is nearly full.
    """
    home = home_at(root)
    try:
        for folder in (home.root, home.s3, home.airflow, home.logs, home.scratch):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"The home {home.root} cannot be used: {error.strerror}.") from None
    free = shutil.disk_usage(home.root).free
    if free < MIN_FREE_BYTES:
        raise BadInput(
            f"The disk of the home {home.root} has {free >> 20} MiB left and a batch needs "
            f"{MIN_FREE_BYTES >> 20} at least: make room, or give another home with --home."
        )
    return home


@contextmanager
def locked_home(root: Path) -> Iterator[Home]:
    """The home, made if need be and held until the block ends.

    Raises `BadInput` where it cannot be written or another process holds it.
    """
    home = made_home(root)
    try:
        lock = (home.root / "lock").open("w")
    except OSError as error:
        raise BadInput(f"The home {home.root} cannot be used: {error.strerror}.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadInput(
                f"Another run uses the home {home.root}: wait for it, or give another with --home."
            ) from None
        yield home
