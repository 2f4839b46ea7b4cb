"""The server's command line, as a process of its own."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.service

_COMMAND = [sys.executable, "-m", "infoseek.offline"]


def test_it_serves_on_a_free_port_and_stops(tmp_path: Path) -> None:
    """Port 0 takes a free one and prints the address; a plan is answered; a signal ends it."""
    command = [*_COMMAND, "--port", "0", "--state-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/v1", server.stdout.readline())
        assert found is not None
        shape = {"vertices": 5, "least": 5, "most": 9, "hidden": 1}
        task = {"task": "plan", "tree": [], "open": [], "shape": shape, "rivals": 3, "seed": 0}
        messages = [{"role": "user", "content": json.dumps(task)}]
        answer = httpx.post(
            f"{found[0]}/chat/completions", json={"model": "offline-extractive-1", "messages": messages}
        )
        server.terminate()
        assert server.wait(10) in {0, -15, 143}
    assert json.loads(answer.json()["choices"][0]["message"]["content"])["action"] == "quit"


def test_wrong_arguments_exit_with_2() -> None:
    """A port in use and a rate beyond 1 give one sentence and exit status 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, words in ((["--port", port], "cannot listen"), (["--rate-429", "7"], "--rate-429")):
            ended = subprocess.run(
                [*_COMMAND, *arguments], capture_output=True, text=True, timeout=30, check=False
            )
            assert ended.returncode == 2
            assert words in ended.stderr
            assert ended.stderr.count("\n") == 1
