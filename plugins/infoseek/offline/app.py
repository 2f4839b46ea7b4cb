"""The HTTP routes of the offline model server.

What lives here: routes, keys, switches by header. What may not: how answers, files and batches come about.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse

from infoseek.offline import embeddings, model
from infoseek.offline.batches import Batches
from infoseek.offline.completions import Completions
from infoseek.offline.embeddings import Embeddings
from infoseek.offline.files import Files
from infoseek.offline.roles import ROLES
from infoseek.offline.switches import HEADER, Switches
from infoseek.offline.wire import CREATED, Reply, chunks, error


@dataclass(frozen=True)
class ServerOptions:
    """How a server behaves.

    state_dir: folder of files and batches. api_key: key that callers must send, or None for any.
    batch_step_s: pause in each state of a batch. batch_window_s: time a batch may take.
    """

    state_dir: Path
    api_key: str | None = None
    switches: Switches = field(default_factory=Switches)
    batch_step_s: float = 0.0
    batch_window_s: float = 86_400.0


def create_app(options: ServerOptions, completions: Completions | None = None) -> FastAPI:
    """The server's application. `completions` lets a caller watch its counters or bring other roles."""
    answers = completions or Completions(ROLES)
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
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        batches.resume()
        yield
        await batches.stop()

    app = FastAPI(title=model.NAME, lifespan=lifespan, openapi_url=None)
    if options.api_key is not None:
        app.middleware("http")(_key_check(options.api_key))
    app.exception_handler(HTTPException)(_as_api_error)
    _add_model_routes(app, answers, options.switches)
    _add_file_routes(app, files)
    _add_batch_routes(app, batches)
    return app


def _add_model_routes(app: FastAPI, completions: Completions, switches: Switches) -> None:
    described = {
        name: {"id": name, "object": "model", "created": CREATED, "owned_by": "infoseek"}
        for name in (model.NAME, embeddings.NAME)
    }
    vectors = Embeddings()

    @app.get("/healthz")
    async def healthz() -> Response:
        counts = {"requests": completions.requests, "answers": completions.answers}
        return _response(Reply(200, {"status": "ok", "model": model.NAME, **counts}))

    @app.get("/v1/models")
    async def models() -> Response:
        return _response(Reply(200, {"object": "list", "data": list(described.values())}))

    @app.get("/v1/models/{name}")
    async def one_model(name: str) -> Response:
        if name not in described:
            return _response(error(404, f"The model {name!r:.100} does not exist.", code="model_not_found"))
        return _response(Reply(200, described[name]))

    @app.post("/v1/embeddings")
    async def embed(request: Request) -> Response:
        chosen = _switches(request, switches)
        if isinstance(chosen, Reply):
            return _response(chosen)
        if chosen.latency_s:
            await asyncio.sleep(chosen.latency_s)
        return _response(await asyncio.to_thread(vectors.answer, await request.body(), chosen))

    @app.post("/v1/chat/completions")
    async def chat(request: Request) -> Response:
        chosen = _switches(request, switches)
        if isinstance(chosen, Reply):
            return _response(chosen)
        if chosen.latency_s:
            await asyncio.sleep(chosen.latency_s)
        parsed = completions.parse(await request.body())
        if isinstance(parsed, Reply):
            return _response(parsed)
        reply = completions.complete(parsed, chosen)
        if parsed.stream and reply.status == 200:
            include_usage = parsed.stream_options is not None and parsed.stream_options.include_usage
            return StreamingResponse(iter(chunks(reply.body, include_usage)), media_type="text/event-stream")
        return _response(reply)


def _add_file_routes(app: FastAPI, files: Files) -> None:
    @app.post("/v1/files")
    async def upload(request: Request) -> Response:
        async with request.form(max_files=1, max_fields=8) as form:
            upload, purpose = form.get("file"), form.get("purpose")
            if not isinstance(upload, UploadFile) or not isinstance(purpose, str):
                return _response(error(400, "A file needs the form fields 'file' and 'purpose'."))
            content = await upload.read()
            return _response(Reply(200, files.save(content, upload.filename or "upload", purpose)))

    @app.get("/v1/files")
    async def all_files(request: Request) -> Response:
        return _response(_page(request, files.all()))

    @app.get("/v1/files/{file_id}")
    async def one_file(file_id: str) -> Response:
        return _found(files.describe(file_id), f"No such File object: {file_id:.100}")

    @app.get("/v1/files/{file_id}/content")
    async def file_content(file_id: str) -> Response:
        content = files.content(file_id)
        if content is None:
            return _response(error(404, f"No such File object: {file_id:.100}"))
        return Response(content, media_type="application/octet-stream")

    @app.delete("/v1/files/{file_id}")
    async def delete_file(file_id: str) -> Response:
        deleted = {"id": file_id, "object": "file", "deleted": True}
        return _found(deleted if files.delete(file_id) else None, f"No such File object: {file_id:.100}")


def _add_batch_routes(app: FastAPI, batches: Batches) -> None:
    @app.post("/v1/batches")
    async def create_batch(request: Request) -> Response:
        return _response(batches.create(await request.body()))

    @app.get("/v1/batches")
    async def all_batches(request: Request) -> Response:
        return _response(_page(request, batches.all()))

    @app.get("/v1/batches/{batch_id}")
    async def one_batch(batch_id: str) -> Response:
        return _found(batches.describe(batch_id), f"No batch found with id {batch_id:.100}.")

    @app.post("/v1/batches/{batch_id}/cancel")
    async def cancel_batch(batch_id: str) -> Response:
        return _response(batches.cancel(batch_id))


def _key_check(
    api_key: str,
) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    expected = f"Bearer {api_key}".encode()

    async def check(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        given = request.headers.get("authorization", "").encode("latin-1")
        if request.url.path != "/healthz" and not hmac.compare_digest(given, expected):
            return _response(error(401, "Incorrect API key provided.", code="invalid_api_key"))
        return await go_on(request)

    return check


async def _as_api_error(_: Request, problem: Exception) -> Response:
    if not isinstance(problem, HTTPException):
        raise problem
    return _response(error(problem.status_code, str(problem.detail)))


def _switches(request: Request, switches: Switches) -> Switches | Reply:
    header = request.headers.get(HEADER)
    if header is None:
        return switches
    try:
        return Switches.model_validate_json(header)
    except ValidationError as problem:
        return error(400, f"The header {HEADER} is invalid: {problem.errors(include_url=False)[0]['msg']}.")


def _page(request: Request, items: list[dict[str, Any]]) -> Reply:
    """A page of a list: `limit` items behind the one named by `after`."""
    after, limit = request.query_params.get("after"), request.query_params.get("limit", "20")
    if not limit.isdecimal() or not 1 <= int(limit) <= 10_000:
        return error(400, "The limit must be a number from 1 to 10000.")
    ids = [item["id"] for item in items]
    if after is not None and after not in ids:
        return error(400, f"There is no {after!r:.100} to list after.")
    start = ids.index(after) + 1 if after is not None else 0
    page = items[start : start + int(limit)]
    edges = {"first_id": page[0]["id"] if page else None, "last_id": page[-1]["id"] if page else None}
    return Reply(200, {"object": "list", "data": page, **edges, "has_more": start + len(page) < len(items)})


def _found(body: dict[str, Any] | None, missing: str) -> Response:
    return _response(error(404, missing) if body is None else Reply(200, body))


def _response(reply: Reply) -> Response:
    body = json.dumps(reply.body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, reply.status, reply.headers, "application/json")
