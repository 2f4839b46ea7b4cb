"""What the batch before left of the shard's hosts: pages, their aliases and links, dead URLs. In SQLite.

What may not live here: what is asked next (frontier.py), and what becomes of an answer (harvest.py).
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES
from infoseek.store.snapshots import Snapshot
from infoseek.store.tables import open_part
from infoseek.web.crawl.frontier import Failure
from infoseek.web.crawl.state import CrawlState
from infoseek.web.urls import site_of

DEAD = frozenset({"http_404", "http_410"})
"""Reasons after which a URL is not asked for again in every batch."""

_ROWS = 256
_END = "\0"
"""Ends the title where title and text are kept together."""
_LINKS = "links.list.element.target_url"
_PLAIN = (
    "url", "seed_set", "page_id", "content_sha256", "text_sha256", "text_print", "etag", "last_modified",
    "warc_path", "warc_offset", "warc_length", "fetched_at",
)  # fmt: skip
_COLUMNS = [*_PLAIN, "title", "text", "aliases_urls", "nav_urls", "nofollow_urls", _LINKS]


@dataclass(frozen=True)
class KnownPage:
    """The live version of a page: enough to ask whether it changed, and to name where it lies."""

    url: str
    content_sha256: str
    etag: str
    last_modified: str
    warc_path: str
    warc_offset: int
    warc_length: int
    fetched_at: str


@dataclass(frozen=True)
class KnownContent:
    """What the live version of a page says; the hash and the print are of its text."""

    text_sha256: str
    text_print: bytes
    title: str
    text: str


@dataclass(frozen=True)
class DeadLink:
    """A URL that answered 404 or 410. batch_id: of the attempt."""

    url: str
    seed_set: str
    failure: Failure
    batch_id: str


class Known:
    """The tables `known`, `known_alias` and `known_dead` of a crawl's state.

    is_same_reader: whether this version of the reader made the stored texts. Where not, no page has
    validators, so that each is sent whole and read again.
    """

    def __init__(self, state: CrawlState, is_same_reader: bool = True) -> None:
        self.is_same_reader = is_same_reader
        self._connection: sqlite3.Connection = state.connection
        state.make(
            "known",
            "url TEXT PRIMARY KEY, host TEXT, seed_set TEXT, page_id TEXT UNIQUE, content_sha256 TEXT, "
            "text_sha256 TEXT, text_print BLOB, etag TEXT, last_modified TEXT, warc_path TEXT, "
            "warc_offset INTEGER, warc_length INTEGER, fetched_at TEXT, part INTEGER, missing INTEGER, "
            "aliases TEXT, links BLOB, content BLOB",
            "(host)",
        )
        state.make("known_alias", "alias TEXT PRIMARY KEY, url TEXT", "(url)")
        state.make(
            "known_dead", "url TEXT PRIMARY KEY, seed_set TEXT, reason TEXT, detail TEXT, batch_id TEXT"
        )

    def page(self, url: str) -> KnownPage | None:
        """The live version of a page, or None where the URL is none."""
        found = self._one(
            "SELECT url, content_sha256, etag, last_modified, warc_path, warc_offset, warc_length, fetched_at "
            "FROM known WHERE url = ?",
            url,
        )
        if found is None:
            return None
        page = KnownPage(*found)
        if self.is_same_reader:
            return page
        return KnownPage(**{**vars(page), "etag": "", "last_modified": ""})

    def alias(self, url: str) -> str | None:
        """The page that this URL led to."""
        found = self._one("SELECT url FROM known_alias WHERE alias = ?", url)
        return None if found is None else str(found[0])

    def is_missing(self, url: str) -> bool:
        """Whether a page was not there any more in the batch before, and may be gone for good."""
        found = self._one("SELECT missing FROM known WHERE url = ?", url)
        return found is not None and bool(found[0])

    def aliases_of(self, url: str) -> list[str]:
        """The URLs that led to a page, sorted."""
        rows = self._connection.execute("SELECT alias FROM known_alias WHERE url = ? ORDER BY alias", (url,))
        return [alias for (alias,) in rows]

    def links(self, url: str) -> list[str]:
        """What a page's stored version links to and lets be followed, links of its text first."""
        found = self._one("SELECT links FROM known WHERE url = ?", url)
        return [] if found is None else zlib.decompress(found[0]).decode().split("\n")[:-1]

    def dead(self, url: str) -> Failure | None:
        """Why a URL that is no known page was dead when it was last asked for."""
        found = self.dead_link(url)
        return None if found is None else found.failure

    def dead_link(self, url: str) -> DeadLink | None:
        found = self._one("SELECT seed_set, reason, detail, batch_id FROM known_dead WHERE url = ?", url)
        return None if found is None else DeadLink(url, found[0], Failure(found[1], found[2]), found[3])

    def urls(self, host: str) -> Iterator[str]:
        """The known pages of a host, sorted."""
        rows = self._connection.execute("SELECT url FROM known WHERE host = ? ORDER BY url", (host,))
        return (url for (url,) in rows)

    def content(self, url: str) -> KnownContent:
        """What a known page says. Raises `KeyError` where the URL is none."""
        found = self._one("SELECT text_sha256, text_print, content FROM known WHERE url = ?", url)
        if found is None:
            raise KeyError(url)
        title, _, text = zlib.decompress(found[2]).decode().partition(_END)
        return KnownContent(str(found[0]), bytes(found[1]), title, text)

    def add_pages(
        self, rows: list[dict[str, Any]], part: int, tombstones: Collection[str], missing: Mapping[str, int]
    ) -> None:
        """Put in rows of crawl__pages, each in place of the page's earlier one. part: number in the snapshot."""
        live = (row for row in rows if row["page_id"] not in tombstones)
        self._connection.executemany(
            f"INSERT OR REPLACE INTO known ({','.join(_PLAIN)}, host, part, missing, aliases, links, content) "
            f"VALUES ({','.join('?' * (len(_PLAIN) + 6))})",
            (
                (
                    *(row.get(name) or _EMPTY.get(name, "") for name in _PLAIN),
                    site_of(row["url"]),
                    part,
                    missing.get(row["page_id"], 0),
                    json.dumps(row["aliases_urls"]),
                    zlib.compress("".join(f"{url}\n" for url in _targets(row)).encode(), 1),
                    zlib.compress(f"{row['title'].replace(_END, ' ')}{_END}{row['text']}".encode(), 1),
                )
                for row in live
            ),
        )

    def link_aliases(self) -> None:
        """Note the aliases of all pages put in; one that is a page of its own is none."""
        self._connection.execute(
            "INSERT OR IGNORE INTO known_alias SELECT each.value, known.url FROM known, json_each(known.aliases) AS each "
            "WHERE each.value NOT IN (SELECT url FROM known) ORDER BY known.url"
        )

    def add_dead(self, rows: list[dict[str, Any]]) -> None:
        """Put in rows of crawl__failures that are dead and no known pages."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO known_dead SELECT :url, :seed_set, :reason, :detail, :batch_id "
            "WHERE NOT EXISTS (SELECT 1 FROM known WHERE url = :url)",
            (row for row in rows if row["reason"] in DEAD),
        )

    def _one(self, query: str, url: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(query, (url,)).fetchone()
        return found


_EMPTY: dict[str, Any] = {"text_print": b"", "warc_offset": 0, "warc_length": 0}


def load_known(
    store: ObjectStore,
    known: Known,
    snapshot: Snapshot,
    before: Manifest | None,
    hosts: Collection[str] | None,
) -> None:
    """Fill `known` with what a snapshot and its batch's failures hold of these hosts; None means all hosts.

    One part is in memory at a time. Raises what `open_part` raises.
    """
    tombstones = frozenset(snapshot.tombstones)
    for number, part in enumerate(snapshot.parts):
        file = open_part(store, part)
        for batch in file.iter_batches(_ROWS, columns=_COLUMNS):
            rows = [row for row in batch.to_pylist() if hosts is None or site_of(row["url"]) in hosts]
            known.add_pages(rows, number, tombstones, snapshot.missing)
    known.link_aliases()
    for part in before.tables.get(CRAWL_FAILURES.name, []) if before else ():
        for batch in open_part(store, part).iter_batches(_ROWS):
            rows = [{"seed_set": "", **row} for row in batch.to_pylist()]
            known.add_dead([row for row in rows if hosts is None or site_of(row["url"]) in hosts])


def _targets(row: dict[str, Any]) -> Iterator[str]:
    """What a row of crawl__pages links to, each once, those it asks not to follow left out."""
    left_out = set(row.get("nofollow_urls") or ())
    found = dict.fromkeys(link["target_url"] for link in row["links"])
    found |= dict.fromkeys(row["nav_urls"] or ())
    return (url for url in found if url not in left_out)
