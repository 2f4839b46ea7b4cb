"""The link stage: plan, spark-submit, commit."""

from __future__ import annotations

import pytest

from infoseek.errors import BadInput
from infoseek.linking import stage
from infoseek.settings import S3Settings, Settings, SparkSettings
from infoseek.store import manifests
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import EDGES, ENTITIES, PAGES
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import read_rows, write_part
from spark_jobs.link_entities import main
from tests.linking.pages import id_of, page_row

DAY = "2026-11-05"
PLAN = Plan(zone="linked", batch_id=DAY, key="k", base="", inputs={"snapshot": "s"}, is_done=False)


def settings_of(s3: S3Settings) -> Settings:
    return Settings(s3=s3, spark=SparkSettings(master="local[2]", driver_memory="1g"))


def crawled(store: ObjectStore, snapshot: Snapshot) -> None:
    """Commit a crawl whose corpus is this snapshot."""
    notes = {"snapshot": write_snapshot(store, snapshot)}
    plan = manifests.plan(store, "crawl", DAY, stage_version="1", settings={}, inputs={})
    manifests.commit(store, plan, [], stage_version="1", settings={}, code_revision="test", notes=notes)


def test_the_command_line_carries_no_credentials() -> None:
    """Keys travel by the environment, where process lists do not show them."""
    secret = S3Settings(endpoint_url="http://127.0.0.1:9", access_key="open-sesame", secret_key="hush-hush")
    settings = settings_of(secret)
    assert "hush-hush" not in " ".join(stage.submit_command(settings, PLAN, "all", 10))
    env = stage.job_environment(settings)
    assert env["INFOSEEK_S3__SECRET_KEY"] == "hush-hush"
    assert env["SPARK_LOCAL_IP"] == "127.0.0.1"


def test_shortcuts_for_small_corpora_stay_on_one_machine() -> None:
    """A cluster keeps its own session options, and a large local corpus its query compiler."""
    local = settings_of(S3Settings())
    cluster = Settings(spark=SparkSettings(master="spark://head:7077"))
    small = " ".join(stage.submit_command(local, PLAN, "all", 100))
    assert "codegen.wholeStage=false" in small
    assert "codegen" not in " ".join(stage.submit_command(local, PLAN, "all", 100_000))
    assert "shuffle" not in " ".join(stage.submit_command(cluster, PLAN, "all", 100))


@pytest.mark.service
def test_links_a_crawled_corpus_through_spark_submit(s3: S3Settings, store: ObjectStore) -> None:
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
    assert manifest.stats["edges_released"] == 1
    assert stage.plan(settings, DAY).is_done


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
