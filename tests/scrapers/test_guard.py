"""No request leaves the scope, and no connection goes to an address that the policy forbids."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from twisted.internet.address import IPv4Address, IPv6Address

from infoseek.web.addresses import AddressPolicy, policy_of
from infoseek.web.urls import canonical_or_none, canonical_url, site_of
from scrapers.guard import POLICY, SCOPE_HOSTS, Guard, GuardedResolver
from scrapers.reasons import Refused


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


def refusal(url: str, policy: AddressPolicy, hosts: frozenset[str]) -> str:
    """The reason for which a request is refused; "" where it is let through."""
    settings = {POLICY: policy, SCOPE_HOSTS: hosts}
    crawler: Any = SimpleNamespace(settings=settings)

    async def ask() -> None:
        await Guard(crawler).process_request(Request(url))

    try:
        asyncio.run(ask())
    except Refused as error:
        return error.failure.reason
    return ""


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/",
     "http://0177.0.0.1/", "http://127.0.0.1./", "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
     "http://localhost/", "http://LOCALHOST./", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/",
     "http://100.64.0.1/", "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://0/",
     "http://224.0.0.1/", "http://255.255.255.255/", "http://[::1]/", "http://[::]/", "http://[fe80::1]/",
     "http://[fc00::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
     "http://[2002:7f00:1::]/", "http://[0:0:0:0:0:0:0:1]/", "https://127.0.0.1/"],
)  # fmt: skip
def test_private_addresses_in_every_spelling(url: str) -> None:
    """However an inner address is written, it is refused even where the scope names it."""
    canonical = canonical_or_none(url)
    if canonical is not None:
        assert refusal(canonical, AddressPolicy(), frozenset({site_of(canonical)})) == "private_address"


def test_a_public_address_in_scope_is_let_through() -> None:
    """The guard refuses nothing that may be asked."""
    assert refusal("http://93.184.216.34/x", AddressPolicy(), frozenset({"93.184.216.34"})) == ""


@pytest.mark.parametrize("url", ["http://8.8.8.8/", "http://93.184.216.34:81/", "http://x.93.184.216.34/"])
def test_hosts_out_of_scope_are_refused(url: str) -> None:
    """Whatever led there, a host or port that no seed set names is not asked."""
    assert refusal(url, AddressPolicy(allow_private=True), frozenset({"93.184.216.34"})) == "out_of_scope"


@pytest.mark.parametrize("seed", ["http://127.0.0.1:8000/", "http://[::1]:8000/", "http://localhost:8000/"])
def test_a_seed_typed_by_hand_allows_its_own_host_and_port(seed: str) -> None:
    """Nothing else of that machine is opened with it, under no other name."""
    policy = policy_of([canonical_url(seed)], allow_private=False)
    others = [
        "http://127.0.0.1:8001/",
        "http://[::1]:8001/",
        "http://localhost:8001/",
        "http://127.0.0.2:8000/",
    ]
    hosts = frozenset(map(site_of, [seed, *others]))
    assert refusal(seed, policy, hosts) == ""
    assert {refusal(url, policy, hosts) for url in others} == {"private_address"}
