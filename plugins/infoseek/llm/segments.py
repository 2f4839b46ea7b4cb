"""Immutable JSON-lines segments of one shard on S3: written once, in groups, read back whole.

What lives here: how lines become durable. What may not: what a line means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from infoseek.errors import BadInput
from infoseek.store.objects import Conflict, ObjectStore

_READERS = 8
ROUND_PREFIX = "batch-"
"""Begins the name of a provider batch where a try's stands otherwise; no try's name begins so."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class ShardRun:
    """One try at one shard of a stage: names everything this try writes below `llm/`.

    attempt: unique to the try, so that two of them never write the same object.
    """

    batch_id: str
    stage: str
    shard: str
    attempt: str

    def __post_init__(self) -> None:
        for part in (self.batch_id, self.stage, self.shard, self.attempt):
            if not _NAME.fullmatch(part):
                raise ValueError(f"{part!r} cannot be part of an object key")

    def folder(self, kind: str) -> str:
        """Prefix of all tries of this shard, for `cache` or `ledger`."""
        return f"llm/{kind}/{self.batch_id}/{self.stage}/{self.shard}/"


class SegmentWriter:
    """Collects lines and writes them as `{folder}{attempt}-{n:06d}.jsonl`.

    `add` and `seal` belong to one thread; `push` may run in another, one at a time. Sealed lines are frozen
    under their name until the store acknowledged them, so that a failed push can simply be repeated.
    """

    def __init__(self, store: ObjectStore, folder: str, attempt: str) -> None:
        self._store = store
        self._stem = f"{folder}{attempt}"
        self._lines: list[str] = []
        self._sealed: list[tuple[str, bytes]] = []
        self._count = 0

    def add(self, row: dict[str, Any] | BaseModel, *, without: str = "") -> None:
        """Add a line. without: a field of the model that is left out."""
        if isinstance(row, BaseModel):
            self._lines.append(row.model_dump_json(exclude={without} if without else None, ensure_ascii=True))
        else:
            self._lines.append(json.dumps(row, separators=(",", ":")))

    def seal(self) -> None:
        """Close the open lines to a segment; nothing happens where there are none."""
        if not self._lines:
            return
        body = ("\n".join(self._lines) + "\n").encode()
        self._sealed.append((f"{self._stem}-{self._count:06d}.jsonl", body))
        self._lines = []
        self._count += 1

    def push(self) -> None:
        """Write the sealed segments in order; returns when the store acknowledged them all."""
        while self._sealed:
            key, body = self._sealed[0]
            try:
                self._store.create(key, body, "application/jsonl")
            except Conflict:
                # The acknowledgement of an earlier try was lost on the way, and the client sent it again.
                if self._store.get(key) != body:
                    raise
            self._sealed.pop(0)


def read_rows(store: ObjectStore, prefix: str) -> Iterator[dict[str, Any]]:
    """Every line of the segments below a prefix, in order of their keys. Raises `BadInput` for a broken one."""
    keys = list(store.keys(prefix))
    with ThreadPoolExecutor(_READERS) as readers:
        for key, body in zip(keys, readers.map(store.get, keys), strict=True):
            for number, line in enumerate(body.splitlines(), 1):
                try:
                    row = json.loads(line)
                except ValueError:
                    row = None
                if not isinstance(row, dict):
                    raise BadInput(f"Line {number} of {store.address(key)} is no JSON object.")
                yield row
