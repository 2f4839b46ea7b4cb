"""Figures as data."""

from __future__ import annotations

from typing import Any

from infoseek.gates.history import BatchQuality, CheckCount
from infoseek.quality.batches import BatchRecord, Step
from infoseek.quality.funnel import Funnel
from infoseek.ui.charts import MOST_BARS, distributions, over_batches

NOTHING = Funnel(0, 0, 0, 0, 0, 0, {}, {}, 0, {}, 0)


def count(check: str, passed: int, failed: int = 0, waived: int = 0, not_run: int = 0) -> CheckCount:
    return CheckCount(
        check=check, title="t", version="1", passed=passed, failed=failed, waived=waived, not_run=not_run
    )


def quality(batch_id: str, *checks: CheckCount, **distribution: dict[str, int]) -> BatchQuality:
    return BatchQuality(
        batch_id=batch_id,
        key="k",
        linked="l",
        snapshot="s",
        questions=4,
        accepted=3,
        quarantined=1,
        checks=list(checks),
        rejected={},
        waivers={},
        distributions=distribution,
    )


def record(batch_id: str, published: int | None, found: BatchQuality | None) -> BatchRecord:
    steps = [Step("questions", 4, {}), Step("accepted", 3, {}), Step("published", published, {})]
    return BatchRecord(batch_id, {}, steps, NOTHING, {}, None, found)


def test_yield_runs_from_the_oldest_batch_to_the_newest() -> None:
    """Each step is a trace over all batches; a step not reached is a gap."""
    figure = over_batches([record("2026-11-06", None, None), record("2026-11-05", 3, None)])["yield"]
    traces: list[dict[str, Any]] = figure["data"]
    assert [trace["name"] for trace in traces] == ["questions", "accepted", "published"]
    assert traces[2]["x"] == ["2026-11-05", "2026-11-06"]
    assert traces[2]["y"] == [3, None]


def test_a_check_not_run_has_not_passed_and_a_waived_one_says_nothing() -> None:
    """Shares count what could not run as failed (FIELD §3); waived and unknown checks have no share."""
    first = quality("2026-11-05", count("L2", 3, 1), count("S5", 0, 0, waived=4))
    second = quality("2026-11-06", count("L2", 2, 0, not_run=2), count("D1", 4))
    figure = over_batches([record("2026-11-05", 3, first), record("2026-11-06", 3, second)])["passes"]
    trace = figure["data"][0]
    assert trace["y"] == ["t L2", "t S5", "t D1"]
    assert trace["z"] == [[0.75, 0.5], [None, None], [None, 1.0]]
    assert trace["customdata"][1] == ["waived", "not judged"]


def test_numbers_are_ordered_by_value_and_words_by_count() -> None:
    """Nine stands before ten, and the most frequent word first."""
    found = distributions(quality("2026-11-05", vertices={"10": 1, "9": 2}, answer_type={"a": 1, "b": 5}))
    assert found["vertices"]["data"][0]["x"] == ["9", "10"]
    assert found["answer_type"]["data"][0]["x"] == ["b", "a"]
    assert distributions(None) == {}


def test_the_tail_of_a_distribution_is_summed_up() -> None:
    """Many rare values are one bar, and nothing is lost."""
    types = {f"type {n:02}": 1 for n in range(40)}
    bars = distributions(quality("2026-11-05", answer_type=types))["answer_type"]["data"][0]
    assert len(bars["x"]) == MOST_BARS + 1
    assert (bars["x"][-1], sum(bars["y"])) == ("others", 40)


def test_labels_hold_no_tags() -> None:
    """plotly.js reads some tags in labels: a type named like one stays text, and a long one is cut."""
    bars = distributions(quality("2026-11-05", answer_type={"<a href='x'>y</a>": 1, "z" * 99: 1}))
    first, second = bars["answer_type"]["data"][0]["x"]
    assert "<" not in first
    assert len(second) == 41
