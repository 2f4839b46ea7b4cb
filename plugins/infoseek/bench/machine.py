"""The machine that figures were taken on. What may not live here: what was measured."""

from __future__ import annotations

import os
import platform

import psutil


def described() -> str:
    """Cores, memory and Python in one phrase."""
    cores = len(os.sched_getaffinity(0))
    memory_gib = psutil.virtual_memory().total / 2**30
    return f"{cores} cores, {memory_gib:.0f} GiB, Python {platform.python_version()}, {platform.machine()}"
