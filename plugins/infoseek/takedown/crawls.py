"""What crawls keep of files that are rewritten: checkpoints, hashes; and which batches are not through yet.

What may not live here: erasing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection
from typing import Any

from infoseek.stages import CRAWL, GATE
from infoseek.store.manifests import read_head
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.store.redaction import redact_document
from infoseek.web.crawl.job import read_job
from infoseek.web.seeds import WarcFile

_CHECKPOINTS = f"{CRAWL.zone}/_checkpoints/"
_WARC_FIELDS = set(WarcFile.model_fields)
_PART = re.compile(rb"crawl/pages/data/[\w-]+\.parquet")


def under_way(store: ObjectStore) -> list[str]:
    """Batches whose crawl is planned and not committed, or that are crawled and not gated."""
    zone = CRAWL.zone
    done = {key.rpartition("/")[2] for key in store.keys(f"{zone}/_manifests/")}
    planned = [key for key in store.keys(f"{zone}/_jobs/") if key.rpartition("/")[2] not in done]
    begun = {read_job(store, key).plan.batch_id for key in planned} | read_head(store, zone).batches.keys()
    return sorted(begun - read_head(store, GATE.zone).batches.keys())


def begin_anew(store: ObjectStore, moved: Collection[str]) -> None:
    """Remove the checkpoints of every shard's crawl that had stored one of these page parts."""
    names = {path.encode() for path in moved}
    keys = list(store.keys(_CHECKPOINTS)) if names else []
    shards = {key.rpartition("/")[0] for key in keys if names & _parts_in(store, key)}
    for key in keys:
        if key.rpartition("/")[0] in shards:
            store.delete(key)


def restate(store: ObjectStore, path: str, sha256: str) -> None:
    """Have every seed set and crawl job that names a stored WARC file state the hash that it gets."""

    def restated(value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == _WARC_FIELDS and value["path"] == path:
                return {**value, "sha256": sha256}
            return {name: restated(each) for name, each in value.items()}
        return list(map(restated, value)) if isinstance(value, list) else value

    for folder in ("seeds/", f"{CRAWL.zone}/_jobs/"):
        for key in list(store.keys(folder)):
            redact_document(store, key, restated)


def _parts_in(store: ObjectStore, checkpoint: str) -> set[bytes]:
    try:
        body = store.get(checkpoint)
    except ObjectMissing:
        return set()
    try:
        return set(_PART.findall(zlib.decompress(body)))
    except zlib.error:
        # One that cannot be read is of no use to its crawl either.
        return set()
