"""The shape all stage DAGs share: plan, mapped shards, commit; and the rules they all keep.

What lives here: the DAG factory and default arguments. What may not: a single stage's schedule or text.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pendulum
from airflow.sdk import DAG, XComArg
from airflow.sdk.bases.timetable import BaseTimetable

from infoseek.orchestration.assets import asset_of
from infoseek.orchestration.failures import log_failure
from infoseek.orchestration.shard_operator import ShardOperator
from infoseek.orchestration.tasks import PLAN_KEY, RUN_SHARD, commit, run_shard
from infoseek.stages import Stage

OWNER = "infoseek"
START = pendulum.datetime(2025, 1, 1, tz="UTC")
SPARK_POOL = "spark"
LLM_POOL = "llm"
DEFAULT_POOL = "default_pool"

# The pause before the first retry is Airflow's own setting, core.default_task_retry_delay.
DEFAULT_ARGS: dict[str, Any] = {
    "owner": OWNER,
    "retries": 2,
    "retry_exponential_backoff": 3.0,
    "max_retry_delay": timedelta(minutes=10),
    "execution_timeout": timedelta(hours=12),
    "on_failure_callback": log_failure,
}


def new_dag(stage: Stage, doc: str | None, schedule: BaseTimetable, max_active_runs: int = 2) -> DAG:
    """An empty DAG of a stage that keeps the house rules. doc: the DAG file's docstring, its runbook."""
    return DAG(
        dag_id=stage.dag_id,
        schedule=schedule,
        start_date=START,
        catchup=False,
        max_active_runs=max_active_runs,
        default_args=DEFAULT_ARGS,
        doc_md=doc,
        description=stage.title,
        tags=["infoseek", f"zone:{stage.zone}"],
        fail_fast=False,
    )


def add_sharded_run(stage: Stage, shards: XComArg, pool: str = DEFAULT_POOL) -> None:
    """Behind a plan task: one mapped task a shard, then the commit, which alone updates the asset."""
    plan = _plan_of(shards)
    receipts = run_shard.override(pool=pool).partial(module=stage.module, plan=plan).expand(shard=shards)
    _add_commit(stage, plan, receipts)


def add_model_run(stage: Stage, shards: XComArg) -> None:
    """As `add_sharded_run`, for shards that ask a model and may defer until its batches ended."""
    plan = _plan_of(shards)
    mapped = ShardOperator.partial(
        task_id=RUN_SHARD,
        pool=LLM_POOL,
        map_index_template="{{ task.shard }}",
        module=stage.module,
        plan=plan,
    ).expand(shard=shards)
    _add_commit(stage, plan, mapped.output)


def _add_commit(stage: Stage, plan: XComArg, receipts: XComArg) -> None:
    commit.override(outlets=[asset_of(stage)])(module=stage.module, plan=plan, receipts=receipts)


def add_single_run(stage: Stage, shards: XComArg) -> None:
    """Behind a plan task: the commit alone, for a stage whose work is not spread; skipped with its plan."""
    alone = commit.override(outlets=[asset_of(stage)], trigger_rule="all_success")
    alone(module=stage.module, plan=_plan_of(shards), receipts=None)


def _plan_of(shards: XComArg) -> XComArg:
    (planner,) = shards.leaves
    return XComArg(planner, key=PLAN_KEY)
