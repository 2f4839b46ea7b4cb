"""A Spark job whose store or disk fails: the sentence of what failed comes out of Spark's own errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.errors import BadInput, Halted, Unavailable
from infoseek.linking import stage
from infoseek.settings import S3Settings, Settings, SparkSettings
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import PAGES
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import write_part
from spark_jobs.link_entities import cause
from tests.e2e.proxy import before, s3_error, where
from tests.linking.pages import page_row

DAY = "2026-11-05"


@pytest.mark.parametrize("kind", [BadInput, Halted, Unavailable])
def test_a_workers_sentence_is_found_in_sparks_message(kind: type[Exception]) -> None:
    """Whatever stands around it, the error is the worker's, with its sentence alone."""
    message = (
        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times:\nTraceback:\n"
        f'  File "s3_tables.py", line 1\ninfoseek.errors.{kind.__name__}: S3 is away.\n\n\tat org.apache.spark\n'
    )
    found = cause(message, None)
    assert type(found) is kind
    assert str(found) == "S3 is away."


def test_a_full_disk_is_named_by_its_folder() -> None:
    """Java's complaint becomes a sentence with the folder that Spark was given."""
    found = cause("java.io.IOException: No space left on device\n\tat java.base", "/data/spark")
    assert isinstance(found, Halted)
    assert str(found) == "The folder /data/spark cannot be written to: the disk is full."
    assert cause("java.lang.NullPointerException", "/data/spark") is None


@pytest.mark.service
def test_a_store_that_fails_under_spark(s3: S3Settings, store: ObjectStore, tmp_path: Path) -> None:
    """A write that a worker could not make is the job's one sentence, may be tried again, and leaves no receipt."""
    parts = write_part(store, PAGES, [page_row("Yes Indeed!", "Yes Indeed! is a 1958 album.")], "a")
    snapshot = write_snapshot(store, Snapshot(batch_id=DAY, parts=parts))
    crawl = manifests.plan(store, "crawl", DAY, stage_version="1", settings={}, inputs={})
    notes = {"snapshot": snapshot}
    manifests.commit(store, crawl, [], stage_version="1", settings={}, code_revision="test", notes=notes)
    assert s3.endpoint_url is not None
    with before(s3.endpoint_url) as proxy:
        proxy.fault = where(
            lambda asked: asked.method == "PUT" and "/linked/" in asked.path,
            s3_error(507, "InsufficientStorage", "The disk is full"),
        )
        reached = s3.model_copy(update={"endpoint_url": proxy.address})
        settings = Settings(s3=reached, spark=SparkSettings(master="local[1]"), scratch=tmp_path)
        plan = stage.plan(settings, DAY)
        with pytest.raises(
            Unavailable, match=rf"^S3 at {proxy.address} failed at s3://.*The disk is full\.$"
        ):
            stage.run_shard(settings, plan, stage.SHARD)
    assert not store.exists(manifests.receipt_path(plan, stage.SHARD))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
