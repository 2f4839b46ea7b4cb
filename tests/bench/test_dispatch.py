"""Throughput of model calls and what a second run sends, against the real servers at a small load."""

from __future__ import annotations

import pytest

from infoseek.bench import dispatch
from infoseek.bench.load import Load
from infoseek.bench.session import Session
from infoseek.settings import Settings

pytestmark = pytest.mark.service


def test_no_call_is_sent_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run is served from the cache alone, and both throughputs are shares of the ideal."""
    monkeypatch.setattr(dispatch, "LATENCY_S", 0.1)
    with Session(Settings(), Load(calls=50), print, print) as session:
        figures = {figure.figure: figure.value for figure in dispatch.run(session)}
    assert figures["calls sent again by a second run"] == 0
    assert 0 < (figures["share of ideal kept"] or 0) <= 1
    assert 0 < (figures["share of ideal kept, bare client"] or 0) <= 1
