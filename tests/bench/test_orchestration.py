"""Dividing a batch's time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.bench.orchestration import Times, covered

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1])))


@given(SPANS)
def test_covered_time_counts_each_moment_once(spans: list[tuple[int, int]]) -> None:
    """As a count of the whole seconds that lie in any interval."""
    moments = {second for begun, ended in spans for second in range(begun, ended)}
    assert covered(spans) == len(moments)


def test_overhead_is_what_no_stage_worked() -> None:
    """Tasks that work at the same time are not counted twice."""
    times = Times(
        whole=(0, 100), batch=(20, 95), runs=[(22, 95)], tasks=[(25, 60), (30, 90)], work=[(27, 58), (32, 88)]
    )
    assert times.overhead_s == pytest.approx(100 - 61)
