"""The report of a crawl, summed from its table."""

from __future__ import annotations

import pytest

from infoseek.quality.batches import NoSuchBatch
from infoseek.quality.crawl_report import crawl_report, newest_crawl, outcomes_by_batch
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_REPORT
from tests.gates.corpus import BATCH
from tests.gates.stored import commit_rows
from tests.quality.stored import crawled, report_rows

pytestmark = pytest.mark.service

NEXT = "2026-11-06"


def two_hosts(store: ObjectStore, batch_id: str = BATCH) -> None:
    """A crawl of a small host and one ten times as large, in one seed set."""
    rows = [*report_rows(batch_id), *report_rows(batch_id, "large.example", 10)]
    commit_rows(store, "crawl", {"of": "two"}, {CRAWL_REPORT: rows}, batch_id)


def test_everything_is_summed_and_ordered(store: ObjectStore) -> None:
    """Totals over hosts, outcomes in their order, codes by how many, the rate over the whole time."""
    two_hosts(store)
    report = crawl_report(store, BATCH)
    total = report.total
    assert (total.requests, total.size_bytes, total.queue_left) == (154, 1_320_000, 55)
    assert list(total.pages.items()) == [
        ("new", 33),
        ("changed", 11),
        ("not_modified", 44),
        ("copy", 11),
        ("gone", 22),
    ]
    assert list(total.answers) == ["200", "http_404", "timeout"]
    assert (total.fetched, total.failed) == (99, 33)
    assert (total.elapsed_s, total.pages_per_s) == (12.0, 99 / 12)
    assert [tally.name for tally in report.seed_sets] == ["books"]
    assert report.seed_sets[0].fetched == total.fetched
    assert report.reasons["robots"].endswith("forbids it.")
    assert (report.reasons["200"], report.reasons["http_404"]) == ("OK.", "The server answered 404.")


def test_the_busiest_hosts_are_shown_and_the_rest_summed(store: ObjectStore) -> None:
    """With one host shown, the other is counted."""
    two_hosts(store)
    report = crawl_report(store, BATCH, most_hosts=1)
    assert [tally.name for tally in report.hosts] == ["large.example"]
    assert (report.other_hosts, report.others.requests) == (1, 14)
    assert report.hosts[0].requests + report.others.requests == report.total.requests


def test_a_crawl_without_a_report_is_empty(store: ObjectStore) -> None:
    """Zero of everything and no rate is no failure."""
    commit_rows(store, "crawl", {}, {})
    report = crawl_report(store, BATCH)
    assert (report.total.fetched, report.total.pages_per_s, report.hosts) == (0, None, [])


def test_a_batch_that_was_not_crawled_is_missing(store: ObjectStore) -> None:
    """The sentence names it."""
    assert newest_crawl(store) is None
    with pytest.raises(NoSuchBatch, match=NEXT):
        crawl_report(store, NEXT)


def test_outcomes_of_several_batches_stand_in_their_order(store: ObjectStore) -> None:
    """The newest so many, oldest first."""
    crawled(store)
    two_hosts(store, NEXT)
    found = outcomes_by_batch(store, 2)
    assert [(day, pages["new"]) for day, pages in found.items()] == [(BATCH, 3), (NEXT, 33)]
    assert list(outcomes_by_batch(store, 1)) == [NEXT]
    assert newest_crawl(store) == NEXT
