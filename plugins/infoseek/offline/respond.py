"""What every route shares: reading a body within bounds, pages of a list, an answer as HTTP.

What may not live here: routes, and what they answer.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infoseek.offline.api_errors import error
from infoseek.offline.faults import server_error
from infoseek.offline.switches import HEADER, Switches
from infoseek.offline.wire import Reply

MOST_BYTES = 32 * 2**20
"""Of a JSON body."""

API_VERSION = "2020-10-01"
_SECRET_HINT = (
    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer "
    "auth (i.e. Authorization: Bearer YOUR_KEY)."
)


def response(reply: Reply) -> Response:
    """The answer as HTTP. Half a surrogate pair becomes a question mark, for no UTF-8 holds one."""
    body = json.dumps(reply.body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, reply.status, reply.headers, "application/json")


def found(body: dict[str, Any] | None, missing: Reply) -> Response:
    """The answer that describes a thing, or says that there is none."""
    return response(missing if body is None else Reply(200, body))


async def body_of(request: Request) -> bytes:
    """A request's body. Raises `HTTPException` 413 for one beyond `MOST_BYTES`."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > MOST_BYTES:
            raise HTTPException(413, f"The body is larger than {MOST_BYTES} bytes.")
        pieces.append(piece)
    return b"".join(pieces)


def switches_of(request: Request, usual: Switches) -> Switches | Reply:
    """The switches that hold for a request, or the error for a header that is none."""
    header = request.headers.get(HEADER)
    if header is None:
        return usual
    try:
        return Switches.model_validate_json(header)
    except ValidationError as problem:
        return error(400, f"The header {HEADER} is invalid: {problem.errors(include_url=False)[0]['msg']}.")


def page(request: Request, items: list[dict[str, Any]], most: int) -> Reply:
    """A page of a list: `limit` items behind the one named by `after`."""
    after, limit = request.query_params.get("after"), request.query_params.get("limit", "20")
    if not limit.isdecimal() or not 1 <= int(limit) <= most:
        message = f"Invalid 'limit': expected a number from 1 to {most}."
        return error(400, message, param="limit", code="invalid_value")
    ids = [item["id"] for item in items]
    if after is not None and after not in ids:
        return error(400, f"There is no '{after:.100}' to list after.", param="after", code="invalid_value")
    start = ids.index(after) + 1 if after is not None else 0
    shown = items[start : start + int(limit)]
    edges = {"first_id": shown[0]["id"] if shown else None, "last_id": shown[-1]["id"] if shown else None}
    return Reply(200, {"object": "list", "data": shown, **edges, "has_more": start + len(shown) < len(items)})


async def as_api_error(request: Request, problem: Exception) -> Response:
    """An address, a method or a body that the routes do not take, in the API's shape."""
    if not isinstance(problem, HTTPException):
        return response(server_error())
    path = request.url.path[:200]
    if problem.status_code == 404:
        return response(error(404, f"Invalid URL ({request.method} {path})"))
    if problem.status_code == 405:
        message = f"Not allowed to {request.method} on {path}. (HINT: Perhaps you meant to use a different HTTP method?)"
        told = error(405, message, code="method_not_supported", headers=dict(problem.headers or {}))
        return response(told)
    return response(error(problem.status_code, str(problem.detail)))


def wrong_key(given: str) -> Reply:
    """401, without the key that was given."""
    headers = {"www-authenticate": "Bearer"}
    if not given:
        return error(401, _SECRET_HINT, headers=headers)
    return error(401, "Incorrect API key provided.", code="invalid_api_key", headers=headers)


def with_request_ids(app: ASGIApp) -> ASGIApp:
    """The application with a request id on every answer, as clients log it."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = [
            (b"x-request-id", f"req_{uuid.uuid4().hex}".encode()),
            (b"openai-version", API_VERSION.encode()),
        ]

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *headers]}
            await send(message)

        await app(scope, receive, send_named)

    return run
