"""Which URLs stand for others by the rules learnt in this crawl, so that they need not be asked for.

What may not live here: what makes pages copies (copies.py), and the queue (frontier/).
"""

from __future__ import annotations

import zlib

from infoseek.web.crawl.names import Naming, Namings
from infoseek.web.crawl.parameters import CONFIRMATIONS, Parameters, without
from infoseek.web.crawl.state import CrawlState
from infoseek.web.urls import site_of

RAREST_CHECK = 512
"""Of the pages that a rule would spare, one in so many is asked for nevertheless, and more while it is young."""


class Variants:
    """Rules of two kinds, each learnt from several pages and dropped by the first one that speaks against it:

    - parameter: a query parameter without effect in its folder (parameters.py);
    - name: a name that marks the copy of another page (names.py), where that page has been read.

    A small share of what the rules spare, fixed by a hash, is asked for all the same and judged.
    """

    def __init__(self, state: CrawlState) -> None:
        self._connection = state.connection
        self.namings = Namings(state)
        self._parameters = Parameters(state)
        state.keep("variant_checks", "page TEXT PRIMARY KEY, url TEXT NOT NULL")

    @property
    def revision(self) -> int:
        """Another number whenever a rule has fallen: what it spared is wanted again."""
        return self.namings.falls + self._parameters.falls

    def rewritten(self, url: str) -> str:
        """The URL that stands for this one under the rules learnt so far; itself where none does."""
        idle = self._parameters.idle(url)
        plain = without(url, idle)
        naming = self._naming(plain)
        if (naming is None and not self._parameters.is_learnt(url)) or self._parameters.is_asked(url):
            return url
        if idle and self._is_check(url, plain, self._parameters.confirmations(url, idle)):
            return url
        if naming is not None:
            rule, original = naming
            if idle or not self._is_check(url, url, self.namings.confirmations(site_of(url), rule)):
                return original
        return self._parameters.standing(plain) or plain

    def learn(self, url: str, outcome: str, of: str = "") -> None:
        """Take note of an answer. outcome: "page" (one of its own) or "copy" (of the page `of`)."""
        self._parameters.learn(url, of if outcome == "copy" else "")

    def plain(self, url: str) -> str:
        """The URL less its parameters without effect."""
        return self._parameters.plain(url)

    def standing(self, url: str) -> str | None:
        """The page read that a plain URL stands for: itself, or one with parameters without effect."""
        return self._parameters.standing(url)

    def rules(self) -> list[tuple[str, str, str, int]]:
        """Host, kind (parameter, name), rule and how many pages bore it out, for each that holds."""
        found = [
            (site_of(f"{folder}/"), "parameter", f"{folder}/ {name}", times)
            for folder, name, times in self._parameters.rules()
        ]
        hosts = self._connection.execute("SELECT DISTINCT host FROM namings ORDER BY host").fetchall()
        for (host,) in hosts:
            found += [
                (host, "name", str(rule), self.namings.confirmations(host, rule))
                for rule in self.namings.rules(host)
            ]
        return found

    def _naming(self, url: str) -> tuple[Naming, str] | None:
        """The name rule that covers a URL, and the page it names, where that has been read."""
        for rule in self.namings.rules(site_of(url)):
            original = rule.original(url)
            page = None if original is None else self._parameters.standing(original)
            if page is not None:
                return rule, page
        return None

    def _is_check(self, url: str, page: str, confirmations: int) -> bool:
        """Whether the URL is asked for to check its rule: one of a page's at most."""
        rarity = min(confirmations**3, RAREST_CHECK)
        if confirmations < CONFIRMATIONS or zlib.crc32(page.encode()) % rarity:
            return False
        self._connection.execute(
            "INSERT OR IGNORE INTO variant_checks (page, url) VALUES (?, ?)", (page, url)
        )
        row = self._connection.execute("SELECT url FROM variant_checks WHERE page = ?", (page,)).fetchone()
        return bool(row[0] == url)
