"""Sites without an end, beside good pages: each is bounded, counted by reason, and costs no good page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from infoseek.settings import CrawlSettings, S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import SeedSet
from tests.scrapers.crawling import Crawled, crawl
from tests.scrapers.site import Site, answer, serving

pytestmark = pytest.mark.service

GOOD = 30
LINKS = 60_000


def words(seed: str) -> str:
    """Prose of its own for each seed, so that no page is a copy of another."""
    number = sum(ord(letter) * 31**at for at, letter in enumerate(seed[::-1])) % 999_983
    return " ".join(f"w{(number * (at + 7)) % 9973}" for at in range(60))


def calendar(request: BaseHTTPRequestHandler) -> None:
    """A month, empty like all others, with links to the next one and the one before."""
    year, month = map(int, request.path.removeprefix("/calendar/").split("/"))
    first = date(year, month, 15)
    links = "".join(
        f'<a href="/calendar/{each.year}/{each.month}">go</a> '
        for each in (first + timedelta(days=30), first - timedelta(days=30))
    )
    answer(200, f"<h1>Events of {first:%B %Y}</h1><p>There are no events. {links}</p>".encode())(request)


def query_trap(request: BaseHTTPRequestHandler) -> None:
    """One page under queries that go on for ever."""
    at = int(request.path.rpartition("=")[2])
    links = "".join(f'<a href="/shop?sort={at * 3 + n}">more</a> ' for n in range(1, 4))
    answer(200, f"<p>The same shop under every query. {words('shop')}</p>{links}".encode())(request)


def deeper(request: BaseHTTPRequestHandler) -> None:
    """A relative link that leads ever deeper, to a page that is never quite the same."""
    links = '<a href="sub/dir/">down</a> <a href="sub/">down</a>'
    answer(200, f"<p>{words(request.path)} {links}</p>".encode())(request)


def session_path(request: BaseHTTPRequestHandler) -> None:
    """A new session in the path of every link."""
    at = int(request.path.rpartition("/")[2])
    answer(200, f'<p>Session. {words("session")} <a href="/s/{at * 7919 + 1}">on</a></p>'.encode())(request)


def many_links(request: BaseHTTPRequestHandler) -> None:
    body = b"<p>Links.</p>" + b"".join(b"<a href=/l/%d>x</a>" % n for n in range(LINKS))
    answer(200, body)(request)


@pytest.fixture(scope="module")
def crawled(
    s3_endpoint: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, Site, Crawled]]:
    settings = Settings(
        s3=S3Settings(endpoint_url=s3_endpoint, bucket="endless", access_key="test", secret_key="test"),
        crawl=CrawlSettings(max_pages=600, max_depth=24, requests_per_page=2),
        scratch=tmp_path_factory.mktemp("scratch"),
    )
    ObjectStore(settings.s3).create_bucket()
    with serving() as site, serving() as wide:
        site.prefixes |= {"/calendar/": calendar, "/shop": query_trap, "/deep/": deeper, "/s/": session_path}
        wide.pages["/"] = many_links
        site.page("/", 'Start. <a href="/calendar/2026/11">c</a> <a href="/shop?sort=1">s</a> <a href="/deep/">d</a> '
                  '<a href="/s/1">s</a> <a href="/good/0">g</a>')  # fmt: skip
        for number in range(GOOD):
            site.page(
                f"/good/{number}",
                f'Good page {number}. {words(str(number))} <a href="/good/{number + 1}">on</a>',
            )
        deep = SeedSet(name="deep", urls=[f"{site.url}/"], scope=[site.name])
        broad = SeedSet(name="broad", urls=[f"{wide.url}/"], scope=[wide.name], max_pages=50)
        yield site, wide, crawl(settings, deep, broad)


def test_no_good_page_is_lost(crawled: tuple[Site, Site, Crawled]) -> None:
    """A chain of good pages is followed to its end although the traps never end."""
    site, _, found = crawled
    assert {f"/good/{n}" for n in range(GOOD - 7)} <= found.texts(site.url).keys()


@pytest.mark.parametrize("prefix", ["/calendar/", "/shop", "/deep/", "/s/"])
def test_traps_are_left(crawled: tuple[Site, Site, Crawled], prefix: str) -> None:
    """Each trap is asked a few dozen times, not hundreds."""
    site, *_ = crawled
    assert 1 <= sum(path.startswith(prefix) for path in site.asked) <= 80


def test_links_of_one_page_are_bounded(crawled: tuple[Site, Site, Crawled]) -> None:
    """What is beyond the bound is counted; what is within it and dead fails within the budget of requests."""
    _, wide, found = crawled
    assert found.report["refused", "too_many_links"] > 0
    assert len(wide.asked) <= 2 * 50 + 10


def test_what_was_refused_is_reported(crawled: tuple[Site, Site, Crawled]) -> None:
    """Every trap is in the report under a reason of its own."""
    *_, found = crawled
    refused = {key for measure, key in found.report if measure == "refused"}
    assert refused & {"repeating_path", "too_deep"}
    assert {reason for reason in refused if reason.endswith("_trap")}
