"""The growth stage where nothing can grow: refused by name, and nothing committed that would be missed later."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from infoseek.agents import grow_stage
from infoseek.errors import BadInput, Halted, NothingNew
from infoseek.settings import S3Settings, Settings
from infoseek.store import manifests, schemas
from infoseek.store.manifests import Plan, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import write_part
from tests.linking.pages import id_of, page_row

pytestmark = pytest.mark.service

DAY = "2026-11-05"


def linked(store: ObjectStore, gone: Sequence[str] = ()) -> None:
    """Commit a linked corpus of one page and no fact. gone: ids of pages that are there no more."""
    page = page_row("Yes Indeed!", "Yes Indeed! is a record.")
    parts = write_part(store, schemas.PAGES, [page], "a")
    snapshot = write_snapshot(store, Snapshot(batch_id=DAY, parts=parts, tombstones=list(gone)))
    plan = manifests.plan(store, "linked", DAY, stage_version="1", settings={}, inputs={"snapshot": snapshot})
    manifests.commit(store, plan, [], stage_version="1", settings={}, code_revision="test")


def grown(store: ObjectStore, roots: int, finished: int) -> tuple[Plan, list[str]]:
    """A planned run and the receipt of its one shard."""
    plan = manifests.plan(store, "grown", DAY, stage_version="1", settings={}, inputs={})
    stats = {"roots": roots, "finished": finished, "quit_gave_up": 2 * roots, "quit_not_unique": roots}
    receipt = Receipt(shard="0", stats={name: float(count) for name, count in stats.items()})
    return plan, [manifests.write_receipt(store, plan, receipt)]


def test_a_corpus_without_facts_is_refused(s3: S3Settings, store: ObjectStore) -> None:
    """Where no page leads on to another, the plan says so instead of starting shards."""
    linked(store)
    settings = Settings(s3=s3)
    plan = grow_stage.plan(settings, DAY)
    with pytest.raises(
        BadInput, match=rf"Batch {DAY} has no page to grow a tree from: none in its corpus \(of 1\)"
    ):
        grow_stage.shards(settings, plan)


def test_an_empty_corpus_is_nothing_new(s3: S3Settings, store: ObjectStore) -> None:
    """Where no page is live there is nothing to grow, which is said and is no fault."""
    linked(store, [id_of("Yes Indeed!")])
    settings = Settings(s3=s3)
    plan = grow_stage.plan(settings, DAY)
    with pytest.raises(NothingNew, match=rf"Batch {DAY} has an empty corpus"):
        grow_stage.shards(settings, plan)


def test_many_roots_without_a_tree_are_not_committed(s3: S3Settings, store: ObjectStore) -> None:
    """They would never be tried again: the stage halts with the reasons, the most frequent first."""
    plan, receipts = grown(store, grow_stage.ROOTS_TO_JUDGE_BY, finished=0)
    with pytest.raises(Halted, match=r"no tree from any of its 10 roots \(gave_up 20, not_unique 10\)"):
        grow_stage.commit(Settings(s3=s3), plan, receipts)
    assert manifests.current(store, "grown", DAY) is None


@pytest.mark.parametrize(("roots", "finished"), [(grow_stage.ROOTS_TO_JUDGE_BY - 1, 0), (40, 1)])
def test_few_roots_or_one_tree_are_enough(
    s3: S3Settings, store: ObjectStore, roots: int, finished: int
) -> None:
    """A small day may come to nothing, and one tree is a result."""
    plan, receipts = grown(store, roots, finished)
    assert grow_stage.commit(Settings(s3=s3), plan, receipts).key == plan.key
