"""An endpoint that misbehaves over single calls: only those are touched, each counted by its reason."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from infoseek.llm.call import LlmResult
from infoseek.llm.dispatch import CallFailed
from infoseek.llm.ledger import batch_rows
from infoseek.store.objects import ObjectStore
from tests.llm.calls import BATCH, dispatcher, echo
from tests.offline.serving import serving

pytestmark = pytest.mark.service

_STRANGE = 3
_ids = itertools.count()
Misdeed = Callable[[int], Response]


def _completion(number: int, content: str, answer_id: str = "", **message: Any) -> JSONResponse:
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": content, **message},
        "finish_reason": "stop",
    }
    usage = {"prompt_tokens": 7, "completion_tokens": 3}
    return JSONResponse({"id": answer_id or f"c-{next(_ids)}", "choices": [choice], "usage": usage})


def _right(number: int) -> Response:
    return _completion(number, json.dumps({"number": number}), "" if number else "c-zero")


async def _drip() -> AsyncIterator[bytes]:
    while True:
        yield b" "
        await asyncio.sleep(0.05)


def _mended(number: int) -> Response:
    return _completion(number, json.dumps({"answer": number}))


MISDEEDS: dict[str, tuple[Misdeed, str]] = {
    "stalls": (lambda number: StreamingResponse(_drip(), media_type="application/json"), "timeout"),
    "answers another schema": (_mended, "invalid"),
    "answers no JSON": (lambda number: _completion(number, "Sure! Here it is"), "malformed"),
    "answers too much": (lambda number: _completion(number, f'"{"x" * 1_100_000}"'), "malformed"),
    "refuses": (lambda number: _completion(number, "", refusal="I will not."), "refused"),
    "answers nothing": (lambda number: _completion(number, ""), "empty"),
    "gives another's answer": (lambda number: _completion(0, '{"number": 0}', "c-zero"), "other_request"),
    "sends a page": (lambda number: Response("<html>Bad gateway</html>"), "nonsense"),
    "sends another object": (lambda number: JSONResponse({"object": "list", "data": []}), "nonsense"),
    "says it is our fault": (lambda number: JSONResponse({"error": {"message": "no"}}, 400), "bad_request"),
    "breaks down": (lambda number: JSONResponse({"error": {"message": "oh"}}, 503), "server_error"),
}


def _server(misdeed: Misdeed) -> Starlette:
    async def chat(request: Request) -> Response:
        body = await request.json()
        number = json.loads(body["messages"][0]["content"])["number"]
        if number != _STRANGE:
            return _right(number)
        # The others are answered before it, so that there is somebody else's answer to give.
        await asyncio.sleep(0.2)
        return misdeed(number)

    return Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"])])


@pytest.mark.parametrize("name", MISDEEDS)
def test_only_that_call_is_touched(store: ObjectStore, name: str) -> None:
    """The call fails with its reason, all its attempts are booked, and every other call is answered."""
    misdeed, reason = MISDEEDS[name]

    async def ask(base_url: str) -> list[LlmResult | BaseException]:
        async with dispatcher(store, base_url, timeout_s=0.5, max_attempts=2) as asker:
            return await asyncio.gather(*(asker.ask(echo(n)) for n in range(8)), return_exceptions=True)

    with serving(_server(misdeed)) as base_url:
        outcomes = asyncio.run(ask(base_url))
    failed = outcomes.pop(_STRANGE)
    assert isinstance(failed, CallFailed)
    assert failed.reason == reason
    assert [one.parsed["number"] for one in outcomes if isinstance(one, LlmResult)] == [0, 1, 2, 4, 5, 6, 7]
    rows = list(batch_rows(store, BATCH))
    assert Counter(row.status for row in rows)["ok"] == 7
    assert {row.reason for row in rows if row.status == "failed"} == {reason}
    assert {row.key for row in rows if row.status == "failed"} == {echo(_STRANGE).key}
