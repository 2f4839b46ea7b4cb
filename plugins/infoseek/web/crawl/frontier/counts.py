"""The report's counts: answers, bytes and what was refused, by seed set and host.

What may not live here: counts that the table of URLs gives (readings.py).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

from infoseek.web.crawl.frontier.asks import Ask
from infoseek.web.crawl.state import CrawlState

LISTED = "listed"
"""A measure for the run's own bounds, not for the report."""

UNANSWERED = frozenset(
    "dns connection_refused connection_failed tls timeout broken bad_http bad_coding too_large error".split()
)
"""Reasons that stand in the report where a status would: a request was sent, no proper answer came."""


def host_of(url: str) -> str:
    """Host and port of a canonical URL."""
    return url.split("/", 3)[2]


def count_answer(state: CrawlState, ask: Ask, key: str, size_bytes: int) -> None:
    """Count a request that was sent. key: the answer's status, or the reason why there was none."""
    host, now = host_of(ask.url), time.time()
    rows = [("requests", "", 1.0), ("status", key, 1.0)]
    if size_bytes:
        rows.append(("bytes", "", float(size_bytes)))
    tally(state, ((ask.seed_set, host, *row) for row in rows))
    state.connection.executemany(
        "INSERT INTO tallies(seed_set, host, measure, key, value) VALUES (?,?,?,'',?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value, changed = 1 WHERE measure = 'last_s'",
        [(ask.seed_set, host, measure, now) for measure in ("first_s", "last_s")],
    )


def count_refused(state: CrawlState, seed_set: str, host: str, reasons: Mapping[str, int]) -> None:
    """Count links or answers that were not taken."""
    tally(state, ((seed_set, host, "refused", reason, count) for reason, count in reasons.items() if count))


def tally(state: CrawlState, rows: Iterable[tuple[str, str, str, str, float]]) -> None:
    """Add to counts: seed set, host, measure, key, count."""
    state.connection.executemany(
        "INSERT INTO tallies(seed_set, host, measure, key, value) VALUES (?,?,?,?,?) "
        "ON CONFLICT DO UPDATE SET value = value + excluded.value, changed = 1",
        rows,
    )
