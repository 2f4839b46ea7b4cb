"""Which URLs stand for others by the rules learnt in this crawl, so that they need not be asked for.

What may not live here: what makes pages copies (copies.py), and the queue (frontier/).
"""

from __future__ import annotations

import zlib

from infoseek.web.crawl.names import Naming
from infoseek.web.crawl.namings import Namings
from infoseek.web.crawl.parameters import CONFIRMATIONS, Parameters, without
from infoseek.web.crawl.state import CrawlState
from infoseek.web.urls import site_of

RAREST_CHECK = 512
"""Of the pages that a rule would spare, one in so many is asked for nevertheless, and more while it is young."""
DOUBTED_CHECK = 32
"""The same of a rule that has been wrong about a page."""


class Variants:
    """Rules of two kinds, each learnt from several pages:

    - parameter: a query parameter without effect in its folder (parameters.py), until one page speaks against it;
    - name: a name that marks the copy of another page (names.py), where that page has been
        read, as long as few pages speak against it (namings.py).

    A small share of what the rules spare, drawn by a hash, is asked for all the same and judged. salt: makes it
    another share in each batch.
    """

    def __init__(self, state: CrawlState, salt: str = "") -> None:
        self._connection = state.connection
        self._salt = salt
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
            if idle or not self._is_naming_check(url, rule):
                return original
        return self._parameters.standing(plain) or plain

    def expected(self, url: str) -> list[str]:
        """The pages that a URL copies by rules of names which hold, read or not; none where the rule is checked."""
        rules = [] if self._parameters.is_asked(url) else self.namings.rules(site_of(url))
        named = [(rule, page) for rule in rules if (page := rule.original(url)) is not None]
        return [page for rule, page in named if not self._is_naming_check(url, rule)]

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
                (host, "name", str(rule), self.namings.confirmations(host, rule)[0])
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

    def _is_naming_check(self, url: str, rule: Naming) -> bool:
        alike, unlike = self.namings.confirmations(site_of(url), rule)
        return self._is_check(url, url, alike, DOUBTED_CHECK if unlike else RAREST_CHECK)

    def _is_check(self, url: str, page: str, confirmations: int, rarest: int = RAREST_CHECK) -> bool:
        """Whether the URL is asked for to check its rule: one of a page's at most."""
        rarity = min(confirmations**3, rarest)
        if confirmations < CONFIRMATIONS or zlib.crc32(f"{self._salt}{page}".encode()) % rarity:
            return False
        self._connection.execute(
            "INSERT OR IGNORE INTO variant_checks (page, url) VALUES (?, ?)", (page, url)
        )
        row = self._connection.execute("SELECT url FROM variant_checks WHERE page = ?", (page,)).fetchone()
        return bool(row[0] == url)
