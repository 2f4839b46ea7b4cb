"""Tells in a task's log how long stage code ran. What may not live here: what the code does."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from infoseek.work_line import Work, write

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)


def telling_its_work(function: Callable[P, R]) -> Callable[P, R]:
    """The function as a task body that logs one line when it ends, however it ends."""

    @functools.wraps(function)
    def body(*args: P.args, **kwargs: P.kwargs) -> R:
        begun = time.time()
        try:
            return function(*args, **kwargs)
        finally:
            log.info("%s", write(Work(begun, time.time())))

    return body
