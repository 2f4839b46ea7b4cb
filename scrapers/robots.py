"""Obeys robots.txt as RFC 9309 says: redirects, missing files, unreachable ones, broken ones.

What may not live here: other reasons not to ask for a page.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from infoseek.web.crawl.frontier import Failure
from infoseek.web.urls import canonical_or_none
from scrapers.content import header
from scrapers.reasons import NETWORK_ERRORS, Refused, failure_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger("infoseek.crawl")

MAX_REDIRECTS = 5
MAX_ROBOTS_BYTES = 512_000
MAX_DELAY_S = 30.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})

_IS_ROBOTS = "is_robots"
# The host is not there at all: the page's own reason says more than "robots".
_HOST_IS_GONE = frozenset({"connection_refused", "dns", "private_address"})


@dataclass(frozen=True)
class Rules:
    """What a site's robots.txt says; a failure where it cannot be known, which forbids everything."""

    parser: Protego | None = None
    failure: Failure | None = None


class RobotsMiddleware:
    """Downloader middleware that asks each site once, before its first page."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get(_IS_ROBOTS):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(origin))
        rules = await self._rules[origin]
        if rules.failure is not None:
            raise Refused(rules.failure.reason, rules.failure.detail)
        if rules.parser is None:
            return
        if not rules.parser.can_fetch(request.url, self._agent):
            raise Refused("robots", f"{origin}/robots.txt forbids it to {self._agent}.")
        self._slow_down(request, rules.parser)

    async def _fetch(self, origin: str) -> Rules:
        url = f"{origin}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            meta = {_IS_ROBOTS: True, "handle_httpstatus_all": True}
            try:
                assert self._crawler.engine is not None
                response = await self._crawler.engine.download_async(
                    Request(url, priority=1000, meta=meta, callback=NO_CALLBACK)
                )
            except (*NETWORK_ERRORS, IgnoreRequest) as error:
                return _unreachable(url, failure_of(error))
            if response.status not in REDIRECTS:
                return _rules(url, response)
            target = canonical_or_none(header(response.headers, "Location", "utf-8"), url)
            if target is None:
                return Rules()
            url = target
        # RFC 9309 §2.3.1.2: a chain longer than five may be taken as a missing file.
        return Rules()

    def _slow_down(self, request: Request, parser: Protego) -> None:
        """Keep the site's Crawl-delay, up to a limit, where it is longer than the crawl's own."""
        delay = parser.crawl_delay(self._agent)
        if not delay or self._crawler.engine is None:
            return
        downloader = self._crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None:
            slot.delay = max(slot.delay, min(float(delay), MAX_DELAY_S))


def _rules(url: str, response: Response) -> Rules:
    """RFC 9309 §2.3.1: success is parsed as far as it can be, "gone" allows all, a server error nothing."""
    if 200 <= response.status < 300:
        return Rules(Protego.parse(response.body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace")))
    if response.status >= 500 or response.status == 429:
        return _unreachable(url, Failure("robots_unreachable", f"It answered {response.status}."))
    return Rules()


def _unreachable(url: str, failure: Failure) -> Rules:
    log.warning("%s cannot be read, so nothing is asked of its site: %s", url, failure.detail)
    if failure.reason in _HOST_IS_GONE:
        return Rules(failure=failure)
    return Rules(failure=Failure("robots_unreachable", f"{url} cannot be read: {failure.detail}"))
