"""What a take-down does to crawls that are under way."""

from __future__ import annotations

import json
import zlib

import pytest

from infoseek.store.objects import ObjectStore
from infoseek.takedown.crawls import begin_anew, restate

pytestmark = pytest.mark.service

PART = "crawl/pages/data/90767fa9746a-004-615d71b4-00002.parquet"


def test_a_crawl_that_had_stored_the_page_begins_anew(store: ObjectStore) -> None:
    """All checkpoints of its shard go, whichever names the part; other shards go on."""
    for shard, number, names in (
        ("000", 0, PART),
        ("000", 1, ""),
        ("001", 0, "crawl/pages/data/a-00000.parquet"),
    ):
        body = zlib.compress(json.dumps({"rows": [[names, 1]]}).encode())
        store.put(f"crawl/_checkpoints/key/{shard}/{number:06d}.json.z", body)
    begin_anew(store, {PART})
    assert list(store.keys("crawl/_checkpoints/")) == ["crawl/_checkpoints/key/001/000000.json.z"]


def test_seed_sets_state_the_hash_that_a_file_has_now(store: ObjectStore) -> None:
    """In the set and in its versions, for the file that changed alone."""
    files = [{"path": f"raw/ingested/{name}.warc.gz", "sha256": name, "size_bytes": 1} for name in "ab"]
    for key in ("seeds/old.json", "seeds/_versions/old/00001-x.json"):
        store.put(key, json.dumps({"name": "old", "warcs": files}).encode())
    restate(store, "raw/ingested/a.warc.gz", "other")
    for key in store.keys("seeds/"):
        assert [file["sha256"] for file in json.loads(store.get(key))["warcs"]] == ["other", "b"]
