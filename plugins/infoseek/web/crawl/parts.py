"""The final parts of a crawl's pages: provisional ones as they are, or rewritten without what was folded.

What may not live here: what is folded into what (folding.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from infoseek.store.manifests import Part
from infoseek.store.schemas import PAGES
from infoseek.store.tables import conformed, open_part, write_arrow
from infoseek.web.crawl import taken
from infoseek.web.crawl.spool import PART_BYTES, PART_ROWS

if TYPE_CHECKING:
    from infoseek.store.objects import ObjectStore
    from infoseek.web.crawl.state import CrawlState

_SMALL_ROWS = 250
_SMALL_BYTES = 500_000
"""A provisional part below both is put together with others."""


class FinalParts:
    """Writes page rows as parts, each as full as may be. parts: what was written or adopted so far."""

    def __init__(self, store: ObjectStore, attempt: str, number: int) -> None:
        self._store, self._attempt, self._number = store, attempt, number
        self._waiting: list[pa.Table] = []
        self.parts: list[Part] = []

    def adopt(self, part: Part) -> None:
        self.parts.append(part)

    def add(self, rows: pa.Table) -> None:
        """Put rows behind the others; a full part is written at once."""
        if self._waiting and not _fits([*self._waiting, rows]):
            self.flush()
        if rows.num_rows:
            self._waiting.append(rows)

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            rows = pa.concat_tables(self._waiting)
            self.parts.append(write_arrow(self._store, PAGES, rows, self._attempt, self._number))
            self._number += 1
            self._waiting = []


def write_pages(
    store: ObjectStore, state: CrawlState, attempt: str, known_parts: Callable[[], list[Part]]
) -> list[Part]:
    """Write the pages of a folded crawl; their parts.

    known_parts: gives the parts of the snapshot that the known pages came from. Raises what the store raises.
    """
    provisional = taken.parts(state)
    final = FinalParts(store, attempt, taken.next_part(state))
    is_alone = len(provisional) == 1
    for number, part in provisional:
        kept = _kept(state, number)
        aliases = _aliases(state, "taken.part = ?", number)
        if len(kept) == part.rows and not aliases and (is_alone or not _is_small(part)):
            final.adopt(part)
        elif kept:
            final.add(_rows(store, part, kept, aliases))
    if _has_new_aliases(state):
        for number, part in enumerate(known_parts()):
            aliases = _aliases(state, f"{_UNCHANGED} AND known.part = ?", number)
            if aliases:
                final.add(_rows(store, part, set(aliases), aliases))
    final.flush()
    return final.parts


_KEPT = "taken.url NOT IN (SELECT url FROM folded)"
# A page whose live version holds, that something leads to now which did not before.
_UNCHANGED = (
    f"taken.is_known AND taken.part = 0 AND {_KEPT} AND taken.url IN (SELECT page FROM aliases WHERE NOT carried "
    "AND url NOT IN (SELECT alias FROM known_alias WHERE known_alias.url = aliases.page))"
)


def _kept(state: CrawlState, number: int) -> set[str]:
    rows = state.connection.execute(f"SELECT url FROM taken WHERE part = ? AND {_KEPT}", (number,))
    return {url for (url,) in rows}


def _aliases(state: CrawlState, condition: str, number: int) -> dict[str, list[str]]:
    """The sorted aliases of the kept pages for which a condition on a part's number holds, where they have any."""
    rows = state.connection.execute(
        "SELECT aliases.page, aliases.url FROM aliases JOIN taken ON taken.url = aliases.page "
        f"LEFT JOIN known ON known.url = aliases.page WHERE {_KEPT} AND {condition} ORDER BY 1, 2",
        (number,),
    )
    found: dict[str, list[str]] = {}
    for page, url in rows:
        found.setdefault(page, []).append(url)
    return found


def _has_new_aliases(state: CrawlState) -> bool:
    found = state.connection.execute(f"SELECT 1 FROM taken WHERE {_UNCHANGED} LIMIT 1").fetchone()
    return found is not None


def _rows(store: ObjectStore, part: Part, kept: set[str], aliases: dict[str, list[str]]) -> pa.Table:
    """The rows of these pages in a part, with their aliases."""
    found = conformed(open_part(store, part).read(), PAGES.schema)
    rows = found.filter(pc.is_in(found["url"], pa.array(sorted(kept), pa.string())))
    column = pa.array([aliases.get(url, []) for url in rows["url"].to_pylist()], pa.list_(pa.string()))
    return rows.set_column(PAGES.schema.get_field_index("aliases_urls"), "aliases_urls", column)


def _is_small(part: Part) -> bool:
    return part.rows < _SMALL_ROWS and part.size_bytes < _SMALL_BYTES


def _fits(tables: list[pa.Table]) -> bool:
    rows = sum(int(table.num_rows) for table in tables)
    return rows <= PART_ROWS and sum(int(table.nbytes) for table in tables) <= PART_BYTES
