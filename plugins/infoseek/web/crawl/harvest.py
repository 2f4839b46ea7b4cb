"""Takes in what one shard's crawl finds, checkpoints it, and at the end writes pages, failures and report.

What may not live here: fetching. Nothing of it is visible before the stage's commit.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infoseek.store.manifests import Part, Plan, Receipt
from infoseek.store.schemas import PAGES
from infoseek.store.snapshots import read_snapshot
from infoseek.store.tables import new_attempt, write_arrow
from infoseek.web.crawl import checkpoints, closing, folding, parts, taken, vanished
from infoseek.web.crawl.answer import Answer, answer_of
from infoseek.web.crawl.known import KnownContent
from infoseek.web.crawl.spool import Spool
from infoseek.web.crawl.taken import Taken
from infoseek.web.page.extract import Extracted
from infoseek.web.urls import site_of
from infoseek.web.warc import Place, Response, WarcWriter

if TYPE_CHECKING:
    from infoseek.store.objects import ObjectStore
    from infoseek.web.crawl.copies import Copies
    from infoseek.web.crawl.frontier import Ask, Frontier
    from infoseek.web.crawl.known import Known, KnownPage
    from infoseek.web.crawl.state import CrawlState
    from infoseek.web.crawl.traps import Traps
    from infoseek.web.crawl.variants import Variants

_NOWHERE = Place("", 0, 0)


@dataclass(frozen=True)
class Course:
    """What a harvest is told of its run. snapshot: id of the one the known pages are from, or "".

    software: as the WARC files name it. The others are settings (`CrawlSettings`).
    """

    plan: Plan
    shard: str
    snapshot: str
    software: str
    scratch: Path
    checkpoint_s: float
    gone_after: int
    max_gone_share: float


def attempt_prefix(plan: Plan) -> str:
    """What the names of all objects begin with that any attempt at a plan stores: parts and WARC segments."""
    return f"{plan.key[:12]}-"


class Harvest:
    """One shard's findings: rows and records in scratch until the next checkpoint, then on S3.

    Its methods raise `Halted` where the scratch folder cannot be written to or another process works on the
    same shard, and what the store raises.
    """

    def __init__(
        self,
        store: ObjectStore,
        course: Course,
        state: CrawlState,
        frontier: Frontier,
        known: Known,
        copies: Copies,
        variants: Variants,
        traps: Traps,
    ) -> None:
        self._store, self._course, self._state = store, course, state
        self._frontier, self._known = frontier, known
        self._copies, self._variants, self._traps = copies, variants, traps
        self._attempt = f"{attempt_prefix(course.plan)}{course.shard}-{new_attempt()[:8]}"
        self._warc = WarcWriter(store, course.plan.batch_id, self._attempt, course.software, course.scratch)
        self._spool = Spool(PAGES, course.scratch)
        self._number = 0
        self._saved_at = time.monotonic()
        taken.make_tables(state)

    def resume(self, number: int) -> None:
        """Go on from a restored state. number: of the next checkpoint."""
        self._number = number
        self._saved_at = time.monotonic()

    def take(self, ask: Ask, response: Response, page: Extracted, place: Place | None = None) -> None:
        """Take in a page with content, and settle its URL.

        place: where its record lies already; without one a record is written.
        """
        answer = answer_of(ask, response, page, ask.known or self._known.page(ask.url))
        leant = self._leant_on(answer) if place is None else None
        if leant is not None:
            self._take_leaning(answer, leant)
            self._learn(ask.url, leant, page.text)
            return
        said = KnownContent(answer.text_sha256, answer.text_print, page.title, page.text)
        first = self._meet(ask.url, said)
        if answer.known is not None and _holds(answer, answer.known, place):
            self._take_unchanged(answer, answer.known, place)
        elif first is None:
            self._take_version(answer, place)
        else:
            self._take_copy(answer, first, place)
        self._learn(ask.url, first, page.text)

    def not_modified(self, ask: Ask, response: Response) -> None:
        """Take in a 304, and settle its URL. Raises `ValueError` where the page is not known."""
        known = ask.known or self._known.page(ask.url)
        if known is None:
            raise ValueError(f"{ask.url} answered 304, but is no known page")
        said = self._known.content(ask.url)
        first = self._meet(ask.url, said)
        self._warc.revisit(response, "server-not-modified", known.url, known.fetched_at)
        taken.note(
            self._state,
            Taken(
                ask.url, site_of(ask.url), ask.seed_set, "not_modified", True, 0, None, said.text_sha256, known.content_sha256,
                known.fetched_at, known.warc_path, known.warc_offset, known.warc_length,
            ),
        )  # fmt: skip
        self._frontier.settle(ask, "not_modified")
        self._learn(ask.url, first, said.text)

    def is_due(self) -> bool:
        """Whether a checkpoint should be made now."""
        return time.monotonic() - self._saved_at >= self._course.checkpoint_s

    def checkpoint(self) -> None:
        """Store everything taken in since the last one: WARC segment, rows, and at last the state."""
        self._close_segment()
        for rows in self._spool.drain():
            number = taken.next_part(self._state)
            part = write_arrow(self._store, PAGES, rows, self._attempt, number)
            taken.note_part(self._state, part, rows["url"].to_pylist())
        checkpoints.save(self._store, self._course.plan, self._course.shard, self._number, self._state)
        self._number += 1
        self._saved_at = time.monotonic()

    def finish(self) -> Receipt:
        """Fold, write everything and return the receipt of it.

        Raises `RuntimeError` where URLs were forgotten: neither settled nor given up though there was room.
        """
        self.checkpoint()
        forgotten = self._frontier.coverage()
        if forgotten:
            raise RuntimeError(f"The crawl of shard {self._course.shard} forgot {', '.join(forgotten[:5])}.")
        state, course = self._state, self._course
        for url, of in self._copies.late():
            if of is None:
                taken.forget_copy(state, url)
            else:
                taken.note_copy(state, url, of)
        folding.fold(state, self._frontier, self._known, self._copies)
        out = closing.Output(self._store, course.plan, course.shard, self._attempt, course.scratch)
        failures = closing.write_failures(out, state, self._frontier, self._known)
        pages = parts.write_pages(self._store, state, self._attempt, self._known_parts)
        lost = list(vanished.judged(state, course.gone_after, course.max_gone_share))
        report = closing.write_report(out, state, self._frontier, lost)
        return closing.receipt(out, state, pages, failures, report, lost)

    def _meet(self, url: str, said: KnownContent) -> str | None:
        """The earlier page that this one is a copy of, which then is noted."""
        first = self._copies.meet(url, said.text_sha256, said.text_print, said.title, said.text)
        before = self._known.alias(url)
        if first is None and before is not None and site_of(before) == site_of(url):
            first = before if self._copies.still_stands(url, before) else None
        if first is not None:
            taken.note_copy(self._state, url, first)
        return first

    def _leant_on(self, answer: Answer) -> str | None:
        """The page that this URL led to in the batch before, where it has not answered yet, for all that is known
        is what it was, and says what this one says."""
        url, page = answer.url, self._known.alias(answer.url)
        if answer.known is not None or page is None or site_of(page) != site_of(url):
            return None
        if self._copies.is_met(page) or not self._frontier.is_as_before(answer.ask.seed_set, page):
            return None
        said, given = self._known.content(page), (answer.page.title, answer.page.text)
        return page if self._copies.leans(url, given, page, (said.title, said.text)) else None

    def _take_leaning(self, answer: Answer, page: str) -> None:
        """Nothing is stored; the frontier asks again should the page turn out to be another one now."""
        taken.note(self._state, answer.taken("leans", _NOWHERE, 0))
        self._frontier.settle(answer.ask, "leans", page)

    def _learn(self, url: str, first: str | None, text: str) -> None:
        """Note what the answer teaches about the site, and close a segment that has become full."""
        self._variants.learn(url, "page" if first is None else "copy", first or "")
        self._traps.note(url, first is None, text)
        if self._warc.is_full:
            self._close_segment()

    def _take_unchanged(self, answer: Answer, known: KnownPage, place: Place | None) -> None:
        """The live version holds; one that another version of the reader made is stored again."""
        if place is None:
            self._warc.revisit(answer.response, "identical-payload-digest", known.url, known.fetched_at)
        lies = Place(known.warc_path, known.warc_offset, known.warc_length)
        is_stored = not self._known.is_same_reader and place is None
        if is_stored:
            self._spool.add(answer.row(lies, known.fetched_at, self._course.plan.batch_id))
        taken.note(self._state, answer.taken("unchanged", lies, taken.WAITING_PART if is_stored else 0))
        self._frontier.settle(answer.ask, "unchanged")

    def _take_version(self, answer: Answer, place: Place | None) -> None:
        outcome = "new" if answer.known is None else "changed"
        self._store_version(answer, outcome, place)
        self._frontier.settle(answer.ask, outcome)

    def _take_copy(self, answer: Answer, first: str, place: Place | None) -> None:
        """A copy is stored too where it may turn out to be the best of its group."""
        if answer.known is not None and self._known.page(first) is None:
            # It was there before the other one: it will stand for both.
            self._take_version(answer, place)
            return
        if self._may_stand(answer, first):
            self._store_version(answer, "copy", place)
        else:
            if place is None:
                self._revisit_twin(answer)
            taken.note(self._state, answer.taken("copy", _NOWHERE, 0))
        self._frontier.settle(answer.ask, "copy", first)

    def _store_version(self, answer: Answer, outcome: str, place: Place | None) -> None:
        lies = place or self._warc.add(answer.response)
        self._spool.add(answer.row(lies, answer.response.fetched_at, self._course.plan.batch_id))
        taken.note(self._state, answer.taken(outcome, lies, taken.WAITING_PART))

    def _may_stand(self, answer: Answer, first: str) -> bool:
        """Not where it calls the other one canonical, nor where it was folded in the batch before."""
        if answer.page.canonical == first:
            return False
        return answer.known is not None or self._known.alias(answer.url) is None

    def _revisit_twin(self, answer: Answer) -> None:
        twin = taken.same_bytes(self._state, site_of(answer.url), answer.content_sha256)
        if twin is not None:
            self._warc.revisit(answer.response, "identical-payload-digest", twin.url, twin.fetched_at)

    def _close_segment(self) -> None:
        path = self._warc.flush()
        if path is not None:
            taken.note_segment(self._state, path)

    def _known_parts(self) -> list[Part]:
        """The parts that the known pages lie in, as they are now: a take-down may have rewritten them since."""
        snapshot = self._course.snapshot
        return read_snapshot(self._store, snapshot).parts if snapshot else []


def _holds(answer: Answer, known: KnownPage, place: Place | None) -> bool:
    """Whether the live version does: same bytes, or an older record of a page that was crawled since."""
    is_older = place is not None and answer.response.fetched_at < known.fetched_at
    return is_older or known.content_sha256 == answer.content_sha256
