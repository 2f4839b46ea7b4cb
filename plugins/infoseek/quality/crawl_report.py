"""What the crawl of a batch came to: pages by outcome, answers, refusals, bytes and time, by seed set and host.

What lives here: summing the report table. What may not: counting anything anew, markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from infoseek.quality.batches import NoSuchBatch
from infoseek.stages import CRAWL
from infoseek.store.manifests import read_head, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_REPORT
from infoseek.store.tables import read_rows
from infoseek.web.crawl.reasons import meaning

OUTCOMES: dict[str, str] = {
    "new": "not known before",
    "changed": "known, with other content than before",
    "unchanged": "sent again, byte for byte the same",
    "not_modified": "the server said that it is as before (304)",
    "copy": "folded into another page with the same text",
    "gone": "left the corpus: it is no more",
    "missing": "answered 404 and is not given up yet",
    "kept_missing": "gone with too many others of its host at once, so kept",
}
"""What becomes of a page, and what that means."""

FETCHED = ("new", "changed", "unchanged", "not_modified", "copy")
"""Outcomes of pages that were asked for and are there."""

MOST_HOSTS = 50
_SUCCESSES = ("1", "2", "3")


@dataclass(frozen=True)
class Tally:
    """Sums over rows of the report.

    name: of the seed set or host, "" for all. size_bytes: as received. pages: by outcome (see `OUTCOMES`).
    answers: by HTTP status, or by reason code where none came. refused: links and answers not taken, by reason.
    elapsed_s: from the first to the last that was heard of it.
    """

    name: str
    requests: int
    size_bytes: int
    pages: Mapping[str, int]
    answers: Mapping[str, int]
    refused: Mapping[str, int]
    queue_left: int
    elapsed_s: float

    @property
    def fetched(self) -> int:
        """Pages that were asked for and are there."""
        return sum(self.pages.get(outcome, 0) for outcome in FETCHED)

    @property
    def failed(self) -> int:
        """Answers that were no success, and requests that got none."""
        return sum(count for code, count in self.answers.items() if not code.startswith(_SUCCESSES))

    @property
    def pages_per_s(self) -> float | None:
        """Pages a second; None where it took no time that could be told."""
        return self.fetched / self.elapsed_s if self.elapsed_s > 0 else None


@dataclass(frozen=True)
class CrawlReport:
    """One batch's crawl. hosts: those with most requests; other_hosts: how many more there are, in `others`."""

    batch_id: str
    total: Tally
    seed_sets: list[Tally]
    hosts: list[Tally]
    other_hosts: int
    others: Tally

    @property
    def reasons(self) -> dict[str, str]:
        """What each reason code of the report means, in one sentence."""
        codes = (*self.total.answers, *self.total.refused)
        return {code: said for code in codes if (said := meaning(code) or _phrase(code))}


def crawl_report(store: ObjectStore, batch_id: str, most_hosts: int = MOST_HOSTS) -> CrawlReport:
    """The report of a batch's crawl. Raises `NoSuchBatch` where its crawl is not committed."""
    key = read_head(store, CRAWL.zone).batches.get(batch_id)
    if key is None:
        raise NoSuchBatch(f"There is no crawl of a batch {batch_id[:40]!r}.")
    rows = _rows(store, key)
    hosts = sorted(_by(rows, "host"), key=lambda tally: (-tally.requests, -tally.fetched, tally.name))
    shown = hosts[:most_hosts]
    names = {tally.name for tally in shown}
    return CrawlReport(
        batch_id=batch_id,
        total=_tally("", rows),
        seed_sets=_by(rows, "seed_set"),
        hosts=shown,
        other_hosts=len(hosts) - len(shown),
        others=_tally("", (row for row in rows if row["host"] not in names)),
    )


def _phrase(status: str) -> str:
    """What an HTTP status is called; "" for what is none."""
    known = status.isdecimal() and int(status) in set(HTTPStatus)
    return f"{HTTPStatus(int(status)).phrase}." if known else ""


def newest_crawl(store: ObjectStore) -> str | None:
    """The newest batch whose crawl is committed, or None."""
    return max(read_head(store, CRAWL.zone).batches, default=None)


def outcomes_by_batch(store: ObjectStore, most: int) -> dict[str, Mapping[str, int]]:
    """Pages by outcome of the newest batches' crawls, oldest first; `most` of them at most."""
    heads = read_head(store, CRAWL.zone).batches
    chosen = sorted(heads, reverse=True)[:most]
    return {batch_id: _outcomes(store, heads[batch_id]) for batch_id in reversed(chosen)}


@lru_cache(maxsize=256)
def _outcomes(store: ObjectStore, key: str) -> Mapping[str, int]:
    return _tally("", _rows(store, key)).pages


def _rows(store: ObjectStore, key: str) -> list[dict[str, Any]]:
    return read_rows(store, read_manifest(store, CRAWL.zone, key), CRAWL_REPORT)


def _by(rows: Iterable[dict[str, Any]], column: str) -> list[Tally]:
    """A tally of each value of a column, in their order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(str(row[column] or ""), []).append(row)
    return [_tally(name, found[name]) for name in sorted(found)]


def _tally(name: str, rows: Iterable[dict[str, Any]]) -> Tally:
    counts: dict[str, Counter[str]] = {}
    first: list[float] = []
    last: list[float] = []
    for row in rows:
        measure, value = str(row["measure"]), float(row["value"] or 0)
        if measure == "first_s":
            first.append(value)
        elif measure == "last_s":
            last.append(value)
        else:
            counts.setdefault(measure, Counter())[str(row["key"] or "")] += int(value)

    def of(measure: str) -> Counter[str]:
        return counts.get(measure, Counter())

    return Tally(
        name=name,
        requests=of("requests").total(),
        size_bytes=of("bytes").total(),
        pages=_ordered(of("pages"), lambda key: (_RANKS.get(key, len(_RANKS)), key)),
        answers=_ordered(of("status"), lambda key: (-of("status")[key], key)),
        refused=_ordered(of("refused"), lambda key: (-of("refused")[key], key)),
        queue_left=of("queue_left").total(),
        elapsed_s=max(last) - min(first) if first and last else 0.0,
    )


_RANKS = {outcome: rank for rank, outcome in enumerate(OUTCOMES)}


def _ordered(counts: Counter[str], rank: Callable[[str], Any]) -> dict[str, int]:
    return {key: counts[key] for key in sorted(counts, key=rank) if counts[key]}
