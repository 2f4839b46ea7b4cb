"""The tasks every stage DAG is made of: plan, run_shard, commit. XCom carries the plan and object keys only.

What lives here: the thin bodies between Airflow and the stage modules. What may not: domain logic.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any, Protocol, cast

from airflow.sdk import get_current_context, task

from infoseek.environment import load_settings
from infoseek.errors import BadInput
from infoseek.orchestration.failures import without_vain_retries
from infoseek.orchestration.work import telling_its_work
from infoseek.settings import Settings
from infoseek.stages import CRAWL

if TYPE_CHECKING:
    from airflow.sdk.types import DagRunProtocol

    from infoseek.store.manifests import Manifest, Plan

PLAN_KEY = "plan"
"""XCom key of the plan; the plan task's return value is the list of shards, for the mapping."""

RUN_SHARD = "run_shard"
"""Task id of a stage's mapped shards."""

_BACKFILL = "backfill"

log = logging.getLogger(__name__)


class StageModule(Protocol):
    """What a stage's module offers."""

    def plan(self, settings: Settings, batch_id: str) -> Plan: ...

    def shards(self, settings: Settings, plan: Plan) -> list[str]: ...

    def run_shard(self, settings: Settings, plan: Plan, shard: str) -> str: ...

    def commit(self, settings: Settings, plan: Plan, receipts: list[str]) -> Manifest: ...


def batch_id() -> str:
    """The batch of the running task: its DAG run's partition key. Raises `BadInput` where that is no date."""
    # The store brings boto3, which parsing a DAG file must not.
    from infoseek.store.manifests import check_batch_id

    return check_batch_id(_dag_run().partition_key)


def _dag_run() -> DagRunProtocol:
    return get_current_context()["dag_run"]


def _stage(module: str) -> StageModule:
    return cast(StageModule, importlib.import_module(module))


def _hand_on(plan: Plan) -> None:
    get_current_context()["ti"].xcom_push(PLAN_KEY, plan.model_dump())
    done = " It is committed already: nothing to do." if plan.is_done else ""
    log.info("Batch %s of zone %s is run %s.%s", plan.batch_id, plan.zone, plan.key, done)


@task(task_id="plan")
@without_vain_retries
@telling_its_work
def plan_stage(module: str) -> list[str]:
    """Pin the run's inputs and hand on the plan; return the shards, none where the run is committed."""
    settings, stage = load_settings(), _stage(module)
    plan = stage.plan(settings, batch_id())
    _hand_on(plan)
    return [] if plan.is_done else stage.shards(settings, plan)


@task(task_id="plan")
@without_vain_retries
@telling_its_work
def plan_crawl() -> list[str]:
    """As `plan_stage`, for the crawl: the run's conf may name seed sets; a backfill replays what is stored."""
    from infoseek.web.crawl import stage

    settings, batch = load_settings(), batch_id()
    if _dag_run().run_type == _BACKFILL:
        plan = _stored_crawl(settings, batch)
    else:
        plan = stage.plan(settings, batch, _seed_sets(_dag_run().conf))
    _hand_on(plan)
    return [] if plan.is_done else stage.shards(settings, plan)


def _seed_sets(conf: dict[str, Any] | None) -> list[str] | None:
    names = (conf or {}).get("seed_sets")
    if names is None:
        return None
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise BadInput(f"seed_sets in the run's conf is {names!r}, not a list of seed set names.")
    return names


def _stored_crawl(settings: Settings, batch: str) -> Plan:
    """The stored crawl of a past date as a finished run. The web of that day cannot be crawled today."""
    from infoseek.store.manifests import Plan, current
    from infoseek.store.objects import ObjectStore

    stored = current(ObjectStore(settings.s3), CRAWL.zone, batch)
    if stored is None:
        raise BadInput(
            f"Batch {batch} cannot be backfilled: no crawl of that date is stored, and pages of today "
            "must not pass as pages of then."
        )
    return Plan(
        zone=CRAWL.zone, batch_id=batch, key=stored.key, base=stored.key, inputs=stored.inputs, is_done=True
    )


@without_vain_retries
@telling_its_work
def do_shard(module: str, plan: Any, shard: str) -> str:
    """Do one shard's work; the object key of its receipt. plan: the plan as XCom carries it."""
    from infoseek.store.manifests import Plan

    return _stage(module).run_shard(load_settings(), Plan.model_validate(plan), shard)


run_shard = task(task_id=RUN_SHARD, map_index_template="{{ task.op_kwargs['shard'] }}")(do_shard)
"""`do_shard` as a task of its own, for stages that never wait for anybody."""


@task(task_id="commit", trigger_rule="none_failed")
@without_vain_retries
@telling_its_work
def commit(module: str, plan: Any, receipts: Any) -> str:
    """Make the stage run visible, unless it is; its manifest key. This task alone updates the asset.

    plan: as XCom carries it. receipts: the mapped tasks' receipt keys; nothing where there was no shard.
    """
    from infoseek.store.manifests import Plan

    pinned = Plan.model_validate(plan)
    if pinned.is_done:
        return pinned.key
    return _stage(module).commit(load_settings(), pinned, list(receipts or [])).key
