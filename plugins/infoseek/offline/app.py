"""The offline model server as an ASGI application: its parts put together, keys, request ids.

What may not live here: routes (model_routes.py, file_routes.py) and how answers come about.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from infoseek.offline.batches import Batches
from infoseek.offline.completions import Completions
from infoseek.offline.file_routes import batch_routes, file_routes
from infoseek.offline.files import Files
from infoseek.offline.model_routes import ModelRoutes
from infoseek.offline.respond import as_api_error, response, with_request_ids, wrong_key
from infoseek.offline.roles import ROLES
from infoseek.offline.switches import Switches
from infoseek.offline.transcript import Transcript


@dataclass(frozen=True)
class ServerOptions:
    """How a server behaves.

    state_dir: folder of files and batches. api_key: key that callers must send, or None for any.
    batch_step_s: pause in each state of a batch. batch_window_s: time a batch may take.
    transcript: file that every chat completion and its answer is added to as a line of JSON, or None.
    """

    state_dir: Path
    api_key: str | None = None
    switches: Switches = field(default_factory=Switches)
    batch_step_s: float = 0.0
    batch_window_s: float = 86_400.0
    transcript: Path | None = None


def create_app(options: ServerOptions, completions: Completions | None = None) -> Starlette:
    """The server's application. `completions` lets a caller watch its counters or bring other roles."""
    answers = completions or Completions(ROLES)
    transcript = Transcript(options.transcript) if options.transcript else None
    files = Files(options.state_dir / "files")
    batches = Batches(
        options.state_dir / "batches",
        files,
        answers,
        options.switches,
        options.batch_step_s,
        options.batch_window_s,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        batches.resume()
        yield
        await batches.stop()
        if transcript is not None:
            transcript.close()

    models = ModelRoutes(answers, options.switches, transcript).routes()
    middleware = [Middleware(with_request_ids)]
    if options.api_key is not None:
        middleware.append(Middleware(_with_key, api_key=options.api_key))
    return Starlette(
        routes=[*models, *file_routes(files), *batch_routes(batches)],
        middleware=middleware,
        exception_handlers={HTTPException: as_api_error, Exception: as_api_error},
        lifespan=lifespan,
    )


def _with_key(app: ASGIApp, api_key: str) -> ASGIApp:
    """The application for callers that have the key; health needs none."""
    expected = f"Bearer {api_key}".encode()

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] != "/healthz":
            given = Request(scope).headers.get("authorization", "")
            if not hmac.compare_digest(given.encode("latin-1"), expected):
                await response(wrong_key(given))(scope, receive, send)
                return
        await app(scope, receive, send)

    return run
