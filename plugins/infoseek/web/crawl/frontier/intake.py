"""Takes up URLs: the links of pages, what sitemaps list, where redirects lead. Counts what it refuses, by reason.

What may not live here: what is asked next (order.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from infoseek.web.crawl.frontier.asks import Ask, Failure, Kind, KnownPages, LearntTraps
from infoseek.web.crawl.frontier.counts import LISTED, count_refused, host_of, tally
from infoseek.web.crawl.frontier.runs import Entry, Run
from infoseek.web.crawl.frontier.tables import FREE, FRESH, SITEMAP, WAITING, spread, url_id
from infoseek.web.crawl.state import CrawlState

MAX_LINKS = 20_000
"""Different links of one page that are taken up."""
MAX_SITEMAPS = 2000
"""Sitemaps of a seed set's run."""
MAX_NESTED = 5
"""Sitemaps and redirects that lead to a sitemap."""
LISTED_PER_PAGE = 20
"""URLs taken up from sitemaps per page of the budget."""

# Files that are no pages by their names; what else is none shows in the response's content type.
_NOT_PAGES = frozenset(
    "7z aac apk avi bin bmp bz2 css csv deb dmg doc docx eot epub exe flac flv gif gz ico iso jar jpeg jpg js "
    "json m4a m4v mid mkv mov mp3 mp4 mpeg mpg msi odp ods odt ogg ogv opus otf pdf png ppt pptx ps rar rpm "
    "rss rtf svg swf tar tgz tif tiff torrent ttf wav webm webp wma wmv woff woff2 xls xlsx xml xz zip".split()
)
_LONGEST_SUFFIX = max(map(len, _NOT_PAGES))


class Intake:
    """Every method takes canonical URLs."""

    def __init__(
        self,
        state: CrawlState,
        known: KnownPages,
        traps: LearntTraps,
        taken_down: Callable[[str], Failure | None],
    ) -> None:
        self._state, self._known, self._traps, self.taken_down = state, known, traps, taken_down
        self.forbidden: Callable[[str], Failure | None] = lambda url: None
        self._has_known: dict[str, bool] = {}

    def links(self, run: Run, ask: Ask, targets: Iterable[str]) -> None:
        """Count a page's links and take up those that are new, one level below it."""
        refused: Counter[str] = Counter()
        different = dict.fromkeys(targets)
        different.pop(ask.url, None)
        if len(different) > MAX_LINKS:
            refused["too_many_links"] = len(different) - MAX_LINKS
        within = [url for url in islice(different, MAX_LINKS) if run.is_own_host(host_of(url))]
        refused["out_of_scope"] += min(len(different), MAX_LINKS) - len(within)
        ids = list(map(url_id, within))
        listed = f"[{','.join(map(str, ids))}]"
        depth = ask.depth + 1
        with self._state.transaction() as connection:
            rows = connection.execute(
                "UPDATE in_links SET total = total + 1, rank = rank + (? < depth), changed = 1 "
                "WHERE id IN (SELECT value FROM json_each(?)) RETURNING id",
                (ask.depth, listed),
            ).fetchall()
            if depth < run.deepest:
                self._raise(run, listed, depth)
        if depth <= run.bounds.max_depth:
            seen = {number for (number,) in rows}
            new = ((url, number) for url, number in zip(within, ids, strict=True) if number not in seen)
            self._insert(run, self._wanted(run, new, refused), "page", depth, redirects=0, links=1)
        count_refused(self._state, run.name, host_of(ask.url), refused)

    def listed(self, run: Run, ask: Ask, pages: Iterable[str], sitemaps: Iterable[str]) -> None:
        """Take up what a sitemap lists."""
        refused: Counter[str] = Counter()
        most = LISTED_PER_PAGE * run.bounds.max_pages
        for block in _blocks(pages, 1000):
            fresh = self._unknown(run, block, refused)
            room = max(most - run.listed, 0)
            refused["too_many_listed"] += len(fresh[room:])
            self._insert(run, fresh[:room], "page", min(ask.depth + 1, run.bounds.max_depth))
            run.listed += len(fresh[:room])
            tally(self._state, [(run.name, "", LISTED, "", len(fresh[:room]))])
        count_refused(self._state, run.name, host_of(ask.url), refused)
        self.sitemaps(run, sitemaps, host_of(ask.url), ask.redirects + 1)

    def sitemaps(self, run: Run, urls: Iterable[str], host: str, nested: int = 0) -> None:
        """Take up sitemaps. host: whose they are, for the report. nested: how many led here."""
        refused: Counter[str] = Counter()
        for block in _blocks(urls, 1000):
            fresh = self._unknown(run, block, refused, kind="sitemap")
            room = max(MAX_SITEMAPS - run.sitemaps, 0) if nested <= MAX_NESTED else 0
            refused["too_many_sitemaps"] += len(fresh[room:])
            self._insert(run, fresh[:room], "sitemap", 0, redirects=nested)
        count_refused(self._state, run.name, host, refused)

    def known_pages(self, run: Run, urls: Iterable[str]) -> int:
        """Take up known pages that no link led to, and say how many; their own links lead no further."""
        count = 0
        for block in _blocks(urls, 1000):
            fresh = self._unknown(run, block, Counter())
            self._insert(run, fresh, "page", run.bounds.max_depth)
            count += len(fresh)
        return count

    def place(
        self, run: Run, url: str, depth: int, redirects: int, entry: Entry | None, kind: Kind = "page"
    ) -> None:
        """Want a URL where another one stood: that of `entry`, or at the end of its level."""
        number = url_id(url)
        row = self._state.connection.execute(
            "SELECT state, depth, lane FROM urls WHERE id = ?", (number,)
        ).fetchone()
        if row is None:
            self._insert(run, [(url, number)], kind, depth, redirects, entry=entry)
        elif row[0] == WAITING:
            self._state.connection.execute(
                "UPDATE urls SET depth = min(depth, ?), redirects = max(redirects, ?), changed = 1 WHERE id = ?",
                (depth, redirects, number),
            )
            self._enqueue(run, [(url, number)], row[2], min(depth, row[1]), entry)

    def seed(self, run: Run, url: str) -> None:
        """Take up a URL to begin at."""
        self._insert(run, [(url, url_id(url))], "page", 0)

    def refusal(self, run: Run, url: str) -> Failure | None:
        """Why a URL is not taken up, or None."""
        if host_of(url) not in run.whole_hosts and not run.bounds.scope.allows(url):
            return Failure("out_of_scope", "It lies outside the seed set's scope.")
        return self.taken_down(url) or self._traps.refusal(url) or self.forbidden(url)

    def _unknown(
        self, run: Run, urls: Sequence[str], refused: Counter[str], kind: Kind = "page"
    ) -> list[tuple[str, int]]:
        """Those of the URLs that are new and wanted, with their ids."""
        ids = list(map(url_id, urls))
        new = self._new(f"[{','.join(map(str, ids))}]")
        return self._wanted(run, ((urls[at], ids[at]) for at in new), refused, kind)

    def _new(self, ids: str) -> list[int]:
        """The places in a JSON list of those ids that nobody has taken up."""
        rows = self._state.connection.execute(
            "SELECT key FROM json_each(?) AS each WHERE NOT EXISTS (SELECT 1 FROM urls WHERE id = each.value)",
            (ids,),
        )
        return [at for (at,) in rows.fetchall()]

    def _wanted(
        self, run: Run, urls: Iterable[tuple[str, int]], refused: Counter[str], kind: Kind = "page"
    ) -> list[tuple[str, int]]:
        found = []
        for url, number in urls:
            failure = self.refusal(run, url)
            if failure is not None:
                refused[failure.reason] += 1
            elif kind == "page" and is_file(url):
                refused["not_a_page"] += 1
            else:
                found.append((url, number))
        return found

    def _insert(
        self,
        run: Run,
        urls: Sequence[tuple[str, int]],
        kind: Kind,
        depth: int,
        redirects: int = 0,
        links: int = 0,
        entry: Entry | None = None,
    ) -> None:
        """Store URLs, new or not, and queue the new ones where their level has begun. links: to each of them."""
        lanes = [FREE if kind == SITEMAP or self._is_known(url) else FRESH for url, _ in urls]
        taken = self._within_bound(run, list(zip(urls, lanes, strict=True)))
        if not taken:
            return
        with self._state.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO urls(id, url, host, seed_set, kind, lane, depth, redirects) VALUES (?,?,?,?,?,?,?,?)",
                [
                    (number, url, host_of(url), run.name, kind, lane, depth, redirects)
                    for (url, number), lane in taken
                ],
            )
            connection.executemany(
                "INSERT INTO in_links(id, depth, rank, total) VALUES (?,?,?,?) ON CONFLICT DO UPDATE "
                "SET depth = min(depth, excluded.depth), changed = 1",
                [(number, depth, links, links) for (_, number), _ in taken],
            )
            for lane in (FRESH, FREE):
                self._enqueue(run, [url for url, its in taken if its == lane], lane, depth, entry, links)
        run.deepest = max(run.deepest, depth)
        run.sitemaps += len(taken) if kind == SITEMAP else 0

    def _within_bound(
        self, run: Run, urls: list[tuple[tuple[str, int], int]]
    ) -> list[tuple[tuple[str, int], int]]:
        """Without the unknown ones beyond what a run may store."""
        room = max(run.most_stored - run.stored, 0)
        fresh = sum(lane == FRESH for _, lane in urls)
        run.stored += min(fresh, room)
        if fresh <= room:
            return urls
        count_refused(self._state, run.name, host_of(urls[0][0][0]), {"queue_full": fresh - room})
        kept = islice((each for each in urls if each[1] == FRESH), room)
        return [*kept, *(each for each in urls if each[1] == FREE)]

    def _enqueue(
        self,
        run: Run,
        urls: Sequence[tuple[str, int]],
        lane: int,
        depth: int,
        entry: Entry | None,
        links: int = 0,
    ) -> None:
        """Queue URLs whose level has begun; the others are when it does."""
        if not urls or depth > run.level:
            return
        rank, place = (-links, None) if entry is None else entry[1:3]
        self._state.connection.executemany(
            "INSERT INTO queue(seed_set, lane, depth, rank, place, id) VALUES (?,?,?,?,?,?)",
            [(run.name, lane, depth, rank, place or spread(number), number) for _, number in urls],
        )

    def reopen(self, run: Run, number: int, outcome: str, lane: int | None = None) -> None:
        """Let an alias wait again to be asked for itself. lane: another one than it had."""
        url, lane, depth = self._state.connection.execute(
            "UPDATE urls SET state = ?, outcome = ?, lane = coalesce(?, lane), target = NULL, changed = 1 "
            "WHERE id = ? RETURNING url, lane, depth",
            (WAITING, outcome, lane, number),
        ).fetchone()
        self._enqueue(run, [(url, number)], lane, depth, None)

    def _raise(self, run: Run, ids: str, depth: int) -> None:
        """Bring waiting URLs up to a level where a page answered late, after deeper ones had been followed."""
        waiting = (
            f"seed_set = ? AND state = {WAITING} AND depth > ? AND id IN (SELECT value FROM json_each(?))"
        )
        given = (run.name, depth, ids)
        connection = self._state.connection
        rows = connection.execute(f"SELECT url, id, lane, depth FROM urls WHERE {waiting}", given).fetchall()
        connection.execute(f"UPDATE urls SET depth = {depth}, changed = 1 WHERE {waiting}", given)
        for url, number, lane, before in rows:
            if before > run.level:
                self._enqueue(run, [(url, number)], lane, depth, None)

    def _is_known(self, url: str) -> bool:
        host = host_of(url)
        if host not in self._has_known:
            self._has_known[host] = next(self._known.urls(host), None) is not None
        return self._has_known[host] and self._known.page(url) is not None


def is_file(url: str) -> bool:
    """Whether a URL names a file that is no page, by its suffix."""
    path = url.partition("?")[0].split("/", 3)
    name = path[3][path[3].rfind("/") + 1 :] if len(path) > 3 else ""
    stem, dot, suffix = name.rpartition(".")
    return bool(stem and dot) and len(suffix) <= _LONGEST_SUFFIX and suffix.lower() in _NOT_PAGES


def _blocks(urls: Iterable[str], size: int) -> Iterable[list[str]]:
    """Different URLs of each block."""
    source = iter(urls)
    while block := list(dict.fromkeys(islice(source, size))):
        yield block
