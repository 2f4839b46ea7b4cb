"""robots.txt files, honest and hostile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.rules import MAX_SITEMAPS, delay_s, read_rules

AGENT = "InfoSeekBot"
SITE = "https://example.org"


def allows(text: str | bytes, path: str) -> bool:
    body = text if isinstance(text, bytes) else text.encode()
    return read_rules(body, AGENT).can_fetch(f"{SITE}{path}", AGENT)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("User-agent: *\nDisallow: /a", "/a/b", False),
        ("User-agent: *\nDisallow: /a", "/b", True),
        ("User-agent: infoseekbot\nDisallow: /a\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: InfoSeekBot/0.1\nDisallow: /a", "/a", False),
        ("USER-AGENT: INFOSEEKBOT\nDISALLOW: /a", "/a", False),
        ("User-agent: info\nDisallow: /\n", "/a", True),
        ("User-agent: infoseekbot-images\nDisallow: /\n", "/a", True),
        ("User-agent: other\nUser-agent: infoseekbot\nDisallow: /a", "/a", False),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: other\nAllow: /", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: infoseekbot\nDisallow: /a\n\nUser-agent: x\nDisallow: /y\n\nUser-agent: infoseekbot\nDisallow: /b", "/b", False),
        ("Disallow: /", "/a", True),
        ("User-agent: *\rDisallow: /a\r", "/a", False),
        ("", "/a", True),
    ],
)  # fmt: skip
def test_groups_and_rules(text: str, path: str, expected: bool) -> None:
    """The group of our whole product token counts, else that for all; the longest rule decides."""
    assert allows(text, path) is expected


def test_byte_order_marks() -> None:
    """A file that begins with one is read, in UTF-16 too."""
    text = "User-agent: *\nDisallow: /a"
    assert not allows(text.encode("utf-8-sig"), "/a")
    assert not allows(text.encode("utf-16"), "/a")


def test_pages_and_binary_data_forbid_nothing() -> None:
    """What is no rule is not read as one; a rule among rubbish is still one."""
    assert allows("<html><body>Not found</body></html>", "/a")
    assert allows(bytes(range(256)) * 100, "/a")
    assert not allows(bytes(range(256)) * 20 + b"\n\nUser-agent: *\nDisallow: /secret\n", "/secret")


def test_agents_times_rules_do_not_multiply() -> None:
    """A file of ten thousand agents that share ten thousand rules is read in its own size."""
    agents = "".join(f"User-agent: bot{n}\n" for n in range(10_000))
    rules = "".join(f"Disallow: /{n}/*x*y*z$\n" for n in range(10_000))
    assert allows(f"{agents}{rules}User-agent: *\nDisallow: /a", "/b")
    assert not allows(f"{agents}User-agent: *\n{rules}", "/9999/xyz")


def test_only_the_beginning_is_read() -> None:
    """What lies behind the first 500 KB is not there."""
    assert allows("User-agent: *\nAllow: /x\n" + "#" * 600_000 + "\nDisallow: /a", "/a")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Crawl-delay: 2.5", 2.5),
        ("crawl-delay: 100000", 100000.0),
        ("Request-rate: 1/10", 10.0),
        ("Request-rate: 2/1m", 30.0),
        ("Crawl-delay: inf", 0.0),
        ("Crawl-delay: -1", 0.0),
        ("Crawl-delay: x", 0.0),
        ("", 0.0),
    ],
)
def test_delays(line: str, expected: float) -> None:
    """Pauses between requests are read in both spellings that are in use."""
    assert delay_s(read_rules(f"User-agent: *\n{line}\n".encode(), AGENT), AGENT) == expected


def test_sitemaps_are_listed_and_bounded() -> None:
    """Sitemap lines hold for all, and there is an end to them."""
    text = "".join(f"Sitemap: {SITE}/{n}.xml\n" for n in range(2 * MAX_SITEMAPS))
    assert len(list(read_rules(text.encode(), AGENT).sitemaps)) == MAX_SITEMAPS
    assert list(read_rules(b"sitemap : /one.xml", AGENT).sitemaps) == ["/one.xml"]


@given(st.binary(max_size=400))
def test_any_bytes(body: bytes) -> None:
    """No file breaks the reader."""
    rules = read_rules(b"User-agent: *\n" + body, AGENT)
    rules.can_fetch(f"{SITE}/a", AGENT)
    assert delay_s(rules, AGENT) >= 0
