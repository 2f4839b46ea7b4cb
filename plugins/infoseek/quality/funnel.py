"""The yield of a batch, counted from its committed manifests: from pages to published questions.

What lives here: counting. What may not: printing (report.py), numbers from anywhere but the tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from infoseek.stages import BLUR, CRAWL, GATE, GROW, LINK
from infoseek.store import schemas
from infoseek.store.manifests import Manifest, required
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import read_rows

COUNTED = (CRAWL, LINK, GROW, BLUR, GATE)
"""The stages whose commits make up the funnel."""


@dataclass(frozen=True)
class Funnel:
    """Counts of one batch.

    pages: stored or found unchanged. quits, unworded: trees given up while growing, and while blurring or
    wording, by reason. rejected: questions by the first check that failed.
    """

    pages: int
    failed_urls: int
    entities: int
    edges: int
    trees: int
    finished: int
    quits: dict[str, int]
    unworded: dict[str, int]
    questions: int
    rejected: dict[str, int]
    accepted: int


def funnel(store: ObjectStore, batch_id: str) -> Funnel:
    """The funnel of a batch whose gates are committed. Raises `BadInput` where a stage is missing."""
    return counted(store, {stage.zone: required(store, stage.zone, batch_id) for stage in COUNTED})


def counted(store: ObjectStore, committed: Mapping[str, Manifest]) -> Funnel:
    """The funnel of these manifests, by zone; a stage that is not among them counts nothing."""
    crawled, linked = committed.get(CRAWL.zone), committed.get(LINK.zone)
    blurred, gated = committed.get(BLUR.zone), committed.get(GATE.zone)
    trees = _rows(store, committed.get(GROW.zone), schemas.GROWN_TREES, ["status", "reason"])
    unworded = _rows(store, blurred, schemas.failures(BLUR.zone), ["reason"])
    rejected = _rows(store, gated, schemas.QUARANTINED, ["check"])
    return Funnel(
        pages=crawled.rows("pages") + int(crawled.stats.get("unchanged", 0)) if crawled else 0,
        failed_urls=crawled.rows("failures") if crawled else 0,
        entities=linked.rows("entities") if linked else 0,
        edges=linked.rows("edges") if linked else 0,
        trees=len(trees),
        finished=sum(tree["status"] == "finished" for tree in trees),
        quits=by_count(tree["reason"] for tree in trees if tree["status"] == "quit"),
        unworded=by_count(row["reason"] for row in unworded),
        questions=blurred.rows("questions") if blurred else 0,
        rejected=by_count(row["check"] for row in rejected),
        accepted=gated.rows("accepted") if gated else 0,
    )


def _rows(
    store: ObjectStore, manifest: Manifest | None, table: schemas.Table, columns: list[str]
) -> list[dict[str, Any]]:
    return read_rows(store, manifest, table, columns) if manifest else []


def by_count(names: Iterable[str]) -> dict[str, int]:
    """How often each name occurs, the most frequent first."""
    return dict(Counter(names).most_common())
