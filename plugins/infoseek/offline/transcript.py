"""The transcript: every chat completion asked for and what was answered, a line of JSON each.

What lives here: writing and reading the file. What may not: what a completion is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infoseek.offline.wire import Reply


@dataclass(frozen=True)
class Exchange:
    """One request's body and its answer's status and body."""

    request: dict[str, Any]
    status: int
    answer: dict[str, Any]

    @property
    def task(self) -> str:
        """The task that the last message with a payload names; empty for none."""
        for message in reversed(self.request["messages"]):
            try:
                payload = json.loads(message["content"])
            except (ValueError, TypeError, RecursionError):
                continue
            if isinstance(payload, dict) and isinstance(payload.get("task"), str):
                task: str = payload["task"]
                return task
        return ""

    @property
    def content(self) -> str:
        """What the first choice says; empty where there is none."""
        choices = self.answer.get("choices") or [{}]
        return str(choices[0].get("message", {}).get("content") or "")


class Transcript:
    """A file that exchanges are added to. Whole lines, so that a reader sees no half of one but the last."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab", buffering=0)

    def add(self, request: bytes, reply: Reply) -> None:
        """Write an exchange. The request must be JSON."""
        answer = json.dumps(reply.body, ensure_ascii=False).encode("utf-8", "replace")
        body = request.replace(b"\n", b" ").replace(b"\r", b" ")
        self._file.write(b'{"request": %b, "status": %d, "answer": %b}\n' % (body, reply.status, answer))

    def close(self) -> None:
        self._file.close()


def exchanges(path: Path) -> Iterator[Exchange]:
    """The exchanges of a transcript, in the order they were answered; a last line cut short is left out."""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield Exchange(**json.loads(line))
