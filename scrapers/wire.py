"""The HTTP connection with a bound on what comes before the body. What may not live here: what answers mean.

Scrapy bounds the body and the time; a server that never ends its headers would fill the memory meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.http import Response
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import ParseError
from twisted.web._newclient import Request as TxRequest
from twisted.web.iweb import IResponse

from infoseek.web.urls import site_of
from scrapers.hosts import Hosts
from scrapers.reasons import Refused

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MAX_HEADER_BYTES = 131_072
"""Of one answer, informational answers before it included."""

HOSTS = "INFOSEEK_HOSTS"
"""Name of the Scrapy setting that holds the health of the hosts."""


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https; its own choice of parser is not open to settings."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._hosts: Hosts = crawler.settings[HOSTS]
        self._pool._factory = _BoundedFactory

    async def download_request(self, request: Request) -> Response:
        """As Scrapy's; a request that waited for its turn while its host was left is not sent."""
        left = self._hosts.left(site_of(request.url))
        if left is not None:
            raise Refused(left.reason, left.detail)
        return await super().download_request(request)


class _BoundedParser(_LenientHTTPClientParser):
    _head_bytes = 0

    def lineReceived(self, line: bytes) -> None:
        self._head_bytes += len(line) + 1
        if self._head_bytes > MAX_HEADER_BYTES:
            raise ParseError("more headers than are read", b"")  # type: ignore[no-untyped-call]
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:
        raise ParseError("a line longer than is read", b"")  # type: ignore[no-untyped-call]


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: TxRequest) -> Deferred[IResponse]:
        found = super().request(request)
        parser: Any = self._parser
        parser.__class__ = _BoundedParser
        return found


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
