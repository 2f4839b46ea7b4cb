"""How much of the ideal throughput, concurrency ÷ latency, the dispatcher keeps, beside a bare client.

What lives here: sending calls and taking the time. What may not: faults and kills (dispatch_faults.py).
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from infoseek.bench.faulty_server import serve
from infoseek.bench.figure import Figure, at_least, exactly, ratio
from infoseek.bench.rehearsal import BATCH, BUCKET
from infoseek.bench.session import Session
from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_s3
from infoseek.embedded.service import Services
from infoseek.llm.call import LlmCall, Message
from infoseek.llm.dispatch import open_dispatcher
from infoseek.llm.ledger import totals
from infoseek.llm.openai_port import OpenAIPort
from infoseek.offline.switches import Switches
from infoseek.settings import ModelSettings, Settings
from infoseek.store.objects import ObjectStore

CONCURRENCY = 256
LEAST_KEPT = {4.0: 0.95, 1.0: 0.85}
"""Share of the ideal that must be kept, by the endpoint's latency (seconds)."""
PROMPT_CHARS = 4_000
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"claims": {"type": "array", "items": {"type": "string"}}},
    "required": ["claims"],
    "additionalProperties": False,
}


def pace(session: Session) -> Iterator[Figure]:
    """Every result is in a committed segment before the clock stops; servers and client share this machine."""
    calls = [_call(number) for number in range(session.load.calls)]
    with Services() as services:
        root = Path(services.enter_context(tempfile.TemporaryDirectory(prefix="infoseek-bench-")))
        home = services.enter_context(locked_home(root))
        s3 = start_s3(home, services, BUCKET)
        store = ObjectStore(s3)
        store.create_bucket()
        for latency_s, least in LEAST_KEPT.items():
            address = serve(services, root / f"model-{latency_s:g}", Switches(latency_s=latency_s))
            model = ModelSettings(base_url=address, concurrency=CONCURRENCY)
            settings = session.settings.model_copy(update={"s3": s3, "model": model})
            session.tell(f"send {len(calls)} calls at {latency_s:g} s")
            shard = f"{latency_s:g}s"
            kept = _share(len(calls), latency_s, partial(_dispatched, settings, store, shard, calls))
            yield Figure(f"share of ideal kept at {latency_s:g} s", kept, "share", at_least(least))
        session.tell(f"send {len(calls)} calls with a bare client")
        bare = _share(len(calls), latency_s, lambda: asyncio.run(_bare(model, calls)))
        yield Figure(f"share of ideal kept at {latency_s:g} s, bare client", bare, "share")
        session.tell("ask for all of them again")
        sent = totals(store, BATCH)["attempts"]
        _dispatched(settings, store, shard, calls)
        again = totals(store, BATCH)["attempts"] - sent
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


def _share(calls: int, latency_s: float, send_all: Callable[[], None]) -> float:
    begun = time.perf_counter()
    send_all()
    return calls / (time.perf_counter() - begun) * latency_s / CONCURRENCY


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


def _dispatched(settings: Settings, store: ObjectStore, shard: str, calls: list[LlmCall]) -> None:
    async def send() -> None:
        async with open_dispatcher(settings, store, BATCH, "bench", shard) as dispatcher:
            await asyncio.gather(*(dispatcher.ask(call) for call in calls))

    asyncio.run(send())
