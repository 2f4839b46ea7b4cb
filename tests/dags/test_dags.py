"""The rules every DAG keeps, and that the chain is whole."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import CronPartitionTimetable, PartitionedAssetTimetable, PartitionedAtRuntime

from infoseek.orchestration.assets import asset_of
from infoseek.orchestration.failures import log_failure
from infoseek.stages import CHAIN, CRAWL, PUBLISH, Stage

PROJECT = Path(__file__).parents[2]
DAGS = PROJECT / "dags"
HEAVY = ("pandas", "pyspark", "great_expectations", "openai", "boto3", "scrapy", "pyarrow")
RUNBOOK_WORDS = ("**Does**", "**Starts**", "**Idempotent**", "**When it fails**", "**Reads**", "**Writes**")

by_stage = pytest.mark.parametrize("stage", CHAIN, ids=lambda stage: stage.dag_id)


@pytest.fixture(scope="module")
def bag() -> DagBag:
    return DagBag(dag_folder=str(DAGS))


def test_all_stages_have_a_dag_and_nothing_else_does(bag: DagBag) -> None:
    """Every file imports, its stem is its DAG's id, and the ids are those of the chain."""
    assert bag.import_errors == {}
    assert set(bag.dags) == {stage.dag_id for stage in CHAIN}
    assert {Path(dag.fileloc).stem for dag in bag.dags.values()} == set(bag.dags)
    assert {path.stem for path in DAGS.glob("*.py")} == set(bag.dags)


@by_stage
def test_house_rules(bag: DagBag, stage: Stage) -> None:
    """Every DAG has an owner, tags, a runbook; every task retries with growing pauses and says why it failed."""
    dag = bag.dags[stage.dag_id]
    assert dag.owner == "infoseek"
    assert {"infoseek", f"zone:{stage.zone}"} <= set(dag.tags)
    assert all(word in (dag.doc_md or "") for word in RUNBOOK_WORDS)
    assert not dag.catchup
    assert dag.max_active_runs == (1 if stage == PUBLISH else 2)
    for task in dag.tasks:
        assert task.retries == 2
        assert task.retry_exponential_backoff > 1
        assert task.on_failure_callback in (log_failure, [log_failure])
        assert task.execution_timeout is not None


@by_stage
def test_only_the_commit_updates_the_asset(bag: DagBag, stage: Stage) -> None:
    """One task, the last, has the outlet; it runs where no shard was needed, publishing's only with its plan."""
    dag = bag.dags[stage.dag_id]
    outlets = {task.task_id: [asset.name for asset in task.outlets] for task in dag.tasks if task.outlets}
    assert outlets == {"commit": [stage.zone]}
    assert dag.get_task("commit").trigger_rule == ("all_success" if stage == PUBLISH else "none_failed")
    assert [task.task_id for task in dag.leaves] == ["commit"]


def test_stages_are_chained_by_partition(bag: DagBag) -> None:
    """The crawl has a partition a day, every other stage follows the partitions of the zone before it."""
    first = bag.dags[CRAWL.dag_id].timetable
    assert isinstance(first, CronPartitionTimetable)
    for before, stage in itertools.pairwise(CHAIN):
        timetable = bag.dags[stage.dag_id].timetable
        assert isinstance(timetable, PartitionedAssetTimetable)
        assert timetable.asset_condition == asset_of(before)


def test_a_schedule_can_be_left_to_the_launcher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where INFOSEEK_SCHEDULE is manual, the crawl starts only when triggered with a partition key."""
    monkeypatch.setenv("INFOSEEK_SCHEDULE", "manual")
    dag = DagBag(dag_folder=str(DAGS / f"{CRAWL.dag_id}.py")).dags[CRAWL.dag_id]
    assert isinstance(dag.timetable, PartitionedAtRuntime)


def test_work_that_is_spread_waits_for_its_pool(bag: DagBag) -> None:
    """Spark and the model are reached through pools."""
    pools = {
        dag_id: dag.get_task("run_shard").pool
        for dag_id, dag in bag.dags.items()
        if dag.has_task("run_shard")
    }
    assert pools == {
        "crawl_seed_pages": "default_pool",
        "link_entities": "spark",
        "grow_research_trees": "llm",
        "blur_vertices": "llm",
        "gate_batch": "default_pool",
    }


def test_parsing_imports_nothing_heavy() -> None:
    """Reading all DAG files loads no library that only the work needs."""
    code = (
        "import json, runpy, sys\n"
        "[runpy.run_path(path) for path in sys.argv[1:]]\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    files = [str(path) for path in DAGS.glob("*.py")]
    done = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout.splitlines()[-1])) & set(HEAVY) == set()


def test_no_dag_asks_the_clock() -> None:
    """A batch is its partition key: no DAG file, and no task body, takes the time of day."""
    for path in [*DAGS.glob("*.py"), *(PROJECT / "plugins/infoseek/orchestration").glob("*.py")]:
        assert not re.search(r"\b(now|today|utcnow)\(", path.read_text()), path
