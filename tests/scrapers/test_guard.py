"""The resolver gives no address that the policy forbids."""

from __future__ import annotations

from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from infoseek.web.addresses import AddressPolicy
from scrapers.guard import GuardedResolver


class Answers:
    """A name server that answers every name with these addresses, public and private mixed."""

    ADDRESSES = (
        IPv4Address("TCP", "127.0.0.1", 0),
        IPv4Address("TCP", "93.184.216.34", 0),
        IPv6Address("TCP", "::ffff:10.0.0.1", 0),
        IPv6Address("TCP", "2606:2800:220:1::1", 0),
    )

    def __init__(self) -> None:
        self.nameResolver = self
        self.asked = 0

    def resolveHostName(self, receiver: Any, *_: Any) -> Any:
        self.asked += 1
        receiver.resolutionBegan(None)
        for address in self.ADDRESSES:
            receiver.addressResolved(address)
        receiver.resolutionComplete()
        return receiver


class Receiver:
    def __init__(self) -> None:
        self.hosts: list[str] = []
        self.is_complete = False

    def resolutionBegan(self, resolution: Any) -> None:
        pass

    def addressResolved(self, address: Any) -> None:
        self.hosts.append(address.host)

    def resolutionComplete(self) -> None:
        self.is_complete = True


def resolved(resolver: GuardedResolver, host: str, port: int) -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, port)
    assert receiver.is_complete
    return receiver.hosts


@pytest.mark.parametrize("host", ["rebound.example", "other.example"])
def test_private_answers_are_dropped(host: str) -> None:
    """A public name that also, or later, leads to a private address is connected to at its public ones alone."""
    server = Answers()
    resolver = GuardedResolver(server, 100, AddressPolicy())  # type: ignore[arg-type]
    for _ in range(2):
        assert resolved(resolver, host, 80) == ["93.184.216.34", "2606:2800:220:1::1"]
    assert server.asked == 1


def test_what_is_exempt_stays_exempt() -> None:
    """The exempt host and port get every address, another port of the same host does not."""
    policy = AddressPolicy(exempt=frozenset({("inner.example", 8000)}))
    resolver = GuardedResolver(Answers(), 100, policy)  # type: ignore[arg-type]
    assert len(resolved(resolver, "inner.example", 8000)) == 4
    assert len(resolved(resolver, "inner.example", 8001)) == 2
