"""The frontier's tables in the crawl's state, and the id of a URL in them.

What may not live here: what is asked when.
"""

from __future__ import annotations

from hashlib import blake2b

from infoseek.web.crawl.state import CrawlState

WAITING, PAGE, ALIAS, FAILED, REFUSED = range(5)
"""State of a URL. Being in flight is none: it is in memory only, so that a restart asks again."""

FRESH, FREE = 0, 1
"""Lane of a URL: FRESH counts to its set's budget of new pages; known pages and sitemaps do not."""

CARRIED, VARIANT, REDIRECT, COPY = "carried", "variant", "redirect", "copy"
"""Outcome of an alias: as it was in the batch before, by a rule learnt, by an answer, by its content."""

LEANS = "leans"
"""Outcome of a copy that was not stored, as the version of a page that the batch before left says the same. It is
asked for again should that page turn out to be another one now."""

STANDS_BACK = f"outcome IN ('{VARIANT}', '{COPY}')"
"""Of aliases that have content of their own, should what they lead to have none (SQL)."""

FIRM = "firm"
"""Outcome of a waiting URL that is to be asked for itself, whatever was learnt of it."""

NEW, NOT_DUE = "new", "not_due"
"""Outcomes of a page: first seen; known, and not asked for in this batch. There are others (harvest.py)."""

SITEMAP = "sitemap"


def make_tables(state: CrawlState) -> None:
    """Make the tables. Links are counted apart from the URLs, in narrow rows: they are what changes most.

    urls: number counts up, which keeps new rows together; outcome is the settled page's, the alias's, or the reason of a failure; target where an alias leads.
    in_links: depth as in urls when it was first seen; rank: links from pages less deep than it, which do not
        depend on the order of answers within a level; total: all.
    queue: what waits of the levels begun, in the order of its asking (order.py).
    """
    state.keep(
        "urls",
        "number INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, url TEXT NOT NULL, host TEXT NOT NULL, seed_set TEXT NOT NULL, "
        "kind TEXT NOT NULL, lane INTEGER NOT NULL, depth INTEGER NOT NULL, "
        "redirects INTEGER NOT NULL DEFAULT 0, asked INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, "
        "state INTEGER NOT NULL DEFAULT 0, outcome TEXT NOT NULL DEFAULT '', target TEXT, detail TEXT",
        f"(seed_set, lane, depth) WHERE state = {WAITING}",
        f"(target) WHERE {STANDS_BACK}",
        f"(target) WHERE outcome = '{LEANS}'",
    )
    state.keep(
        "in_links",
        "id INTEGER PRIMARY KEY, depth INTEGER NOT NULL, rank INTEGER NOT NULL, total INTEGER NOT NULL",
        is_scanned=True,
    )
    state.keep(
        "tallies",
        "seed_set TEXT NOT NULL, host TEXT NOT NULL, measure TEXT NOT NULL, key TEXT NOT NULL, value REAL NOT NULL, "
        "PRIMARY KEY (seed_set, host, measure, key)",
        is_scanned=True,
    )
    state.keep("hosts_left", "host TEXT PRIMARY KEY, reason TEXT NOT NULL, detail TEXT NOT NULL")
    state.make(
        "queue",
        "seed_set TEXT NOT NULL, lane INTEGER NOT NULL, depth INTEGER NOT NULL, rank INTEGER NOT NULL, "
        "place TEXT NOT NULL, id INTEGER NOT NULL",
        "(seed_set, lane, depth, rank, place, id)",
    )


def url_id(url: str) -> int:
    """The first 64 bits of the URL's BLAKE2b: two of a million URLs collide once in 10^7 crawls."""
    return int.from_bytes(blake2b(url.encode(), digest_size=8).digest(), "big", signed=True)


def spread(number: int) -> str:
    """The place of a URL among those of equal rank, by its id: scattered, and the same in every run.

    URLs of one make lie far apart in it, so that what a few of them teach (variants.py, traps.py) spares the rest.
    """
    return f"{number & (1 << 64) - 1:016x}"
