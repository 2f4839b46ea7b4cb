"""The record of a batch, read from a real S3 server."""

from __future__ import annotations

import pytest

from infoseek.gates.history import record_quality
from infoseek.gates.quality import batch_quality
from infoseek.quality.batches import BatchRecord, NoSuchBatch, batch_record, batch_records
from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import BATCH
from tests.quality.stored import crawled, gated, grown, published

pytestmark = pytest.mark.service

NEXT = "2026-11-06"


def counts(record: BatchRecord) -> dict[str, int | None]:
    return {step.name: step.count for step in record.steps}


def test_a_published_batch_is_told_from_crawl_to_release(store: ObjectStore, s3: S3Settings) -> None:
    """Every step is counted, losses have their reasons, and release and cost are there."""
    crawled(store)
    gated(store)
    release = published(s3)
    record = batch_record(store, BATCH)
    assert counts(record) == {
        "pages": 8,
        "entities": 8,
        "trees started": 0,
        "trees finished": 0,
        "questions": 2,
        "accepted": 1,
        "published": 1,
    }
    lost = {step.name: step.lost for step in record.steps if step.lost}
    assert lost == {"pages": {"http_404": 2}, "questions": {"L2": 1}}
    assert record.release is not None
    assert (record.release.version, record.release.questions) == (1, 1)
    assert record.release.prefix == release.notes["prefix"]
    assert record.usd_per_question == 0.0
    assert record.quality is not None
    assert record.quality.accepted == 1
    assert record.reached == "publish"


def test_a_batch_in_progress_shows_what_there_is(store: ObjectStore) -> None:
    """Steps whose stage is not committed have no number, and nothing fails."""
    crawled(store)
    grown(store)
    record = batch_record(store, BATCH)
    assert counts(record) == {
        "pages": 8,
        "entities": None,
        "trees started": 3,
        "trees finished": 1,
        "questions": None,
        "accepted": None,
        "published": None,
    }
    assert next(step.lost for step in record.steps if step.name == "trees started") == {"too_small": 2}
    assert (record.release, record.quality, record.usd_per_question) == (None, None, None)


def test_batches_come_newest_first_and_no_more_than_asked(store: ObjectStore) -> None:
    """The list is cut at its old end."""
    for day in ("2026-11-04", NEXT, BATCH):
        crawled(store, day)
    assert [record.batch_id for record in batch_records(store, 2)] == [NEXT, BATCH]
    assert len(batch_records(store)) == 3


def test_an_empty_store_has_no_batches(store: ObjectStore) -> None:
    """Before the first commit the list is empty, and a batch asked for by name is said to be missing."""
    assert batch_records(store) == []
    with pytest.raises(NoSuchBatch, match=BATCH):
        batch_record(store, BATCH)


def test_quality_of_an_earlier_gate_run_is_not_shown(store: ObjectStore) -> None:
    """Where the index is behind the head, the record has no quality rather than a wrong one."""
    manifest = gated(store)
    quality = batch_quality(store, manifest)
    assert batch_record(store, BATCH).quality == quality
    gated(store, rows=[])
    assert batch_record(store, BATCH).quality != quality
    record_quality(store, quality)
    assert batch_record(store, BATCH).quality != quality


def test_published_batches_are_read_without_listing(
    store: ObjectStore, s3: S3Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Heads, manifests and the index are enough: no key is ever looked for."""
    gated(store)
    published(s3)

    def refuse(prefix: str) -> None:
        raise AssertionError(f"listed {prefix}")

    monkeypatch.setattr(store, "keys", refuse)
    assert batch_records(store)[0].release is not None
