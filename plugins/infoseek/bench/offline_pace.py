"""How many calls a second the offline model server answers, asked by a bare client on the same machine.

What lives here: sending recorded requests again. What may not: what they say.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from pathlib import Path

import aiohttp

from infoseek.embedded.home import locked_home
from infoseek.embedded.servers import start_model
from infoseek.embedded.service import Services
from infoseek.offline.transcript import exchanges
from infoseek.settings import ModelSettings

IN_FLIGHT = 32
LEAST_CALLS = 2_000
"""Sent at least, the recorded ones over and over, so that the figure is not one of its start."""


def calls_a_second(transcript: Path) -> float:
    """The pace for the requests of a transcript, which are those of the real roles. Raises `ValueError` for none."""
    bodies = [json.dumps(exchange.request).encode() for exchange in exchanges(transcript)]
    if not bodies:
        raise ValueError(f"the transcript {transcript} holds no request")
    bodies *= -(-LEAST_CALLS // len(bodies))
    with Services() as services:
        root = services.enter_context(tempfile.TemporaryDirectory(prefix="infoseek-bench-"))
        home = services.enter_context(locked_home(Path(root)))
        address = start_model(home, services, ModelSettings()).base_url
        asyncio.run(_sent(address, bodies[:IN_FLIGHT]))
        begun = time.perf_counter()
        asyncio.run(_sent(address, bodies))
        return len(bodies) / (time.perf_counter() - begun)


async def _sent(address: str, bodies: list[bytes]) -> None:
    """Send all, `IN_FLIGHT` at a time. Raises `aiohttp.ClientError` where one is not answered."""
    waiting = iter(bodies)
    headers = {"content-type": "application/json", "authorization": "Bearer bench"}

    async def lane(client: aiohttp.ClientSession) -> None:
        for body in waiting:
            async with client.post(f"{address}/chat/completions", data=body, headers=headers) as answer:
                answer.raise_for_status()
                await answer.read()

    connector = aiohttp.TCPConnector(limit=IN_FLIGHT)
    async with aiohttp.ClientSession(connector=connector) as client:
        await asyncio.gather(*(lane(client) for _ in range(IN_FLIGHT)))
