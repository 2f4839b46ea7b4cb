"""The gate of a batch's linking: its report, its suites, and nothing committed where they are out of bounds.

What may not live here: what is expected (linked_suites.py), what is measured (infoseek.linking.report).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import great_expectations as gx
import pandas as pd
import pyarrow as pa
from great_expectations.core import ExpectationValidationResult
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context import EphemeralDataContext

from expectations.checkpoint import raised_by, run_of, run_suite
from expectations.context import docs_index, new_context
from expectations.lending import lend
from expectations.linked_suites import MEASURES, bounds, measures_frame, measures_suite, rows_suites
from infoseek.gates.verdict import GateBlocked
from infoseek.linking.report import COLUMNS, Linked, Measure, measures
from infoseek.settings import LinkSettings, Settings
from infoseek.store.manifests import (
    Part,
    Plan,
    Receipt,
    read_manifest,
    read_receipts,
    receipt_path,
    write_receipt,
)
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, LINK_REPORT, MENTIONS, Table
from infoseek.store.tables import new_attempt, read_parts, read_rows, write_part

MOST_ROWS = 200_000
"""Rows of a table that the suites see; of a larger one every n-th."""

_KEYS = {ENTITIES: "entity_id", ALIASES: "alias", MENTIONS: "page_id", EDGES: "edge_id"}
_SHOWN_ROWS = 3


def run(settings: Settings, plan: Plan, shard: str) -> str:
    """Measure and judge what a job linked; its receipt, with the report in it, is written again.

    Returns the receipt's object key. Raises `BadInput` where a part is missing, `GateBlocked` where nothing may
    be committed: a suite could not run, or the tables are out of bounds.
    """
    store = ObjectStore(settings.s3)
    (receipt,) = read_receipts(store, [receipt_path(plan, shard)])
    report = measured(store, plan, receipt)
    values = {(measure.measure, measure.key): measure.value for measure in report}
    _require_good(store, settings.link, plan, receipt, values)
    rows = [{"batch_id": plan.batch_id, **measure._asdict()} for measure in report]
    tables = {**receipt.tables, LINK_REPORT.name: write_part(store, LINK_REPORT, rows, new_attempt())}
    return write_receipt(store, plan, receipt.model_copy(update={"tables": tables}))


def measured(store: ObjectStore, plan: Plan, receipt: Receipt) -> list[Measure]:
    """The report of what a receipt names, compared with the linking that the plan's base names."""
    tables = {table.name: _read(store, table, receipt, columns) for table, columns in COLUMNS.items()}
    return measures(Linked(**tables), receipt.stats, _report_before(store, plan.inputs.get("base", "")))


def _report_before(store: ObjectStore, key: str) -> dict[tuple[str, str], float]:
    if not key:
        return {}
    rows = read_rows(store, read_manifest(store, LINK_REPORT.zone, key), LINK_REPORT)
    return {(row["measure"], row["key"]): row["value"] for row in rows}


def _read(
    store: ObjectStore, table: Table, receipt: Receipt, columns: Sequence[str] | None = None
) -> pa.Table:
    parts: list[Part] = receipt.tables.get(table.name, [])
    return read_parts(store, table, parts, None if columns is None else list(columns))


def _require_good(
    store: ObjectStore,
    settings: LinkSettings,
    plan: Plan,
    receipt: Receipt,
    report: Mapping[tuple[str, str], float],
) -> None:
    """Run every suite; its results and data docs are on S3 afterwards. Raises `GateBlocked`."""
    with lend(f"store {plan.key} linked", store) as store_name:
        context, run_id = new_context(store_name), run_of(plan.batch_id, plan.key)
        faults: list[str] = []
        for table, suite in rows_suites().items():
            rows = _read(store, table, receipt)
            frame = sampled(rows).to_pandas()
            found = _results(context, suite, frame, run_id, _KEYS[table])
            faults += [_rows_fault(table, result) for result in found if not result.success]
        suite, frame = measures_suite(settings), measures_frame(report, list(bounds(settings)))
        found = _results(context, suite, frame, run_id, "measures")
        faults += [_measure_fault(result, frame) for result in found if not result.success]
    if faults:
        raise GateBlocked(
            f"The linking of batch {plan.batch_id} is blocked: {'; '.join(faults)}; see {store.address(docs_index())}."
        )


def sampled(rows: pa.Table, most: int = MOST_ROWS) -> pa.Table:
    """The table, or of a larger one every n-th row, so that `most` are left at most."""
    step = math.ceil(rows.num_rows / most) if rows.num_rows else 1
    return rows if step == 1 else rows.take(pa.array(range(0, rows.num_rows, step), pa.int64()))


def _results(
    context: EphemeralDataContext,
    suite: gx.ExpectationSuite,
    frame: pd.DataFrame,
    run_id: RunIdentifier,
    index_column: str,
) -> list[ExpectationValidationResult]:
    gx_batch = (
        context.data_sources.add_pandas(suite.name)
        .add_dataframe_asset(suite.name)
        .add_batch_definition_whole_dataframe(suite.name)
    )
    results = run_suite(context, gx_batch, suite, frame, run_id, index_column)
    for result in results:
        if raised := raised_by(result):
            raise GateBlocked(
                f"The gate of linking could not run: an expectation of {suite.name} raised {raised}."
            )
    return results


def _rows_fault(table: Table, result: ExpectationValidationResult) -> str:
    rows = result.result.get("unexpected_index_list") or []
    key = _KEYS[table]
    shown = ", ".join(f"{row.get(key)!s:.40}" for row in rows[:_SHOWN_ROWS])
    count = result.result.get("unexpected_count", len(rows))
    return f"of {count} rows of {table.full_name} it is not so that {_description(result)} ({key} {shown})"


def _measure_fault(result: ExpectationValidationResult, frame: pd.DataFrame) -> str:
    name = str(result.expectation_config.meta["measure"]) if result.expectation_config else MEASURES
    return f"it is not so that {_description(result)}: it is {frame[name].iloc[0]:.3g}"


def _description(result: ExpectationValidationResult) -> str:
    config = result.expectation_config
    return str(config.description or config.type) if config else "a result names its expectation"
