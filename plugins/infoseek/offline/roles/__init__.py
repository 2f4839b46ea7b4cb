"""The offline model's roles: one function a task, from the request's payload to the answer's JSON value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infoseek.offline.roles.blur import blur
from infoseek.offline.roles.browse import browse
from infoseek.offline.roles.compose import compose
from infoseek.offline.roles.plan import plan
from infoseek.offline.roles.read import read

ROLES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "plan": plan,
    "browse": browse,
    "blur": blur,
    "compose": compose,
    "read": read,
}
