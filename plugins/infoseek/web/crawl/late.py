"""Judges the pages of a host once more when all are met: which are excerpts of which, by rules that all bear out.

What may not live here: copies that are found as they come (copies.py), and the folding of stored pages (folding.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache

from infoseek.web.crawl import prints
from infoseek.web.crawl.likeness import Page, is_part
from infoseek.web.crawl.names import shortened, stems_of
from infoseek.web.crawl.variants import Variants

EXACT, NEAR, EXCERPT = "exact", "near", "excerpt"
"""In which way a page met is a copy of an earlier one."""

_CANDIDATES = 16
_OF_ONE_STEM = 4
_MOST_JUDGED = 20_000
"""Pairs of one host: some 20 seconds."""
_ROUNDS = 3
_HOPS = 8
_READ_AT_ONCE = 512


class LatePages:
    """The pages of one host in the table `met`.

    Rules and verdicts of the crawl came as the answers did: a page that was met before its original could not be
    judged, a rule that fell early was not looked for again. Here every page is judged against all that its name
    and the rules lead to. Where a reading is not kept any more, the crawl's own verdict stands.
    """

    def __init__(self, connection: sqlite3.Connection, variants: Variants, host: str) -> None:
        self._connection, self._variants, self._host = connection, variants, host
        self._namings = variants.namings
        rows = connection.execute("SELECT url, stem, of, kind FROM met WHERE host = ? ORDER BY url", (host,))
        self._of: dict[str, tuple[str, str]] = {}
        self._by_stem: dict[str, list[str]] = {}
        for url, stem, of, kind in rows:
            self._of[url] = (of, kind)
            self._by_stem.setdefault(stem, []).append(url)
        read = connection.execute("SELECT url FROM readings JOIN met USING (url) WHERE host = ?", (host,))
        self._is_read = {url for (url,) in read}
        self._page = lru_cache(_READ_AT_ONCE)(self._read)
        self._verdicts: dict[tuple[str, str], bool | None] = {}
        self._pages: dict[tuple[str, str], str] = {}

    def judged(self) -> Iterator[tuple[str, str | None]]:
        """What `Copies.late` gives of this host; noted in `met`."""
        is_all = len(self._is_read) == len(self._of)
        self._judge((url, page) for url in sorted(self._is_read) for page in self._suggested(url))
        self._namings.rejudged(self._host, self._found(set()), is_all)
        for _ in range(_ROUNDS):
            before = set(self._verdicts)
            self._judge(self._named())
            if self._verdicts.keys() == before:
                break
            self._namings.rejudged(self._host, self._found(before), False)
        yield from self._folded(is_all)

    def _suggested(self, url: str) -> list[str]:
        """The pages that a page may be an excerpt of, by its name alone."""
        named = (self._variants.standing(name) for name in shortened(url))
        found = [page for page in named if page is not None and page in self._of]
        for stem in stems_of(url):
            found += self._by_stem.get(stem, ())[:_OF_ONE_STEM]
        return [each for each in dict.fromkeys(found) if each != url][:_CANDIDATES]

    def _named(self) -> Iterator[tuple[str, str]]:
        """Every page with what the rules call its original."""
        for rule in self._namings.guesses(self._host):
            for url in self._of:
                name = rule.original(url)
                page = None if name is None else self._variants.standing(name)
                if page is not None and page != url and page in self._of:
                    yield url, page

    def _judge(self, pairs: Iterable[tuple[str, str]]) -> None:
        for url, page in pairs:
            key = (url, self._variants.plain(page))
            if (
                {url, page} <= self._is_read
                and key not in self._verdicts
                and len(self._verdicts) < _MOST_JUDGED
            ):
                self._verdicts[key] = self._verdict(url, page)
                self._pages[key] = page

    def _verdict(self, url: str, page: str) -> bool | None:
        if self._twin(url) == self._twin(page):
            return True
        part, whole = self._page(url), self._page(page)
        return None if part is None or whole is None else is_part(part, whole)

    def _found(self, before: set[tuple[str, str]]) -> list[tuple[str, str, bool]]:
        """The verdicts given since."""
        return [
            (url, name, verdict)
            for (url, name), verdict in self._verdicts.items()
            if verdict is not None and (url, name) not in before
        ]

    def _folded(self, is_all: bool) -> Iterator[tuple[str, str | None]]:
        rules = self._namings.rules(self._host)
        alike: dict[str, list[str]] = {}
        for url, name in self._namings.alike(self._host):
            alike.setdefault(url, []).append(name)
        for url, (of, kind) in list(self._of.items()):
            if of and kind != EXCERPT:
                continue
            names = alike.get(url, ())
            named = (rule.original(url) for rule in rules)
            found = next((each for each in named if each is not None and each in names), None)
            whole = None if found is None else self._whole(url, found)
            if whole is None and of and is_all:
                self._note(url, "", "")
                yield url, None
            elif whole is not None and whole != of:
                self._note(url, whole, EXCERPT)
                yield url, whole

    def _whole(self, url: str, name: str) -> str | None:
        """The page that stands for what a page is an excerpt of; None where it stands for that itself."""
        page = self._pages.get((url, name)) or self._variants.standing(name) or name
        for _ in range(_HOPS):
            if page == url:
                return None
            of = self._of.get(page, ("", ""))[0]
            if not of:
                break
            page = of
        return page

    def _note(self, url: str, of: str, kind: str) -> None:
        self._of[url] = (of, kind)
        self._connection.execute(
            "UPDATE met SET of = ?, kind = ?, changed = 1 WHERE url = ?", (of, kind, url)
        )

    def _twin(self, url: str) -> str:
        """The first page met with the same text, or nearly the same."""
        for _ in range(_HOPS):
            of, kind = self._of.get(url, ("", ""))
            if kind not in (EXACT, NEAR):
                break
            url = of
        return url

    def _read(self, url: str) -> Page | None:
        row = self._connection.execute(
            "SELECT title, content FROM met JOIN readings USING (url) WHERE url = ?", (url,)
        ).fetchone()
        return None if row is None else Page(row[0], prints.unpacked(row[1]))
