"""The gate's checks as expectations: one for each, all of one class (FIELD §3).

What lives here: the bridge to Great Expectations. What may not: the checks' logic (infoseek.gates).
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics import ColumnMapMetricProvider, column_condition_partial

from expectations.judging import Judging
from expectations.lending import borrow

_VALUE_KEYS = ("judging", "check_id")


class PassesCheckMetric(ColumnMapMetricProvider):
    """Whether a check lets an item through; the column holds positions in the lent `Judging`."""

    condition_metric_name = "column_values.passes_check"
    condition_value_keys = _VALUE_KEYS

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series[int], judging: str, check_id: str, **_: Any) -> pd.Series[bool]:
        batch = borrow(judging, Judging)
        return column.map(lambda position: batch.verdict(int(position), check_id).lets_through)


class ExpectQuestionsToPassCheck(ColumnMapExpectation):
    """Every question passes a check. judging: the name the batch's `Judging` is lent under."""

    map_metric: ClassVar[str] = PassesCheckMetric.condition_metric_name
    args_keys: ClassVar[tuple[str, ...]] = ("column", *_VALUE_KEYS)
    success_keys: ClassVar[tuple[str, ...]] = ("mostly", *_VALUE_KEYS)
    judging: str
    check_id: str
