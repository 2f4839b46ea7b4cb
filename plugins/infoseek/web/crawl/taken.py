"""What a crawl took in so far, as tables of its state: pages, copies, provisional parts, WARC segments.

What may not live here: what is decided from them (folding.py, parts.py).
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields

from infoseek.store.manifests import Part
from infoseek.web.crawl.state import CrawlState

WAITING_PART = -1
"""Part of a page whose row waits in the spool; 0 where the page has no new row."""


@dataclass(frozen=True)
class Taken:
    """A page that answered.

    outcome: as it was settled: new, changed, unchanged, not_modified, copy, or leans (not stored, as the known
    version of another page says the same). is_known: the live version of the
    batch before holds. part: number of the provisional part with its row, or as above.
    canonical: what the page declares. warc_*: where its record lies; "" for a copy that has none.
    """

    url: str
    host: str
    seed_set: str
    outcome: str
    is_known: bool
    part: int
    canonical: str | None
    text_sha256: str
    content_sha256: str
    fetched_at: str
    warc_path: str = ""
    warc_offset: int = 0
    warc_length: int = 0


_COLUMNS = ",".join(field.name for field in fields(Taken))
_MARKS = ",".join("?" * len(fields(Taken)))


def make_tables(state: CrawlState) -> None:
    """Make the tables. copied: pages that are like an earlier one, the first."""
    state.keep(
        "taken",
        "url TEXT PRIMARY KEY, host TEXT NOT NULL, seed_set TEXT NOT NULL, outcome TEXT NOT NULL, "
        "is_known INTEGER NOT NULL, part INTEGER NOT NULL, canonical TEXT, text_sha256 TEXT NOT NULL, content_sha256 TEXT NOT NULL, "
        "fetched_at TEXT NOT NULL, warc_path TEXT NOT NULL, warc_offset INTEGER NOT NULL, "
        "warc_length INTEGER NOT NULL",
        "(host, content_sha256)",
        "(part)",
    )
    state.keep("copied", "url TEXT PRIMARY KEY, first TEXT NOT NULL")
    state.keep(
        "provisional",
        "number INTEGER PRIMARY KEY, path TEXT NOT NULL, rows INTEGER NOT NULL, size_bytes INTEGER NOT NULL, "
        "sha256 TEXT NOT NULL",
    )
    state.keep("segments", "path TEXT PRIMARY KEY")


def note(state: CrawlState, page: Taken) -> None:
    """Put a page in."""
    state.connection.execute(f"INSERT OR REPLACE INTO taken({_COLUMNS}) VALUES ({_MARKS})", astuple(page))


def note_copy(state: CrawlState, url: str, first: str) -> None:
    """Note that a page is like an earlier one."""
    state.connection.execute("INSERT OR REPLACE INTO copied(url, first) VALUES (?, ?)", (url, first))


def forget_copy(state: CrawlState, url: str) -> None:
    """Note that a page is like no other one after all; one that was not stored stays what it was."""
    state.connection.execute(
        "DELETE FROM copied WHERE url = ? AND url IN (SELECT url FROM taken WHERE part <> 0 OR is_known)",
        (url,),
    )


def same_bytes(state: CrawlState, host: str, content_sha256: str) -> Taken | None:
    """A page of the host with these bytes and a record."""
    found = state.connection.execute(
        f"SELECT {_COLUMNS} FROM taken WHERE host = ? AND content_sha256 = ? AND warc_path <> '' LIMIT 1",
        (host, content_sha256),
    ).fetchone()
    return None if found is None else Taken(*found)


def note_part(state: CrawlState, part: Part, urls: list[str]) -> None:
    """Note the provisional part that holds the rows of these pages."""
    with state.transaction() as connection:
        number = next_part(state)
        connection.execute(
            "INSERT INTO provisional(number, path, rows, size_bytes, sha256) VALUES (?, ?, ?, ?, ?)",
            (number, part.path, part.rows, part.size_bytes, part.sha256),
        )
        connection.executemany(
            "UPDATE taken SET part = ?, changed = 1 WHERE url = ?", ((number, url) for url in urls)
        )


def next_part(state: CrawlState) -> int:
    """The number of the next provisional part, from 1."""
    (last,) = state.connection.execute("SELECT coalesce(max(number), 0) FROM provisional").fetchone()
    return int(last) + 1


def parts(state: CrawlState) -> list[tuple[int, Part]]:
    """The provisional parts by number."""
    rows = state.connection.execute(
        "SELECT number, path, rows, size_bytes, sha256 FROM provisional ORDER BY number"
    )
    return [
        (number, Part(path=path, rows=count, size_bytes=size, sha256=sha256))
        for number, path, count, size, sha256 in rows
    ]


def note_segment(state: CrawlState, path: str) -> None:
    """Note a WARC segment that is stored."""
    state.connection.execute("INSERT OR IGNORE INTO segments(path) VALUES (?)", (path,))


def segments(state: CrawlState) -> list[str]:
    """The object keys of the WARC segments, sorted."""
    return [path for (path,) in state.connection.execute("SELECT path FROM segments ORDER BY path")]
