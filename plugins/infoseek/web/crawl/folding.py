"""Which of the pages taken in stand for others, and which URLs lead to each of them.

What may not live here: what makes two texts copies (copies.py), and writing pages (parts.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from infoseek.web.crawl.frontier import Failure
from infoseek.web.urls import site_of

if TYPE_CHECKING:
    from infoseek.web.crawl.copies import Copies
    from infoseek.web.crawl.frontier import Frontier
    from infoseek.web.crawl.known import Known
    from infoseek.web.crawl.state import CrawlState


def fold(state: CrawlState, frontier: Frontier, known: Known, copies: Copies) -> None:
    """Fill the tables `folded` (a page that another stands for) and `aliases` (every URL that leads to a page)."""
    _make_tables(state)
    with state.transaction():
        _fold_copies(state, frontier, known, copies)
        _fold_declared(state, frontier, copies)
        _gather_aliases(state, frontier)
        _carry_aliases(state)


def _make_tables(state: CrawlState) -> None:
    """carried: whether a URL led to its page in the batch before, and nothing else was heard of it."""
    state.make("copy_groups", "url TEXT PRIMARY KEY, root TEXT NOT NULL", "(root)")
    state.make("folded", "url TEXT PRIMARY KEY, page TEXT NOT NULL", "(page)")
    state.make("aliases", "url TEXT PRIMARY KEY, page TEXT NOT NULL, carried INTEGER NOT NULL", "(page)")


def final(state: CrawlState, url: str) -> str:
    """The page that stands for a page."""
    found = state.connection.execute("SELECT page FROM folded WHERE url = ?", (url,)).fetchone()
    return url if found is None else str(found[0])


def _fold_copies(state: CrawlState, frontier: Frontier, known: Known, copies: Copies) -> None:
    """Of each group of copies the best stands for all: one of those that were live before, where there are any."""
    for _, members in _groups(state):
        group = [url for url in members if _has_version(state, url)]
        live = [url for url in group if known.page(url) is not None and not copies.is_excerpt(url)]
        standing = live or group
        if not standing:
            continue
        links = {url: frontier.in_links(url) for url in standing}
        best = copies.best(standing, links, _declared(state, standing))
        for url in members:
            if url != best:
                _fold_into(state, url, best)


def _fold_into(state: CrawlState, url: str, page: str) -> None:
    """Note that a page stands for another one, and for all that this one stood for."""
    state.connection.execute("UPDATE folded SET page = ? WHERE page = ?", (page, url))
    state.connection.execute("INSERT OR REPLACE INTO folded VALUES (?, ?)", (url, page))


def _groups(state: CrawlState) -> Iterator[tuple[str, list[str]]]:
    """The first page of each group of copies, with all URLs of the group."""
    connection = state.connection
    roots = _root_finder(state)
    connection.executemany(
        "INSERT OR REPLACE INTO copy_groups(url, root) VALUES (?, ?)",
        (
            (url, roots(first))
            for url, first in connection.execute("SELECT url, first FROM copied").fetchall()
        ),
    )
    connection.execute(
        "INSERT OR IGNORE INTO copy_groups(url, root) SELECT DISTINCT root, root FROM copy_groups"
    )
    rows = connection.execute("SELECT root, url FROM copy_groups ORDER BY root, url").fetchall()
    for root, members in groupby(rows, key=lambda row: str(row[0])):
        yield root, [str(url) for _, url in members]


def _root_finder(state: CrawlState) -> Callable[[str], str]:
    def root_of(url: str) -> str:
        seen = {url}
        while True:
            found = state.connection.execute("SELECT first FROM copied WHERE url = ?", (url,)).fetchone()
            if found is None or found[0] in seen:
                return url
            url = str(found[0])
            seen.add(url)

    return root_of


def _has_version(state: CrawlState, url: str) -> bool:
    """Whether the page could be stored under this URL, or is."""
    found = state.connection.execute(
        "SELECT 1 FROM taken WHERE url = ? AND (part <> 0 OR is_known)", (url,)
    ).fetchone()
    return found is not None


def _declared(state: CrawlState, urls: list[str]) -> dict[str, str | None]:
    marks = ",".join("?" * len(urls))
    rows = state.connection.execute(f"SELECT url, canonical FROM taken WHERE url IN ({marks})", urls)
    return dict(rows.fetchall())


def _fold_declared(state: CrawlState, frontier: Frontier, copies: Copies) -> None:
    """A page goes into the one it calls canonical, or it was folded into in the batch before, where that is a
    page of its host, says the same, and calls no other one canonical: a link that lies folds nothing
    (RFC 6596, 3). One that calls none so must be a copy still, word for word and number for number."""
    for url, declared, text_sha256, is_declared in state.connection.execute(_DECLARING).fetchall():
        found = frontier.resolve(declared)
        page = final(state, declared if isinstance(found, Failure) else found)
        if page == url or site_of(page) != site_of(url) or final(state, url) != url:
            continue
        other = state.connection.execute(
            "SELECT canonical, text_sha256 FROM taken WHERE url = ? AND (part <> 0 OR is_known)", (page,)
        ).fetchone()
        if other is None or other[0] not in (None, page):
            continue
        is_like = copies.are_near if is_declared else copies.still_stands
        if other[1] == text_sha256 or is_like(url, page):
            _fold_into(state, url, page)


_DECLARING = (
    "SELECT taken.url, coalesce(canonical, known_alias.url) AS declared, text_sha256, canonical IS NOT NULL "
    "FROM taken "
    "LEFT JOIN known_alias ON known_alias.alias = taken.url WHERE (part <> 0 OR is_known) "
    "AND declared IS NOT NULL AND declared <> taken.url AND taken.url NOT IN (SELECT url FROM folded) ORDER BY 1"
)


def _gather_aliases(state: CrawlState, frontier: Frontier) -> None:
    """What led to a page in this crawl, by redirect, as its copy or by a rule."""
    connection = state.connection
    for url, page in frontier.leading():
        connection.execute("INSERT OR IGNORE INTO aliases VALUES (?, ?, 0)", (url, final(state, page)))
    connection.execute("INSERT OR REPLACE INTO aliases SELECT url, page, 0 FROM folded")
    # A page stands for itself, whatever was said of its URL before it was chosen.
    connection.execute(
        "DELETE FROM aliases WHERE url = page OR (url IN (SELECT url FROM taken WHERE part <> 0 OR is_known) "
        "AND url NOT IN (SELECT url FROM folded))"
    )


def _carry_aliases(state: CrawlState) -> None:
    """What led to a page in the batch before still does, unless it was heard otherwise of it."""
    connection = state.connection
    connection.execute(
        "INSERT OR IGNORE INTO aliases "
        "SELECT known_alias.alias, coalesce(moved.page, known_alias.url), 1 FROM known_alias "
        "LEFT JOIN aliases AS moved ON moved.url = known_alias.url "
        "WHERE known_alias.alias NOT IN (SELECT url FROM taken WHERE part <> 0 OR is_known)"
    )
    connection.execute("DELETE FROM aliases WHERE url = page")
