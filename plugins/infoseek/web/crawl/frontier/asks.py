"""What is asked for, within which bounds, and what the frontier needs of its neighbours.

What may not live here: tables, order, decisions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from infoseek.settings import CrawlSettings
from infoseek.web.scope import Scope, scope_of

if TYPE_CHECKING:
    from infoseek.web.crawl.known import KnownPage
    from infoseek.web.seeds import SeedSet

Kind = Literal["page", "sitemap"]


@dataclass(frozen=True)
class Failure:
    """Why a URL gave no page: a reason code and one sentence."""

    reason: str
    detail: str


@dataclass(frozen=True)
class Ask:
    """One URL to fetch.

    depth: links from a seed. redirects: how many led here. tries: how often its server was busy or broke off.
    known: the live version of the page, where the batch before had it.
    """

    url: str
    seed_set: str
    kind: Kind = "page"
    depth: int = 0
    redirects: int = 0
    tries: int = 0
    known: KnownPage | None = None


@dataclass(frozen=True)
class Bounds:
    """How far one seed set's run may go.

    max_pages: new pages kept. max_revisits: known pages asked for. max_requests: requests for URLs not known.
    """

    scope: Scope
    max_pages: int
    max_revisits: int
    max_requests: int
    max_depth: int


def bounds_of(seeds: SeedSet, settings: CrawlSettings) -> Bounds:
    """A seed set's own bounds, or the settings'."""
    max_pages = settings.max_pages if seeds.max_pages is None else seeds.max_pages
    return Bounds(
        scope_of(seeds.scope, seeds.left_out),
        max_pages,
        settings.max_revisits,
        math.ceil(max_pages * settings.requests_per_page),
        settings.max_depth if seeds.max_depth is None else seeds.max_depth,
    )


class KnownPages(Protocol):
    """What the batch before left (known.py)."""

    def page(self, url: str) -> KnownPage | None: ...
    def alias(self, url: str) -> str | None: ...
    def is_missing(self, url: str) -> bool: ...
    def links(self, url: str) -> list[str]: ...
    def dead(self, url: str) -> Failure | None: ...
    def urls(self, host: str) -> Iterator[str]: ...


class LearntVariants(Protocol):
    """Which URLs stand for others (variants.py). revision: another one whenever a rule has fallen."""

    @property
    def revision(self) -> int: ...
    def rewritten(self, url: str) -> str: ...
    def expected(self, url: str) -> list[str]: ...


class LearntTraps(Protocol):
    """Which URLs lead into a trap (traps.py)."""

    def refusal(self, url: str) -> Failure | None: ...
