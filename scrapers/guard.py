"""Keeps the crawl within the scope's hosts and away from private addresses, before and at the connection.

The middleware gives the reason; the resolver is what holds: it filters the very addresses connected to.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from infoseek.web.addresses import AddressPolicy
from infoseek.web.urls import host_and_port, site_of
from scrapers.reasons import Refused

if TYPE_CHECKING:
    from scrapy.crawler import Crawler, CrawlerProcess
    from twisted.internet.base import ReactorBase

POLICY = "INFOSEEK_ADDRESS_POLICY"
"""Name of the Scrapy setting that holds the address policy."""

SCOPE_HOSTS = "INFOSEEK_SCOPE_HOSTS"
"""Name of the Scrapy setting that holds the hosts, with ports where not the default, that may be asked at all."""

DNS_TIMEOUT_S = 30.0


class Guard:
    """Downloader middleware; also passes the requests for robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        self._hosts: frozenset[str] = crawler.settings[SCOPE_HOSTS]
        self._policy: AddressPolicy = crawler.settings[POLICY]
        self._checks: dict[tuple[str, int], asyncio.Task[bool]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Guard:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if site_of(request.url) not in self._hosts:
            raise Refused("out_of_scope", f"{site_of(request.url)} is out of scope.")
        host, port = host_and_port(request.url)
        if (host, port) not in self._checks:
            self._checks[host, port] = asyncio.ensure_future(self._is_allowed(host, port))
        if not await self._checks[host, port]:
            raise Refused("private_address", f"{host} is a private address.")

    async def _is_allowed(self, host: str, port: int) -> bool:
        """Whether any address of the host may be asked; an unknown host is left to the connection to report."""
        try:
            asked = asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = await asyncio.wait_for(asked, DNS_TIMEOUT_S)
        except (OSError, UnicodeError):
            return True
        return any(self._policy.allows(host, port, str(entry[4][0])) for entry in found)


class GuardedResolver(CachingHostnameResolver):
    """Name resolution (IPv4 and IPv6) that gives no address the policy forbids."""

    def __init__(self, reactor: ReactorBase, cache_size: int, policy: AddressPolicy) -> None:
        super().__init__(reactor, cache_size)
        self._policy = policy

    @classmethod
    def from_crawler(cls, crawler: CrawlerProcess, reactor: ReactorBase) -> GuardedResolver:
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), crawler.settings[POLICY])

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        receiver = _Filter(resolutionReceiver, self._policy, hostName, portNumber)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _Filter:
    def __init__(self, receiver: Any, policy: AddressPolicy, host: str, port: int) -> None:
        self._receiver = receiver
        self._policy = policy
        self._host, self._port = host, port

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        if self._policy.allows(self._host, self._port, address.host):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()
