"""A Spark standalone cluster on loopback: one master, some workers, processes of this machine.

What lives here: starting and ending it. What may not: jobs.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from infoseek.embedded.service import Service, Services, free_port
from infoseek.errors import BadInput

_HOST = "127.0.0.1"
_DAEMON_MEMORY = "256m"
_READY_LIMIT_S = 60.0


@contextmanager
def standalone_cluster(folder: Path, workers: int = 2, memory: str = "2g") -> Iterator[str]:
    """The master's URL while the block runs. folder: takes logs and what executors leave behind.

    memory: of each worker, which has one core. Raises `ServiceFailed` where it does not start.
    """
    with Services() as services:
        port, page = free_port(), free_port()
        address = f"spark://{_HOST}:{port}"
        command = [*_class("master.Master"), "--host", _HOST, "--port", str(port), "--webui-port", str(page)]
        master = Service("Spark master", command, _environment(folder), folder / "master.log", folder)
        services.add(master)
        master.wait_until(lambda: _state(page) is not None, _READY_LIMIT_S)
        for number in range(workers):
            work = folder / f"worker-{number}"
            command = [
                *_class("worker.Worker"),
                *("--host", _HOST, "--cores", "1", "--memory", memory, "--work-dir", str(work)),
                *("--webui-port", str(free_port()), address),
            ]
            services.add(
                Service(
                    f"Spark worker {number}",
                    command,
                    _environment(work),
                    folder / f"worker-{number}.log",
                    folder,
                )
            )
        master.wait_until(lambda: len((_state(page) or {}).get("workers", [])) == workers, _READY_LIMIT_S)
        yield address


def _class(name: str) -> list[str]:
    return [str(_home() / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}"]


def _home() -> Path:
    found = find_spec("pyspark")
    if found is None or found.origin is None:
        raise BadInput("A Spark cluster needs pyspark.")
    return Path(found.origin).parent


def _environment(folder: Path) -> dict[str, str]:
    return {
        "SPARK_HOME": str(_home()),
        "SPARK_LOCAL_IP": _HOST,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_DAEMON_MEMORY": _DAEMON_MEMORY,
        "SPARK_NO_DAEMONIZE": "1",
    }


def _state(page: int) -> dict[str, Any] | None:
    """What the master says of its cluster; None before it answers."""
    try:
        with urllib.request.urlopen(f"http://{_HOST}:{page}/json/", timeout=2) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except (urllib.error.URLError, OSError, ValueError):
        return None
