"""One custom expectation a check of the gate, each with its own metric (FIELD §3).

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

_VALUE_KEYS = ("judging",)


class _CheckMetric(ColumnMapMetricProvider):
    """Whether a check lets an item through; the column holds positions in the lent `Judging`."""

    condition_value_keys = _VALUE_KEYS
    check_id: ClassVar[str]

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series[int], judging: str, **_: Any) -> pd.Series[bool]:
        batch = borrow(judging, Judging)
        return column.map(lambda position: batch.verdict(int(position), cls.check_id).lets_through)


class AnswerLeakMetric(_CheckMetric):
    condition_metric_name = "column_values.no_answer_leak"
    check_id = "L2"


class IntermediateLeakMetric(_CheckMetric):
    condition_metric_name = "column_values.no_intermediate_leak"
    check_id = "L3"


class CycleMetric(_CheckMetric):
    condition_metric_name = "column_values.no_cycle"
    check_id = "S8"


class SupportedClaimsMetric(_CheckMetric):
    condition_metric_name = "column_values.supported_claims"
    check_id = "V2"


class UniqueAnswerMetric(_CheckMetric):
    condition_metric_name = "column_values.unique_answer"
    check_id = "S5"


class _ExpectCheck(ColumnMapExpectation):
    """Base of the checks' expectations. judging: the name the batch's `Judging` is lent under."""

    args_keys: ClassVar[tuple[str, ...]] = ("column", *_VALUE_KEYS)
    success_keys: ClassVar[tuple[str, ...]] = ("mostly", *_VALUE_KEYS)
    judging: str


class ExpectNoAnswerLeak(_ExpectCheck):
    """The question names its answer nowhere (L2)."""

    map_metric: ClassVar[str] = AnswerLeakMetric.condition_metric_name


class ExpectNoIntermediateLeak(_ExpectCheck):
    """No hidden vertex is named in the question, no ancestor in a clue (L3)."""

    map_metric: ClassVar[str] = IntermediateLeakMetric.condition_metric_name


class ExpectNoCycle(_ExpectCheck):
    """No thing stands twice in a tree, and its edits give it (S8)."""

    map_metric: ClassVar[str] = CycleMetric.condition_metric_name


class ExpectSupportedClaims(_ExpectCheck):
    """Every claim is what its evidence states on its hashed page (V2)."""

    map_metric: ClassVar[str] = SupportedClaimsMetric.condition_metric_name


class ExpectUniqueAnswer(_ExpectCheck):
    """The clues leave the answer alone standing, and each hidden vertex alone (S5)."""

    map_metric: ClassVar[str] = UniqueAnswerMetric.condition_metric_name


EXPECTATIONS: dict[str, type[_ExpectCheck]] = {
    "L2": ExpectNoAnswerLeak,
    "L3": ExpectNoIntermediateLeak,
    "S8": ExpectNoCycle,
    "V2": ExpectSupportedClaims,
    "S5": ExpectUniqueAnswer,
}
"""By check id."""
