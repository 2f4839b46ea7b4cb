"""What a shard's crawl writes at its end beside pages: failures, report, receipt.

What may not live here: what counts as a failure (frontier/), and pages (parts.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoseek.store.manifests import Part, Plan, Receipt
from infoseek.store.schemas import CRAWL_FAILURES, CRAWL_REPORT, PAGES
from infoseek.store.tables import write_arrow
from infoseek.web.crawl import taken, vanished
from infoseek.web.crawl.known import DEAD
from infoseek.web.crawl.spool import Spool
from infoseek.web.crawl.vanished import Vanished

if TYPE_CHECKING:
    from infoseek.store.objects import ObjectStore
    from infoseek.store.schemas import Table
    from infoseek.web.crawl.frontier import Frontier
    from infoseek.web.crawl.known import Known
    from infoseek.web.crawl.state import CrawlState

_FAILURE_ROWS = 100_000


@dataclass(frozen=True)
class Output:
    """Where a shard's parts go."""

    store: ObjectStore
    plan: Plan
    shard: str
    attempt: str
    scratch: Path

    def write(self, table: Table, rows: Iterator[dict[str, Any]]) -> list[Part]:
        """Write rows of a table as parts, few of them in memory at a time."""
        spool = Spool(table, self.scratch, _FAILURE_ROWS)
        for row in rows:
            spool.add(row)
        return [
            write_arrow(self.store, table, data, self.attempt, number)
            for number, data in enumerate(spool.drain())
        ]


def write_failures(out: Output, state: CrawlState, frontier: Frontier, known: Known) -> list[Part]:
    """Write every URL that gave no page; note the known pages among them, and the aliases that are dead now."""
    vanished.make_table(state)
    return out.write(CRAWL_FAILURES, _failures(out.plan, state, frontier, known))


def _failures(plan: Plan, state: CrawlState, frontier: Frontier, known: Known) -> Iterator[dict[str, Any]]:
    state.make("failed", "reason TEXT PRIMARY KEY, times INTEGER NOT NULL")
    with state.transaction() as connection:
        for url, seed_set, failure in frontier.failures():
            vanished.note(state, url, seed_set, failure.reason)
            if failure.reason in DEAD:
                connection.execute("DELETE FROM aliases WHERE url = ? AND carried", (url,))
            connection.execute(
                "INSERT INTO failed VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
                (failure.reason,),
            )
            yield {
                "url": url,
                "seed_set": seed_set,
                "reason": failure.reason,
                "detail": failure.detail,
                "batch_id": _batch_of(url, plan, frontier, known),
            }


def _batch_of(url: str, plan: Plan, frontier: Frontier, known: Known) -> str:
    """The batch in which a URL was really asked for."""
    dead = None if frontier.was_asked(url) else known.dead_link(url)
    return plan.batch_id if dead is None else dead.batch_id


def write_report(out: Output, state: CrawlState, frontier: Frontier, lost: list[Vanished]) -> list[Part]:
    """Write the crawl's counts, those of pages as they are after folding."""
    return out.write(CRAWL_REPORT, _report(out.plan, state, frontier, lost))


# A copy that came to stand for the others is a page; a page that was folded at the end is a copy.
_OUTCOMES = (
    "SELECT seed_set, host, CASE WHEN url IN (SELECT url FROM folded) OR outcome = 'leans' THEN 'copy' "
    "WHEN outcome != 'copy' THEN outcome "
    "WHEN url IN (SELECT url FROM known) THEN 'changed' ELSE 'new' END AS fate, count(*) FROM taken "
    "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
)
_COUNTED = frozenset({"new", "changed", "unchanged", "not_modified", "copy"})


def _report(
    plan: Plan, state: CrawlState, frontier: Frontier, lost: list[Vanished]
) -> Iterator[dict[str, Any]]:
    for row in frontier.report_rows(plan.batch_id):
        if row["measure"] != "pages" or row["key"] not in _COUNTED:
            yield row
    pages = Counter((page.seed_set, page.host, page.fate) for page in lost)
    pages.update(
        {(name, host, fate): times for name, host, fate, times in state.connection.execute(_OUTCOMES)}
    )
    for (seed_set, host, fate), count in sorted(pages.items()):
        yield {
            "batch_id": plan.batch_id,
            "seed_set": seed_set,
            "host": host,
            "measure": "pages",
            "key": fate,
            "value": float(count),
        }


def receipt(
    out: Output,
    state: CrawlState,
    pages: list[Part],
    failures: list[Part],
    report: list[Part],
    lost: list[Vanished],
) -> Receipt:
    """The shard's receipt: its parts, its figures, and what the commit makes the snapshot from."""
    fates = Counter(page.fate for page in lost)
    by_fate = {fate: [page.page_id for page in lost if page.fate == fate] for fate in ("gone", "missing")}
    names = {
        "segments": taken.segments(state),
        "moved": vanished.moved(state),
        "answered": vanished.answered(state),
        "kept_missing": sorted({page.host for page in lost if page.fate == "kept_missing"}),
        **by_fate,
    }
    return Receipt(
        shard=out.shard,
        tables={PAGES.name: pages, CRAWL_FAILURES.name: failures, CRAWL_REPORT.name: report},
        stats={**_figures(state, pages), **{fate: float(count) for fate, count in sorted(fates.items())}},
        names={name: found for name, found in names.items() if found},
    )


def _figures(state: CrawlState, pages: list[Part]) -> dict[str, float]:
    def count(query: str) -> float:
        (found,) = state.connection.execute(query).fetchone()
        return float(found)

    failed = state.connection.execute("SELECT reason, times FROM failed ORDER BY reason")
    return {
        "pages": float(sum(part.rows for part in pages)),
        "unchanged": count(
            "SELECT count(*) FROM taken WHERE is_known AND url NOT IN (SELECT url FROM folded)"
        ),
        "aliases": count("SELECT count(*) FROM aliases JOIN taken ON taken.url = aliases.page"),
        **{f"failed_{reason}": float(times) for reason, times in failed},
    }
