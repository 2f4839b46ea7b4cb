"""Runs suites as checkpoints and says which rows of a batch's questions are rejected.

What lives here: Great Expectations' run and reading its result. What may not: what becomes of a rejected row.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.checkpoint import UpdateDataDocsAction
from great_expectations.core import ExpectationValidationResult
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context import EphemeralDataContext

from expectations.context import SITE, new_context
from expectations.judging import Judging
from expectations.lending import lend
from expectations.suite import duplicates_suite, question_suite
from infoseek.gates.verdict import GateBlocked
from infoseek.settings import GrowthSettings
from infoseek.store.objects import ObjectStore

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rejection:
    """One expectation's rejection of one row. expectation: its description."""

    position: int
    check: str
    expectation: str


def rejections(
    store: ObjectStore, judging: Judging, growth: GrowthSettings, batch_id: str, run_key: str
) -> list[Rejection]:
    """Run the checkpoints, duplicates last; their results and data docs are on S3 afterwards.

    Raises `GateBlocked` where an expectation could not run or its result cannot be read.
    """
    with (
        lend(f"store {run_key}", store) as store_name,
        lend(f"questions of {batch_id} in run {run_key}", judging) as judging_name,
    ):
        context = new_context(store_name)
        gx_batch = (
            context.data_sources.add_pandas("blurred")
            .add_dataframe_asset("questions")
            .add_batch_definition_whole_dataframe(batch_id)
        )
        run_id = run_of(batch_id, run_key)
        found = _checked(context, gx_batch, question_suite(judging_name, growth), judging, run_id)
        judging.settle({rejection.position for rejection in found})
        found += _checked(context, gx_batch, duplicates_suite(judging_name), judging, run_id)
    return sorted(set(found), key=lambda r: (r.position, r.check, r.expectation))


def run_of(batch_id: str, run_key: str) -> RunIdentifier:
    """The run's name and time: the batch's own date, not the clock's, so that a rerun replaces its data docs."""
    run_time = datetime.fromisoformat(batch_id).replace(tzinfo=UTC)
    return RunIdentifier(run_name=f"{batch_id} {run_key}", run_time=run_time)


def _checked(
    context: EphemeralDataContext,
    gx_batch: BatchDefinition[Any],
    suite: gx.ExpectationSuite,
    judging: Judging,
    run_id: RunIdentifier,
) -> list[Rejection]:
    results = run_suite(context, gx_batch, suite, judging.frame(), run_id, "item")
    return [rejection for one in results for rejection in rejected_rows(one, len(judging.items))]


def run_suite(
    context: EphemeralDataContext,
    gx_batch: BatchDefinition[Any],
    suite: gx.ExpectationSuite,
    frame: pd.DataFrame,
    run_id: RunIdentifier,
    index_column: str,
) -> list[ExpectationValidationResult]:
    """Run one suite over a frame, as a checkpoint of its name that also renders data docs.

    index_column: the column that names a row. Raises `GateBlocked` where an expectation gave no result.
    """
    validation = gx.ValidationDefinition(name=suite.name, data=gx_batch, suite=context.suites.add(suite))
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(
            name=suite.name,
            validation_definitions=[context.validation_definitions.add(validation)],
            actions=[UpdateDataDocsAction(name="data_docs", site_names=[SITE])],
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": [index_column],
            },
        )
    )
    result = checkpoint.run(batch_parameters={"dataframe": frame}, run_id=run_id)
    return [
        one for run in result.run_results.values() for one in complete(run.results, len(suite.expectations))
    ]


def complete(results: Iterable[Any], expected: int) -> list[Any]:
    """The results, if every expectation gave one. Raises `GateBlocked`."""
    found = list(results)
    if len(found) != expected:
        raise GateBlocked(f"The gate could not run: {len(found)} of {expected} expectations gave a result.")
    return found


def rejected_rows(result: ExpectationValidationResult, items: int) -> list[Rejection]:
    """The rows of a frame of `items` rows that one expectation rejects.

    Raises `GateBlocked` where it raised, did not see every row, or does not name each row it rejects.
    """
    config = result.expectation_config
    if config is None:
        raise GateBlocked("The gate could not run: a result names no expectation.")
    name, check = config.description or config.type, str(config.meta["check"])
    if raised := raised_by(result):
        raise GateBlocked(f"The gate could not run: the expectation that {name} raised {raised}.")
    if result.result.get("element_count") != items:
        raise GateBlocked(f"The gate could not run: the expectation that {name} did not see every row.")
    rows = result.result.get("unexpected_index_list") or []
    if bool(result.success) == bool(rows) or len(rows) != result.result.get("unexpected_count"):
        raise GateBlocked(f"The gate could not run: the expectation that {name} does not name its rows.")
    return [Rejection(int(row["item"]), check, name) for row in rows]


def raised_by(result: ExpectationValidationResult) -> str:
    """The first exception in a result's exception_info, which is one entry or one a metric; empty for none."""
    info: Any = result.exception_info
    entries = [info] if isinstance(info, dict) and "raised_exception" in info else list((info or {}).values())
    for entry in entries:
        if entry.get("raised_exception"):
            return str(entry.get("exception_message") or "an exception")
    return ""
