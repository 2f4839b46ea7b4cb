"""What the frontier's tables say of a crawl: where URLs lead, failures, the report, what is left and what is lost.

What may not live here: changes of the tables.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from infoseek.web.crawl.frontier.asks import Failure, KnownPages
from infoseek.web.crawl.frontier.counts import LISTED
from infoseek.web.crawl.frontier.runs import Run
from infoseek.web.crawl.frontier.tables import (
    ALIAS,
    CARRIED,
    COPY,
    FAILED,
    FREE,
    PAGE,
    REDIRECT,
    SITEMAP,
    VARIANT,
    WAITING,
    url_id,
)
from infoseek.web.crawl.state import CrawlState

_MOST_NAMED = 100


def state_and_lane(state: CrawlState, number: int) -> tuple[int, int] | None:
    """State and lane of the URL of this id; None where nobody has taken it up."""
    found: tuple[int, int] | None = state.connection.execute(
        "SELECT state, lane FROM urls WHERE id = ?", (number,)
    ).fetchone()
    return found


def has_outcome(state: CrawlState, number: int, outcomes: Container[str]) -> bool:
    """Whether the URL of this id waits, is not taken up yet, or is a page with one of these outcomes."""
    row = state.connection.execute("SELECT state, outcome FROM urls WHERE id = ?", (number,)).fetchone()
    return row is None or row[0] == WAITING or (row[0] == PAGE and row[1] in outcomes)


def lane(state: CrawlState, url: str) -> int:
    """The lane of a URL that was taken up."""
    return int(state.connection.execute("SELECT lane FROM urls WHERE id = ?", (url_id(url),)).fetchone()[0])


def was_asked(state: CrawlState, url: str) -> bool:
    """Whether a URL was asked for in this batch."""
    row = state.connection.execute("SELECT asked FROM urls WHERE id = ?", (url_id(url),)).fetchone()
    return row is not None and row[0] > 0


def in_links(state: CrawlState, url: str) -> int:
    """How many pages of this crawl link to a URL."""
    row = state.connection.execute("SELECT total FROM in_links WHERE id = ?", (url_id(url),)).fetchone()
    return 0 if row is None else int(row[0])


def hosts_left(state: CrawlState) -> dict[str, Failure]:
    """The hosts that are not asked any more, and why."""
    rows = state.connection.execute("SELECT host, reason, detail FROM hosts_left")
    return {host: Failure(reason, detail) for host, reason, detail in rows}


def resolve(state: CrawlState, left: dict[str, Failure], url: str) -> str | Failure:
    """The page a URL leads to through redirects, variants and copies, or why it leads to none.

    left: why hosts were left.
    """
    seen: set[str] = set()
    at = url
    while at not in seen:
        seen.add(at)
        row = state.connection.execute(
            "SELECT state, kind, outcome, target, detail, host FROM urls WHERE id = ?", (url_id(at),)
        ).fetchone()
        number, kind, outcome, target, detail, host = row or (WAITING, "", "", "", "", "")
        if number == PAGE and kind != SITEMAP:
            return at
        if number != ALIAS:
            return _led(url, at, _end(number, outcome, detail, left.get(host)))
        at = str(target)
    return Failure("redirect_loop", "Its redirects go round in a circle.")


def leading(state: CrawlState, left: dict[str, Failure]) -> Iterator[tuple[str, str]]:
    """Every URL that leads to a page, with that page's."""
    for url, _ in _aliases(state, f"state = {ALIAS}"):
        page = resolve(state, left, url)
        if isinstance(page, str):
            yield url, page


def failures(
    state: CrawlState, known: KnownPages, left: dict[str, Failure]
) -> Iterator[tuple[str, str, Failure]]:
    """Every URL that was asked for and gave no page, by an answer or as what it leads to; its seed set; why.

    Dead links of the batch before that were not asked for again are carried on.
    """
    rows = state.connection.execute(
        f"SELECT url, seed_set, outcome, detail FROM urls WHERE state = {FAILED} ORDER BY url"
    )
    for url, seed_set, reason, detail in rows:
        yield url, seed_set, Failure(reason, detail)
    asked = f"state = {ALIAS} AND outcome IN ('{REDIRECT}', '{COPY}')"
    for url, seed_set in _aliases(state, asked):
        found = resolve(state, left, url)
        if isinstance(found, Failure):
            yield url, seed_set, found
    for url, seed_set in _aliases(state, f"state = {WAITING}"):
        dead = known.dead(url)
        if dead is not None:
            yield url, seed_set, dead


def page_urls(state: CrawlState) -> Iterator[str]:
    """The URLs of all pages settled, sorted."""
    rows = state.connection.execute(
        f"SELECT url FROM urls WHERE state = {PAGE} AND kind != '{SITEMAP}' ORDER BY url"
    )
    return (url for (url,) in rows)


def report_rows(state: CrawlState, batch_id: str) -> Iterator[dict[str, Any]]:
    """The rows of crawl__report that this crawl knows: all but pages gone or missing."""
    queries = (
        f"SELECT seed_set, host, measure, key, value FROM tallies WHERE measure != '{LISTED}' ORDER BY 1, 2, 3, 4",
        "SELECT seed_set, host, 'pages', outcome, count(*) FROM urls "
        f"WHERE kind = 'page' AND (state = {PAGE} OR state = {ALIAS} AND outcome = '{COPY}') "
        "GROUP BY 1, 2, 4 ORDER BY 1, 2, 4",
        f"SELECT seed_set, host, 'queue_left', '', count(*) FROM urls WHERE state = {WAITING} "
        "GROUP BY 1, 2 ORDER BY 1, 2",
    )
    for query in queries:
        for seed_set, host, measure, key, value in state.connection.execute(query):
            yield {
                "batch_id": batch_id,
                "seed_set": seed_set,
                "host": host,
                "measure": measure,
                "key": key,
                "value": float(value),
            }


def left_of(state: CrawlState, seed_set: str) -> int:
    """How many URLs of a set wait to be asked for."""
    query = f"SELECT count(*) FROM urls WHERE state = {WAITING} AND seed_set = ?"
    return int(state.connection.execute(query, (seed_set,)).fetchone()[0])


def lost(state: CrawlState, runs: Iterable[Run], in_flight: Iterable[int]) -> list[str]:
    """URLs that a crawl which has ended owes an answer: what waits although it may be asked, what an alias
    leads to and nobody knows. At most a hundred of them."""
    flying = set(in_flight)
    found: list[str] = []
    for run in runs:
        lanes = (FREE,) if run.is_spent else (FREE, 1 - FREE)
        rows = state.connection.execute(
            f"SELECT id, url FROM urls WHERE state = {WAITING} AND seed_set = ? AND lane IN ({','.join('?' * len(lanes))}) "
            "AND host NOT IN (SELECT host FROM hosts_left) LIMIT ?",
            (run.name, *lanes, _MOST_NAMED),
        )
        found += [url for number, url in rows if number not in flying]
    marks = f"state = {ALIAS} AND outcome != '{VARIANT}' AND outcome != '{CARRIED}'"
    for url, _ in _aliases(state, marks):
        row = state.connection.execute("SELECT target FROM urls WHERE id = ?", (url_id(url),)).fetchone()
        if not state.connection.execute("SELECT 1 FROM urls WHERE id = ?", (url_id(row[0]),)).fetchone():
            found.append(row[0])
    return sorted(set(found))[:_MOST_NAMED]


def _aliases(state: CrawlState, where: str) -> Iterator[tuple[str, str]]:
    rows = state.connection.execute(f"SELECT url, seed_set FROM urls WHERE {where} ORDER BY url")
    return ((url, seed_set) for url, seed_set in rows)


def _end(state: int, outcome: str, detail: str | None, left: Failure | None) -> Failure:
    if state == PAGE:
        return Failure("sitemap", "It is a sitemap.")
    if state == WAITING:
        return left or Failure("not_fetched", "It was not fetched: the limit was reached.")
    return Failure(outcome, detail or "")


def _led(url: str, at: str, failure: Failure) -> Failure:
    return failure if at == url else Failure(failure.reason, f"It leads to {at}: {failure.detail}")
