"""The frontier of one shard's crawl: what is taken up, given out, answered. Every URL it takes is canonical.

What may not live here: fetching (scrapers/) and page content (harvest.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from infoseek.settings import CrawlSettings
from infoseek.web.crawl.frontier import readings
from infoseek.web.crawl.frontier.asks import Ask, Bounds, Failure, KnownPages, LearntTraps, LearntVariants
from infoseek.web.crawl.frontier.counts import UNANSWERED, count_answer, count_refused, host_of
from infoseek.web.crawl.frontier.intake import Intake
from infoseek.web.crawl.frontier.learnt import Learnt
from infoseek.web.crawl.frontier.order import Flight, Order
from infoseek.web.crawl.frontier.runs import Entry, Run, load_runs
from infoseek.web.crawl.frontier.tables import (
    COPY,
    FAILED,
    FREE,
    FRESH,
    LEANS,
    NOT_DUE,
    PAGE,
    REDIRECT,
    SITEMAP,
    WAITING,
    make_tables,
    url_id,
)
from infoseek.web.crawl.state import CrawlState

if TYPE_CHECKING:
    from infoseek.web.seeds import SeedSet

MAX_REDIRECTS = 10

_AS_BEFORE = frozenset({"unchanged", "not_modified", NOT_DUE})
"""Outcomes of a known page whose live version holds."""

_MOST_SPARED = 200
"""URLs settled without a request before `take` returns, where answers are awaited meanwhile."""


class Frontier:
    """Says what to ask for next, within each seed set's bounds, and keeps what came of it.

    Order: by depth, then in-links descending, then scattered by a hash of the URL; a level begins when the one
    above has its answers, but for stragglers. New pages kept are at most max_pages a set: a copy, a failure or
    a redirect frees its place. A URL belongs to the set that found it first. Known pages are at most
    max_revisits, those not chosen are walked through by their stored links.

    state: its tables are made here and may be restored afterwards, before the first other call.
    taken_down: why a URL may not be asked for again, or None. clock: seconds.
    """

    def __init__(
        self,
        state: CrawlState,
        bounds: Mapping[str, Bounds],
        known: KnownPages,
        variants: LearntVariants,
        traps: LearntTraps,
        taken_down: Callable[[str], Failure | None],
        batch_id: str,
        settings: CrawlSettings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        make_tables(state)
        self._state, self._bounds, self._known, self._variants = state, bounds, known, variants
        self._batch_id, self._settings, self._clock = batch_id, settings, clock
        self._intake = Intake(state, known, traps, taken_down)

    @cached_property
    def _runs(self) -> dict[str, Run]:
        return load_runs(self._state, self._bounds)

    @cached_property
    def _order(self) -> Order:
        # A little more than a host may have in flight, so that the next is at hand when one is answered; what is
        # given out early cannot be spared by a rule that is learnt meanwhile.
        per_host = self._settings.concurrency + 2
        return Order(self._state, self._runs, self._known, self._intake, per_host, self._clock)

    @cached_property
    def _learnt(self) -> Learnt:
        rechecks = self._settings.recheck_batches
        return Learnt(self._state, self._known, self._variants, self._intake, self._batch_id, rechecks)

    def begin(self, seeds: Iterable[SeedSet]) -> None:
        """Take up the seeds and sitemaps of every set; those taken up before stay as they are."""
        for each in seeds:
            run = self._runs[each.name]
            for url in each.urls:
                self._seed(run, url)
            self._intake.sitemaps(run, each.sitemaps, "")

    def obey(self, forbidden: Callable[[str], Failure | None]) -> None:
        """Take up nothing from now on that its site forbids. forbidden: why a URL may not be asked for, or None."""
        self._intake.forbidden = forbidden

    def follow(self, ask: Ask, targets: Iterable[str]) -> None:
        """Take up the links of a page. To be called right after its settling, before any checkpoint."""
        self._intake.links(self._runs[ask.seed_set], ask, targets)

    def listed(self, ask: Ask, pages: Iterable[str], sitemaps: Iterable[str]) -> None:
        """Take up what a sitemap names and settle it."""
        run = self._runs[ask.seed_set]
        self._land(ask)
        self._learnt.mark(url_id(ask.url), PAGE, SITEMAP)
        self._intake.listed(run, ask, pages, sitemaps)

    def announce(self, site_url: str, seed_set: str, sitemaps: Iterable[str]) -> None:
        """Take up the sitemaps that a site's robots.txt names."""
        self._intake.sitemaps(self._runs[seed_set], sitemaps, host_of(site_url))

    def adopt(self, url: str, seed_set: str) -> Ask | None:
        """An ask in flight for a URL whose content is at hand; None where it is settled or taken down."""
        run, number = self._runs[seed_set], url_id(url)
        if self._intake.taken_down(url) is not None or number in self._order.flights:
            return None
        row = readings.state_and_lane(self._state, number)
        if row is None:
            self._intake.seed(run, url)
        elif row[0] != WAITING:
            return None
        ask = Ask(url, seed_set, known=self._known.page(url))
        self._depart(run, ask, (0, 0, url, number, FREE))
        return ask

    def take(self, count: int) -> list[Ask]:
        """What to ask for next, so much at most, from each set in turn."""
        self._learnt.want_again(self._runs)
        found: list[Ask] = []
        spared = 0
        runs = list(self._runs.values())
        while runs and len(found) < count and (spared < _MOST_SPARED or not self._order.flights):
            run = runs.pop(0)
            entry = self._order.next(run)
            if entry is None:
                continue
            ask = self._learnt.ask(run, entry)
            if ask is None:
                spared += 1
                self._order.release(run, entry)
                self._order.bring_forward(run)
            else:
                self._depart(run, ask, entry)
                found.append(ask)
            runs.append(run)
        return found

    def answered(self, ask: Ask, status: int, size_bytes: int) -> None:
        """Count an HTTP answer of whatever status."""
        flight = self._order.flights.get(url_id(ask.url))
        if flight is not None:
            flight.is_answered = True
        count_answer(self._state, ask, str(status), size_bytes)

    def settle(self, ask: Ask, outcome: str, of: str = "") -> None:
        """Note that a URL gave a page. outcome: new, changed, unchanged, not_modified; copy or leans (on that URL)."""
        run = self._runs[ask.seed_set]
        flight = self._land(ask)
        if outcome not in _AS_BEFORE:
            self._learnt.unsettle(self._runs, ask.url)
        if outcome in (COPY, LEANS):
            self._learnt.lead(run, ask, outcome, of, flight.entry if flight else None)
            self._order.bring_forward(run)
        else:
            self._learnt.mark(url_id(ask.url), PAGE, outcome)
            run.kept += readings.lane(self._state, ask.url) == FRESH

    def redirect(self, ask: Ask, target: str | None) -> None:
        """Note a redirect; its target is wanted in its place, or it is a failure where it may not be followed."""
        run = self._runs[ask.seed_set]
        refusal = None if target is None else self._intake.refusal(run, target)
        if target is None:
            self.fail(ask, "bad_redirect", "It redirects to something that is no URL.")
        elif target == ask.url:
            self.fail(ask, "redirect_loop", "It redirects to itself.")
        elif refusal is not None:
            self.fail(ask, refusal.reason, f"It redirects to {target}: {refusal.detail}")
        elif ask.redirects >= MAX_REDIRECTS:
            self.fail(ask, "too_many_redirects", f"It is redirect number {MAX_REDIRECTS + 1} of a chain.")
        else:
            flight = self._land(ask)
            self._learnt.unsettle(self._runs, ask.url)
            self._learnt.lead(run, ask, REDIRECT, target, flight.entry if flight else None, hops=1)
            self._order.bring_forward(run)

    def fail(self, ask: Ask, reason: str, detail: str) -> None:
        """Note that a URL gives no page."""
        flight = self._land(ask)
        self._learnt.mark(url_id(ask.url), FAILED, reason, detail=detail)
        self._learnt.unsettle(self._runs, ask.url)
        if flight is None or not flight.is_answered:
            if reason in UNANSWERED:
                count_answer(self._state, ask, reason, 0)
            else:
                self.refuse(ask.seed_set, host_of(ask.url), reason)
        elif not reason.startswith("http_"):
            self.refuse(ask.seed_set, host_of(ask.url), reason)
        self._learnt.fall_back(self._runs[ask.seed_set], ask.url)

    def later(self, ask: Ask, wait_s: float, reason: str, detail: str) -> None:
        """Ask again after so long, and nothing else of that host before; a failure when it has been tried enough."""
        run, host = self._runs[ask.seed_set], host_of(ask.url)
        is_beyond = (
            readings.lane(self._state, ask.url) == FRESH
            and run.requests + run.ready_by_lane[FRESH] >= run.bounds.max_requests
        )
        flight = self._order.flights.get(url_id(ask.url))
        if flight is None or ask.tries + 1 >= self._settings.max_tries or is_beyond:
            self._order.pause(host, wait_s)
            self.fail(ask, reason, detail)
            return
        if not flight.is_answered and reason in UNANSWERED:
            count_answer(self._state, ask, reason, 0)
        self._order.land(url_id(ask.url))
        self._state.connection.execute(
            "UPDATE urls SET tries = tries + 1, changed = 1 WHERE id = ?", (url_id(ask.url),)
        )
        self._order.put_back(flight, wait_s)

    def leave_host(self, host: str, reason: str, detail: str) -> None:
        """Ask nothing more of a host in this batch; what waits of it stays in the queue."""
        self._state.connection.execute(
            "INSERT OR IGNORE INTO hosts_left(host, reason, detail) VALUES (?,?,?)", (host, reason, detail)
        )
        self._order.leave(host)

    def refuse(self, seed_set: str, host: str, reason: str, count: int = 1) -> None:
        """Count links or answers that were not taken."""
        count_refused(self._state, seed_set, host, {reason: count})

    def is_drained(self) -> bool:
        """Whether nothing is in flight and nothing may be asked for any more, paused hosts waited for."""
        if self._order.flights:
            return False
        self._learnt.want_again(self._runs)
        return not any(run.ready or self._order.admit(run) for run in self._runs.values())

    def next_wait_s(self) -> float | None:
        """How long until `take` may have something, where it has nothing now; None where nothing is waited for."""
        return self._order.wait_s()

    def resolve(self, url: str) -> str | Failure:
        """The page a URL leads to through redirects, variants and copies, or why it leads to none."""
        return readings.resolve(self._state, readings.hosts_left(self._state), url)

    def leading(self) -> Iterator[tuple[str, str]]:
        """Every URL that leads to a page by redirect, rule or as its copy, and that page's URL."""
        return readings.leading(self._state, readings.hosts_left(self._state))

    def failures(self) -> Iterator[tuple[str, str, Failure]]:
        """Every URL that was asked for and gave no page, its seed set, and why; dead links carried on."""
        return readings.failures(self._state, self._known, readings.hosts_left(self._state))

    def is_as_before(self, seed_set: str, url: str) -> bool:
        """Whether a known page is what it was, for all that was heard in this batch, and this set may ask for it."""
        is_allowed = self._runs[seed_set].bounds.scope.allows(url)
        return is_allowed and readings.has_outcome(self._state, url_id(url), _AS_BEFORE)

    def page_urls(self) -> Iterator[str]:
        """The URLs of all pages settled, those not due in this batch among them, sorted."""
        return readings.page_urls(self._state)

    def was_asked(self, url: str) -> bool:
        """Whether a URL was asked for in this batch."""
        return readings.was_asked(self._state, url)

    def in_links(self, url: str) -> int:
        """How many pages of this crawl link to a URL."""
        return readings.in_links(self._state, url)

    def left(self, seed_set: str) -> int:
        """How many URLs of a set wait and are not asked for in this batch."""
        return readings.left_of(self._state, seed_set)

    def report_rows(self, batch_id: str) -> Iterator[dict[str, Any]]:
        """The rows of crawl__report, all but pages gone or missing."""
        return readings.report_rows(self._state, batch_id)

    def coverage(self) -> list[str]:
        """URLs that got lost: neither settled, failed, refused nor left for a reason. Empty when all is well."""
        return readings.lost(self._state, self._runs.values(), ())

    def _seed(self, run: Run, url: str) -> None:
        number = url_id(url)
        if readings.state_and_lane(self._state, number) is not None:
            return
        self._intake.seed(run, url)
        failure = self._intake.refusal(run, url)
        if failure is not None:
            self._learnt.mark(number, FAILED, failure.reason, detail=failure.detail)

    def _depart(self, run: Run, ask: Ask, entry: Entry) -> None:
        self._order.depart(run, entry, host_of(ask.url))
        if entry[-1] == FRESH:
            run.requests += 1
        self._state.connection.execute(
            "UPDATE urls SET asked = asked + 1, changed = 1 WHERE id = ?", (entry[3],)
        )

    def _land(self, ask: Ask) -> Flight | None:
        """End an ask's flight and free its place. A URL that nobody asked for is taken up first."""
        number = url_id(ask.url)
        flight = self._order.land(number)
        if flight is not None:
            self._order.release(flight.run, flight.entry)
        elif readings.state_and_lane(self._state, number) is None:
            self._intake.seed(self._runs[ask.seed_set], ask.url)
        return flight
