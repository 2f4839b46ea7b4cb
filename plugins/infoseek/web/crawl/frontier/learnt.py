"""What is known of a URL before it is asked for: taken down, a trap, a variant, an alias, dead, not due.

What may not live here: the order of asking (order.py).
"""

from __future__ import annotations

from array import array
from hashlib import blake2b

import numpy

from infoseek.web.crawl.frontier.asks import Ask, KnownPages, LearntVariants
from infoseek.web.crawl.frontier.counts import count_refused, host_of
from infoseek.web.crawl.frontier.intake import Intake
from infoseek.web.crawl.frontier.runs import Entry, Run
from infoseek.web.crawl.frontier.tables import (
    ALIAS,
    CARRIED,
    COPY,
    FAILED,
    FIRM,
    FREE,
    FRESH,
    LEANS,
    NEW,
    NOT_DUE,
    PAGE,
    REFUSED,
    SITEMAP,
    STANDS_BACK,
    VARIANT,
    WAITING,
    url_id,
)
from infoseek.web.crawl.state import CrawlState

_MOST_HOPS = 50
_ALWAYS = 1 << 64


class Learnt:
    """Decides whether a URL whose turn has come is asked for, and settles it otherwise."""

    def __init__(
        self,
        state: CrawlState,
        known: KnownPages,
        variants: LearntVariants,
        intake: Intake,
        batch_id: str,
        recheck_batches: int,
    ) -> None:
        self._state, self._known, self._variants, self._intake = state, known, variants, intake
        self._batch_id, self._recheck_batches = batch_id, recheck_batches
        # What fell right before a restart has been wanted by nobody yet.
        self._revision = -1
        self._due_below: dict[str, int] = {}

    def ask(self, run: Run, entry: Entry) -> Ask | None:
        """What to ask for, or None where the URL has been settled without."""
        number = entry[3]
        url, kind, lane, depth, redirects, tries, outcome = self._state.connection.execute(
            "SELECT url, kind, lane, depth, redirects, tries, outcome FROM urls WHERE id = ?", (number,)
        ).fetchone()
        ask = Ask(url, run.name, kind, depth, redirects, tries)
        if self._is_refused(run, ask, lane, outcome):
            return None
        if kind == SITEMAP or outcome == FIRM:
            return ask
        if lane == FREE:
            return self._known_page(run, ask)
        return None if self._is_spared(run, ask, entry) else ask

    def mark(
        self, number: int, state: int, outcome: str, target: str | None = None, detail: str | None = None
    ) -> None:
        """Settle a URL."""
        self._state.connection.execute(
            "UPDATE urls SET state = ?, outcome = ?, target = ?, detail = ?, changed = 1 WHERE id = ?",
            (state, outcome, target, detail, number),
        )

    def lead(self, run: Run, ask: Ask, outcome: str, target: str, entry: Entry | None, hops: int = 0) -> None:
        """Make a URL an alias of another, which is wanted in its place.

        Where that closes a circle in which a URL was never asked for in this batch, that one is asked.
        """
        self.mark(url_id(ask.url), ALIAS, outcome, target)
        self._intake.place(run, target, ask.depth, ask.redirects + hops, entry, ask.kind)
        at = target
        circle = [ask.url]
        for _ in range(_MOST_HOPS):
            row = self._state.connection.execute(
                f"SELECT target FROM urls WHERE id = ? AND state = {ALIAS}", (url_id(at),)
            ).fetchone()
            if row is None:
                return
            circle.append(at)
            at = row[0]
            if at == ask.url:
                self._break(run, circle)
                return

    def fall_back(self, run: Run, url: str) -> None:
        """A URL that stood for others gave no page. Of its copies one stands for the rest, being a page itself;
        without a copy one of those that it stood for by rule is asked for."""
        connection = self._state.connection
        for outcome in (COPY, VARIANT):
            first = connection.execute(
                f"SELECT id, url FROM urls WHERE target = ? AND {STANDS_BACK} AND outcome = ? ORDER BY url LIMIT 1",
                (url, outcome),
            ).fetchone()
            if first is not None:
                break
        else:
            return
        if outcome == COPY:
            self._stand(run, first[0])
        else:
            self._intake.reopen(run, first[0], FIRM)
        connection.execute(
            f"UPDATE urls SET target = ?, changed = 1 WHERE target = ? AND {STANDS_BACK}", (first[1], url)
        )

    def unsettle(self, runs: dict[str, Run], url: str) -> None:
        """A known page is not what it was: ask again for the copies that were not stored because of it."""
        rows = self._state.connection.execute(
            f"SELECT id, seed_set FROM urls WHERE target = ? AND outcome = '{LEANS}'", (url,)
        ).fetchall()
        for number, seed_set in rows:
            # Whatever of the budget is spent: what was there before is to stay.
            self._intake.reopen(runs[seed_set], number, FIRM, FREE)

    def want_again(self, runs: dict[str, Run]) -> None:
        """Where a rule has fallen, let wait again what it had spared."""
        if self._variants.revision == self._revision:
            return
        self._revision = self._variants.revision
        rows = self._state.connection.execute(
            f"SELECT id, url, target, seed_set FROM urls WHERE outcome = '{VARIANT}'"
        ).fetchall()
        for number, url, target, seed_set in rows:
            if self._variants.rewritten(url) != target:
                self._intake.reopen(runs[seed_set], number, "")

    def count_due(self, run: Run) -> None:
        """Choose which known pages of a run this batch asks for, by a hash of batch and URL."""
        hosts = sorted(run.hosts)
        allowed = run.bounds.scope.allows
        draws = array(
            "Q", (self._draw(url) for host in hosts for url in self._known.urls(host) if allowed(url))
        )
        most = run.bounds.max_revisits
        if len(draws) <= most:
            self._due_below[run.name] = _ALWAYS
        else:
            self._due_below[run.name] = int(
                numpy.partition(numpy.frombuffer(draws, numpy.uint64), most)[most]
            )

    def _known_page(self, run: Run, ask: Ask) -> Ask | None:
        page = self._known.page(ask.url)
        if run.name not in self._due_below:
            self.count_due(run)
        if self._draw(ask.url) < self._due_below[run.name]:
            return Ask(ask.url, ask.seed_set, ask.kind, ask.depth, ask.redirects, ask.tries, page)
        self.mark(url_id(ask.url), PAGE, NOT_DUE)
        self._intake.links(run, ask, self._known.links(ask.url))
        return None

    def _is_refused(self, run: Run, ask: Ask, lane: int, outcome: str) -> bool:
        """Whether the URL may not be asked for; a known page and a URL that is asked firmly are no traps."""
        is_proven = lane == FREE or outcome == FIRM
        failure = self._intake.taken_down(ask.url) if is_proven else self._intake.refusal(run, ask.url)
        if failure is None:
            return False
        self.mark(url_id(ask.url), REFUSED, failure.reason, detail=failure.detail)
        count_refused(self._state, run.name, host_of(ask.url), {failure.reason: 1})
        return True

    def _is_spared(self, run: Run, ask: Ask, entry: Entry) -> bool:
        """Whether a URL that is not known leads, by what was learnt, where it need not be asked for."""
        form = self._variants.rewritten(ask.url)
        if form == ask.url:
            # A page that is known of is read before its copy is: then the copy is spared.
            form = next(filter(self._waits, self._variants.expected(ask.url)), form)
        if form != ask.url and run.bounds.scope.allows(form):
            self.lead(run, ask, VARIANT, form, entry)
            return True
        if self._draw(ask.url, "again") % self._recheck_batches == 0:
            return False
        page = self._known.alias(ask.url)
        # What leads to a page that is going may be a copy that stays.
        if page is not None and run.bounds.scope.allows(page) and not self._known.is_missing(page):
            self.lead(run, ask, CARRIED, page, entry)
            return True
        dead = self._known.dead(ask.url)
        if dead is not None:
            self.mark(url_id(ask.url), FAILED, dead.reason, target=CARRIED, detail=dead.detail)
        return dead is not None

    def _waits(self, url: str) -> bool:
        row = self._state.connection.execute(
            f"SELECT 1 FROM urls WHERE id = ? AND state = {WAITING} AND outcome != '{FIRM}'", (url_id(url),)
        ).fetchone()
        return row is not None

    def _break(self, run: Run, circle: list[str]) -> None:
        """Open a circle of aliases: at a copy, whose content is at hand, or where nobody was asked yet."""
        marks = ",".join("?" * len(circle))
        row = self._state.connection.execute(
            f"SELECT id, outcome FROM urls WHERE id IN ({marks}) AND outcome IN (?, ?, ?) ORDER BY outcome != ?, url",
            (*map(url_id, circle), COPY, CARRIED, VARIANT, COPY),
        ).fetchone()
        if row is not None and row[1] == COPY:
            self._stand(run, row[0])
        elif row is not None:
            self._intake.reopen(run, row[0], FIRM)

    def _stand(self, run: Run, number: int) -> None:
        """Let a copy be the page itself."""
        self.mark(number, PAGE, NEW)
        row = self._state.connection.execute("SELECT lane FROM urls WHERE id = ?", (number,)).fetchone()
        run.kept += row[0] == FRESH

    def _draw(self, url: str, what: str = "") -> int:
        """A number from 0 to 2^64 - 1 that differs between batches."""
        given = f"{self._batch_id}\n{what}\n{url}".encode()
        return int.from_bytes(blake2b(given, digest_size=8).digest(), "big")
