"""Services of the embedded installation: each a process group, its log file, its health.

What lives here: starting, watching and stopping them. What may not: which services there are.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from infoseek.launch import ProcessGroup

POLL_S = 0.1
STOP_GRACE_S = 4.0
_TAIL_BYTES = 4000
_TAIL_LINES = 8


class ServiceFailed(RuntimeError):
    """A service stopped by itself or never became ready."""


def free_port() -> int:
    """A TCP port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Service:
    """A started service. It ends with this process, however that ends."""

    def __init__(self, name: str, command: list[str], env: Mapping[str, str], log: Path, cwd: Path) -> None:
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as sink:
            self._group = ProcessGroup(command, {**os.environ, **env}, sink, sink, cwd)

    def check(self) -> None:
        """Raise `ServiceFailed` where the service is over."""
        if self._group.has_ended():
            raise ServiceFailed(f"The {self.name} stopped by itself; {self.log} ends with:\n{self.tail()}")

    def tail(self) -> str:
        """The last lines of its log."""
        end = self.log.read_bytes()[-_TAIL_BYTES:].decode(errors="replace")
        return "\n".join(end.strip().splitlines()[-_TAIL_LINES:])

    def wait_until(self, is_ready: Callable[[], bool], limit_s: float) -> None:
        """Wait until the service answers. Raises `ServiceFailed` where it ends before, or takes too long."""
        deadline = time.monotonic() + limit_s
        while not is_ready():
            self.check()
            if time.monotonic() > deadline:
                raise ServiceFailed(f"The {self.name} was not ready after {limit_s:.0f} s; see {self.log}.")
            time.sleep(POLL_S)
        # Another process on the same port would answer too; ours would have ended on finding it taken.
        self.check()

    def stop(self) -> None:
        """End it and everything it started."""
        self._group.stop(STOP_GRACE_S)

    def ask_to_stop(self) -> None:
        """Ask it to end, without waiting."""
        self._group.signal(signal.SIGTERM)


class Services(ExitStack):
    """Started services, stopped at the end of the block, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._started: list[Service] = []

    def add(self, *together: Service) -> None:
        """Take over services that may be stopped at the same time."""
        self._started.extend(together)
        self.callback(_stop_together, together)

    def check(self) -> None:
        """Raise `ServiceFailed` where one of them is over."""
        for service in self._started:
            service.check()


def _stop_together(services: Sequence[Service]) -> None:
    for service in services:
        service.ask_to_stop()
    for service in services:
        service.stop()
