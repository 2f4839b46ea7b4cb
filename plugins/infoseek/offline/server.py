"""The command line of the offline model server: `python -m infoseek.offline`.

What may not live here: routes and answers.
"""

from __future__ import annotations

import argparse
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import uvicorn
from pydantic import ValidationError

from infoseek.offline.app import ServerOptions, create_app
from infoseek.offline.switches import Switches


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped. Returns 0, or 2 where an argument cannot be used."""
    given = vars(_parser().parse_args(arguments))
    try:
        switches = Switches(**{name: given[name] for name in Switches.model_fields})
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        return _complain(f"--{str(first['loc'][0]).replace('_', '-')}: {first['msg']}")
    options = ServerOptions(
        state_dir=given["state_dir"],
        api_key=given["require_key"],
        switches=switches,
        batch_step_s=given["batch_step_s"],
        batch_window_s=given["batch_window_s"],
        transcript=given["transcript"],
    )
    try:
        listening = socket.create_server((given["host"], given["port"]), backlog=1024)
    except (OSError, OverflowError) as problem:
        return _complain(f"cannot listen on {given['host']}:{given['port']}: {problem}")
    host, port = listening.getsockname()[:2]
    sys.stdout.write(f"Offline model server at http://{host}:{port}/v1\n")
    sys.stdout.flush()
    config = uvicorn.Config(
        create_app(options),
        log_level="warning",
        access_log=False,
        # A client must not find a line closed that it was about to use again.
        timeout_keep_alive=75,
        # Requests that stall on purpose would hold up the end for ever.
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m infoseek.offline",
        description="A local model server that speaks the OpenAI HTTP API; its model answers by rules.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8700, help="port to listen on; 0 takes a free one")
    parser.add_argument(
        "--state-dir", type=Path, default=Path(".infoseek/offline"), help="folder of files and batches"
    )
    parser.add_argument("--require-key", metavar="KEY", help="answer 401 to callers without this key")
    parser.add_argument("--batch-step-s", type=float, default=0.0, help="pause in each state of a batch")
    parser.add_argument("--batch-window-s", type=float, default=86_400.0, help="time a batch may take")
    parser.add_argument(
        "--transcript", type=Path, metavar="FILE", help="file that every request and answer is added to"
    )
    tests = parser.add_argument_group("test switches")
    for name, known in Switches.model_fields.items():
        kind = int if known.annotation is int else float
        flag = f"--{name.replace('_', '-')}"
        tests.add_argument(flag, dest=name, type=kind, default=known.default, help=known.description)
    return parser


def _complain(sentence: str) -> int:
    sys.stderr.write(f"infoseek.offline: {sentence}\n")
    return 2
