"""Finished calls of a shard, kept in segments on S3, so that a rerun pays for nothing twice (DESIGN §6).

What lives here: results only. What may not: errors, which are never served again.
"""

from __future__ import annotations

import json
from typing import Any

from infoseek.errors import BadInput
from infoseek.llm.call import LlmResult
from infoseek.llm.segments import SegmentWriter, ShardRun, read_rows
from infoseek.store.objects import ObjectStore


class CallCache:
    """The results of one shard, of all its tries: `llm/cache/{batch}/{stage}/{shard}/{attempt}-{n}.jsonl`.

    Where two tries ran at once and both asked, the one whose segment sorts first is served.
    """

    def __init__(self, store: ObjectStore, run: ShardRun) -> None:
        self._store = store
        self._folder = run.folder("cache")
        self._results: dict[str, LlmResult] = {}
        self.segments = SegmentWriter(store, self._folder, run.attempt)

    def load(self) -> None:
        """Read every segment of the shard. Raises `BadInput` for one that is broken."""
        for row in read_rows(self._store, self._folder):
            result = self._result(row)
            self._results.setdefault(result.key, result)

    def get(self, key: str) -> LlmResult | None:
        """The acknowledged result of a call, or None."""
        return self._results.get(key)

    def add(self, result: LlmResult) -> None:
        """Put a result into the open segment. It is served once `publish` was told that it is durable."""
        self.segments.add(result, without="parsed")

    def publish(self, result: LlmResult) -> None:
        """Serve a result whose segment was acknowledged."""
        self._results.setdefault(result.key, result)

    def _result(self, row: dict[str, Any]) -> LlmResult:
        try:
            return LlmResult.model_validate({**row, "parsed": json.loads(row["content"])})
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(
                f"A cached call below {self._store.address(self._folder)} cannot be read: {error}"
            ) from error
