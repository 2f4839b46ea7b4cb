"""The one line a failed task leaves in its log: written by the DAGs' failure callback, read by the launcher.

What lives here: the line's form. What may not: logging, Airflow.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BAD_INPUT = "bad input"
_LINE = re.compile(
    r"Task failed(?P<kind> \(bad input\))?: (?P<task>\S+) of batch (?P<batch>\S+): (?P<reason>.*)", re.DOTALL
)


class Failure(NamedTuple):
    """Why a task failed. is_bad_input: something given to the platform cannot be used."""

    task: str
    batch: str
    reason: str
    is_bad_input: bool


def write(failure: Failure) -> str:
    """The line. A long reason may hold line breaks."""
    kind = f" ({_BAD_INPUT})" if failure.is_bad_input else ""
    return f"Task failed{kind}: {failure.task} of batch {failure.batch}: {failure.reason}"


def read(lines: list[str]) -> Failure | None:
    """The failure that a task's log tells of; None where the task ended before it could say."""
    for line in reversed(lines):
        if match := _LINE.fullmatch(line):
            return Failure(match["task"], match["batch"], match["reason"], match["kind"] is not None)
    return None
