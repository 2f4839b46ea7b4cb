"""How a part that runs in a process of its own (Scrapy, Spark, the gate) says why it failed.

What lives here: its exit statuses and the line it leaves on stderr. What may not: starting it (launch.py).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from infoseek.errors import BadInput, Halted, Unavailable

STATUSES: dict[type[Exception], int] = {BadInput: 2, Halted: 3, Unavailable: 75}
"""Exit status by error; 75 is EX_TEMPFAIL of sysexits.h."""


_MARK = "infoseek: "
"""Begins the line that is meant: what a part stands on, Spark's JVM for one, may write behind it."""


def reporting(work: Callable[[], None]) -> int:
    """Do a part's work; its exit status. An error that a user reads is one line on stderr."""
    try:
        work()
    except tuple(STATUSES) as error:
        sys.stderr.write(f"{_MARK}{' '.join(str(error).split())}\n")
        return next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    return 0


def sentence_of(line: str) -> str | None:
    """The sentence in a line that `reporting` wrote; None of any other line."""
    return line.removeprefix(_MARK) if line.startswith(_MARK) else None


def error_of(status: int, sentence: str) -> Exception | None:
    """The error that a part of this exit status raised; None where the status is not one of them."""
    return next((kind(sentence) for kind, known in STATUSES.items() if known == status), None)


@contextmanager
def writing_below(folder: Path) -> Iterator[None]:
    """Makes of an error on a local disk, a full one above all, a `Halted` that names the folder."""
    try:
        yield
    except OSError as error:
        raise Halted(f"The folder {folder} cannot be written to: {error.strerror or error}.") from error
