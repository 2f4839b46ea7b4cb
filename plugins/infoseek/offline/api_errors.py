"""Errors as the OpenAI HTTP API words them: status, type, param, code.

What lives here: error bodies. What may not: when an error is due.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from infoseek.offline.wire import Reply

_NOT_JSON = (
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP "
    "library correctly. The API expects a JSON payload.)"
)
# Names that pydantic puts into a path for the member of a union or a validator, and no caller wrote.
_INNER = re.compile(r"^(list|function-|str$|int$|float$|constrained-|nullable)")
_CODES = {
    "missing": "missing_required_parameter",
    "extra_forbidden": "unknown_parameter",
    "too_short": "empty_array",
    "too_long": "array_above_max_length",
}
_BOUNDS = {
    "greater_than": "below_min_value",
    "greater_than_equal": "below_min_value",
    "less_than": "above_max_value",
    "less_than_equal": "above_max_value",
}


def error(
    status: int,
    message: str,
    *,
    kind: str = "invalid_request_error",
    param: str | None = None,
    code: str | None = None,
    headers: dict[str, str] | None = None,
) -> Reply:
    """An error in the API's shape."""
    body = {"error": {"message": message, "type": kind, "param": param, "code": code}}
    return Reply(status, body, headers or {})


def unsupported(param: str) -> Reply:
    """400 for a parameter that the API has and this model does not serve."""
    message = f"Unsupported parameter: '{param}' is not supported with this model."
    return error(400, message, param=param, code="unsupported_parameter")


def unknown_model(name: str) -> Reply:
    """404 for a model that is not here."""
    message = f"The model `{name:.100}` does not exist or you do not have access to it."
    return error(404, message, code="model_not_found")


def no_such_file(file_id: str) -> Reply:
    return error(404, f"No such File object: {file_id:.100}", param="id")


def no_such_batch(batch_id: str) -> Reply:
    return error(404, f"No batch found with id '{batch_id:.100}'.")


def not_understood(problem: ValidationError) -> Reply:
    """400 for a body that is no JSON or not of the request's shape; the first fault is named."""
    first = problem.errors(include_url=False, include_input=True)[0]
    kind, path = first["type"], _path(first["loc"])
    if kind == "json_invalid":
        return error(400, _NOT_JSON)
    if not path:
        return error(400, f"Invalid body: {first['msg']}.", code="invalid_type")
    if kind == "missing":
        message = f"Missing required parameter: '{path}'."
    elif kind == "extra_forbidden":
        message = f"Unknown parameter: '{path}'."
    else:
        message = f"Invalid '{path}': {first['msg']}."
    return error(400, message, param=path, code=_code(kind, first["input"]))


def _code(kind: str, given: Any) -> str:
    if kind in _BOUNDS:
        return f"{'integer' if isinstance(given, int) else 'decimal'}_{_BOUNDS[kind]}"
    if kind in _CODES:
        return _CODES[kind]
    return "invalid_type" if kind.endswith(("_type", "_parsing")) else "invalid_value"


def _path(steps: tuple[int | str, ...]) -> str:
    """Where the fault is, as `messages[0].role`."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        elif not _INNER.match(step):
            path += f".{step}" if path else step
    return path
