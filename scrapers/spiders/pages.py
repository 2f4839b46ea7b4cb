"""The spider `pages`: fetches, hands each page over, follows its links breadth first.

What may not live here: what is in scope (web/crawl/frontier.py) and what becomes of a page (web/crawl/harvest.py).
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy import Request, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider, StopDownload
from scrapy.http import Headers, Response
from twisted.python.failure import Failure as TwistedFailure

from infoseek.errors import BadInput, Halted, Unavailable
from infoseek.web import warc
from infoseek.web.crawl.frontier import Ask, Frontier
from infoseek.web.crawl.harvest import Harvest
from infoseek.web.page.extract import Extracted, extract
from infoseek.web.seeds import SeedSet
from infoseek.web.urls import canonical_or_none
from scrapers.content import charset_of, header, is_html, media_type
from scrapers.reasons import NotNeeded, failure_of
from scrapers.robots import REDIRECTS

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger("infoseek.crawl")


class PagesSpider(scrapy.Spider):
    """Crawls seed sets within their limits. broken: why the crawl was ended early, where it was."""

    name = "pages"

    def __init__(self, seed_sets: list[SeedSet], frontier: Frontier, harvest: Harvest, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.frontier = frontier
        self._seed_sets = seed_sets
        self._harvest = harvest
        self.broken: Exception | None = None
        self._outstanding = 0
        self._capacity = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PagesSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.headers_received, signal=signals.headers_received)
        crawler.signals.connect(spider.spider_error, signal=signals.spider_error)
        crawler.signals.connect(spider.spider_idle, signal=signals.spider_idle)
        spider._capacity = crawler.settings.getint("CONCURRENT_REQUESTS")
        return spider

    async def start(self) -> AsyncIterator[Request]:
        self.frontier.begin(self._seed_sets)
        for request in self._more():
            yield request

    def headers_received(self, headers: Headers, body_length: int, request: Request, spider: Any) -> None:
        """Spare the body of what is no page."""
        if "ask" in request.meta and not is_html(headers, b""):
            raise StopDownload(fail=False)

    def spider_error(self, failure: TwistedFailure, response: Response, spider: Any) -> None:
        """A page that breaks the reader is a failure of that page, not of the crawl."""
        self._give_up(response.meta["ask"], failure)

    def spider_idle(self, spider: Any) -> None:
        """Go on where a page broke the reader before it could ask for more."""
        requests = list(self._more())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:
        self._outstanding -= 1
        ask: Ask = response.meta["ask"]
        if response.status in REDIRECTS:
            location = header(response.headers, "Location", "utf-8")
            self.frontier.redirect(ask, canonical_or_none(location, response.url))
        elif not 200 <= response.status < 300:
            self.frontier.fail(ask.url, f"http_{response.status}", f"The server answered {response.status}.")
        elif not is_html(response.headers, response.body):
            kind = media_type(response.headers) or "without a content type, and no HTML"
            self.frontier.fail(ask.url, "not_html", f"It is {kind}.")
        else:
            self._page(ask, response)
        yield from self._more()

    def failed(self, failure: TwistedFailure) -> Iterator[Request]:
        self._outstanding -= 1
        ask: Ask = failure.request.meta["ask"]
        if not isinstance(failure.value, NotNeeded):
            self._give_up(ask, failure)
        yield from self._more()

    def _page(self, ask: Ask, response: Response) -> None:
        language = header(response.headers, "Content-Language")
        page = extract(response.body, ask.url, charset_of(response.headers), language)
        if not page.text:
            self.frontier.fail(ask.url, "no_text", "The page holds no text.")
        elif not self._take(ask, response, page):
            return
        self.frontier.follow(ask, _targets(page))

    def _take(self, ask: Ask, response: Response, page: Extracted) -> bool:
        """As `Harvest.take`. A store or a disk that fails is no failure of the page: it ends the crawl."""
        try:
            return self._harvest.take(ask, _stored(response), page)
        except (BadInput, Halted, Unavailable) as error:
            self.broken = error
            raise CloseSpider("broken") from error

    def _more(self) -> Iterator[Request]:
        """Requests for what is to be asked next, no more than are soon under way."""
        for ask in self.frontier.take(self._capacity - self._outstanding):
            self._outstanding += 1
            yield Request(ask.url, self.parse, errback=self.failed, dont_filter=True, meta={"ask": ask})

    def _give_up(self, ask: Ask, failure: TwistedFailure) -> None:
        assert failure.value is not None
        found = failure_of(failure.value)
        self.frontier.fail(ask.url, found.reason, found.detail)


def _targets(page: Extracted) -> Iterator[str]:
    """The page's link targets, those in its text first."""
    for link in page.links:
        yield str(link["target_url"])
    yield from page.nav_urls


def _stored(response: Response) -> warc.Response:
    headers = (
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    return warc.Response(
        url=response.url,
        protocol=response.protocol or "HTTP/1.1",
        status=f"{response.status} {_PHRASES.get(response.status, '')}".strip(),
        headers=tuple(headers),
        body=response.body,
        ip=str(response.ip_address or ""),
    )


_PHRASES = {200: "OK", 203: "Non-Authoritative Information", 206: "Partial Content"}
