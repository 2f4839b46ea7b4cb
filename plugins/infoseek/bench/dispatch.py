"""How much of the ideal throughput the dispatcher keeps, beside a bare client, and what a second run sends again."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from infoseek.bench.figure import Figure, at_least, exactly, ratio
from infoseek.bench.rehearsal import BATCH, BUCKET
from infoseek.bench.session import Session
from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_s3
from infoseek.embedded.service import Service, Services, free_port
from infoseek.llm.call import LlmCall, Message
from infoseek.llm.dispatch import open_dispatcher
from infoseek.llm.ledger import totals
from infoseek.llm.openai_port import OpenAIPort
from infoseek.settings import ModelSettings, Settings
from infoseek.store.objects import ObjectStore

LEAST_OF_BARE = 0.9
LATENCY_S = 1.0
CONCURRENCY = 100
PROMPT_CHARS = 4_000
_READY_S = 60.0
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"claims": {"type": "array"}},
    "required": ["claims"],
    "additionalProperties": False,
}


def run(session: Session) -> Iterator[Figure]:
    """Ideal is concurrency ÷ latency. The server answers each call after `LATENCY_S`; all are on this machine."""
    calls = [_call(number) for number in range(session.load.calls)]
    with Services() as services:
        settings, store = _services(session.settings, services)
        session.tell(f"send {len(calls)} calls with a bare client")
        bare = _share_of_ideal(len(calls), lambda: asyncio.run(_bare(settings.model, calls)))
        session.tell(f"send {len(calls)} calls through the dispatcher")
        kept = _share_of_ideal(len(calls), lambda: asyncio.run(_dispatched(settings, store, calls)))
        session.tell("ask for all of them again")
        sent = totals(store, BATCH)["attempts"]
        asyncio.run(_dispatched(settings, store, calls))
        again = totals(store, BATCH)["attempts"] - sent
    yield Figure("share of ideal kept", kept, "share")
    yield Figure("share of ideal kept, bare client", bare, "share")
    yield Figure("throughput beside a bare client", ratio(kept, bare), "ratio", at_least(LEAST_OF_BARE))
    yield Figure("calls sent again by a second run", ratio(again, len(calls)), "share", exactly(0))


def _call(number: int) -> LlmCall:
    """One of many distinct calls of an ordinary prompt's size."""
    payload = {"task": "blur", "seed": number, "claims": []}
    return LlmCall(
        role="blurrer",
        model=str(ModelSettings.model_fields["blurrer"].default),
        messages=(
            Message(role="system", content="word " * (PROMPT_CHARS // 5)),
            Message(role="user", content=json.dumps(payload)),
        ),
        schema_name="claims",
        response_schema=_SCHEMA,
    )


def _services(settings: Settings, services: Services) -> tuple[Settings, ObjectStore]:
    root = services.enter_context(tempfile.TemporaryDirectory(prefix="infoseek-bench-"))
    home = services.enter_context(locked_home(Path(root)))
    s3 = start_s3(home, services, BUCKET)
    store = ObjectStore(s3)
    store.create_bucket()
    port = free_port()
    command = [sys.executable, "-m", "infoseek.offline", "--port", str(port), "--latency-s", str(LATENCY_S)]
    server = Service("offline model server", command, {}, home.logs / "model.log", home.root)
    services.add(server)
    address = f"http://127.0.0.1:{port}/v1"
    server.wait_until(lambda: _answers(f"{address}/models"), _READY_S)
    model = ModelSettings(base_url=address, concurrency=CONCURRENCY)
    return settings.model_copy(update={"s3": s3, "model": model}), store


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=10, trust_env=False).is_success
    except httpx.TransportError:
        return False


def _share_of_ideal(calls: int, send_all: Callable[[], None]) -> float:
    begun = time.perf_counter()
    send_all()
    return calls / (time.perf_counter() - begun) * LATENCY_S / CONCURRENCY


async def _bare(model: ModelSettings, calls: list[LlmCall]) -> None:
    """The client alone: no cache, ledger, budget or validation."""
    port = OpenAIPort(model)
    slots = asyncio.Semaphore(model.concurrency)

    async def send(call: LlmCall) -> None:
        async with slots:
            await port.send(call, call.messages)

    await port.open()
    try:
        await asyncio.gather(*(send(call) for call in calls))
    finally:
        await port.close()


async def _dispatched(settings: Settings, store: ObjectStore, calls: list[LlmCall]) -> None:
    async with open_dispatcher(settings, store, BATCH, "bench", "0") as dispatcher:
        await asyncio.gather(*(dispatcher.ask(call) for call in calls))
