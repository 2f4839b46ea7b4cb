"""Model calls that were shown a page: their cached answers and what the ledger quotes of them.

A cached answer does not name the pages it was made from, so all answers of a shard go that saw one. What may
not live here: which shards those are (finding.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from infoseek.stages import BLUR, GROW
from infoseek.store.manifests import read_head
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from infoseek.takedown.finding import Shard


def forget(store: ObjectStore, shards: Iterable[Shard]) -> int:
    """Delete the cached answers of these shards, and blank what their ledgers quote; how many segments went."""
    shards = sorted(shards)
    for shard in shards:
        for key in list(store.keys(_prefix("ledger", shard))):
            _blank(store, key)
    gone = cached(store, shards)
    for key in gone:
        store.delete(key)
    return len(gone)


def cached(store: ObjectStore, shards: Iterable[Shard]) -> set[str]:
    """The keys of what holds these shards' answers, and of the provider batches that were to give some."""
    kinds = ("cache", "batches")
    return {key for shard in shards for kind in kinds for key in store.keys(_prefix(kind, shard))}


def uncommitted(store: ObjectStore) -> set[Shard]:
    """Stages of batches whose answers are cached and whose trees are not committed yet: any page may be in them."""
    done = {stage: read_head(store, stage).batches for stage in (GROW.zone, BLUR.zone)}
    seen = {tuple(key.split("/")[2:4]) for kind in ("cache", "batches") for key in store.keys(f"llm/{kind}/")}
    return {(batch, stage, "") for batch, stage in seen if batch not in done.get(stage, {})}


def _prefix(kind: str, shard: Shard) -> str:
    """Of a shard's segments; of all shards of its stage where it names none."""
    batch, stage, name = shard
    return f"llm/{kind}/{batch}/{stage}/{f'{name}/' if name else ''}"


def _blank(store: ObjectStore, key: str) -> None:
    """Take the details, which may quote an answer, out of a ledger segment."""
    while True:
        try:
            body, etag = store.get_with_etag(key)
        except ObjectMissing:
            return
        rows = [json.loads(line) for line in body.splitlines()]
        if not any(row.get("detail") for row in rows):
            return
        told = "".join(json.dumps({**row, "detail": ""}, separators=(",", ":")) + "\n" for row in rows)
        try:
            store.swap(key, told.encode(), etag, "application/jsonl")
        except Conflict:
            continue
        return
