"""A real offline model server on a free loopback port, in a thread of the test process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from infoseek.offline.app import ServerOptions, create_app
from infoseek.offline.completions import Completions


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an ASGI application; gives its base address ending in /v1."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            for _ in range(500):
                if server.started:
                    break
                time.sleep(0.01)
            assert server.started, "the model server did not start"
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        finally:
            server.should_exit = True
            thread.join(10)


class Recorder:
    """A role that answers any payload with its number and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, payload: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(payload["number"])
        return {"number": payload["number"]}


@contextmanager
def recording_server(state_dir: Path, **options: Any) -> Iterator[tuple[str, Recorder]]:
    """A server whose one task, `echo`, is a `Recorder`; options are those of `ServerOptions`."""
    recorder = Recorder()
    app = create_app(ServerOptions(state_dir=state_dir, **options), Completions({"echo": recorder}))
    with serving(app) as base_url:
        yield base_url, recorder
