"""All checks of `infoseek doctor`, one after another, each bounded and none able to stop the others.

What lives here: running them. What may not: a check (machine_checks.py, service_checks.py).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

from infoseek.embedded import machine_checks, service_checks
from infoseek.embedded.finding import Finding
from infoseek.embedded.home import Home
from infoseek.settings import Settings

LIMIT_S = 90.0
"""What one check may take."""

Check = Callable[[Settings, Home], Finding]

CHECKS: dict[str, Check] = {
    "Python": machine_checks.python,
    "packages": machine_checks.packages,
    "Java": machine_checks.java,
    "memory": machine_checks.memory,
    "disk": machine_checks.disk,
    "ports": machine_checks.ports,
    "clock": machine_checks.clock,
    "S3": service_checks.s3,
    "model": service_checks.model,
    "Airflow": service_checks.airflow,
}
"""The checks by the name their finding bears, cheap to dear."""


def checkup(settings: Settings, home: Home, say: Callable[[str], None]) -> Iterator[Finding]:
    """The findings, as they come. say: told which check begins."""
    for name, check in CHECKS.items():
        say(name)
        yield bounded(name, check, settings, home)


def bounded(name: str, check: Check, settings: Settings, home: Home, limit_s: float = LIMIT_S) -> Finding:
    """The check's finding; where it fails by itself or takes too long, a finding that says so."""
    found: queue.SimpleQueue[Finding] = queue.SimpleQueue()

    def run() -> None:
        try:
            found.put(check(settings, home))
        except Exception as error:  # noqa: BLE001 - whatever a check dies of is its finding
            found.put(Finding(name, "fail", f"{type(error).__name__}: {error}"))

    # A daemon, so that a check that hangs does not keep the process.
    threading.Thread(target=run, daemon=True).start()
    try:
        return found.get(timeout=limit_s)
    except queue.Empty:
        return Finding(name, "fail", f"no answer within {limit_s:.0f} s")
