"""The spider `pages`: asks for what the frontier gives it, hands the answers on, waits for hosts that are busy.

What may not live here: what is asked (infoseek's frontier) and what becomes of an answer (intake.py).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import scrapy
from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider, StopDownload
from scrapy.http import Headers, Response
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure as TwistedFailure

from infoseek.errors import Halted
from infoseek.web.crawl.frontier import Ask, Failure, Frontier
from infoseek.web.scope import scope_of
from infoseek.web.seeds import SeedSet
from infoseek.web.urls import site_of
from scrapers.content import has_too_many_codings, is_html, retry_after_s
from scrapers.hosts import Hosts
from scrapers.intake import Intake
from scrapers.pace import BUSY, hold
from scrapers.reasons import HOST_FAILS, LEFT, PASSING, failure_of
from scrapers.sitemaps import MAX_SITEMAP_BYTES
from scrapers.wire import HOSTS

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from infoseek.web.crawl.harvest import Harvest
    from infoseek.web.crawl.known import Known

TICK_S = 0.25
"""How often the frontier is asked again where no answer comes."""

PASSING_STATUSES = frozenset({408, 500, 502, 504, 520, 521, 522, 523, 524})
"""Answers that may be another one at the next try, of this URL alone."""

_SITEMAP_TYPES = "application/xml,text/xml,text/plain"


class PagesSpider(scrapy.Spider):
    """Crawls what a frontier holds. broken: why the crawl was ended early, where it was."""

    name = "pages"

    def __init__(
        self, seed_sets: Iterable[SeedSet], frontier: Frontier, harvest: Harvest, known: Known, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.frontier = frontier
        self.broken: Exception | None = None
        self._scopes = {seeds.name: scope_of(seeds.scope, seeds.left_out) for seeds in seed_sets}
        self._harvest, self._known = harvest, known
        self._outstanding = 0
        self._ticking: AsyncioLoopingCall | LoopingCall | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PagesSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider._connect(crawler)
        return spider

    def _connect(self, crawler: Crawler) -> None:
        settings = crawler.settings
        # Twice what may be under way, so that the next is at hand when one is answered.
        self._capacity = 2 * settings.getint("CONCURRENT_REQUESTS")
        self._hosts: Hosts = settings[HOSTS]
        self._intake = Intake(
            self.frontier, self._harvest, self._known, self._scopes, settings["ROBOTSTXT_USER_AGENT"]
        )
        for handler, signal in (
            (self.headers_received, signals.headers_received),
            (self.response_downloaded, signals.response_downloaded),
            (self.spider_error, signals.spider_error),
            (self.spider_idle, signals.spider_idle),
            (self.spider_closed, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal=signal)

    async def start(self) -> AsyncIterator[Request]:
        """The first requests; those after them are sent by `_go_on`."""
        self._ticking = create_looping_call(self._tick)
        self._ticking.start(TICK_S, now=False)
        with self._ending():
            for request in self._more():
                yield request

    def headers_received(self, headers: Headers, body_length: int, request: Request, spider: Any) -> None:
        """Spare the body of what is no page."""
        ask: Ask | None = request.meta.get("ask")
        if ask is None:
            return
        # Said here, as the header is gone when the body was unpacked.
        request.meta["is_overpacked"] = has_too_many_codings(headers)
        if request.meta["is_overpacked"] or (ask.kind == "page" and not is_html(headers, b"")):
            raise StopDownload(fail=False)

    def response_downloaded(self, response: Response, request: Request, spider: Any) -> None:
        """Note the size as it came over the wire."""
        request.meta["wire_bytes"] = len(response.body)

    def spider_error(self, failure: TwistedFailure, response: Response, spider: Any) -> None:
        """What breaks outside of the spider's own work ends the crawl too."""
        self._break(failure.value)

    def spider_idle(self, spider: Any) -> None:
        """Wait for hosts that are to be asked again later."""
        if self.broken is None and not self.frontier.is_drained():
            raise DontCloseSpider

    def spider_closed(self, spider: Any) -> None:
        if self._ticking is not None and self._ticking.running:
            self._ticking.stop()

    def parse(self, response: Response, **kwargs: Any) -> None:
        self._outstanding -= 1
        if self.broken is not None:
            return
        with self._ending():
            self._take(response.meta["ask"], response)
            self._go_on()

    def failed(self, failure: TwistedFailure) -> None:
        self._outstanding -= 1
        if self.broken is not None or failure.value is None:
            return
        with self._ending():
            self._give_up(cast(Any, failure).request, failure_of(failure.value))
            self._go_on()

    def _take(self, ask: Ask, response: Response) -> None:
        self.frontier.answered(ask, response.status, response.meta.get("wire_bytes", len(response.body)))
        host = site_of(ask.url)
        answer = Failure(f"http_{response.status}", f"The server answered {response.status}.")
        if response.status in BUSY:
            wait = self._hosts.busy(host, retry_after_s(response.headers))
            self._put_off(ask, response.request, wait, answer)
            return
        self._hosts.well(host)
        if response.status in PASSING_STATUSES:
            self.frontier.later(ask, 0.0, answer.reason, answer.detail)
        elif response.meta.get("is_overpacked"):
            self.frontier.fail(ask, "bad_coding", "Its body is packed in too many layers.")
        else:
            self._intake.take(ask, response)

    def _give_up(self, request: Request, found: Failure) -> None:
        ask: Ask = request.meta["ask"]
        if found.reason in LEFT:
            self._leave(ask, found)
        elif found.reason in HOST_FAILS:
            self._put_off(ask, request, self._hosts.broken(site_of(ask.url)), found)
        elif found.reason in PASSING:
            self.frontier.later(ask, 0.0, found.reason, found.detail)
        else:
            self.frontier.fail(ask, found.reason, found.detail)

    def _put_off(self, ask: Ask, request: Request | None, wait: float | Failure, why: Failure) -> None:
        """Ask again after a wait in which the host is asked nothing at all, or leave the host."""
        if isinstance(wait, Failure):
            self._leave(ask, wait)
            return
        self.frontier.later(ask, wait, why.reason, why.detail)
        if request is not None:
            hold(self.crawler, request, wait)

    def _leave(self, ask: Ask, why: Failure) -> None:
        self.frontier.leave_host(site_of(ask.url), why.reason, why.detail)
        self.frontier.later(ask, 0.0, why.reason, why.detail)

    def _tick(self) -> None:
        """Keep the crawl going where no answer does: hosts that were paused, slow answers, a checkpoint due."""
        if self.broken is not None:
            return
        with self._ending():
            if self._harvest.is_due():
                self._harvest.checkpoint()
            self._go_on()

    def _go_on(self) -> None:
        """Send what is to be asked next."""
        engine = self.crawler.engine
        if engine is not None and engine.running:
            for request in self._more():
                engine.crawl(request)

    def _more(self) -> list[Request]:
        """Requests for what is to be asked next, no more than are soon under way."""
        asks = self.frontier.take(self._capacity - self._outstanding)
        self._outstanding += len(asks)
        return [self._request(ask) for ask in asks]

    def _request(self, ask: Ask) -> Request:
        request = Request(ask.url, self.parse, errback=self.failed, dont_filter=True, meta={"ask": ask})
        if ask.kind == "sitemap":
            request.meta["download_maxsize"] = MAX_SITEMAP_BYTES
            request.headers["Accept"] = _SITEMAP_TYPES
        if ask.known is not None:
            conditions = {"If-None-Match": ask.known.etag, "If-Modified-Since": ask.known.last_modified}
            for name, value in conditions.items():
                if value:
                    request.headers[name] = value.encode("latin-1", "ignore")
        return request

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """What frontier or harvest raise is no failure of a page: it ends the crawl."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - raised again when the crawl has ended
            self._break(error)

    def _break(self, error: BaseException | None) -> None:
        """End the crawl; the first reason is the one that counts."""
        if self.broken is not None:
            return
        if isinstance(error, sqlite3.Error):
            error = Halted(f"The crawl's state in the scratch folder cannot be written to: {error}.")
        self.broken = error if isinstance(error, Exception) else RuntimeError(repr(error))
        engine = self.crawler.engine
        if engine is not None:
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason="broken"))
