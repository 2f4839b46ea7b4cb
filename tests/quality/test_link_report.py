"""The report of a linking, read from its table."""

from __future__ import annotations

import pytest

from infoseek.quality.batches import NoSuchBatch
from infoseek.quality.link_report import link_report, newest_linking, shares_by_batch
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import BATCH
from tests.gates.stored import commit_rows
from tests.quality.stored import linked

pytestmark = pytest.mark.service

NEXT = "2026-11-06"


def test_measures_are_read_by_key(store: ObjectStore) -> None:
    """Counts by key keep their order, shares and faults come apart, a disambiguation page counts once."""
    linked(store)
    report = link_report(store, BATCH)
    assert report.sum("entities") == 40
    assert list(report.counts["entities"].items()) == [("work", 25), ("person", 15), ("disambiguation", 2)]
    assert report.shares == {"accuracy": 0.9, "typed": 0.8}
    assert report.faults == {"edges.object_id": 2}
    assert report.meanings["typed"].startswith("share of the entities")


def test_shares_of_the_newest_batches_come_oldest_first(store: ObjectStore) -> None:
    """A chart runs from left to right; only so many batches are shown."""
    for day in (BATCH, NEXT):
        linked(store, day)
    assert list(shares_by_batch(store, 5)) == [BATCH, NEXT]
    assert list(shares_by_batch(store, 1)) == [NEXT]
    assert newest_linking(store) == NEXT


def test_a_batch_without_linking_is_named(store: ObjectStore) -> None:
    """A batch of another day is no such batch; a linking without a report has no figures."""
    assert newest_linking(store) is None
    commit_rows(store, "linked", {}, {})
    assert link_report(store, BATCH).counts == {}
    with pytest.raises(NoSuchBatch, match=NEXT):
        link_report(store, NEXT)
