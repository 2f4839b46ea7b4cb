"""Checkpoints on a real store: saved, restored, missing, broken, contested."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.errors import Halted
from infoseek.store import manifests
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectStore
from infoseek.web.crawl import checkpoints
from infoseek.web.crawl.checkpoints import StaleAttempt, checkpoint_path
from infoseek.web.crawl.state import CrawlState

pytestmark = pytest.mark.service


@pytest.fixture
def plan(store: ObjectStore) -> Plan:
    return manifests.plan(store, "crawl", "2026-11-05", stage_version="1", settings={}, inputs={})


def opened(folder: Path) -> CrawlState:
    state = CrawlState(folder, "s")
    state.keep("kept", "a INTEGER PRIMARY KEY, b BLOB")
    return state


def put(state: CrawlState, a: int, b: bytes) -> None:
    state.connection.execute("INSERT OR REPLACE INTO kept(a, b) VALUES (?, ?)", (a, b))


def rows(state: CrawlState) -> list[tuple[int, bytes]]:
    return state.connection.execute("SELECT a, b FROM kept ORDER BY a").fetchall()


def test_a_shard_goes_on_from_its_last_checkpoint(store: ObjectStore, plan: Plan, tmp_path: Path) -> None:
    """All checkpoints of the shard, in order and none of another shard's, make the state again."""
    state = opened(tmp_path)
    assert checkpoints.restore(store, plan, "000", state) == 0
    for number in range(12):
        put(state, number % 5, bytes([number]))
        checkpoints.save(store, plan, "000", number, state)
    other = opened(tmp_path)
    put(other, 9, b"other")
    checkpoints.save(store, plan, "001", 0, other)
    again = opened(tmp_path)
    assert checkpoints.restore(store, plan, "000", again) == 12
    assert rows(again) == rows(state)


def test_only_one_process_goes_on(store: ObjectStore, plan: Plan, tmp_path: Path) -> None:
    """Of two that work on a shard the slower one ends; a write that meets itself is none."""
    first, second = opened(tmp_path), opened(tmp_path)
    for state in (first, second):
        put(state, 1, b"same")
        checkpoints.save(store, plan, "000", 0, state)
    put(first, 2, b"first")
    put(second, 2, b"second")
    checkpoints.save(store, plan, "000", 1, first)
    with pytest.raises(StaleAttempt, match="shard 000 of batch 2026-11-05"):
        checkpoints.save(store, plan, "000", 1, second)


def test_a_missing_or_broken_checkpoint_halts(store: ObjectStore, plan: Plan, tmp_path: Path) -> None:
    """A gap or nonsense among the checkpoints is said with the object's address; nothing is guessed."""
    state = opened(tmp_path)
    for number in range(3):
        put(state, number, b"x")
        checkpoints.save(store, plan, "000", number, state)
    store.put(checkpoint_path(plan, "000", 2), b"nonsense")
    with pytest.raises(Halted, match=r"000002\.json\.z.*delete"):
        checkpoints.restore(store, plan, "000", opened(tmp_path))
    store.delete(checkpoint_path(plan, "000", 1))
    with pytest.raises(Halted, match=r"000001\.json\.z.*missing"):
        checkpoints.restore(store, plan, "000", opened(tmp_path))


def test_checkpoints_are_cleared(store: ObjectStore, plan: Plan, tmp_path: Path) -> None:
    """After the commit nothing of a plan's checkpoints is left, of any shard."""
    for shard in ("000", "001"):
        checkpoints.save(store, plan, shard, 0, opened(tmp_path))
    checkpoints.clear(store, plan)
    assert list(store.keys("crawl/_checkpoints/")) == []
