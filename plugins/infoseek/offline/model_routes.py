"""The routes that ask the model: chat completions, embeddings, what models there are.

What lives here: requests under way, pauses, streams, broken lines. What may not: how answers come about.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from infoseek.offline import embeddings, model, stream
from infoseek.offline.api_errors import unknown_model
from infoseek.offline.completions import Completions
from infoseek.offline.embeddings import Embeddings
from infoseek.offline.faults import too_many
from infoseek.offline.respond import body_of, found, response, switches_of
from infoseek.offline.switches import Switches
from infoseek.offline.transcript import Transcript
from infoseek.offline.wire import CREATED, ChatRequest, Reply

_STALL_S = 3_600.0


class ModelRoutes:
    """The routes over one model, which share the count of requests under way."""

    def __init__(
        self, completions: Completions, switches: Switches, transcript: Transcript | None = None
    ) -> None:
        self._completions = completions
        self._switches = switches
        self._transcript = transcript
        self._vectors = Embeddings()
        self._under_way = 0
        self._described = {
            name: {"id": name, "object": "model", "created": CREATED, "owned_by": "infoseek"}
            for name in (model.NAME, embeddings.NAME)
        }

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self._health),
            Route("/v1/models", self._models),
            Route("/v1/models/{name:path}", self._one_model),
            Route("/v1/embeddings", self._embed, methods=["POST"]),
            Route("/v1/chat/completions", self._chat, methods=["POST"]),
        ]

    async def _health(self, _: Request) -> Response:
        counts = {"requests": self._completions.requests, "answers": self._completions.answers}
        return response(Reply(200, {"status": "ok", "model": model.NAME, **counts}))

    async def _models(self, _: Request) -> Response:
        return response(Reply(200, {"object": "list", "data": list(self._described.values())}))

    async def _one_model(self, request: Request) -> Response:
        name = request.path_params["name"]
        return found(self._described.get(name), unknown_model(name))

    async def _embed(self, request: Request) -> Response:
        chosen = switches_of(request, self._switches)
        if isinstance(chosen, Reply):
            return response(chosen)
        body = await body_of(request)
        with self._counted():
            await _paused(chosen, body)
            return response(await asyncio.to_thread(self._vectors.answer, body, chosen))

    async def _chat(self, request: Request) -> Response:
        chosen = switches_of(request, self._switches)
        if isinstance(chosen, Reply):
            return response(chosen)
        body = await body_of(request)
        if chosen.most_in_flight and self._under_way >= chosen.most_in_flight:
            return response(too_many(chosen))
        with self._counted():
            await _paused(chosen, body)
            parsed = self._completions.parse(body)
            if isinstance(parsed, Reply):
                return response(parsed)
            reply = self._completions.complete(parsed, chosen)
            if self._transcript is not None:
                self._transcript.add(body, reply)
            if reply.fault == "rate_stall":
                await _gone(request)
        return _answer(parsed, reply)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1


async def _paused(switches: Switches, body: bytes) -> None:
    pause_s = switches.pause_s(body)
    if pause_s:
        await asyncio.sleep(pause_s)


async def _gone(request: Request) -> None:
    """Until the caller gives up, for no answer comes."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_STALL_S):
            while (await request.receive())["type"] != "http.disconnect":
                pass


def _answer(request: ChatRequest, reply: Reply) -> Response:
    """The reply as one body or as a stream; a line that breaks gives half of either."""
    if request.stream and reply.status == 200:
        pieces, kind = stream.events(reply.body, request.includes_usage), "text/event-stream"
        if reply.fault != "rate_broken":
            return StreamingResponse(_each(pieces), media_type=kind)
        return _Broken(_each(pieces[: len(pieces) // 2]), media_type=kind)
    if reply.fault == "rate_broken":
        whole = json.dumps(reply.body)
        return _Broken(_each([whole[: len(whole) // 2]]), media_type="application/json")
    return response(reply)


async def _each(pieces: list[str]) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


class _Broken(StreamingResponse):
    """A body that ends before its end: the server closes the line where the application just stops."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        async for piece in self.body_iterator:
            await send({"type": "http.response.body", "body": str(piece).encode(), "more_body": True})
