"""Task bodies between Airflow's context and the stages, on a real S3 server."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.api.datamodels._generated import DagRunType
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
from airflow.sdk.execution_time.context import set_current_context

from infoseek import failure_line
from infoseek.errors import BadInput, Halted, NothingNew, Unavailable
from infoseek.failure_line import Failure
from infoseek.llm.budget import BudgetExhausted
from infoseek.orchestration import tasks
from infoseek.orchestration.failures import describe, log_failure, without_vain_retries
from infoseek.settings import S3Settings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest, Plan, Receipt
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import parse_seeds, write_seeds

pytestmark = pytest.mark.service

BATCH = "2026-11-05"


class Run:
    """A task's view of its DAG run, and what it handed on through XCom."""

    def __init__(
        self, batch: str | None = BATCH, run_type: DagRunType = DagRunType.MANUAL, conf: Any = None
    ) -> None:
        self.xcom: dict[str, Any] = {}
        self.context: Any = {
            "dag_run": SimpleNamespace(partition_key=batch, run_type=run_type, conf=conf),
            "ti": SimpleNamespace(xcom_push=self.xcom.__setitem__),
        }

    def call(self, task: Any, *arguments: Any) -> Any:
        with set_current_context(self.context):
            return task.function(*arguments)


@pytest.fixture(autouse=True)
def environment(s3: S3Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("endpoint_url", "bucket", "access_key", "secret_key"):
        monkeypatch.setenv(f"INFOSEEK_S3__{name.upper()}", str(getattr(s3, name)))
    monkeypatch.setenv("INFOSEEK_CRAWL__CONTACT", "crawl@example.org")


def committed(store: ObjectStore, zone: str = "crawl") -> Manifest:
    plan = manifests.plan(store, zone, BATCH, stage_version="1", settings={}, inputs={"seeds": "x"})
    receipts = [Receipt(shard="0", stats={"pages": 1})]
    return manifests.commit(store, plan, receipts, stage_version="1", settings={}, code_revision="r")


def test_a_crawl_pins_its_seed_sets(store: ObjectStore) -> None:
    """The plan goes through XCom as plain values and the shards are the task's result."""
    write_seeds(store, parse_seeds("http://example.org/"))
    run = Run(conf={"seed_sets": ["example-org"]})
    shards = run.call(tasks.plan_crawl)
    plan = Plan.model_validate(run.xcom[tasks.PLAN_KEY])
    assert (plan.zone, plan.batch_id, plan.is_done) == ("crawl", BATCH, False)
    assert shards
    assert all(isinstance(name, str) for name in shards)


@pytest.mark.parametrize("conf", [{"seed_sets": "one"}, {"seed_sets": []}, {"seed_sets": [1]}])
def test_seed_sets_of_the_wrong_shape_are_refused(conf: dict[str, Any]) -> None:
    """A conf that is no list of names fails at once, with what it was."""
    with pytest.raises(AirflowFailException, match="not a list of seed set names"):
        Run(conf=conf).call(tasks.plan_crawl)


def test_an_unknown_seed_set_is_named() -> None:
    """A seed set that is not stored fails without retry, by its name."""
    with pytest.raises(AirflowFailException, match="nowhere"):
        Run(conf={"seed_sets": ["nowhere"]}).call(tasks.plan_crawl)


def test_a_run_without_a_partition_key_fails_at_once() -> None:
    """The sentence says that a partition key is needed."""
    with pytest.raises(AirflowFailException, match="partition key"):
        Run(batch=None).call(tasks.plan_crawl)


def test_a_backfill_of_a_date_that_was_not_crawled_fails(store: ObjectStore) -> None:
    """Pages of today never pass as those of a past date, even where seeds exist."""
    write_seeds(store, parse_seeds("http://example.org/"))
    with pytest.raises(AirflowFailException, match=f"{BATCH} cannot be backfilled"):
        Run(run_type=DagRunType.BACKFILL).call(tasks.plan_crawl)


def test_a_backfill_replays_the_stored_crawl(store: ObjectStore) -> None:
    """A stored crawl counts as done under its own key, so that the stages behind it run on it."""
    stored = committed(store)
    run = Run(run_type=DagRunType.BACKFILL)
    assert run.call(tasks.plan_crawl) == []
    plan = Plan.model_validate(run.xcom[tasks.PLAN_KEY])
    assert (plan.key, plan.is_done) == (stored.key, True)
    assert Run().call(tasks.commit, "infoseek.web.crawl.stage", plan.model_dump(), None) == stored.key


def test_a_stage_without_its_input_fails_at_once() -> None:
    """Linking a batch that was not crawled names the batch and is not retried."""
    with pytest.raises(AirflowFailException, match=BATCH):
        Run().call(tasks.plan_stage, "infoseek.linking.stage")


def test_wrong_settings_fail_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that cannot be read is named by its variable."""
    monkeypatch.setenv("INFOSEEK_GROWTH__TREES", "many")
    with pytest.raises(AirflowFailException, match="INFOSEEK_GROWTH__TREES"):
        Run().call(tasks.plan_stage, "infoseek.linking.stage")


def test_only_what_a_person_must_mend_is_spared_its_retries() -> None:
    """Bad input and a spent budget fail at once; other errors pass through unchanged, and Airflow tries again."""

    def body(error: Exception) -> None:
        raise error

    with pytest.raises(AirflowFailException, match=r"^Seed x is no URL\.$"):
        without_vain_retries(body)(BadInput("Seed x is no URL."))
    with pytest.raises(AirflowFailException, match="paused"):
        without_vain_retries(body)(BudgetExhausted("Batch x paused: its budget is spent."))
    with pytest.raises(RuntimeError, match="broken"):
        without_vain_retries(body)(RuntimeError("broken"))
    with pytest.raises(Unavailable, match="away"):
        without_vain_retries(body)(Unavailable("S3 is away."))


def test_only_bad_input_is_called_so(caplog: pytest.LogCaptureFixture) -> None:
    """The line a failed task leaves tells what a person gave from what stopped or went away."""

    def body(error: Exception) -> None:
        raise error

    instance = SimpleNamespace(task_id="run_shard", map_index=3)
    context = {"task_instance": instance, "dag_run": SimpleNamespace(partition_key=BATCH)}
    for error, is_bad_input in (
        (BadInput("Seed x is no URL."), True),
        (Halted("The disk is full."), False),
        (Unavailable("S3 is away."), False),
    ):
        with pytest.raises((AirflowFailException, Unavailable)) as caught:
            without_vain_retries(body)(error)
        caplog.clear()
        log_failure({**context, "exception": caught.value})
        assert failure_line.read(caplog.messages) == Failure("run_shard[3]", BATCH, str(error), is_bad_input)


def test_a_batch_that_brings_nothing_new_is_skipped() -> None:
    """Nothing new is no failure."""

    def body() -> None:
        raise NothingNew("Batch x has no page that was not grown before.")

    with pytest.raises(AirflowSkipException, match="grown before"):
        without_vain_retries(body)()


def test_errors_are_described_by_type_unless_they_are_sentences() -> None:
    """A KeyError says that it is one; an error raised to be read is left alone."""
    assert describe(KeyError("x")) == "KeyError: 'x'"
    assert describe(AirflowFailException("Seed x is no URL.")) == "Seed x is no URL."
    assert describe(None) == "no reason is known"
