"""The call cache on a real S3 server."""

from __future__ import annotations

import pytest

from infoseek.errors import BadInput
from infoseek.llm.cache import CallCache
from infoseek.llm.call import LlmResult
from infoseek.store.objects import ObjectStore
from tests.llm.calls import shard_run

pytestmark = pytest.mark.service


def _result(key: str, number: int = 1) -> LlmResult:
    content = f'{{"number": {number}, "name": "Zoë \\u2028"}}'
    return LlmResult(
        key=key,
        content=content,
        parsed={"number": number, "name": "Zoë \u2028"},
        model="m",
        prompt_tokens=3,
        completion_tokens=4,
        cost_usd=0.25,
        attempts=2,
    )


def _written(store: ObjectStore, attempt: str, *results: LlmResult) -> CallCache:
    cache = CallCache(store, shard_run(attempt))
    for result in results:
        cache.add(result)
    cache.segments.seal()
    cache.segments.push()
    return cache


def test_a_later_try_finds_the_results_of_all_earlier_ones(store: ObjectStore) -> None:
    """Loading reads every try's segments and gives back equal results."""
    _written(store, "a1", _result("k1"), _result("k2"))
    _written(store, "a2", _result("k3"))
    cache = CallCache(store, shard_run("a3"))
    cache.load()
    assert [cache.get(key) for key in ("k1", "k2", "k3")] == [_result("k1"), _result("k2"), _result("k3")]
    assert cache.get("k4") is None


def test_an_unacknowledged_result_is_not_served(store: ObjectStore) -> None:
    """Adding alone serves nothing; publishing does."""
    cache = CallCache(store, shard_run())
    cache.add(_result("k1"))
    assert cache.get("k1") is None
    cache.publish(_result("k1"))
    assert cache.get("k1") == _result("k1")


def test_tries_that_ran_at_once_agree_afterwards(store: ObjectStore) -> None:
    """Of two answers to one call the same one is served to every later try."""
    _written(store, "a2", _result("k1", 2))
    _written(store, "a1", _result("k1", 1))
    for attempt in ("a3", "a4"):
        cache = CallCache(store, shard_run(attempt))
        cache.load()
        assert cache.get("k1") == _result("k1", 1)


def test_other_shards_are_not_read(store: ObjectStore) -> None:
    """A shard sees its own segments only."""
    _written(store, "a1", _result("k1"))
    cache = CallCache(store, shard_run("a1", shard="1"))
    cache.load()
    assert cache.get("k1") is None


def test_a_result_that_cannot_be_read_is_named(store: ObjectStore) -> None:
    """A row that is no result is bad input, not a silent miss."""
    store.put("llm/cache/2026-11-05/grow/0/a1-000000.jsonl", b'{"key": "k1", "content": "{"}\n')
    with pytest.raises(BadInput, match="llm/cache/2026-11-05/grow/0"):
        CallCache(store, shard_run()).load()
