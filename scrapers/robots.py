"""Obeys robots.txt as RFC 9309 says: redirects, missing files, unreachable ones, broken ones.

What may not live here: reading its lines (rules.py), other reasons not to ask for a page.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.exceptions import IgnoreRequest, NotConfigured, StopDownload
from scrapy.http import Headers, Response
from scrapy.http.request import NO_CALLBACK

from infoseek.web.crawl.frontier import Ask, Failure, Frontier
from infoseek.web.urls import canonical_or_none, site_of
from scrapers.content import has_too_many_codings, header
from scrapers.guard import SCOPE_HOSTS
from scrapers.hosts import Hosts
from scrapers.pace import slow_down
from scrapers.reasons import NETWORK_ERRORS, Refused, failure_of
from scrapers.rules import MAX_ROBOTS_BYTES, delay_s, read_rules
from scrapers.wire import HOSTS

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger("infoseek.crawl")

MAX_REDIRECTS = 5
MAX_DELAY_S = 30.0
"""A site that asks for longer pauses is left: at its pace a batch would not end, at a faster one it is not obeyed."""

RETRY_WAITS_S = (0.5, 2.0)
"""Before a file that could not be read is asked for again."""

MAX_AGE_S = 86_400.0
"""After which the file is read again (RFC 9309 §2.4)."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_RECEIVED = "robots_bytes"
_UNPACKED_BYTES = 5_000_000
_REMEMBERED = 50_000
# The host is not there at all: the page's own reason says more than "robots".
_HOST_IS_GONE = frozenset({"connection_refused", "dns", "private_address"})


@dataclass(frozen=True)
class Rules:
    """What a site's robots.txt says; a failure where it cannot be known, which forbids everything."""

    parser: Protego | None = None
    failure: Failure | None = None


@dataclass
class _Asked:
    """One origin's file: when it was asked for, what it says, and which seed sets heard of its sitemaps."""

    at: float
    rules: asyncio.Task[Rules]
    told: set[str] = field(default_factory=set)


class RobotsMiddleware:
    """Downloader middleware that asks each site once a day, before its first page."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._hosts: frozenset[str] = crawler.settings[SCOPE_HOSTS]
        self._health: Hosts = crawler.settings[HOSTS]
        self._asked: dict[str, _Asked] = {}
        self._is_allowed = lru_cache(_REMEMBERED)(self._ask_parser)
        crawler.signals.connect(self._spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self._headers_received, signal=signals.headers_received)
        crawler.signals.connect(self._bytes_received, signal=signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if _RECEIVED in request.meta:
            return
        parts = urlsplit(request.url)
        asked = self._of(f"{parts.scheme}://{parts.netloc}")
        rules = await asked.rules
        if rules.failure is not None:
            raise Refused(rules.failure.reason, rules.failure.detail)
        if rules.parser is None:
            return
        self._announce(request, rules.parser, asked)
        if not rules.parser.can_fetch(request.url, self._agent):
            where = f"{parts.scheme}://{parts.netloc}/robots.txt"
            raise Refused("robots", f"{where} forbids it to {self._agent}.")
        self._slow_down(request, rules.parser)

    def refusal(self, url: str) -> Failure | None:
        """Why a URL is not to be asked for by what its site's file is known to say, or None."""
        origin = "/".join(url.split("/", 3)[:3])
        asked = self._asked.get(origin)
        if asked is None or not asked.rules.done() or asked.rules.cancelled():
            return None
        parser = asked.rules.result().parser
        if parser is None or self._is_allowed(parser, url):
            return None
        return Failure("robots", f"{origin}/robots.txt forbids it to {self._agent}.")

    def _ask_parser(self, parser: Protego, url: str) -> bool:
        return bool(parser.can_fetch(url, self._agent))

    def _spider_opened(self, spider: Any) -> None:
        # What is forbidden need not wait in line, nor spend what its seed set may ask for.
        spider.frontier.obey(self.refusal)

    def _of(self, origin: str) -> _Asked:
        asked = self._asked.get(origin)
        if asked is None or time.monotonic() - asked.at > MAX_AGE_S:
            asked = _Asked(time.monotonic(), asyncio.ensure_future(self._fetch(origin)))
            self._asked[origin] = asked
        return asked

    async def _fetch(self, origin: str) -> Rules:
        """As `_ask`, tried again where the file could not be read: a whole site hangs on it."""
        for wait_s in (*RETRY_WAITS_S, None):
            rules = await self._ask(origin)
            is_passing = rules.failure is not None and rules.failure.reason == "robots_unreachable"
            if not is_passing or wait_s is None:
                break
            await asyncio.sleep(wait_s * random.uniform(0.75, 1.25))
        if rules.failure is not None:
            log.warning("Nothing is asked of %s: %s", origin, rules.failure.detail)
        return rules

    async def _ask(self, origin: str) -> Rules:
        url = f"{origin}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            if site_of(url) not in self._hosts:
                return _elsewhere(origin, url)
            try:
                response = await self._download(url)
            except (*NETWORK_ERRORS, IgnoreRequest) as error:
                return _unreachable(url, failure_of(error))
            if response.status not in REDIRECTS:
                return _rules(url, response, self._agent)
            target = canonical_or_none(header(response.headers, "Location", "utf-8"), url)
            if target is None:
                return Rules()
            url = target
        # RFC 9309 §2.3.1.2: a chain longer than five may be taken as a missing file.
        return Rules()

    async def _download(self, url: str) -> Response:
        assert self._crawler.engine is not None
        meta = {_RECEIVED: 0, "handle_httpstatus_all": True, "download_maxsize": _UNPACKED_BYTES}
        headers = {"Accept": "text/plain", "Accept-Encoding": "identity"}
        return await self._crawler.engine.download_async(
            Request(url, priority=1000, meta=meta, headers=headers, callback=NO_CALLBACK)
        )

    def _headers_received(self, headers: Headers, body_length: int, request: Request, spider: Any) -> None:
        """A plain file may be of any length, as only its beginning is read; a packed one may not."""
        if _RECEIVED not in request.meta:
            return
        if has_too_many_codings(headers):
            raise StopDownload(fail=False)
        if not headers.getlist("Content-Encoding"):
            request.meta["download_maxsize"] = 0

    def _bytes_received(self, data: bytes, request: Request, spider: Any) -> None:
        if _RECEIVED in request.meta:
            request.meta[_RECEIVED] += len(data)
            if request.meta[_RECEIVED] > MAX_ROBOTS_BYTES:
                raise StopDownload(fail=False)

    def _announce(self, request: Request, parser: Protego, asked: _Asked) -> None:
        """Tell the frontier of the sitemaps that the file names, once for each seed set."""
        ask: Ask = request.meta["ask"]
        if ask.seed_set in asked.told:
            return
        asked.told.add(ask.seed_set)
        found = [url for each in parser.sitemaps if (url := canonical_or_none(each, request.url))]
        if found:
            frontier: Frontier = cast(Any, self._crawler.spider).frontier
            frontier.announce(request.url, ask.seed_set, found)

    def _slow_down(self, request: Request, parser: Protego) -> None:
        """Keep the pause the site asks for, where it is longer than the crawl's own; leave it where it is too long."""
        wanted_s = delay_s(parser, self._agent)
        if not wanted_s:
            return
        own_s = slow_down(self._crawler, request, 0.0)
        if wanted_s > max(MAX_DELAY_S, own_s):
            host = site_of(request.url)
            why = f"The robots.txt of {host} asks for {wanted_s:.0f} s between requests, the limit is {MAX_DELAY_S:.0f} s."
            left = self._health.leave(host, "crawl_delay", why)
            raise Refused(left.reason, left.detail)
        slow_down(self._crawler, request, wanted_s)


def _rules(url: str, response: Response, agent: str) -> Rules:
    """RFC 9309 §2.3.1: success is parsed as far as it can be, "gone" allows all, a server error nothing."""
    if 200 <= response.status < 300:
        return Rules(read_rules(response.body, agent))
    if response.status >= 500 or response.status == 429:
        return _unreachable(url, Failure("robots_unreachable", f"It answered {response.status}."))
    return Rules()


def _elsewhere(origin: str, url: str) -> Rules:
    host = site_of(url)
    why = f"{origin}/robots.txt redirects to {url}, which is out of scope: add {host} to the scope."
    return Rules(failure=Failure("robots_out_of_scope", why))


def _unreachable(url: str, failure: Failure) -> Rules:
    if failure.reason in _HOST_IS_GONE:
        return Rules(failure=failure)
    return Rules(failure=Failure("robots_unreachable", f"{url} cannot be read: {failure.detail}"))
