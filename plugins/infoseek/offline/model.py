"""The offline model: finds the task in a conversation and lets the role's rules answer it.

It knows nothing of its own: every answer is made from what the request carries. What may not live here: HTTP.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from infoseek.offline.roles import ROLES

NAME = "offline-extractive-1"
Role = Callable[[dict[str, Any]], dict[str, Any]]

_SELF = (
    f"I am {NAME}, a rule-based model: I carry out the tasks of InfoSeek's agents from what a request "
    "holds, I know nothing of my own and cannot chat."
)


class Refused(Exception):
    """The request cannot be answered; the message is the refusal's sentence."""


def answer(
    messages: Sequence[Mapping[str, Any]],
    schema: Mapping[str, Any] | None = None,
    roles: Mapping[str, Role] = ROLES,
) -> str:
    """The answer to a conversation: the same for the same messages.

    The task is the last user message that is a JSON object with the key `task`; a message behind it that is
    none (such as a request to mend an answer) changes nothing. Without any task the answer says what this model
    is, as JSON where any object will do. Raises `Refused` for a task that is unknown or malformed, and for a
    request without a task whose answer would have to satisfy a schema.
    """
    payload = _task(messages)
    if payload is None:
        if schema == {"type": "object"}:
            return json.dumps({"answer": _SELF})
        if schema is not None:
            raise Refused(_SELF)
        return _SELF
    role = roles.get(payload["task"]) if isinstance(payload["task"], str) else None
    if role is None:
        raise Refused(f"I know no task {payload['task']!r:.80}; I know {', '.join(sorted(roles))}.")
    try:
        return json.dumps(role(payload), ensure_ascii=False, allow_nan=False)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Refused(
            f"The payload of task {payload['task']!r} is malformed: {type(error).__name__}: {error!s:.200}"
        ) from error


def _task(messages: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    for message in reversed(messages):
        content = message.get("content")
        if (
            message.get("role") != "user"
            or not isinstance(content, str)
            or not content.lstrip().startswith("{")
        ):
            continue
        try:
            payload = json.loads(content)
        except (ValueError, RecursionError):
            continue
        if isinstance(payload, dict) and "task" in payload:
            return payload
    return None
