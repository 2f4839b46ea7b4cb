"""Which addresses may be connected to."""

from __future__ import annotations

import pytest

from infoseek.web.addresses import is_public, policy_of


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    """Addresses of the public internet are allowed, wrapped in IPv6 or not."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    """Private, loopback, link-local, shared and multicast addresses are refused, however they are wrapped."""
    assert not is_public(address)


def test_a_seed_that_is_private_allows_just_its_own_port() -> None:
    """Typing a loopback address as a seed opens that host and port and no other."""
    policy = policy_of(["http://127.0.0.1:8000/", "http://localhost:9000/", "http://example.org/"], False)
    assert policy.allows("127.0.0.1", 8000, "127.0.0.1")
    assert policy.allows("localhost", 9000, "::1")
    assert not policy.allows("127.0.0.1", 8001, "127.0.0.1")
    assert not policy.allows("localhost", 8000, "127.0.0.1")


def test_a_public_name_opens_nothing_private() -> None:
    """A seed's host name that leads to a private address is refused unless private addresses are allowed."""
    seeds = ["http://example.org/"]
    assert not policy_of(seeds, False).allows("example.org", 80, "10.0.0.1")
    assert policy_of(seeds, True).allows("example.org", 80, "10.0.0.1")
