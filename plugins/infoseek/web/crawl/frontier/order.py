"""The order of asking: level by level, most linked first, as far as budgets and hosts allow (DESIGN §5).

What may not live here: what becomes of an answer (answers.py), what is taken up (intake.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from infoseek.web.crawl.frontier.asks import KnownPages
from infoseek.web.crawl.frontier.intake import Intake
from infoseek.web.crawl.frontier.runs import Entry, Run
from infoseek.web.crawl.frontier.tables import FREE, FRESH, WAITING
from infoseek.web.crawl.state import CrawlState
from infoseek.web.scope import ANY_HOST

STRAGGLER_S = 5.0
"""A request in flight, or a host's pause, holds the next level up so long at most."""
SLOW_FACTOR = 3.0
"""Where a host's answers usually take longer, so many times that: politeness makes requests wait in line."""
MAX_READY = 2000
"""URLs of one set that are ready and wait for their hosts; others are not looked at meanwhile."""

_CHUNK = 64
_SMOOTHING = 0.2


@dataclass
class Flight:
    """A URL that is being asked for. since: on the clock."""

    run: Run
    entry: Entry
    host: str
    since: float
    is_answered: bool = False


class Order:
    """What is ready, in flight and paused. In memory: no more of it than hosts, and URLs soon to be asked.

    clock: seconds, for pauses and stragglers. per_host: URLs of a host given out at a time, at most.

    A URL becomes ready only where even then there is room for it when all before it become pages. So the
    pages kept of a site do not depend on which answer came first.
    """

    def __init__(
        self,
        state: CrawlState,
        runs: Mapping[str, Run],
        known: KnownPages,
        intake: Intake,
        per_host: int,
        clock: Callable[[], float],
    ) -> None:
        self._state, self._runs, self._known, self._intake = state, runs, known, intake
        self._per_host, self.clock = per_host, clock
        self.flights: dict[int, Flight] = {}
        self._ready: set[int] = set()
        self._by_host: Counter[str] = Counter()
        self._pauses: dict[str, tuple[float, float]] = {}
        self._usual_s: dict[str, float] = {}
        rows = state.connection.execute("SELECT host FROM hosts_left")
        self.left: set[str] = {host for (host,) in rows}

    def next(self, run: Run) -> Entry | None:
        """The next URL of a run whose host may be asked now; its slot stays held. None where there is none."""
        while True:
            host = self._first_host(run)
            if host is not None:
                entry = run.pop(host)
                self._ready.discard(entry[3])
                return entry
            if not self.admit(run):
                return None

    def admit(self, run: Run) -> bool:
        """Make more of a run ready, or begin its next level; False where nothing changed."""
        if run.ready_by_lane.total() >= MAX_READY:
            return False
        moved = self._pull(run, FREE, _CHUNK)
        if run.room > 0:
            moved += self._pull(run, FRESH, min(run.room, _CHUNK))
        return moved > 0 or self._begin_level(run) or self._sweep(run)

    def bring_forward(self, run: Run) -> None:
        """Make ready what came to the front of the queue: where a redirect or a rule leads is asked for next."""
        self._pull(run, FREE, 1)
        self._pull(run, FRESH, min(run.room, 1))

    def depart(self, run: Run, entry: Entry, host: str) -> None:
        """Note that a URL is asked for."""
        self.flights[entry[3]] = Flight(run, entry, host, self.clock())
        self._by_host[host] += 1

    def land(self, number: int) -> Flight | None:
        """End a URL's flight; its slot stays held. None where it was not in flight."""
        flight = self.flights.pop(number, None)
        if flight is not None:
            self._by_host[flight.host] -= 1
            taken = self.clock() - flight.since
            usual = self._usual_s.get(flight.host, taken)
            self._usual_s[flight.host] = usual + _SMOOTHING * (taken - usual)
        return flight

    def release(self, run: Run, entry: Entry) -> None:
        """Give a slot back."""
        run.held -= entry[-1] == FRESH

    def put_back(self, flight: Flight, wait_s: float) -> None:
        """Make a URL ready again, its slot still held, and pause its host."""
        if flight.host in self.left:
            self.release(flight.run, flight.entry)
        else:
            flight.run.push(flight.host, flight.entry)
            self._ready.add(flight.entry[3])
        self.pause(flight.host, wait_s)

    def pause(self, host: str, wait_s: float) -> None:
        """Ask nothing of a host for so long; a longer pause stays."""
        now = self.clock()
        since, until = self._pauses.get(host, (now, now))
        self._pauses[host] = (since if until > now else now, max(until, now + wait_s))

    def leave(self, host: str) -> None:
        """Ask nothing of a host any more."""
        self.left.add(host)
        for run in self._runs.values():
            for entry in run.drop(host):
                self._ready.discard(entry[3])
                self.release(run, entry)

    def wait_s(self) -> float | None:
        """Seconds until a paused host may be asked or a straggler holds nobody up; None where nothing waits."""
        now = self.clock()
        hosts = {host for run in self._runs.values() for host in run.ready if not self._is_full(host)}
        waits = [max(self._pauses.get(host, (now, now))[1] - now, 0.0) for host in hosts]
        waits += [
            max(flight.since + self._patience(flight.host) - now, 0.0) for flight in self.flights.values()
        ]
        return min(waits, default=None)

    def _first_host(self, run: Run) -> str | None:
        """Whose first URL comes first, of the hosts that may be asked now."""
        now = self.clock()
        hosts = [
            host for host in run.ready if not self._is_full(host) and self._pauses.get(host, (0, 0))[1] <= now
        ]
        return min(hosts, key=lambda host: run.ready[host][0], default=None)

    def _is_full(self, host: str) -> bool:
        return self._by_host[host] >= self._per_host

    def _patience(self, host: str) -> float:
        return max(STRAGGLER_S, SLOW_FACTOR * self._usual_s.get(host, 0.0))

    def _pull(self, run: Run, lane: int, count: int) -> int:
        """Make the first of a queue ready; how many were taken from it."""
        rows = self._state.connection.execute(
            "SELECT queue.rowid, queue.depth, queue.rank, place, id, state, host FROM queue JOIN urls USING (id) "
            "WHERE queue.seed_set = ? AND queue.lane = ? ORDER BY queue.depth, queue.rank, place, id LIMIT ?",
            (run.name, lane, count),
        ).fetchall()
        self._state.connection.executemany("DELETE FROM queue WHERE rowid = ?", ((row[0],) for row in rows))
        for _, depth, rank, place, number, state, host in rows:
            is_taken = number in self._ready or number in self.flights
            if state == WAITING and not is_taken and host not in self.left:
                run.push(host, (depth, rank, place, number, lane))
                self._ready.add(number)
                run.held += lane == FRESH
        return len(rows)

    def _begin_level(self, run: Run) -> bool:
        """Queue the next level where nothing holds it up; False where there is none."""
        lanes = (FREE,) if run.is_spent else (FRESH, FREE)
        rows = (
            self._state.connection.execute(
                f"SELECT min(depth) FROM urls WHERE state = {WAITING} AND seed_set = ? AND lane = ? AND depth > ?",
                (run.name, lane, run.level),
            ).fetchone()
            for lane in lanes
        )
        depths = [depth for (depth,) in rows if depth is not None]
        if not depths or self._is_held_up(run):
            return False
        run.level = min(depths)
        with self._state.transaction() as connection:
            for lane in lanes:
                connection.execute(
                    "INSERT INTO queue(seed_set, lane, depth, rank, place, id) "
                    "SELECT seed_set, lane, urls.depth, -rank, printf('%016x', id), id FROM urls JOIN in_links USING (id) "
                    f"WHERE state = {WAITING} AND seed_set = ? AND lane = ? AND urls.depth = ?",
                    (run.name, lane, run.level),
                )
        return True

    def _is_held_up(self, run: Run) -> bool:
        """Whether something of the levels begun may still change what the next one is."""
        now = self.clock()
        for host in run.ready:
            since, until = self._pauses.get(host, (now, now))
            if until <= now or now - since < STRAGGLER_S:
                return True
        flights = (flight for flight in self.flights.values() if flight.run is run)
        return any(now - flight.since < self._patience(flight.host) for flight in flights)

    def _sweep(self, run: Run) -> bool:
        """When all else is done, take up the known pages of the scope that no link led to."""
        is_busy = run.ready or any(flight.run is run for flight in self.flights.values())
        if run.is_swept or is_busy:
            return False
        run.is_swept = True
        hosts = sorted(run.hosts - {ANY_HOST} - self.left)
        return sum(self._intake.known_pages(run, self._known.urls(host)) for host in hosts) > 0
