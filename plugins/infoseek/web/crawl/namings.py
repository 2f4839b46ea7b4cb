"""Which rules of names (names.py) hold at a host, by the pairs of pages that were judged: alike or not.

What may not live here: judging pairs (copies.py), and what a rule spares (variants.py).
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import astuple
from itertools import combinations

from infoseek.web.crawl.names import Naming, Pair, naming_of
from infoseek.web.crawl.state import CrawlState
from infoseek.web.urls import site_of

CONFIRMATIONS = 3
"""Pairs of a page and its copy that a rule must hold for."""
PER_ERROR = 10
"""Pairs that a rule must hold for, for each that it was wrong about: a site's generator fails on a page now and then."""

_COMPARED = 24
_MAX_RULES = 40
_RECENT = 500
_SETTLED_AT_ONCE = 96
_SETTLING_ROUNDS = 8

_Counted = tuple[Naming, int, int]


class Namings:
    """The tables `likenesses` (pairs judged) and `namings` (rules), both kept.

    While a crawl goes on a rule is looked for in what was judged last; `settle` finds the rules anew from all
    pairs, whatever the order in which they were judged.
    """

    def __init__(self, state: CrawlState) -> None:
        self._connection = state.connection
        state.keep(
            "likenesses",
            "pair TEXT PRIMARY KEY, url TEXT NOT NULL, of TEXT NOT NULL, host TEXT NOT NULL, is_alike INTEGER NOT NULL",
            "(host, is_alike)",
        )
        state.keep(
            "namings",
            "rule TEXT PRIMARY KEY, host TEXT NOT NULL, alike INTEGER NOT NULL, unlike INTEGER NOT NULL",
            "(host)",
        )
        self._by_host: dict[str, list[_Counted]] = {}
        self.falls = 0

    def judged(self, url: str, of: str, is_alike: bool) -> None:
        """Note whether `url` was found to hold what `of` holds and nothing else, or to be another page."""
        host = site_of(url)
        added = self._connection.execute(
            "INSERT OR IGNORE INTO likenesses (pair, url, of, host, is_alike) VALUES (?, ?, ?, ?, ?)",
            (f"{url} {of}", url, of, host, is_alike),
        )
        if not added.rowcount:
            return
        matching = [naming for naming, _, _ in self._of(host) if naming.original(url) == of]
        for naming in matching:
            self._count(host, naming, is_alike)
        if is_alike and not matching and len(self._of(host)) < _MAX_RULES:
            self._find(host, (url, of))

    def rejudged(self, host: str, verdicts: Iterable[tuple[str, str, bool]], is_all: bool) -> None:
        """Put in verdicts in place of earlier ones, and find the rules anew. is_all: in place of all of the host."""
        if is_all:
            self._connection.execute("DELETE FROM likenesses WHERE host = ?", (host,))
        self._connection.executemany(
            "INSERT OR REPLACE INTO likenesses (pair, url, of, host, is_alike) VALUES (?, ?, ?, ?, ?)",
            ((f"{url} {of}", url, of, host, is_alike) for url, of, is_alike in verdicts),
        )
        self._settle(host)

    def rules(self, host: str) -> list[Naming]:
        """The rules that hold, the widest first."""
        return [rule for rule, alike, unlike in self._of(host) if _holds(alike, unlike)]

    def guesses(self, host: str) -> list[Naming]:
        """The rules that hold, and those that may yet come to."""
        return [rule for rule, alike, unlike in self._of(host) if alike > unlike]

    def confirmations(self, host: str, naming: Naming) -> tuple[int, int]:
        """How many pairs bear a rule out, and how many speak against it."""
        return next(
            ((alike, unlike) for rule, alike, unlike in self._of(host) if rule == naming),
            (0, 0),
        )

    def alike(self, host: str) -> list[Pair]:
        """All pairs of a host found alike."""
        rows = self._connection.execute(
            "SELECT url, of FROM likenesses WHERE host = ? AND is_alike = 1 ORDER BY url, of", (host,)
        )
        return [(url, of) for url, of in rows]

    def _of(self, host: str) -> list[_Counted]:
        found = self._by_host.get(host)
        if found is None:
            rows = self._connection.execute(
                "SELECT rule, alike, unlike FROM namings WHERE host = ?", (host,)
            ).fetchall()
            read = [(Naming(*json.loads(rule)[1:]), alike, unlike) for rule, alike, unlike in rows]
            found = self._by_host[host] = sorted(read, key=lambda each: _width(each[0]))
        return found

    def _count(self, host: str, naming: Naming, is_alike: bool) -> None:
        held = naming in self.rules(host)
        column = "alike" if is_alike else "unlike"
        self._connection.execute(
            f"UPDATE namings SET {column} = {column} + 1, changed = 1 WHERE rule = ?", (_key(host, naming),)
        )
        self._by_host.pop(host, None)
        self.falls += held and naming not in self.rules(host)

    def _find(self, host: str, pair: Pair) -> None:
        """Look for the widest rule that this pair has in common with one judged before, and count its pairs."""
        recent = self._connection.execute(
            "SELECT url, of, is_alike FROM likenesses WHERE host = ? ORDER BY rowid DESC LIMIT ?",
            (host, _RECENT),
        ).fetchall()
        others = [(url, of) for url, of, is_alike in recent if is_alike and url != pair[0]][:_COMPARED]
        found = {naming for other in others if (naming := naming_of(pair, other)) is not None}
        if found:
            naming = min(found, key=_width)
            self._put(host, [(naming, *_counted(naming, recent))])

    def _settle(self, host: str) -> None:
        """Find the rules of all pairs judged, as many of them at a time as can be compared with one another."""
        rows = self._connection.execute(
            "SELECT url, of, is_alike FROM likenesses WHERE host = ?", (host,)
        ).fetchall()
        # Scattered by a hash: the same in every run, and not one folder after the other.
        left = sorted(
            ((url, of) for url, of, is_alike in rows if is_alike),
            key=lambda pair: (zlib.crc32(f"{pair[0]} {pair[1]}".encode()), pair),
        )
        settled: dict[Naming, tuple[int, int]] = {}
        for _ in range(_SETTLING_ROUNDS):
            if len(left) < 2:
                break
            chosen, left = left[:_SETTLED_AT_ONCE], left[_SETTLED_AT_ONCE:]
            shown = Counter(naming_of(*pairs) for pairs in combinations(chosen, 2))
            likely = sorted(
                (each for each in shown if each is not None and each not in settled),
                key=lambda each: (-shown[each], _width(each)),
            )
            found = {each: _counted(each, rows) for each in likely[:_MAX_RULES]}
            settled |= {each: counts for each, counts in found.items() if counts[0] >= CONFIRMATIONS}
            rules = [each for each, counts in settled.items() if _holds(*counts)]
            left = [(url, of) for url, of in left if all(rule.original(url) != of for rule in rules)]
        best = sorted(settled, key=lambda each: (-settled[each][0], _width(each)))[:_MAX_RULES]
        self._connection.execute("DELETE FROM namings WHERE host = ?", (host,))
        self._put(host, [(each, *settled[each]) for each in best])

    def _put(self, host: str, rules: Collection[_Counted]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO namings (rule, host, alike, unlike) VALUES (?, ?, ?, ?)",
            ((_key(host, naming), host, alike, unlike) for naming, alike, unlike in rules),
        )
        self._by_host.pop(host, None)


def _holds(alike: int, unlike: int) -> bool:
    return alike >= max(CONFIRMATIONS, PER_ERROR * unlike)


def _counted(naming: Naming, judged: Iterable[tuple[str, str, int]]) -> tuple[int, int]:
    """How many of the pairs that a rule speaks of are alike, and how many are not."""
    verdicts = [is_alike for url, of, is_alike in judged if naming.original(url) == of]
    return sum(verdicts), len(verdicts) - sum(verdicts)


def _width(naming: Naming) -> tuple[int, tuple[object, ...]]:
    """Sorted by it, the rules that speak of the most URLs come first."""
    return len(naming.before) + len(naming.after), astuple(naming)


def _key(host: str, naming: Naming) -> str:
    return json.dumps([host, *astuple(naming)])
