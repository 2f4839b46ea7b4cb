"""Which network addresses the crawl may connect to. What may not live here: name resolution and sockets."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field

from infoseek.web.urls import host_and_port

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class AddressPolicy:
    """Refuses private addresses, those of `exempt` (host, port) pairs excepted.

    exempt: pairs a person typed as a seed whose host is itself such an address.
    """

    allow_private: bool = False
    exempt: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    def allows(self, host: str, port: int, address: str) -> bool:
        """Whether a connection to this host and port may go to this address."""
        return self.allow_private or (host, port) in self.exempt or is_public(address)


def policy_of(seeds: Iterable[str], allow_private: bool) -> AddressPolicy:
    """The policy for canonical seed URLs: a seed that is a private address allows its own host and port."""
    pairs = (host_and_port(url) for url in seeds)
    return AddressPolicy(allow_private, frozenset(pair for pair in pairs if names_private(pair[0])))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; addresses wrapped in IPv6 count as themselves."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = _wrapped(found)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a mapped, 6to4, Teredo or NAT64 address (RFC 4291, 3056, 4380, 6052)."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def names_private(host: str) -> bool:
    """Whether a host is itself a private, loopback or link-local address, or localhost."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not is_public(host)
