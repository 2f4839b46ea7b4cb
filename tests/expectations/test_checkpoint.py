"""Reading a checkpoint's result: whatever is missing in it blocks the batch."""

from __future__ import annotations

from typing import Any

import pytest
from great_expectations import expectations as gxe
from great_expectations.core import ExpectationValidationResult

from expectations.checkpoint import Rejection, complete, rejected_rows
from expectations.suite import duplicates_suite, question_suite
from infoseek.gates.catalogue import CHECKS, DUPLICATES
from infoseek.gates.verdict import GateBlocked
from infoseek.settings import GrowthSettings


def result(success: bool = False, **changed: Any) -> ExpectationValidationResult:
    """A result over three rows that rejects the last, with its result's fields changed."""
    expectation = gxe.ExpectColumnValuesToNotBeNull(
        column="kind", description="a problem has a kind", meta={"check": "schema"}
    )
    exception_info = changed.pop("exception_info", {"raised_exception": False})
    fields = {"element_count": 3, "unexpected_count": 1, "unexpected_index_list": [{"item": 2}], **changed}
    return ExpectationValidationResult(
        success=success,
        expectation_config=expectation.configuration,
        result=fields,
        exception_info=exception_info,
    )


def test_a_rejected_row_is_named_by_its_position() -> None:
    """Check and expectation come from the suite, the row from the result."""
    assert rejected_rows(result(), 3) == [Rejection(2, "schema", "a problem has a kind")]
    passed = result(success=True, unexpected_count=0, unexpected_index_list=[])
    assert rejected_rows(passed, 3) == []


@pytest.mark.parametrize(
    "broken",
    [
        result(element_count=2),
        result(element_count=None),
        result(unexpected_index_list=None),
        result(unexpected_count=2),
        result(success=True),
        result(unexpected_count=0, unexpected_index_list=[]),
        result(exception_info={"raised_exception": True, "exception_message": "boom"}),
        result(exception_info={"metric": {"raised_exception": True, "exception_message": "boom"}}),
    ],
)
def test_a_result_that_does_not_add_up_blocks(broken: ExpectationValidationResult) -> None:
    """Rows unseen, unnamed or miscounted, or an exception: no row passes by accident."""
    with pytest.raises(GateBlocked, match="could not run"):
        rejected_rows(broken, 3)


def test_a_missing_result_blocks() -> None:
    """Fewer results than expectations is no pass."""
    with pytest.raises(GateBlocked, match="1 of 2"):
        complete([result()], 2)


def test_every_check_has_its_expectation() -> None:
    """The suites hold exactly one expectation a check, with the check's version; duplicates come last."""
    suites = [question_suite("j", GrowthSettings()), duplicates_suite("j")]
    metas = [expectation.meta or {} for suite in suites for expectation in suite.expectations]
    versions = [(meta["check"], meta["version"]) for meta in metas if meta["check"] in CHECKS]
    assert versions == [(check.id, check.version) for check in CHECKS.values()]
    assert versions[-1][0] == DUPLICATES
