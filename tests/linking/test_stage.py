"""The link stage: plan, spark-submit, commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.linking import stage
from infoseek.linking.disambiguation.pack_store import model_key, pack_key
from infoseek.linking.versions import reader_version
from infoseek.retrieval.shard import index_of
from infoseek.settings import S3Settings, Settings, SparkSettings
from infoseek.store import manifests
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import EDGES, ENTITIES, PAGES
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import read_rows, write_part
from spark_jobs.link_entities import main
from tests.linking.pages import id_of, page_row

DAY, NEXT = "2026-11-05", "2026-11-06"
PLAN = Plan(zone="linked", batch_id=DAY, key="k", base="", inputs={"snapshot": "s"}, is_done=False)


def settings_of(s3: S3Settings) -> Settings:
    return Settings(s3=s3, spark=SparkSettings(master="local[2]", driver_memory="1g"))


def crawled(store: ObjectStore, snapshot: Snapshot, day: str = DAY) -> None:
    """Commit a crawl whose corpus is this snapshot."""
    notes = {"snapshot": write_snapshot(store, snapshot)}
    plan = manifests.plan(
        store, "crawl", day, stage_version="1", settings={}, inputs={"snapshot": snapshot.snapshot_id}
    )
    manifests.commit(store, plan, [], stage_version="1", settings={}, code_revision="test", notes=notes)


@pytest.mark.service
def test_links_a_crawled_corpus_through_spark_submit(
    s3: S3Settings, store: ObjectStore, tmp_path: Path
) -> None:
    """Pages go in by the crawl's snapshot; entities, edges and counts come out, once."""
    rows = [
        page_row("Ray Charles", "Ray Charles was an American singer."),
        page_row("Yes Indeed!", "Yes Indeed! is a 1958 album by [[Ray Charles]]."),
    ]
    parts = write_part(store, PAGES, rows[:1], "a") + write_part(store, PAGES, rows[1:], "b")
    crawled(store, Snapshot(batch_id=DAY, parts=parts))
    settings = settings_of(s3)
    plan = stage.plan(settings, DAY)
    assert not plan.is_done
    receipts = [stage.run_shard(settings, plan, shard) for shard in stage.shards(settings, plan)]
    manifest = stage.commit(settings, plan, receipts)
    entities = read_rows(store, manifest, ENTITIES)
    assert [row["entity_id"] for row in entities] == sorted(id_of(row["title"]) for row in rows)
    edges = read_rows(store, manifest, EDGES)
    assert {(row["predicate"], row["value"], row["object_id"]) for row in edges} == {
        ("occupation", "singer", ""),
        ("performed_by", "ray charles", id_of("Ray Charles")),
        ("released", "1958", ""),
    }
    assert manifest.stats["answerable"] == 2
    assert index_of(store, tmp_path, manifest).search("1958 album", 1)[0].page_id == id_of("Yes Indeed!")
    assert manifest.stats["edges_released"] == 1
    assert manifest.notes["model_pages"] == 2
    assert stage.plan(settings, DAY).is_done


@pytest.mark.service
def test_a_batch_builds_upon_the_one_before(s3: S3Settings, store: ObjectStore) -> None:
    """Its plan pins the batch before with its model, unless other code read it, or the model is gone."""
    settings = settings_of(s3)
    parts = write_part(store, PAGES, [page_row("Yes Indeed!")], "a")
    crawled(store, Snapshot(batch_id=DAY, parts=parts))
    crawled(store, Snapshot(batch_id=NEXT, parts=parts), NEXT)
    first = stage.plan(settings, DAY)
    assert (first.inputs["base"], first.inputs["model"]) == ("", "")
    notes = {"reader": reader_version(), "pack": "p", "statistics": "p", "model": "m", "model_pages": 1}
    committed = manifests.commit(
        store, first, [], stage_version="1", settings={}, code_revision="test", notes=notes
    )
    inputs = stage.plan(settings, NEXT).inputs
    assert (inputs["base"], inputs["model"], inputs["statistics"]) == (committed.key, "", "")
    store.put(model_key("m"), b"{}")
    store.put(pack_key("p"), b"")
    inputs = stage.plan(settings, NEXT).inputs
    assert (inputs["base"], inputs["model"], inputs["statistics"]) == (committed.key, "m", "p")
    many = [*parts, parts[0].model_copy(update={"rows": 1, "path": "other"}), *parts]
    crawled(store, Snapshot(batch_id=NEXT, parts=many), NEXT)
    assert stage.plan(settings, NEXT).inputs["model"] == ""


@pytest.mark.service
def test_an_empty_corpus_is_linked_to_nothing(s3: S3Settings, store: ObjectStore) -> None:
    """No live page: empty tables are committed, and the batch after can build upon them."""
    parts = write_part(store, PAGES, [page_row("Gone", "Gone is a film.")], "a")
    crawled(store, Snapshot(batch_id=DAY, parts=parts, tombstones=[id_of("Gone")]))
    settings = settings_of(s3)
    plan = stage.plan(settings, DAY)
    receipts = [stage.run_shard(settings, plan, shard) for shard in stage.shards(settings, plan)]
    manifest = stage.commit(settings, plan, receipts)
    assert manifest.stats["entities"] == 0
    assert read_rows(store, manifest, ENTITIES) == []
    assert set(manifest.tables) >= {"entities", "aliases", "mentions", "edges"}


@pytest.mark.service
def test_a_batch_without_a_crawl_is_bad_input(s3: S3Settings) -> None:
    """The sentence names the batch and the zone that is missing."""
    with pytest.raises(BadInput, match="2026-11-05 has nothing committed in zone 'crawl'"):
        stage.plan(settings_of(s3), DAY)


@pytest.mark.service
def test_a_missing_snapshot_is_bad_input(s3: S3Settings) -> None:
    """No Spark is started for a snapshot that is not there."""
    with pytest.raises(BadInput, match="There is no corpus snapshot"):
        stage.run_shard(settings_of(s3), PLAN, "all")


@pytest.mark.service
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("{}", "--plan is no plan of a stage run"),
        ("linked/plan.json", "There is no plan s3://"),
        (PLAN.model_dump_json(), "There is no corpus snapshot"),
        (PLAN.model_copy(update={"inputs": {}}).model_dump_json(), "names no corpus snapshot"),
    ],
)
def test_the_job_exits_with_2_and_one_sentence(
    s3: S3Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
    sentence: str,
) -> None:
    """Input that cannot be used is named in one line on stderr."""
    for name, value in s3.model_dump(exclude_none=True).items():
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", str(value))
    assert main(["--plan", given]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert sentence in line
