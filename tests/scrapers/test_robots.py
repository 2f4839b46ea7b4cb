"""A crawl of sites whose robots.txt is everything but a plain file."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler

import pytest

from infoseek.settings import CrawlSettings, S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import SeedSet
from scrapers.rules import MAX_ROBOTS_BYTES
from tests.scrapers.crawling import Crawled, crawl
from tests.scrapers.misdeeds import busy_at_first, raw
from tests.scrapers.site import Handler, Site, answer, redirect, serving

pytestmark = pytest.mark.service

RULES = b"User-agent: *\nDisallow: /secret\n"


def text(body: bytes, **headers: str) -> Handler:
    return answer(200, body, **{"Content_Type": "text/plain", **headers})


def endless_comment(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/plain")
    request.end_headers()
    request.wfile.write(RULES)
    while True:
        request.wfile.write(b"# and so on\n" * 500)


OBEYED: dict[str, Handler] = {
    "plain": text(RULES),
    "binary": text(bytes(range(256)) * 20 + b"\n\n" + RULES, Content_Type="application/octet-stream"),
    "marked": text(b"\xef\xbb\xbf" + RULES),
    "packed": text(gzip.compress(RULES), Content_Encoding="gzip"),
    "megabyte": text(RULES + b"#" * 1_000_000),
    "megabyte-of-rules": text(RULES + b"User-agent: x\nDisallow: /*a*b*c$\n" * 30_000),
    "endless": endless_comment,
    "redirected": redirect("/rules", 302),
    "busy-once": busy_at_first(1, text(RULES)),
}
"""Files whose rules hold."""

OPEN: dict[str, Handler] = {
    "missing": answer(404),
    "forbidden": answer(403),
    "empty": text(b""),
    "html": answer(200, b"<!DOCTYPE html><html><body>Disallow: /secret</body></html>"),
    "loop": redirect("/robots.txt"),
    "nowhere": redirect("http://["),
    "behind-the-end": text(b"#" * (MAX_ROBOTS_BYTES + 10) + b"\n" + RULES),
}
"""Files that forbid nothing."""

CLOSED: dict[str, tuple[str, Handler]] = {
    "failing": ("robots_unreachable", answer(503)),
    "bomb": ("robots_unreachable", text(gzip.compress(b"#" * 20_000_000), Content_Encoding="gzip")),
    "garbled": ("robots_unreachable", text(b"no gzip", Content_Encoding="gzip")),
    "silent": ("robots_unreachable", raw()),
    "elsewhere": ("robots_out_of_scope", redirect("http://out-of-scope.invalid/robots.txt")),
    "forbids": ("robots", text(b"User-agent: InfoSeekBot\nDisallow: /\n")),
}
"""Files for which nothing of their site may be asked, and the reason."""

Crawl = tuple[dict[str, Site], Crawled]


@pytest.fixture(scope="module")
def crawled(s3_endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    settings = Settings(
        s3=S3Settings(endpoint_url=s3_endpoint, bucket="robots", access_key="test", secret_key="test"),
        crawl=CrawlSettings(timeout_s=5.0),
        scratch=tmp_path_factory.mktemp("scratch"),
    )
    ObjectStore(settings.s3).create_bucket()
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(serving()) for name in (*OBEYED, *OPEN, *CLOSED, "slow", "listing")
        }
        for name, site in sites.items():
            site.page("/", f'The start of {name}, <a href="/open">open</a> and <a href="/secret">not</a>.')
            site.page("/open", f"Open to all at {name}.")
            site.page("/secret", f"Secret at {name}.")
            site.page("/listed", f"Only in the sitemap of {name}.")
            site.pages["/rules"] = text(RULES)
        for name, handler in (OBEYED | OPEN | {name: each for name, (_, each) in CLOSED.items()}).items():
            sites[name].pages["/robots.txt"] = handler
        sites["slow"].pages["/robots.txt"] = text(b"User-agent: *\nCrawl-delay: 3600\n")
        listing = sites["listing"]
        listing.pages["/robots.txt"] = text(
            f"Sitemap: {listing.url}/map.txt\nSitemap: http://out-of-scope.invalid/map.xml\n".encode()
        )
        listing.pages["/map.txt"] = text(f"{listing.url}/listed\nhttp://out-of-scope.invalid/x\n".encode())
        # In scope and never asked: its own robots.txt is not the one that counts.
        seeds = SeedSet(
            name="robots",
            urls=[f"{site.url}/" for site in sites.values()],
            scope=[site.name for site in sites.values()],
        )
        yield sites, crawl(settings, seeds)


@pytest.mark.parametrize("name", OBEYED)
def test_rules_hold(crawled: Crawl, name: str) -> None:
    """Whatever form the file has, what it forbids is not asked, and all else is stored."""
    sites, found = crawled
    site = sites[name]
    assert found.texts(site.url).keys() == {"/", "/open"}
    assert "/secret" not in site.asked


@pytest.mark.parametrize("name", OPEN)
def test_nothing_is_forbidden(crawled: Crawl, name: str) -> None:
    """A file that is missing, says nothing or goes round in circles forbids nothing (RFC 9309 §2.3.1)."""
    sites, found = crawled
    assert found.texts(sites[name].url).keys() == {"/", "/open", "/secret"}


@pytest.mark.parametrize("name", CLOSED)
def test_everything_is_forbidden(crawled: Crawl, name: str) -> None:
    """Where the file cannot be read, or forbids all, nothing else of the site is asked, and the reason is said."""
    sites, found = crawled
    site = sites[name]
    assert found.failures[f"{site.url}/"] == CLOSED[name][0]
    assert set(site.asked) == {"/robots.txt"}
    assert len(site.asked) <= 3


def test_the_host_to_add_is_named(crawled: Crawl) -> None:
    """A file that redirects out of the scope says which host the scope lacks."""
    sites, found = crawled
    assert found.details[f"{sites['elsewhere'].url}/"].endswith("add out-of-scope.invalid to the scope.")


def test_a_site_that_wants_an_hour_between_requests_is_left(crawled: Crawl) -> None:
    """Neither is its pause cut short nor does the batch wait for it; what waits is counted."""
    sites, found = crawled
    assert sites["slow"].asked == ["/robots.txt"]
    assert not found.texts(sites["slow"].url)
    assert found.report["queue_left", ""] == 1


def test_sitemaps_in_scope_are_read(crawled: Crawl) -> None:
    """A page that only the sitemap named in robots.txt knows is found."""
    sites, found = crawled
    assert "/listed" in found.texts(sites["listing"].url)
    assert "http://out-of-scope.invalid/map.xml" not in found.failures


def test_what_is_forbidden_spends_nothing(settings: Settings, site: Site) -> None:
    """Any number of forbidden links leaves the budget of requests to the pages behind them, and is counted."""
    site.pages["/robots.txt"] = text(RULES)
    many = "".join(f'<a href="/secret/{number}">no</a> ' for number in range(300))
    site.page("/", f'A start with much that is forbidden, and <a href="/open">one page</a>. {many}')
    site.page("/open", "Open to all.")
    few = settings.model_copy(
        update={"crawl": settings.crawl.model_copy(update={"max_pages": 5, "requests_per_page": 2.0})}
    )
    found = crawl(few, SeedSet(name="many", urls=[f"{site.url}/"], scope=[site.name]))
    assert found.texts(site.url).keys() == {"/", "/open"}
    assert (found.failures, found.report["refused", "robots"]) == ({}, 300)
    assert not any(path.startswith("/secret") for path in site.asked)
