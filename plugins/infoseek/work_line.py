"""The one line a task leaves in its log on the time it spent in stage code: written by the task, read by `bench`.

What lives here: the line's form. What may not: logging, Airflow.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"Stage code ran from (?P<begun>\d+\.\d{3}) to (?P<ended>\d+\.\d{3})\.")


class Work(NamedTuple):
    """When a task entered and left stage code, in seconds since 1970-01-01 UTC."""

    begun: float
    ended: float


def write(work: Work) -> str:
    """The line."""
    return f"Stage code ran from {work.begun:.3f} to {work.ended:.3f}."


def read(lines: list[str]) -> Work | None:
    """What a task's log tells, the last try's where there are several; None where the task never got so far."""
    for line in reversed(lines):
        if match := _LINE.fullmatch(line):
            return Work(float(match["begun"]), float(match["ended"]))
    return None
