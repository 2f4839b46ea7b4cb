"""What a frontier stands between, small enough to see through: a web in memory, what is known and learnt of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from infoseek.settings import CrawlSettings
from infoseek.web.crawl.frontier import Ask, Bounds, Failure, Frontier
from infoseek.web.crawl.known import KnownPage
from infoseek.web.crawl.state import CrawlState
from infoseek.web.scope import scope_of
from infoseek.web.seeds import SeedSet


def known_page(url: str) -> KnownPage:
    return KnownPage(url, "0" * 64, '"tag"', "", "raw/a.warc.gz", 0, 9, "2026-11-04T00:00:00Z")


@dataclass
class Before:
    """The batch before: pages with their links, aliases, dead URLs."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    gone: dict[str, Failure] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def page(self, url: str) -> KnownPage | None:
        return known_page(url) if url in self.pages else None

    def alias(self, url: str) -> str | None:
        return self.aliases.get(url)

    def is_missing(self, url: str) -> bool:
        return url in self.missing

    def links(self, url: str) -> list[str]:
        return self.pages[url]

    def dead(self, url: str) -> Failure | None:
        return self.gone.get(url)

    def urls(self, host: str) -> Iterator[str]:
        return iter(sorted(url for url in self.pages if url.split("/")[2] == host))


@dataclass
class Rules:
    """Variants and traps in one: URLs rewritten, URLs refused."""

    forms: dict[str, str] = field(default_factory=dict)
    originals: dict[str, list[str]] = field(default_factory=dict)
    traps: dict[str, Failure] = field(default_factory=dict)
    revision: int = 0

    def rewritten(self, url: str) -> str:
        return self.forms.get(url, url)

    def expected(self, url: str) -> list[str]:
        return self.originals.get(url, [])

    def refusal(self, url: str) -> Failure | None:
        return self.traps.get(url)


@dataclass
class Bench:
    """A frontier over a state of its own, with a clock that stands still unless it is moved."""

    folder: Path
    seeds: list[SeedSet]
    bounds: dict[str, Bounds]
    settings: CrawlSettings = field(default_factory=CrawlSettings)
    before: Before = field(default_factory=Before)
    rules: Rules = field(default_factory=Rules)
    taken_down: dict[str, Failure] = field(default_factory=dict)
    batch_id: str = "2026-11-05"
    deltas: list[bytes] = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew from the checkpoints, as after a kill."""
        self.state = CrawlState(self.folder, "frontier")
        self.frontier = Frontier(
            self.state,
            self.bounds,
            self.before,
            self.rules,
            self.rules,
            self.taken_down.get,
            batch_id=self.batch_id,
            settings=self.settings,
            clock=lambda: self.now,
        )
        for delta in self.deltas:
            self.state.apply(delta)
        self.frontier.begin(self.seeds)

    def checkpoint(self) -> None:
        self.deltas.append(self.state.delta())

    def urls(self, count: int = 99) -> list[str]:
        """The URLs asked for next."""
        return [ask.url for ask in self.frontier.take(count)]

    def only(self) -> Ask:
        """The one thing that is asked for next."""
        (ask,) = self.frontier.take(99)
        return ask


def bench(folder: Path, **given: object) -> Bench:
    """A frontier for one set `s` from http://h/ within host h. given: bounds by name, or fields of `Bench`."""
    names = ("max_pages", "max_revisits", "max_requests", "max_depth")
    limits = {name: int(str(given.pop(name, 100))) for name in names}
    seeds = SeedSet(name="s", urls=["http://h/"], scope=["h"])
    bounds = {"s": Bounds(scope_of(["h"]), **limits)}
    return Bench(folder, **{"seeds": [seeds], "bounds": bounds, **given})  # type: ignore[arg-type]
