"""The suites of the gate: what every question row must look like and every check, then duplicates.

What may not live here: running it (checkpoint.py).
"""

from __future__ import annotations

import great_expectations as gx
from great_expectations import expectations as gxe
from great_expectations.expectations.expectation import Expectation

from expectations.checks import ExpectQuestionsToPassCheck
from infoseek.gates.catalogue import CHECKS, DUPLICATES, Check
from infoseek.settings import GrowthSettings

SUITE = "questions"
DUPLICATES_SUITE = "duplicates"
SCHEMA = "schema"
"""The check id under which a row is quarantined that does not look like a question."""

_KINDS = ["CSP", "MHP", "HCSP"]
_WORDS = (8, 400)


def question_suite(judging: str, growth: GrowthSettings) -> gx.ExpectationSuite:
    """The suite over `Judging.frame` of what a question is by itself.

    Each expectation's meta names its check and version. judging: the name the batch's `Judging` is lent under.
    """
    alone = [_passes(check, judging) for check in CHECKS.values() if check.id != DUPLICATES]
    return gx.ExpectationSuite(SUITE, expectations=[*_rows(growth), *alone])


def duplicates_suite(judging: str) -> gx.ExpectationSuite:
    """As `question_suite`, of what a question is beside those that stay; run once `Judging.settle` was called."""
    return gx.ExpectationSuite(DUPLICATES_SUITE, expectations=[_passes(CHECKS[DUPLICATES], judging)])


def _rows(growth: GrowthSettings) -> list[Expectation]:
    meta = {"check": SCHEMA, "version": "1"}
    return [
        gxe.ExpectColumnValuesToNotBeNull(
            column="question_id", description="a question has an id", meta=meta
        ),
        gxe.ExpectColumnValuesToBeUnique(
            column="question_id", description="a question's id is its own", meta=meta
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_readable", value_set=[True], description="a question's row can be read", meta=meta
        ),
        gxe.ExpectColumnValuesToNotBeNull(column="tree_id", description="a question has a tree", meta=meta),
        gxe.ExpectColumnValuesToBeUnique(column="tree_id", description="a tree has one question", meta=meta),
        gxe.ExpectColumnValuesToBeBetween(
            column="words",
            min_value=_WORDS[0],
            max_value=_WORDS[1],
            description=f"a question has {_WORDS[0]} to {_WORDS[1]} words",
            meta=meta,
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="last_character",
            value_set=["?"],
            description="a question ends with a question mark",
            meta=meta,
        ),
        gxe.ExpectColumnValuesToNotBeNull(column="kind", description="a problem has a kind", meta=meta),
        gxe.ExpectColumnValuesToBeInSet(
            column="kind", value_set=_KINDS, description=f"the kind is one of {', '.join(_KINDS)}", meta=meta
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="vertices",
            min_value=growth.min_vertices,
            max_value=growth.max_vertices,
            description=f"a tree has {growth.min_vertices} to {growth.max_vertices} vertices",
            meta=meta,
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="hidden_inner",
            min_value=1,
            description="a tree has a hidden inner vertex",
            meta=meta,
        ),
    ]


def _passes(check: Check, judging: str) -> Expectation:
    return ExpectQuestionsToPassCheck(
        column="item",
        judging=judging,
        check_id=check.id,
        description=f"{check.id} {check.title}: fails when {check.definition}",
        meta={"check": check.id, "version": check.version},
    )
