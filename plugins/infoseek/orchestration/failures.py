"""What a failing task says, and whether trying again can help.

What lives here: translation of errors for Airflow. What may not: the errors' causes.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from infoseek.errors import BadInput, Halted, NothingNew
from infoseek.failure_line import Failure, write

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)


def without_vain_retries(function: Callable[P, R]) -> Callable[P, R]:
    """The function as a task body: where a person must act first it fails at once.

    A batch that brings nothing new is skipped.
    """

    @functools.wraps(function)
    def body(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except NothingNew as error:
            raise AirflowSkipException(str(error)) from error
        except (BadInput, Halted) as error:
            raise AirflowFailException(str(error)) from error

    return body


def log_failure(context: Any) -> None:
    """Failure callback: one line with the task, the batch and the reason."""
    error, task = context.get("exception"), context["task_instance"]
    failure = Failure(
        task=f"{task.task_id}[{task.map_index}]" if task.map_index >= 0 else task.task_id,
        batch=str(context["dag_run"].partition_key),
        reason=describe(error),
        is_bad_input=isinstance(error, AirflowFailException) and isinstance(error.__cause__, BadInput),
    )
    log.error("%s", write(failure))


def describe(error: object) -> str:
    """What an exception says; its type too, where it was not raised to be read."""
    if isinstance(error, AirflowFailException | RuntimeError) and str(error):
        return str(error)
    return f"{type(error).__name__}: {error}" if isinstance(error, BaseException) else "no reason is known"
