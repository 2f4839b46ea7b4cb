"""Checks of the machine for `infoseek doctor`: Python, packages, Java, memory, disk, ports, clock.

What lives here: one function a check, each giving one finding. What may not: services (service_checks.py).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil
from packaging.requirements import InvalidRequirement, Requirement

from infoseek.embedded.finding import Finding
from infoseek.embedded.home import PROJECT, Home
from infoseek.embedded.java import check_java
from infoseek.embedded.ports import is_free, wishes
from infoseek.embedded.record import live_record
from infoseek.errors import BadInput
from infoseek.settings import Settings

GIB = 2**30
_LEAST_DISK_BYTES = 2 * GIB
_LEAST_MEMORY_BYTES = 3 * GIB
"""What Airflow, Spark's driver and Python worker, and the S3 server hold together on a small batch, about."""
_PYTHONS = ((3, 11), (3, 12))
_SHOWN = 3


def python(settings: Settings, home: Home) -> Finding:
    """Python is of a supported version."""
    found = f"Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    if sys.version_info[:2] in _PYTHONS:
        return Finding("Python", "ok", found)
    return Finding("Python", "fail", found, "Install Python 3.11 or 3.12 and run make install again.")


def packages(settings: Settings, home: Home) -> Finding:
    """Every package is installed at the version that is locked."""
    lock = PROJECT / "requirements.txt"
    if not lock.is_file():
        return Finding("packages", "warn", f"there is no {lock} to compare with", "Use a whole checkout.")
    wrong, count = [], 0
    for name, wanted in locked(lock):
        count += 1
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "missing"
        if found != wanted:
            wrong.append(f"{name} {found} instead of {wanted}")
    if not wrong:
        return Finding("packages", "ok", f"{count} at their locked versions")
    more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    return Finding("packages", "fail", ", ".join(wrong[:_SHOWN]) + more, "Run make install.")


def locked(lock: Path) -> Iterator[tuple[str, str]]:
    """Name and version of each pinned package that this machine needs."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        try:
            wanted = Requirement(line.removesuffix("\\").strip())
        except InvalidRequirement:
            continue
        pins = [pin.version for pin in wanted.specifier if pin.operator == "=="]
        if pins and (wanted.marker is None or wanted.marker.evaluate()):
            yield wanted.name, pins[0]


def java(settings: Settings, home: Home) -> Finding:
    """Spark will find a Java that it can use."""
    try:
        return Finding("Java", "ok", f"Java {check_java()}")
    except BadInput as error:
        return Finding("Java", "fail", str(error), "make java installs it as root on Debian and Ubuntu.")


def memory(settings: Settings, home: Home) -> Finding:
    """There is memory for a batch."""
    free = psutil.virtual_memory().available
    seen = f"{free / GIB:.1f} GiB available"
    if free >= _LEAST_MEMORY_BYTES:
        return Finding("memory", "ok", seen)
    return Finding(
        "memory", "warn", seen, f"A batch wants {_LEAST_MEMORY_BYTES / GIB:.0f} GiB: end other programs."
    )


def disk(settings: Settings, home: Home) -> Finding:
    """The home can be written to, and it and the scratch folder have room."""
    for folder in dict.fromkeys((home.root, home.scratch)):
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        if not _is_writable(there):
            return Finding("disk", "fail", f"{there} cannot be written to", "Give another home with --home.")
        free = shutil.disk_usage(there).free
        if free < _LEAST_DISK_BYTES:
            seen = f"{free / GIB:.1f} GiB free at {there}"
            return Finding("disk", "warn", seen, "Make room, or give a home on another disk with --home.")
    return Finding("disk", "ok", f"{free / GIB:.1f} GiB free at {home.root}")


def _is_writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def ports(settings: Settings, home: Home) -> Finding:
    """The ports that `infoseek up` wants are free, unless it is up."""
    record = live_record(home)
    if record is not None and record.kind == "up":
        return Finding("ports", "ok", "the platform is up and has them")
    wanted = wishes(settings)
    taken = [
        f"{wish.port} ({wish.service}, INFOSEEK_EMBEDDED__{wish.setting})"
        for wish in wanted
        if not is_free(wish.port)
    ]
    if not taken:
        return Finding("ports", "ok", f"{', '.join(str(wish.port) for wish in wanted)} are free")
    return Finding(
        "ports",
        "warn",
        f"taken: {', '.join(taken)}",
        "Stop what listens there, or set others: infoseek up needs them.",
    )


def clock(settings: Settings, home: Home) -> Finding:
    """The clock is not behind the files it has stamped: batches are named by its date, requests signed by it."""
    now = datetime.now(UTC)
    stamped = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    seen = f"{now:%Y-%m-%d %H:%M} UTC"
    if now >= stamped:
        return Finding("clock", "ok", seen)
    return Finding("clock", "fail", f"{seen}, before this program was installed", "Set the clock.")
