"""What a crawl has asked for and still may: limits, scope, redirects, failures. No network, no storage.

What may not live here: fetching (scrapers/) and page content.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from infoseek.web.seeds import SeedSet
from infoseek.web.urls import site_of

MAX_REDIRECTS = 10
MAX_TWINS = 5
"""Equal pages under one path with different queries after which no more of its queries are asked for."""

# Files that are no pages by their names; what else is none shows in the response's content type.
_NOT_PAGES = frozenset(
    "7z aac apk avi bin bmp bz2 css csv deb dmg doc docx eot epub exe flac flv gif gz ico iso jar jpeg jpg js "
    "json m4a m4v mid mkv mov mp3 mp4 mpeg mpg msi odp ods odt ogg ogv opus otf pdf png ppt pptx ps rar rpm "
    "rss rtf svg swf tar tgz tif tiff torrent ttf wav webm webp wma wmv woff woff2 xls xlsx xml xz zip".split()
)


@dataclass(frozen=True)
class Ask:
    """One URL to fetch. depth: links from a seed; redirects: how many led here."""

    url: str
    seed_set: str
    depth: int = 0
    redirects: int = 0


@dataclass(frozen=True)
class Limits:
    """A seed set's bounds, its own or the settings'."""

    scope: frozenset[str]
    max_pages: int
    max_depth: int


@dataclass(frozen=True)
class Failure:
    """Why a URL gave no page: a reason code and one sentence."""

    reason: str
    detail: str


def limits_of(seeds: SeedSet, max_pages: int, max_depth: int) -> Limits:
    return Limits(
        frozenset(seeds.scope),
        max_pages if seeds.max_pages is None else seeds.max_pages,
        max_depth if seeds.max_depth is None else seeds.max_depth,
    )


class Frontier:
    """The state of one crawl, breadth first. Every method takes and gives canonical URLs."""

    def __init__(self, limits: dict[str, Limits]) -> None:
        self._limits = limits
        self._pending: dict[str, deque[Ask]] = {name: deque() for name in limits}
        self._known: set[str] = set()
        self._kept: Counter[str] = Counter()
        self._twins: Counter[str] = Counter()
        self.redirects: dict[str, str] = {}
        self.failures: dict[str, Failure] = {}

    def begin(self, seeds: Iterable[SeedSet]) -> None:
        """Take up the seeds of every set."""
        for each in seeds:
            self._pending[each.name].extend(Ask(url, each.name) for url in each.urls if self._learn(url))

    def follow(self, ask: Ask, targets: Iterable[str]) -> None:
        """Take up the links of a page that are in scope and not known yet."""
        limits = self._limits[ask.seed_set]
        if ask.depth >= limits.max_depth or self.is_full(ask.seed_set):
            return
        wanted = (url for url in targets if self._is_wanted(url, limits))
        self._pending[ask.seed_set].extend(
            Ask(url, ask.seed_set, ask.depth + 1) for url in wanted if self._learn(url)
        )

    def redirect(self, ask: Ask, target: str | None) -> None:
        """Note a redirect and take up its target next; a failure of `ask` where it may not be followed."""
        if target is None:
            self.fail(ask.url, "bad_redirect", "It redirects to something that is no URL.")
        elif site_of(target) not in self._limits[ask.seed_set].scope:
            self.fail(ask.url, "out_of_scope", f"It redirects to {target}, which is out of scope.")
        elif target == ask.url:
            self.fail(ask.url, "redirect_loop", "It redirects to itself.")
        elif ask.redirects >= MAX_REDIRECTS:
            self.fail(ask.url, "too_many_redirects", f"It is redirect number {MAX_REDIRECTS + 1} of a chain.")
        else:
            self.redirects[ask.url] = target
            if self._learn(target):
                self._pending[ask.seed_set].appendleft(
                    Ask(target, ask.seed_set, ask.depth, ask.redirects + 1)
                )

    def take(self, count: int) -> list[Ask]:
        """The next URLs to ask for, so many at most, from each set in turn; none of a set that is full."""
        found: list[Ask] = []
        waiting = [self._pending[name] for name in self._pending if not self.is_full(name)]
        while waiting and len(found) < count:
            waiting = [queue for queue in waiting if queue]
            for queue in waiting[: count - len(found)]:
                ask = queue.popleft()
                if not self._is_trap(ask.url):
                    found.append(ask)
        return found

    def fail(self, url: str, reason: str, detail: str) -> None:
        self.failures.setdefault(url, Failure(reason, detail))

    def keep(self, ask: Ask) -> bool:
        """Count a page in; False where its set is full."""
        if self.is_full(ask.seed_set):
            return False
        self._kept[ask.seed_set] += 1
        return True

    def twin(self, url: str) -> None:
        """Note that a page is the copy of another: query traps give such pages without end."""
        path, mark, _ = url.partition("?")
        if mark:
            self._twins[path] += 1

    def is_full(self, seed_set: str) -> bool:
        return self._kept[seed_set] >= self._limits[seed_set].max_pages

    def resolve(self, url: str, pages: frozenset[str] | set[str]) -> str | Failure:
        """The page a URL leads to through redirects, or why it leads to none."""
        seen: set[str] = set()
        at = url
        while at not in pages:
            if at in seen:
                return Failure("redirect_loop", "Its redirects go round in a circle.")
            seen.add(at)
            if at in self.failures:
                failure = self.failures[at]
                return (
                    failure
                    if at == url
                    else Failure(failure.reason, f"It redirects to {at}: {failure.detail}")
                )
            if at not in self.redirects:
                return Failure(
                    "not_fetched", f"It leads to {at}, which was not fetched: the limit was reached."
                )
            at = self.redirects[at]
        return at

    def _learn(self, url: str) -> bool:
        """Whether the URL is new."""
        if url in self._known:
            return False
        self._known.add(url)
        return True

    def _is_wanted(self, url: str, limits: Limits) -> bool:
        if url in self._known or site_of(url) not in limits.scope:
            return False
        suffix = PurePosixPath(urlsplit(url).path).suffix.lstrip(".").lower()
        return suffix not in _NOT_PAGES and not self._is_trap(url)

    def _is_trap(self, url: str) -> bool:
        path, mark, _ = url.partition("?")
        return bool(mark) and self._twins[path] >= MAX_TWINS
