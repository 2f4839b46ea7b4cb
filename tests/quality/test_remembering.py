"""The store that keeps what never changes."""

from __future__ import annotations

import pytest

from infoseek.quality.remembering import RememberingStore, UpToDate
from infoseek.settings import S3Settings
from infoseek.web.crawl.takedowns import close, record

pytestmark = pytest.mark.service


def test_immutable_objects_are_got_once_and_heads_each_time(s3: S3Settings) -> None:
    """A part stays in memory after it is deleted; a head is what it is now."""
    store = RememberingStore(s3)
    part, head = "gated/accepted/data/a-00000.parquet", "gated/_head.json"
    for key in (part, head):
        store.put(key, b"before")
        assert store.get(key) == b"before"
        store.put(key, b"after")
    assert (store.get(part), store.get(head)) == (b"before", b"after")


def test_memory_is_bounded(s3: S3Settings) -> None:
    """What was unused for longest goes first, and an object too large for the memory is never kept."""
    store = RememberingStore(s3, most_bytes=40)
    names = [f"gated/accepted/data/{name}" for name in "abcde"]
    for name in names:
        store.put(name, b"x" * 10)
        store.get(name)
    store.put("gated/accepted/data/large", b"y" * 11)
    store.get("gated/accepted/data/large")
    for name in (*names, "gated/accepted/data/large"):
        store.put(name, b"changed")
    assert store.get(names[0]) == b"changed"
    assert store.get("gated/accepted/data/large") == b"changed"
    assert store.get(names[4]) == b"x" * 10


def test_a_take_down_is_forgotten_at_once(s3: S3Settings) -> None:
    """The same store is given until something is taken down; then one that reads everything afresh."""
    stores = UpToDate(lambda: RememberingStore(s3))
    first = stores()
    part = "crawl/pages/data/a-00000.parquet"
    first.put(part, b"before")
    assert (first.get(part), stores() is first) == (b"before", True)
    first.put(part, b"after")
    entry = record(first, "example.org", "Asked for.", "2026-11-07T00:00:00Z")
    second = stores()
    assert second.get(part) == b"after"
    assert stores() is second
    close(second, entry)
    assert stores() is not second
