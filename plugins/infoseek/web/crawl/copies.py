"""Which pages of a host say what another one says: the same text, nearly the same, or a part of it.

What may not live here: which URL is spared for it (variants.py), and the folding of stored pages (folding.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from infoseek.web.crawl import prints
from infoseek.web.crawl.late import EXACT, EXCERPT, NEAR, LatePages
from infoseek.web.crawl.likeness import Page, agree, is_part, similarity, still_stands
from infoseek.web.crawl.names import shortened, stem_of, stems_of
from infoseek.web.crawl.prints import Said
from infoseek.web.crawl.state import CrawlState
from infoseek.web.crawl.variants import Variants
from infoseek.web.urls import site_of

MAX_READINGS = 4000
"""Pages whose whole reading is kept at a time (about 16 KB each); of older ones the print."""


_CANDIDATES = 8
_HOPS = 8


def text_print(text: str) -> bytes:
    """The MinHash print of a page's text: 128 bytes, or none for a text too short to be judged by it.

    Equal on every machine and in every run. Source: Broder 1997; datasketch's `affine32` permutations.
    """
    return prints.print_of(_said(text))


class Copies:
    """The pages met so far, in the kept table `met`; only pages of one host are compared.

    Three things make a page a copy of an earlier one:

    - exact: its text is the same, and its title too; or the text is long and the titles pass the test below.
    - near: of the shingles of both at least the share `similarity` is in both (Jaccard), *and* one of the two
      has no word that the other has not, *and* neither has a number beside words that the other has not. Two
      villages, two months, two countries' tables each have a name or a number of their own, however much else
      they share; a page and its copy in another frame have not.
    - excerpt: it says nothing that the other page does not say (print versions without the frame, pop-ups with
      a page's caption), *and* its URL is made from the other's by a rule that holds for several pairs of the
      host (names.py). A post that an archive page quotes in full is no excerpt: no rule leads from one to the other.

    Where none is sure, both stay: a page folded wrongly is lost, a copy that stays costs little.
    """

    def __init__(self, state: CrawlState, similarity: float, variants: Variants | None = None) -> None:
        self._connection = state.connection
        self._similarity = similarity
        self._variants = Variants(state) if variants is None else variants
        self._namings = self._variants.namings
        state.keep(
            "met",
            "url TEXT PRIMARY KEY, host TEXT NOT NULL, stem TEXT NOT NULL, text_sha256 TEXT NOT NULL, "
            "title TEXT NOT NULL, text_print BLOB NOT NULL, of TEXT NOT NULL, kind TEXT NOT NULL",
            "(host, text_sha256)",
            "(host, stem)",
        )
        state.make("bands", "band INTEGER NOT NULL, host TEXT NOT NULL, url TEXT NOT NULL", "(band, host)")
        state.make("readings", "number INTEGER PRIMARY KEY, url TEXT UNIQUE NOT NULL, content BLOB NOT NULL")
        self._is_ready = False

    def meet(
        self, url: str, text_sha256: str, text_print: bytes, title: str = "", text: str = ""
    ) -> str | None:
        """The URL of an earlier page of the same host that this is a copy of, else None; the page is remembered.

        text_sha256, text_print: of `text`; title, text: of the page as read.
        """
        self._make_ready()
        before = self._connection.execute("SELECT of FROM met WHERE url = ?", (url,)).fetchone()
        if before is not None:
            return str(before[0]) or None
        given = Page(title, _said(text))
        first, near = self._exact(url, text_sha256, text_print, given), None
        if first is None:
            near = self._near(url, text_print, given)
        whole = self._whole_of(url, given, first or near)
        found = ((EXACT, first), (NEAR, near), (EXCERPT, whole))
        kind, page = next(((kind, page) for kind, page in found if page is not None), ("", None))
        self._remember(url, text_sha256, text_print, title, page or "", kind)
        self._keep_reading(url, given.said)
        self._judge_parts(url, given)
        return page

    def late(self) -> Iterator[tuple[str, str | None]]:
        """At the end: pages that prove to be excerpts, and of what; or None of one that proves to be none.

        Whatever the order in which they were met, as far as their readings are still there.
        """
        for (host,) in self._connection.execute("SELECT DISTINCT host FROM met ORDER BY host").fetchall():
            yield from LatePages(self._connection, self._variants, host).judged()

    def are_near(self, url: str, other: str) -> bool:
        """Whether two pages met are near enough to be one where one of them declares so itself."""
        left, right = self._page(url), self._page(other)
        if left is not None and right is not None:
            return (
                similarity(left.said, right.said) >= self._similarity
                or is_part(left, right) is True
                or is_part(right, left) is True
            )
        found = [self._print(each) for each in (url, other)]
        return prints.estimate(*found) >= self._similarity

    def is_met(self, url: str) -> bool:
        """Whether the page answered in this crawl."""
        return self._connection.execute("SELECT 1 FROM met WHERE url = ?", (url,)).fetchone() is not None

    def still_stands(self, url: str, other: str) -> bool:
        """Whether a page met that was the copy of another one, met as well, still is."""
        left, right = self._page(url), self._page(other)
        if left is None or right is None:
            return self.are_near(url, other)
        return still_stands(left, right, self._similarity)

    def leans(self, url: str, given: tuple[str, str], page: str, said: tuple[str, str]) -> bool:
        """Whether a page that was the copy of another one still is, judged by what that said in the batch before.

        given, said: title and text of either. It is not remembered as met; a rule that names it is borne out.
        """
        copy, whole = (Page(title, _said(text)) for title, text in (given, said))
        if not still_stands(copy, whole, self._similarity):
            return False
        self._namings.judged(url, self._variants.plain(page), True)
        return True

    def best(
        self, urls: Iterable[str], in_links: Mapping[str, int], declared: Mapping[str, str | None]
    ) -> str:
        """The URL that stands for a group of copies.

        A whole before its excerpts, then what most of them declare canonical, then most in-links, then the
        shortest, then by alphabet. declared: canonical URL that each page names, or None.
        """
        group = sorted(set(urls))
        wholes = [url for url in group if not self.is_excerpt(url)] or group
        votes = Counter(declared.get(url) for url in group)
        return min(wholes, key=lambda url: (-votes[url], -in_links.get(url, 0), len(url), url))

    def is_excerpt(self, url: str) -> bool:
        """Whether a page met is a part of another one."""
        return self._kind(url) == EXCERPT

    def _exact(self, url: str, text_sha256: str, text_print: bytes, given: Page) -> str | None:
        if text_sha256 == _EMPTY_SHA256:
            return None
        rows = self._connection.execute(
            "SELECT url, title FROM met WHERE host = ? AND text_sha256 = ? ORDER BY rowid LIMIT ?",
            (site_of(url), text_sha256, 2 * _CANDIDATES),
        ).fetchall()
        for candidate, title in rows:
            if title == given.title or (text_print and agree(given, Page(title, given.said))):
                return self._root(candidate)
        return None

    def _near(self, url: str, text_print: bytes, given: Page) -> str | None:
        if not text_print:
            return None
        found: Counter[str] = Counter()
        for band in prints.bands_of(text_print):
            rows = self._connection.execute(
                "SELECT url FROM bands WHERE band = ? AND host = ? ORDER BY rowid LIMIT 64",
                (band, site_of(url)),
            )
            found.update(each for (each,) in rows)
        for candidate, _ in found.most_common(_CANDIDATES):
            page = self._page(candidate)
            if (
                page is not None
                and similarity(given.said, page.said) >= self._similarity
                and agree(given, page)
            ):
                return self._root(candidate)
        return None

    def _whole_of(self, url: str, given: Page, copied: str | None) -> str | None:
        """The page that this is an excerpt of; what its name suggests is judged, whatever comes of it.

        copied: the page that it is a copy of in another way, which bears a rule out as well.
        """
        alike: dict[str, str] = {}
        for candidate in self._candidates(url):
            root = self._root(candidate)
            page = self._page(root)
            if root == copied:
                verdict: bool | None = True
            else:
                verdict = None if root == url or page is None else is_part(given, page)
            if verdict is not None:
                name = self._variants.plain(candidate)
                self._namings.judged(url, name, verdict)
                if verdict:
                    alike[name] = root
        originals = (rule.original(url) for rule in self._namings.rules(site_of(url)))
        return next((alike[name] for name in originals if name in alike), None)

    def _judge_parts(self, url: str, given: Page) -> None:
        """Judge earlier pages that by their names are excerpts of this one."""
        name = self._variants.plain(url)
        for rule in self._namings.guesses(site_of(url)):
            part = rule.copy(name)
            page = None if part is None or not self._is_own(part) else self._page(part)
            if part is not None and part not in (url, self._root(url)) and page is not None:
                verdict = is_part(page, given)
                if verdict is not None:
                    self._namings.judged(part, name, verdict)

    def _candidates(self, url: str) -> list[str]:
        """Pages met that `url` may be an excerpt of, by its name: what the rules say first."""
        host = site_of(url)
        names = [rule.original(url) for rule in self._namings.guesses(host)]
        named = [name for name in (*names, *shortened(url)) if name]
        found = [page for name in named if (page := self._variants.standing(name)) and page != url]
        for stem in stems_of(url):
            rows = self._connection.execute(
                "SELECT url FROM met WHERE host = ? AND stem = ? ORDER BY rowid LIMIT 4", (host, stem)
            )
            found += [each for (each,) in rows if each != url]
        return list(dict.fromkeys(found))[: 2 * _CANDIDATES]

    def _remember(
        self, url: str, text_sha256: str, text_print: bytes, title: str, of: str, kind: str
    ) -> None:
        host = site_of(url)
        self._connection.execute(
            "INSERT INTO met (url, host, stem, text_sha256, title, text_print, of, kind) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (url, host, stem_of(url), text_sha256, title, text_print, of, kind),
        )
        if not of:
            self._add_bands(url, host, text_print)

    def _add_bands(self, url: str, host: str, text_print: bytes) -> None:
        if text_print:
            self._connection.executemany(
                "INSERT INTO bands VALUES (?, ?, ?)",
                [(band, host, url) for band in prints.bands_of(text_print)],
            )

    def _keep_reading(self, url: str, given: Said) -> None:
        cursor = self._connection.execute(
            "INSERT OR REPLACE INTO readings (url, content) VALUES (?, ?)", (url, prints.packed(given))
        )
        self._connection.execute(
            "DELETE FROM readings WHERE number <= ?", ((cursor.lastrowid or 0) - MAX_READINGS,)
        )

    def _make_ready(self) -> None:
        """Bands are no part of a checkpoint: make those of the pages restored."""
        if not self._is_ready:
            self._is_ready = True
            rows = self._connection.execute("SELECT url, host, text_print FROM met WHERE of = ''").fetchall()
            for url, host, text_print in rows:
                self._add_bands(url, host, text_print)

    def _root(self, url: str) -> str:
        """The page that this one is a copy of in the end; itself where it is none."""
        for _ in range(_HOPS):
            row = self._connection.execute("SELECT of FROM met WHERE url = ?", (url,)).fetchone()
            if row is None or not row[0]:
                break
            url = str(row[0])
        return url

    def _is_own(self, url: str) -> bool:
        row = self._connection.execute("SELECT of FROM met WHERE url = ?", (url,)).fetchone()
        return row is not None and not row[0]

    def _kind(self, url: str) -> str:
        row = self._connection.execute("SELECT kind FROM met WHERE url = ?", (url,)).fetchone()
        return "" if row is None else str(row[0])

    def _print(self, url: str) -> bytes:
        row = self._connection.execute("SELECT text_print FROM met WHERE url = ?", (url,)).fetchone()
        return b"" if row is None else bytes(row[0])

    def _page(self, url: str) -> Page | None:
        row = self._connection.execute(
            "SELECT title, content FROM met JOIN readings USING (url) WHERE url = ?", (url,)
        ).fetchone()
        return None if row is None else Page(row[0], prints.unpacked(row[1]))


@lru_cache(maxsize=2)
def _said(text: str) -> Said:
    """A page is printed and met one after the other: read its text once."""
    return prints.said(text)


_EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
