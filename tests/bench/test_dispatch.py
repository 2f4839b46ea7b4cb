"""Throughput of model calls, and what faults and kills leave of growth, at a small load."""

from __future__ import annotations

import pytest

from infoseek.bench import dispatch_faults, dispatch_pace
from infoseek.bench.faulty_server import answers_given, serve
from infoseek.bench.grow_again import Grown
from infoseek.bench.load import Load
from infoseek.bench.session import Session
from infoseek.embedded.service import Services
from infoseek.offline.switches import Switches
from infoseek.settings import Settings


@pytest.mark.service
def test_no_call_is_sent_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run is served from the cache alone, and each throughput is a share of the ideal."""
    monkeypatch.setattr(dispatch_pace, "LEAST_KEPT", {0.2: 0.5, 0.1: 0.5})
    with Session(Settings(), Load(calls=50), print, print) as session:
        figures = {figure.figure: figure.value for figure in dispatch_pace.pace(session)}
    assert figures["calls sent again by a second run"] == 0
    for name in ("kept at 0.2 s", "kept at 0.1 s", "kept at 0.1 s, bare client"):
        assert 0 < (figures[f"share of ideal {name}"] or 0) <= 1


@pytest.mark.service
def test_a_server_under_switches_counts_its_answers(tmp_path_factory: pytest.TempPathFactory) -> None:
    """It starts with the switches that differ from the usual, and tells how many answers it gave."""
    with Services() as services:
        address = serve(services, tmp_path_factory.mktemp("model"), Switches(rate_500=1.0, seed=3))
        assert answers_given(address) == 0


def test_three_in_ten_requests_meet_a_fault() -> None:
    """The faults that the issue names, together 30 %."""
    rates = {name: value for name, value in dispatch_faults.FAULTS if name.startswith("rate_") and value}
    assert set(rates) == {"rate_429", "rate_500", "rate_cut_off", "rate_malformed", "rate_stall"}
    assert sum(rates.values()) == pytest.approx(0.3)


def test_trees_are_alike_where_ids_and_ends_are() -> None:
    """A tree that is missing, one too many, and one that ended otherwise each count."""
    wanted = Grown({"a": "finished ", "b": "quit not_unique"}, 0)
    assert dispatch_faults.alike(wanted, wanted) == 1
    assert dispatch_faults.alike(Grown({"a": "finished "}, 1), wanted) == 0.5
    assert dispatch_faults.alike(Grown({"a": "quit x", "b": "quit not_unique"}, 0), wanted) == pytest.approx(
        1 / 3
    )
