"""One seed set's run: its bounds, what of them is spent, what is ready to be asked.

What may not live here: which URL is taken up (intake.py) or asked next (order.py).
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from infoseek.web.crawl.frontier.asks import Bounds
from infoseek.web.crawl.frontier.counts import LISTED
from infoseek.web.crawl.frontier.tables import FRESH, PAGE, SITEMAP
from infoseek.web.crawl.state import CrawlState
from infoseek.web.scope import ANY_HOST

Entry = tuple[int, int, str, int, int]
"""Depth, minus the rank, place, id and lane of a URL that waits: sorted, the order of asking."""

QUEUED_BESIDES = 100_000
"""Unknown URLs that a run may take up, besides some for each request it may make."""
_QUEUED_PER_REQUEST = 4


@dataclass
class Run:
    """level: the deepest level begun. deepest: of any URL stored. held: new pages' slots in `ready` or in flight.

    kept, requests, stored: new pages, requests for unknown URLs, unknown URLs taken up. listed, sitemaps: URLs
    taken up from sitemaps, and sitemaps.
    """

    name: str
    bounds: Bounds
    hosts: frozenset[str]
    level: int = -1
    deepest: int = -1
    kept: int = 0
    requests: int = 0
    stored: int = 0
    listed: int = 0
    sitemaps: int = 0
    held: int = 0
    is_swept: bool = False
    ready: dict[str, list[Entry]] = field(default_factory=dict)
    ready_by_lane: Counter[int] = field(default_factory=Counter)

    @property
    def is_spent(self) -> bool:
        """Whether no URL that is not known may be asked for any more."""
        return self.kept >= self.bounds.max_pages or self.requests >= self.bounds.max_requests

    @property
    def room(self) -> int:
        """How many more unknown URLs may be made ready, should all of those before them become pages."""
        pages = self.bounds.max_pages - self.kept - self.held
        return min(pages, self.bounds.max_requests - self.requests - self.ready_by_lane[FRESH])

    @property
    def most_stored(self) -> int:
        """Unknown URLs that may be taken up, asked for or not."""
        return QUEUED_BESIDES + _QUEUED_PER_REQUEST * self.bounds.max_requests

    def is_own_host(self, host: str) -> bool:
        return host in self.hosts or ANY_HOST in self.hosts

    @cached_property
    def whole_hosts(self) -> frozenset[str]:
        """Hosts of which every URL is in scope."""
        cut = {host for host, _ in self.bounds.scope.left_out}
        return frozenset(host for host, path in self.bounds.scope.places if path == "/") - cut

    def push(self, host: str, entry: Entry) -> None:
        """Make ready."""
        heapq.heappush(self.ready.setdefault(host, []), entry)
        self.ready_by_lane[entry[-1]] += 1

    def pop(self, host: str) -> Entry:
        """The first that is ready at a host."""
        waiting = self.ready[host]
        entry = heapq.heappop(waiting)
        if not waiting:
            del self.ready[host]
        self.ready_by_lane[entry[-1]] -= 1
        return entry

    def drop(self, host: str) -> Iterator[Entry]:
        """Take away all that is ready at a host."""
        while host in self.ready:
            yield self.pop(host)


def load_runs(state: CrawlState, bounds: Mapping[str, Bounds]) -> dict[str, Run]:
    """The runs as the tables have them, nothing of them ready yet."""
    runs = {name: Run(name, each, each.scope.hosts) for name, each in bounds.items()}
    rows = state.connection.execute(
        f"SELECT seed_set, max(depth), sum(state = {PAGE} AND lane = {FRESH}), sum((lane = {FRESH}) * asked), "
        f"sum(lane = {FRESH}), sum(kind = '{SITEMAP}') FROM urls GROUP BY seed_set"
    )
    for name, deepest, kept, requests, stored, sitemaps in rows.fetchall():
        run = runs[name]
        run.deepest, run.kept, run.requests = deepest, kept, requests
        run.stored, run.sitemaps = stored, sitemaps
    listed = state.connection.execute(f"SELECT seed_set, value FROM tallies WHERE measure = '{LISTED}'")
    for name, value in listed.fetchall():
        runs[name].listed = int(value)
    return runs
