"""How a check is run: in order, by version, failing closed."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.gates.catalogue import CHECKS, Check, first_failure, judge
from infoseek.gates.item import Item
from infoseek.gates.verdict import Finding, Verdict
from infoseek.settings import GateSettings
from tests.gates.corpus import books, question_row

SETTINGS = GateSettings()
WORLD = books()
CORPUS = WORLD.corpus()


def verdicts(row: dict[str, Any], settings: GateSettings = SETTINGS) -> dict[str, Verdict]:
    return {check.id: judge(check, Item(row), CORPUS, settings) for check in CHECKS.values()}


def test_a_good_question_passes_every_check() -> None:
    """Each says what it saw, and its version."""
    found = verdicts(question_row(WORLD))
    assert {verdict.status for verdict in found.values()} == {"passed"}
    assert all(verdict.reason == "" and verdict.evidence and verdict.version for verdict in found.values())


@pytest.mark.parametrize("check", CHECKS.values(), ids=str)
def test_a_check_that_raises_has_failed(check: Check) -> None:
    """An exception inside a check is a failure with its cause, not a pass and not a crash."""

    def broken(*_: object) -> Finding:
        raise KeyError("page\ngone \ud800")

    verdict = judge(dataclasses.replace(check, find=broken), Item(question_row(WORLD)), CORPUS, SETTINGS)
    assert verdict.status == "failed"
    assert verdict.reason.startswith("could not run: KeyError")
    assert "\n" not in verdict.reason
    verdict.reason.encode()
    assert not verdict.lets_through


@pytest.mark.parametrize(
    "changed",
    [
        {"edits": "{"},
        {"edits": "[]"},
        {"edits": '[{"op": "add_root"}]'},
        {"edits": "[" * 50_000},
        {"tree": "{"},
        {"tree": "[" * 50_000},
        {"tree": "9" * 10_000},
        {"sub_questions": "{}"},
        {"sub_questions": None},
        {"question": "  "},
        {"question": None},
        {"answer": 3},
        {"answer_aliases": "x"},
    ],
)
def test_an_unreadable_row_fails_every_check_with_a_reason(changed: dict[str, Any]) -> None:
    """Hostile JSON fails all checks in one clear sentence each."""
    found = verdicts(question_row(WORLD, **changed))
    assert {verdict.status for verdict in found.values()} == {"failed"}
    assert all(verdict.reason.startswith("Its ") for verdict in found.values())


def test_an_unfinished_tree_is_no_question() -> None:
    """Edits without a finish, or that the tree refuses, fail."""
    edits = json.loads(question_row(WORLD)["edits"])
    unfinished = json.dumps(edits[:5])
    twice = json.dumps([edits[0], *edits])
    assert "open, not finished" in verdicts(question_row(WORLD, edits=unfinished))["S8"].reason
    assert "has a root already" in verdicts(question_row(WORLD, edits=twice))["S8"].reason


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["op", "vertex", "id", "children", "claim", "parent"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["edits", "tree", "sub_questions"]))
def test_no_json_is_a_pass(value: Any, column: str) -> None:
    """Whatever JSON stands in a row's columns: no crash, and no pass of the structure check."""
    if column == "sub_questions" and value == []:
        return
    found = verdicts(question_row(WORLD, **{column: json.dumps(value)}))
    assert found["S8"].status == "failed"


def test_a_waived_check_is_not_run() -> None:
    """A waiver gives status waived with the person's reason; other checks are run as ever."""
    settings = GateSettings(waivers={"V2": "pages were taken down"})
    found = verdicts(question_row(WORLD, edits="{"), settings)
    assert (found["V2"].status, found["V2"].reason) == ("waived", "pages were taken down")
    assert found["V2"].lets_through
    assert found["L2"].status == "failed"


def test_the_first_failure_is_in_gate_order() -> None:
    """Cheap checks come first, and a check that was not run counts as failed."""
    by_id = {
        check: Verdict(check=check, status="failed" if check in ("S5", "L3") else "passed", version="1")
        for check in reversed(CHECKS)
    }
    first = first_failure(list(by_id.values()))
    assert first is not None
    assert first.check == "L3"
    by_id["L2"] = Verdict(check="L2", status="not_run", version="1")
    assert first_failure(list(by_id.values())) == by_id["L2"]
    assert list(CHECKS) == ["L2", "L3", "L4", "S7", "S8", "V2", "S5", "S9", "V4", "D1"]
