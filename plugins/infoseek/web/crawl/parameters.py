"""Query parameters without effect, learnt folder by folder from pages that differ in nothing else.

What may not live here: the names of copies (names.py), and parameters known from elsewhere to track (web/urls.py).
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from infoseek.web.crawl.state import CrawlState

CONFIRMATIONS = 3
"""Pages on which a parameter had no effect before it is dropped in its folder."""
TWINS = 2
"""Copies of one page that differ in a parameter before it is dropped there."""

_COMPARED = 16


def folder_of(url: str) -> str:
    """Host and path up to the last slash: what is learnt holds there."""
    return url.partition("?")[0].rpartition("/")[0]


def names_of(url: str) -> list[str]:
    """The names of a URL's parameters."""
    return [pair.partition("=")[0] for pair in urlsplit(url).query.split("&") if pair]


def without(url: str, names: Collection[str]) -> str:
    """The URL less some of its parameters."""
    path, mark, query = url.partition("?")
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0] not in names]
    return f"{path}?{'&'.join(kept)}" if mark and kept else path


def differing(one: str, other: str) -> frozenset[str]:
    """The parameters that two URLs of one path do not have alike."""
    pairs = set(urlsplit(one).query.split("&")) ^ set(urlsplit(other).query.split("&"))
    return frozenset(pair.partition("=")[0] for pair in pairs if pair)


class Parameters:
    """The kept tables `effects` (how often a parameter made no difference to a page, or did) and `asked`.

    A parameter is without effect in a folder once `CONFIRMATIONS` of its pages came out the same whatever it
    was, and none otherwise; on a single page, after `TWINS` copies. One page that differs, and it has effect.
    """

    def __init__(self, state: CrawlState) -> None:
        self._connection = state.connection
        state.keep("asked", "url TEXT PRIMARY KEY, path TEXT NOT NULL, of TEXT NOT NULL", "(path)")
        state.keep(
            "effects",
            "effect TEXT PRIMARY KEY, folder TEXT NOT NULL, name TEXT NOT NULL, same INTEGER NOT NULL, "
            "other INTEGER NOT NULL",
            "(folder, name)",
        )
        self._by_folder: dict[str, dict[str, tuple[int, int]]] = {}
        self.falls = 0

    def learn(self, url: str, of: str) -> None:
        """Note that a URL gave a page of its own, or the copy of another (`of`)."""
        path = url.partition("?")[0]
        known = self._connection.execute("SELECT of FROM asked WHERE url = ?", (url,)).fetchone()
        if known is not None:
            return
        self._connection.execute("INSERT INTO asked (url, path, of) VALUES (?, ?, ?)", (url, path, of))
        if of:
            twins = [of] if of.partition("?")[0] == path else []
            twins += self._others(url, path, of)
            names = frozenset[str]().union(*(differing(url, twin) for twin in twins))
            if names:
                self._note(url, names, True)
            return
        for other in self._others(url, path, ""):
            self._blame(url, differing(url, other))

    def is_asked(self, url: str) -> bool:
        return self._connection.execute("SELECT 1 FROM asked WHERE url = ?", (url,)).fetchone() is not None

    def plain(self, url: str) -> str:
        """The URL less its parameters of no effect."""
        return without(url, self.idle(url)) if "?" in url else url

    def standing(self, url: str) -> str | None:
        """The page asked for that has this form once its parameters of no effect are left out."""
        path = url.partition("?")[0]
        row = self._connection.execute("SELECT of FROM asked WHERE url = ?", (url,)).fetchone()
        if row is not None:
            return str(row[0]) or url
        for other in self._others(url, path, ""):
            if self.plain(other) == url:
                return other
        return None

    def is_learnt(self, url: str) -> bool:
        """Whether anything was learnt in a URL's folder."""
        return bool(self._of(folder_of(url)))

    def idle(self, url: str) -> frozenset[str]:
        """Those of a URL's parameters that are known to be without effect on it."""
        names = set(names_of(url))
        if not names:
            return frozenset()
        learnt = self._of(folder_of(url))
        likely = {name for name in names if name in learnt and not learnt[name][1]}
        sure = {name for name in likely if learnt[name][0] >= CONFIRMATIONS}
        page = without(url, likely)
        sure |= {name for name in likely - sure if self._count(name, page) >= TWINS}
        return frozenset(sure)

    def confirmations(self, url: str, names: Collection[str]) -> int:
        """How many pages bear out that these parameters are without effect, the least borne out first."""
        learnt = self._of(folder_of(url))
        return min((learnt.get(name, (0, 0))[0] for name in names), default=0)

    def rules(self) -> list[tuple[str, str, int]]:
        """Folder, parameter and how many pages bore it out, for each that holds."""
        rows = self._connection.execute(
            "SELECT folder, name, sum(same > 0), sum(other) FROM effects GROUP BY folder, name ORDER BY folder, name"
        )
        return [
            (folder, name, pages)
            for folder, name, pages, others in rows
            if pages >= CONFIRMATIONS and not others
        ]

    def _others(self, url: str, path: str, of: str) -> list[str]:
        """Pages of the same path asked before, the latest first: with `of`, copies of the same page."""
        rows = self._connection.execute(
            "SELECT url FROM asked WHERE path = ? AND of = ? AND url <> ? ORDER BY rowid DESC LIMIT ?",
            (path, of, url, _COMPARED),
        )
        return [other for (other,) in rows]

    def _blame(self, url: str, names: frozenset[str]) -> None:
        """Two pages differ, and so do these parameters: which of them has effect?"""
        learnt = self._of(folder_of(url))
        if len(names) == 1 or all(learnt.get(name, (0, 0))[0] and not learnt[name][1] for name in names):
            self._note(url, names, False)

    def _note(self, url: str, names: Collection[str], is_same: bool) -> None:
        folder, page = folder_of(url), without(url, names)
        learnt = self._of(folder)
        for name in names:
            pages, others = learnt.get(name, (0, 0))
            if not is_same and pages and not others:
                self.falls += 1
            self._connection.execute(
                "INSERT INTO effects (effect, folder, name, same, other) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (effect) DO UPDATE SET same = same + excluded.same, "
                "other = other + excluded.other, changed = 1",
                (_key(name, page if is_same else folder), folder, name, int(is_same), int(not is_same)),
            )
        self._by_folder.pop(folder, None)

    def _of(self, folder: str) -> dict[str, tuple[int, int]]:
        """Of each parameter of a folder, on how many pages it made no difference and how often it did."""
        found = self._by_folder.get(folder)
        if found is None:
            if len(self._by_folder) > 1000:
                self._by_folder.clear()
            rows = self._connection.execute(
                "SELECT name, sum(same > 0), sum(other) FROM effects WHERE folder = ? GROUP BY name",
                (folder,),
            )
            found = self._by_folder[folder] = {name: (pages, others) for name, pages, others in rows}
        return found

    def _count(self, name: str, page: str) -> int:
        row = self._connection.execute(
            "SELECT same FROM effects WHERE effect = ?", (_key(name, page),)
        ).fetchone()
        return 0 if row is None else int(row[0])


def _key(name: str, page: str) -> str:
    return f"{name} {page}"
