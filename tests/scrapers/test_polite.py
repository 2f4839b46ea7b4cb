"""How the crawl treats servers: its name, its pace, busy hosts, pages that did not change."""

from __future__ import annotations

import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import pytest

from infoseek.settings import CrawlSettings, Settings
from infoseek.web.seeds import SeedSet
from tests.scrapers.crawling import crawl
from tests.scrapers.misdeeds import reset
from tests.scrapers.site import Handler, Site, answer, serving

pytestmark = pytest.mark.service


def seeds_of(*sites: Site, **fields: object) -> SeedSet:
    return SeedSet.model_validate(
        {
            "name": "seeds",
            "urls": [f"{site.url}/" for site in sites],
            "scope": [site.name for site in sites],
            **fields,
        }
    )


def with_crawl(settings: Settings, **fields: object) -> Settings:
    made = CrawlSettings.model_validate({**settings.crawl.model_dump(), **fields})
    return settings.model_copy(update={"crawl": made})


def linked(site: Site, count: int, handler: Handler | None = None) -> None:
    """A start page and so many pages behind it."""
    site.page("/", "Start. " + "".join(f'<a href="/{n}">x{n}</a> ' for n in range(count)))
    for number in range(count):
        site.page(f"/{number}", f"Page number {number}.")
        if handler is not None:
            site.pages[f"/{number}"] = handler


def test_the_crawl_says_who_it_is(settings: Settings, site: Site) -> None:
    """Every request, that for robots.txt too, carries the crawler's name and contact, and no cookie."""
    seen: list[tuple[str | None, str | None]] = []

    def handle(request: BaseHTTPRequestHandler) -> None:
        seen.append((request.headers["User-Agent"], request.headers["Cookie"]))
        answer(200, f'<p>A page, <a href="{request.path}x">on</a></p>'.encode(), Set_Cookie="a=b")(request)

    site.pages = {"/robots.txt": handle, "/": handle, "/x": handle}
    crawl(with_crawl(settings, contact="crawl@example.org", max_depth=1), seeds_of(site))
    assert len(seen) == 3
    assert set(seen) == {("InfoSeekBot/0.1 (+mailto:crawl@example.org)", None)}


def test_a_sets_own_delay_is_kept(settings: Settings, site: Site) -> None:
    """Answers however quick do not make the pause shorter than the seed set says."""
    linked(site, 4)
    crawl(settings, seeds_of(site, delay_s=0.4))
    pauses = [later - sooner for sooner, later in pairwise(site.times)]
    assert len(pauses) == 5
    assert min(pauses) > 0.3


def test_requests_in_flight_are_bounded(settings: Settings, site: Site) -> None:
    """A host is never asked for more at once than the setting allows."""
    lock, now, most = threading.Lock(), 0, 0

    def slow(request: BaseHTTPRequestHandler) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.15)
        with lock:
            now -= 1
        answer(200, f"<p>Page {request.path}</p>".encode())(request)

    linked(site, 24, slow)
    found = crawl(with_crawl(settings, concurrency=3, throttle=50), seeds_of(site))
    assert len(found.pages) == 25
    assert 2 <= most <= 3


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_kept(settings: Settings, site: Site, form: str) -> None:
    """A host that asks to wait is asked nothing at all until then, and then its pages are fetched."""
    linked(site, 6)
    good, asked_at = site.pages["/0"], list[float]()

    def busy_once(request: BaseHTTPRequestHandler) -> None:
        asked_at.append(time.monotonic())
        wait = "2" if form == "seconds" else formatdate(time.time() + 3, usegmt=True)
        (good if len(asked_at) > 1 else answer(429, Retry_After=wait))(request)

    site.pages["/0"] = busy_once
    found = crawl(with_crawl(settings, concurrency=1), seeds_of(site))
    assert len(found.pages) == 7
    assert len(asked_at) == 2
    later = [at for at in site.times if at > asked_at[0]]
    assert min(later) - asked_at[0] > 1.9


def test_a_host_that_asks_for_a_year_is_left(settings: Settings, site: Site) -> None:
    """Its queue stays for another batch, and the other sites are crawled meanwhile."""
    linked(site, 100, answer(503, Retry_After="31536000"))
    with serving() as other:
        linked(other, 10)
        found = crawl(with_crawl(settings, concurrency=4), seeds_of(site, other))
    assert found.texts(other.url).keys() == {"/", *(f"/{n}" for n in range(10))}
    assert found.texts(site.url).keys() == {"/"}
    assert len(site.asked) <= 2 + 4
    assert found.report["queue_left", ""] >= 90


def test_a_storm_of_busy_answers_ends(settings: Settings, site: Site) -> None:
    """A host that is busy without end is asked ever more seldom, and then left."""
    linked(site, 60, answer(429))
    found = crawl(with_crawl(settings, max_wait_s=2.0), seeds_of(site))
    assert found.texts(site.url).keys() == {"/"}
    assert len(site.asked) < 40
    assert found.report["queue_left", ""] > 30


def test_a_host_whose_connections_fail_is_left(settings: Settings, site: Site) -> None:
    """So many in a row are enough; the rest of its URLs is not tried."""
    linked(site, 80, reset)
    found = crawl(with_crawl(settings, host_failures=10, max_wait_s=1.0), seeds_of(site))
    assert found.texts(site.url).keys() == {"/"}
    assert len(site.asked) < 40
    assert found.report["queue_left", ""] > 40


def test_unchanged_pages_are_not_sent_again(settings: Settings, site: Site) -> None:
    """The second crawl asks with the validators of the first; a 304 keeps the page, and its links are followed."""
    conditions: list[tuple[str, str | None, str | None]] = []

    def kept(body: bytes) -> Handler:
        def handle(request: BaseHTTPRequestHandler) -> None:
            given = request.headers["If-None-Match"], request.headers["If-Modified-Since"]
            conditions.append((request.path, *given))
            stamp = "Thu, 05 Nov 2026 12:00:00 GMT"
            status, sent = (304, b"") if given == ('"v1"', stamp) else (200, body)
            answer(status, sent, ETag='"v1"', Last_Modified=stamp)(request)

        return handle

    site.pages["/"] = kept(b'<p>The start, <a href="/a">to a</a>.</p>')
    site.pages["/a"] = kept(b'<p>Page a, <a href="/b">to b</a>.</p>')
    site.page("/b", "Page b, which changes.")
    first = crawl(settings, seeds_of(site))
    assert len(first.pages) == 3
    assert {condition[1:] for condition in conditions} == {(None, None)}
    conditions.clear()
    site.page("/b", "Page b, which has changed.")
    second = crawl(settings, seeds_of(site), batch="2026-11-06")
    assert sorted(path for path, *_ in conditions) == ["/", "/a"]
    assert all(condition[1] == '"v1"' for condition in conditions)
    assert second.texts(site.url) == {"/b": "Page b, which has changed."}
    assert second.report["pages", "not_modified"] == 2
    assert second.report["pages", "changed"] == 1
    assert second.manifest.stats["live_pages"] == 3
