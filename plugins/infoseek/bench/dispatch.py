"""Throughput of the dispatcher beside its ideal, and what faults and kills do to growth: nothing."""

from __future__ import annotations

from collections.abc import Iterator

from infoseek.bench.dispatch_faults import faults_and_kills
from infoseek.bench.dispatch_pace import pace
from infoseek.bench.figure import Figure
from infoseek.bench.session import Session


def run(session: Session) -> Iterator[Figure]:
    """Pace first, on servers of its own; then growth on a linked world."""
    yield from pace(session)
    yield from faults_and_kills(session)
