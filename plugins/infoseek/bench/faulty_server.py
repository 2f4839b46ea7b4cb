"""The offline model server under test switches, in a process of its own.

What lives here: starting one. What may not: what is asked of it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import httpx

from infoseek.embedded.service import Service, Services, free_port
from infoseek.offline.switches import Switches

_READY_S = 60.0


def serve(services: Services, folder: Path, switches: Switches) -> str:
    """Start a server; its address. folder: where its log and its state go."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [sys.executable, "-m", "infoseek.offline", "--port", str(port), "--state-dir", str(folder)]
    for name, value in switches.model_dump(exclude_defaults=True).items():
        command += [f"--{name.replace('_', '-')}", str(value)]
    server = Service("offline model server", command, {}, folder / "model.log", folder)
    services.add(server)
    address = f"http://127.0.0.1:{port}/v1"
    server.wait_until(lambda: _answers(f"{address}/models"), _READY_S)
    return address


def answers_given(address: str) -> int:
    """Completions that a server has answered so far."""
    count: int = httpx.get(f"{address.removesuffix('/v1')}/healthz", timeout=10, trust_env=False).json()[
        "answers"
    ]
    return count


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=10, trust_env=False).is_success
    except httpx.TransportError:
        return False
