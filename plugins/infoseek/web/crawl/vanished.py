"""Known pages that are not there or not to be kept any more: which count as missing, as gone, as a host out of order.

What may not live here: tombstones and counts of earlier batches, which the snapshot keeps (stage.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infoseek.web.crawl.known import DEAD

if TYPE_CHECKING:
    from infoseek.web.crawl.state import CrawlState

NOINDEX = "noindex"

MIN_PAGES = 10
"""Known pages of a host below which no share of them is taken for a host out of order."""


@dataclass(frozen=True)
class Vanished:
    """A known page that vanished. fate: gone (leaves the corpus), missing (counted) or kept_missing."""

    page_id: str
    seed_set: str
    host: str
    fate: str


def make_table(state: CrawlState) -> None:
    state.make("vanished", "url TEXT PRIMARY KEY, seed_set TEXT, reason TEXT")


def note(state: CrawlState, url: str, seed_set: str, reason: str) -> None:
    """Take down the failure of a URL, where it is a known page and either dead or not to be kept."""
    if reason in DEAD or reason == NOINDEX:
        state.connection.execute(
            "INSERT OR REPLACE INTO vanished SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM known WHERE url = ?)",
            (url, seed_set, reason, url),
        )


def judged(state: CrawlState, gone_after: int, max_gone_share: float) -> Iterator[Vanished]:
    """Every known page that vanished, with its fate; that of a host that lost too many at once is `kept_missing`.

    A page that now asks not to be indexed goes at once, however many of its host do: that is its owner's word.
    """
    hosts = state.connection.execute(
        "SELECT known.host, count(*), (SELECT count(*) FROM known AS every WHERE every.host = known.host) "
        "FROM vanished JOIN known USING (url) WHERE vanished.reason != ? GROUP BY known.host",
        (NOINDEX,),
    ).fetchall()
    broken = {host for host, lost, had in hosts if had >= MIN_PAGES and lost > max_gone_share * had}
    rows = state.connection.execute(
        "SELECT known.page_id, vanished.seed_set, known.host, vanished.reason, known.missing "
        "FROM vanished JOIN known USING (url) ORDER BY known.page_id"
    )
    for page_id, seed_set, host, reason, missing in rows:
        if reason == NOINDEX:
            fate = "gone"
        elif host in broken:
            fate = "kept_missing"
        elif reason == "http_410" or missing + 1 >= gone_after:
            fate = "gone"
        else:
            fate = "missing"
        yield Vanished(page_id, seed_set, host, fate)


def answered(state: CrawlState) -> list[str]:
    """The page ids that were counted as missing and now answer."""
    rows = state.connection.execute(
        "SELECT known.page_id FROM known JOIN taken USING (url) WHERE known.missing > 0 ORDER BY 1"
    )
    return [page_id for (page_id,) in rows]


def moved(state: CrawlState) -> list[str]:
    """The page ids of known pages that lead to another page now."""
    rows = state.connection.execute("SELECT page_id FROM known JOIN aliases USING (url) ORDER BY 1")
    return [page_id for (page_id,) in rows]
