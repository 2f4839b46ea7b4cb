"""One real crawl of servers that do everything wrong at once."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from infoseek.settings import CrawlSettings, S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import CRAWL_FAILURES, PAGES
from infoseek.store.tables import read_rows
from infoseek.web.crawl import stage
from infoseek.web.seeds import SeedSet, write_seeds
from infoseek.web.urls import page_id
from infoseek.web.warc import Place, read_response
from tests.scrapers.site import Site, answer, redirect, serving

pytestmark = pytest.mark.service

BATCH = "2026-11-05"
MAX_BYTES = 50_000


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    while True:
        request.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")


def drip(request: BaseHTTPRequestHandler) -> None:
    body = b"<p>A slow page that arrives in the end.</p>"
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    for at in range(0, len(body), 5):
        request.wfile.write(body[at : at + 5])
        request.wfile.flush()
        time.sleep(0.05)


def hang(request: BaseHTTPRequestHandler) -> None:
    time.sleep(8)


def cut_off(request: BaseHTTPRequestHandler) -> None:
    answer(200, b"<p>half", Content_Length="9999")(request)
    request.close_connection = True


def build(site: Site, binary: Site, failing: Site, other: Site) -> None:
    """Everything a server can do, each under its own path and linked from the start page."""
    port = site.port
    site.pages["/robots.txt"] = answer(
        200,
        b"User-agent: infoseekbot\nDisallow: /forbidden\nUser-agent: *\nDisallow: /\n",
        Content_Type="text/plain",
    )
    site.page("/good", 'A good page, <a href="/deeper">linked on</a>.')
    site.page("/deeper", "A page two links down.")
    site.page("/twin", "The same page under many queries.")
    site.pages |= {
        "/alias": redirect("/good#part"),
        "/alias2": redirect("/alias?utm_source=mail", 302),
        "/loop1": redirect("/loop2"),
        "/loop2": redirect("/loop1"),
        "/self": redirect("/self"),
        "/nowhere": redirect("http://[bad"),
        "/elsewhere": redirect(f"{other.url}/"),
        "/to-missing": redirect("/missing"),
        "/endless": endless,
        "/huge": answer(200, b"x" * (MAX_BYTES + 1)),
        "/bomb": answer(200, gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip"),
        "/garbled": answer(200, b"this is not gzip", Content_Encoding="gzip"),
        "/picture": answer(200, b"\x89PNG", Content_Type="image/png"),
        "/untyped": answer(200, b"<html><p>A page without a type.</p></html>", Content_Type=""),
        "/strange": answer(200, "<p>Gr\xfc\xdfe aus K\xf6ln.</p>".encode("latin-1"), Content_Type="text/html; charset=x-odd"),
        "/blank": answer(200, b"<html><body> </body></html>"),
        "/nothing": answer(204),
        "/gone": answer(410),
        "/broken": answer(500),
        "/slow": drip,
        "/hang": hang,
        "/cut": cut_off,
    }  # fmt: skip
    for number in range(20):
        site.pages[f"/chain/{number}"] = redirect(f"/chain/{number + 1}")
    rules = bytes(range(256)) * 20 + b"\n\nUser-agent: *\nDisallow: /secret\n"
    binary.pages["/robots.txt"] = redirect("/rules.bin", 302)
    binary.pages["/rules.bin"] = answer(200, rules, Content_Type="application/octet-stream")
    binary.page("/", 'A site whose robots.txt is hardly text, <a href="/secret">and forbids this</a>.')
    failing.pages["/robots.txt"] = answer(503)
    failing.page("/", "A site whose robots.txt cannot be read.")
    other.page("/", "A site out of scope.")
    paths = [path for path in site.pages if path not in ("/robots.txt", "/deeper", "/twin", "/loop2")]
    paths = [path for path in paths if not path.startswith("/chain/") or path == "/chain/0"]
    paths += ["/missing", "/forbidden/x", "/twin?a=1", "/twin?a=2", "/good?utm_campaign=x", "/poster.png"]
    odd = ["javascript:alert(1)", "mailto:a@b.c", "http://[", "data:text/html,x", f"http://localhost:{port}/good",
           f"http://u:p@127.0.0.1:{port}/good", f"http://127.1:{port}/short-address", "http://no-such-host.invalid/"]  # fmt: skip
    site.page(
        "/",
        "The start page. "
        + " ".join(f'<a href="{link}">to {n}</a>' for n, link in enumerate([*paths, *odd])),
    )


@dataclass
class Outcome:
    """What came of the crawl, and what the servers were asked."""

    store: ObjectStore
    site: Site
    other: Site
    failing: Site
    binary: Site
    pages: dict[str, dict[str, object]]
    failures: dict[str, str]
    stats: dict[str, float]
    seconds: float


@pytest.fixture(scope="module")
def outcome(s3_endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    with serving() as site, serving() as binary, serving() as failing, serving() as other:
        build(site, binary, failing, other)
        settings = Settings(
            s3=S3Settings(endpoint_url=s3_endpoint, bucket="hostile", access_key="test", secret_key="test"),
            crawl=CrawlSettings(max_page_bytes=MAX_BYTES, timeout_s=2.0),
            scratch=tmp_path_factory.mktemp("scratch"),
        )
        store = ObjectStore(settings.s3)
        store.create_bucket()
        scope = [site.name, binary.name, failing.name, f"localhost:{site.port}", "no-such-host.invalid"]
        urls = [f"{each.url}/" for each in (site, binary, failing)]
        write_seeds(store, SeedSet(name="hostile", urls=urls, scope=scope))
        started = time.monotonic()
        plan = stage.plan(settings, BATCH)
        receipts = [stage.run_shard(settings, plan, shard) for shard in stage.shards(settings, plan)]
        manifest = stage.commit(settings, plan, receipts)
        seconds = time.monotonic() - started
        pages = {str(row["url"]): row for row in read_rows(store, manifest, PAGES)}
        failures = {str(row["url"]): str(row["reason"]) for row in read_rows(store, manifest, CRAWL_FAILURES)}
        yield Outcome(store, site, other, failing, binary, pages, failures, manifest.stats, seconds)


def test_pages_survive_their_neighbours(outcome: Outcome) -> None:
    """Every real page is stored once, under its canonical URL."""
    found = {url.removeprefix(outcome.site.url) for url in outcome.pages}
    twins = {url for url in found if url.startswith("/twin")}
    assert len(twins) == 1
    assert found - twins == {
        "/", "/good", "/deeper", "/untyped", "/strange", "/slow", f"{outcome.binary.url}/",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "http_404"),
        ("/to-missing", "http_404"),
        ("/short-address", "http_404"),
        ("/gone", "http_410"),
        ("/broken", "http_500"),
        ("/nothing", "no_text"),
        ("/blank", "no_text"),
        ("/forbidden/x", "robots"),
        ("/loop1", "redirect_loop"),
        ("/loop2", "redirect_loop"),
        ("/self", "redirect_loop"),
        ("/chain/0", "too_many_redirects"),
        ("/nowhere", "bad_redirect"),
        ("/elsewhere", "out_of_scope"),
        ("/endless", "too_large"),
        ("/huge", "too_large"),
        ("/bomb", "too_large"),
        ("/picture", "not_html"),
        ("/hang", "timeout"),
        ("/cut", "broken"),
    ],
)
def test_each_failure_has_its_reason(outcome: Outcome, path: str, reason: str) -> None:
    """A URL that gave no page is in the failure table with the code of what went wrong."""
    assert outcome.failures[f"{outcome.site.url}{path}"] == reason


def test_a_body_that_is_not_what_it_says_is_a_failure(outcome: Outcome) -> None:
    """A body that cannot be decompressed is given up, not stored as a page."""
    assert outcome.failures[f"{outcome.site.url}/garbled"] in {"broken", "no_text"}


def test_unknown_hosts_and_unreadable_robots(outcome: Outcome) -> None:
    """A host without address fails as such; a site whose robots.txt is down is not asked for pages."""
    assert outcome.failures["http://no-such-host.invalid/"] == "dns"
    assert outcome.failures[f"{outcome.failing.url}/"] == "robots_unreachable"
    assert set(outcome.failing.asked) == {"/robots.txt"}


def test_robots_are_followed_and_read_as_far_as_they_go(outcome: Outcome) -> None:
    """A robots.txt behind a redirect, full of binary rubbish, still forbids what it forbids."""
    assert outcome.failures[f"{outcome.binary.url}/secret"] == "robots"
    assert outcome.binary.asked == ["/robots.txt", "/rules.bin", "/"]


def test_private_addresses_are_not_asked(outcome: Outcome) -> None:
    """Another name of the seed's own machine is refused though it is in scope; out-of-scope sites stay unasked."""
    assert outcome.failures[f"http://localhost:{outcome.site.port}/good"] == "private_address"
    assert outcome.other.asked == []


def test_nothing_is_asked_in_vain(outcome: Outcome) -> None:
    """Forbidden paths, pictures by name and known URLs under other spellings are never requested."""
    asked = outcome.site.asked
    assert "/forbidden/x" not in asked
    assert "/poster.png" not in asked
    assert asked.count("/good") == 1
    assert not any("utm_" in path for path in asked)
    assert asked.count("/robots.txt") == 1


def test_redirects_and_copies_are_aliases(outcome: Outcome) -> None:
    """What redirects to a page, and what is its copy, is one of its aliases."""
    site = outcome.site.url
    assert outcome.pages[f"{site}/good"]["aliases_urls"] == [f"{site}/alias", f"{site}/alias2"]
    (twin,) = (row for url, row in outcome.pages.items() if "/twin" in url)
    assert isinstance(twin["aliases_urls"], list)
    assert len(twin["aliases_urls"]) == 1


def test_rows_lead_to_their_records(outcome: Outcome) -> None:
    """Every page's row names the WARC record that holds its bytes, and its text is read in its own charset."""
    for url, row in outcome.pages.items():
        place = Place(str(row["warc_path"]), int(str(row["warc_offset"])), int(str(row["warc_length"])))
        response = read_response(outcome.store, place)
        assert row["page_id"] == page_id(url)
        assert len(response.body) == row["size_bytes"]
        assert place.path.startswith(f"raw/{BATCH}/")
    assert outcome.pages[f"{outcome.site.url}/strange"]["text"] == "Grüße aus Köln."


def test_failures_are_counted(outcome: Outcome) -> None:
    """The stage's figures are those of its tables."""
    assert outcome.stats["pages"] == len(outcome.pages) == outcome.stats["live_pages"]
    counted = sum(count for name, count in outcome.stats.items() if name.startswith("failed_"))
    assert counted == len(outcome.failures)


def test_it_does_not_take_long(outcome: Outcome) -> None:
    """Hanging and endless answers hold the crawl up no longer than their time limits."""
    assert outcome.seconds < 40
    assert not Path("twistd.pid").exists()
