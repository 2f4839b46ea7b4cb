"""The yield of a batch, counted from its committed manifests: from pages to published questions.

What lives here: counting. What may not: printing (report.py), numbers from anywhere but the tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from infoseek.stages import BLUR, CRAWL, GATE, GROW, LINK
from infoseek.store import schemas
from infoseek.store.manifests import required
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import read_table


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
    crawled = required(store, CRAWL.zone, batch_id)
    linked = required(store, LINK.zone, batch_id)
    grown = required(store, GROW.zone, batch_id)
    blurred = required(store, BLUR.zone, batch_id)
    gated = required(store, GATE.zone, batch_id)
    trees = read_table(store, grown, schemas.GROWN_TREES, ["status", "reason"]).to_pylist()
    unworded = read_table(store, blurred, schemas.failures(BLUR.zone), ["reason"])["reason"].to_pylist()
    checks = read_table(store, gated, schemas.QUARANTINED, ["check"])["check"].to_pylist()
    return Funnel(
        pages=crawled.rows("pages") + int(crawled.stats.get("unchanged", 0)),
        failed_urls=crawled.rows("failures"),
        entities=linked.rows("entities"),
        edges=linked.rows("edges"),
        trees=len(trees),
        finished=sum(tree["status"] == "finished" for tree in trees),
        quits=_by_count(tree["reason"] for tree in trees if tree["status"] == "quit"),
        unworded=_by_count(unworded),
        questions=blurred.rows("questions"),
        rejected=_by_count(checks),
        accepted=gated.rows("accepted"),
    )


def _by_count(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())
