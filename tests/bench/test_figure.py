"""Figures, targets and loads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.bench.figure import Figure, at_least, at_most, exactly, ratio
from infoseek.bench.load import Load
from infoseek.errors import BadInput


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_targets_say_what_they_mean(value: float, bound: float) -> None:
    """At least and at most meet at the bound, where exactly is met too."""
    assert at_least(bound).is_met_by(value) == (value >= bound)
    assert at_most(bound).is_met_by(value) == (value <= bound)
    assert exactly(bound).is_met_by(value) == (value == bound)


def test_a_figure_that_could_not_be_had_misses_its_target() -> None:
    """Nothing to measure is no success; without a target it is only told."""
    assert not Figure("share", None, "share", at_least(0)).ok
    assert Figure("share", None, "share").ok


def test_a_record_is_one_line_of_json() -> None:
    """Exactly the fields that DESIGN §11 names."""
    record = Figure("pace", 1 / 3, "ratio", at_least(0.3)).record("crawl")
    assert json.loads(json.dumps(record)) == {
        "name": "crawl",
        "figure": "pace",
        "value": 0.333333,
        "unit": "ratio",
        "target": ">= 0.3",
        "ok": True,
    }
    assert Figure("pace", 2, "ratio").record("crawl")["target"] is None


def test_a_ratio_of_nothing_is_none() -> None:
    """Dividing by nothing gives no figure."""
    assert ratio(1, 0) is None
    assert ratio(1, 4) == 0.25


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"pages": 3}, "not 3"),
        ({"sizes": (500, 1_000_000)}, "not 1000000"),
        ({"sizes": (500, 500)}, "two sizes"),
        ({"seeds": 0}, "not 0"),
        ({"left_out": 1.0}, "not 1.0"),
        ({"calls": 0}, "not 0"),
        ({"folds": 1}, "not 1"),
    ],
)
def test_a_load_that_cannot_be_is_one_sentence(wrong: dict[str, Any], sentence: str) -> None:
    """Each value is checked before anything starts."""
    with pytest.raises(BadInput, match=sentence):
        Load(**wrong)
