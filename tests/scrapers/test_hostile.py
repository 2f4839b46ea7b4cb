"""One real crawl of servers that do everything wrong at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from infoseek.settings import CrawlSettings, S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import SeedSet
from infoseek.web.urls import page_id
from infoseek.web.warc import Place, read_response
from tests.scrapers import misdeeds
from tests.scrapers.crawling import BATCH, Crawled, crawl
from tests.scrapers.misdeeds import bomb, busy_at_first, raw
from tests.scrapers.site import Handler, Site, answer, redirect, serving

pytestmark = pytest.mark.service

MAX_BYTES = 50_000
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

REASONS: dict[str, tuple[str, Handler]] = {
    # Answers that are what they say, and no pages.
    "/gone": ("http_410", answer(410)),
    "/error": ("http_500", answer(500)),
    "/odd-status": ("http_999", answer(999, b"<p>What is this?</p>")),
    "/unasked-304": ("http_304", answer(304)),
    "/part": ("http_206", answer(206, b"<p>A part of a page.</p>")),
    "/nothing": ("no_text", answer(204)),
    "/blank": ("no_text", answer(200, b"<html><body> </body></html>")),
    "/empty": ("no_text", answer(200)),
    "/picture": ("not_html", answer(200, b"\x89PNG", Content_Type="image/png")),
    "/page-as-picture": ("not_html", answer(200, b"<p>words</p>", Content_Type="image/png")),
    "/pdf-as-page": ("not_html", answer(200, b"%PDF-1.4\n" + b"1 0 obj\n" * 90)),
    "/picture-as-page": ("not_html", answer(200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)),
    "/junk-as-page": ("not_html", answer(200, bytes(range(256)) * 50)),
    "/nuls": ("not_html", answer(200, b"\0" * 9000)),
    "/hidden": ("noindex", answer(200, b"<p>Hidden by a header.</p>", X_Robots_Tag="noindex")),
    "/hidden-from-us": ("noindex", answer(200, b"<p>Hidden.</p>", X_Robots_Tag="InfoSeekBot: noindex")),
    "/hidden-by-meta": ("noindex", answer(200, b"<meta name=robots content=noindex><p>Hidden.</p>")),
    # Redirects.
    "/to-missing": ("http_404", redirect("/missing")),
    "/loop1": ("redirect_loop", redirect("/loop2")),
    "/loop2": ("redirect_loop", redirect("/loop1")),
    "/self": ("redirect_loop", redirect("/self")),
    "/cookie-wall": ("redirect_loop", answer(302, Location="/cookie-wall", Set_Cookie="seen=1")),
    "/chain/0": ("too_many_redirects", redirect("/chain/1")),
    "/nowhere": ("bad_redirect", redirect("http://[bad")),
    "/no-location": ("bad_redirect", answer(302)),
    "/to-file": ("bad_redirect", redirect("file:///etc/passwd")),
    "/to-data": ("bad_redirect", redirect("data:text/html,<p>x</p>")),
    "/to-script": ("bad_redirect", redirect("javascript:alert(1)")),
    "/to-metadata": ("out_of_scope", redirect("http://169.254.169.254/latest/")),
    "/to-inner": ("out_of_scope", redirect("http://[::1]:1/")),
    # Bodies.
    "/endless": ("too_large", misdeeds.endless_body),
    "/huge": ("too_large", answer(200, b"x" * (MAX_BYTES + 1))),
    "/bomb-gzip": ("too_large", bomb("gzip")),
    "/bomb-deflate": ("too_large", bomb("deflate")),
    "/bomb-br": ("too_large", bomb("br")),
    "/bomb-zstd": ("too_large", bomb("zstd")),
    "/bomb-layers": ("bad_coding", bomb("gzip", layers=3)),
    "/no-gzip": ("bad_coding", answer(200, b"this is not gzip", Content_Encoding="gzip")),
    "/no-deflate": ("bad_coding", answer(200, b"\x00\x01\x02 no deflate", Content_Encoding="deflate")),
    "/no-br": ("bad_coding", answer(200, b"this is not brotli", Content_Encoding="br")),
    "/no-zstd": ("bad_coding", answer(200, b"this is not zstandard", Content_Encoding="zstd")),
    "/cut": ("broken", misdeeds.cut_off),
    "/cut-chunks": ("broken", misdeeds.cut_chunks),
    "/odd-chunk": ("broken", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>")),
    # Time.
    "/hang": ("timeout", misdeeds.hang),
    "/drip-headers": ("timeout", misdeeds.dripped_headers),
    "/drip-forever": ("timeout", misdeeds.dripped_forever),
    # What comes before the body.
    "/endless-headers": ("bad_http", misdeeds.endless_headers),
    "/endless-hints": ("bad_http", misdeeds.endless_continues),
    "/long-header": ("bad_http", raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 40_000 + b"\r\n\r\n")),
    "/status-line": ("bad_http", raw(b"HELLO THERE WORLD\r\n\r\n<p>x</p>")),
    "/status-text": ("bad_http", raw(b"HTTP/1.1 abc OK\r\n\r\n")),
    "/status-low": ("bad_http", raw(b"HTTP/1.1 -1 Low\r\nContent-Length: 0\r\n\r\n")),
    "/http-0.9": ("bad_http", raw(b"<html>\n<body><p>A page of 1991.</p></body>\n</html>\n")),
    "/length-text": ("bad_http", raw(HEAD + b"Content-Length: many\r\n\r\n<p>x</p>")),
    "/length-twice": ("bad_http", raw(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>x</p>")),
    "/reset": ("connection_failed", misdeeds.reset),
    "/silence": ("connection_failed", raw()),
}  # fmt: skip
"""Paths whose answers give no page: the reason each is to have, and the answer."""

TEXTS: dict[str, tuple[str, Handler]] = {
    "/untyped": ("A page without a type.", answer(200, b"<html><p>A page without a type.</p></html>", Content_Type="")),
    "/strange": ("Grüße aus Köln.", answer(200, "<p>Grüße aus Köln.</p>".encode("latin-1"), Content_Type="text/html; charset=x-odd")),
    "/slow": ("A slow page that arrives in the end.", misdeeds.dripped_body),
    "/unending": ("It ends with the connection.", raw(HEAD + b"\r\n<p>It ends with the connection.</p>")),
    "/too-long": ("It has more behind.", raw(HEAD + b"Content-Length: 26\r\n\r\n<p>It has more behind.</p>  and more")),
    "/hinted": ("After a hint.", raw(b"HTTP/1.1 103 Early Hints\r\n\r\n" + HEAD + b"Content-Length: 20\r\n\r\n<p>After a hint.</p>")),
    "/odd-header": ("A header without a colon.", raw(HEAD + b"no colon here\r\nContent-Length: 32\r\n\r\n<p>A header without a colon.</p>")),
    "/odd-coding": ("Plain after all.", answer(200, b"<p>Plain after all.</p>", Content_Encoding="x-unknown")),
    "/busy-once": ("Busy for a moment.", busy_at_first(1, answer(200, b"<p>Busy for a moment.</p>"), 503, Retry_After="1")),
    "/broken-once": ("Broken for a moment.", busy_at_first(1, answer(200, b"<p>Broken for a moment.</p>"), 500)),
    "/stray-nul": ("A stray byte.", answer(200, b"<p>A stray \0byte.</p>")),
    "/nested": ("Deep down.", answer(200, b"<div>" * 8000 + b"Deep down.")),
    "/unclosed": ("Never closed.", answer(200, b"<p>Never closed. <!-- " + b"<b" * 9000)),
    "/shown-to-us": ("Hidden from another.", answer(200, b"<p>Hidden from another.</p>", X_Robots_Tag="otherbot: noindex")),
}  # fmt: skip
"""Paths whose odd answers give pages all the same: the text each is to have, and the answer."""

ODD_LINKS = [
    "javascript:alert(1)", "mailto:a@b.c", "http://[", "data:text/html,x", "file:///etc/passwd", "ftp://127.0.0.1/x",
    "vbscript:x", "blob:http://x/y", "//", "http://", "http:///", "\x00\x01", "http://u:p@127.0.0.1/", "%", "?%zz", "#",
]  # fmt: skip


def build(site: Site, other: Site) -> None:
    """Everything a server can do, each under its own path and linked from the start page."""
    site.pages["/robots.txt"] = answer(
        200,
        b"User-agent: infoseekbot\nDisallow: /forbidden\nUser-agent: *\nDisallow: /\n",
        Content_Type="text/plain",
    )
    site.pages |= {path: handler for path, (_, handler) in (*REASONS.items(), *TEXTS.items())}
    site.pages |= {f"/chain/{number}": redirect(f"/chain/{number + 1}") for number in range(1, 20)}
    site.page("/good", 'A good page, <a href="/deeper">linked on</a> and <a href="/">back</a>.')
    site.page("/deeper", 'A page two links down, <a href="/">home</a>.')
    site.page("/twin", "The same page under many queries.")
    site.page("/declared", "The page that others call their own.")
    site.pages |= {
        "/alias": redirect("/good#part"),
        "/alias2": redirect("/alias?utm_source=mail", 302),
        "/refresh": answer(200, b'<meta http-equiv=refresh content="0; url=/good"><p>You are sent on.</p>'),
        "/refresh-later": answer(200, b'<meta http-equiv=refresh content="60; url=/good"><p>It reloads.</p>'),
        "/refresh-away": answer(200, f'<meta http-equiv=refresh content="0; url={other.url}"><p>Stay.</p>'.encode()),
        "/elsewhere": redirect(f"{other.url}/"),
        "/to-forbidden": redirect("/forbidden/by-redirect"),
        "/unfollowed": answer(200, b'<p>Follow <a href="/never">nothing</a>.</p>', X_Robots_Tag="nofollow"),
        "/unfollowed-link": answer(200, b'<p>Follow <a rel=nofollow href="/never">not this</a>.</p>'),
        "/hidden-but-linking": answer(
            200, b'<p>See <a href="/behind-hidden">there</a>.</p>', X_Robots_Tag="noindex"
        ),
    }  # fmt: skip
    site.page("/behind-hidden", "A page behind a hidden one.")
    other.page("/", "A site out of scope.")
    unlinked = {"/robots.txt", "/deeper", "/twin", "/loop2", "/behind-hidden"}
    paths = [path for path in site.pages if path not in unlinked and not path.startswith("/chain/")]
    paths += [
        "/chain/0",
        "/missing",
        "/forbidden/x",
        "/twin?a=1",
        "/twin?a=2",
        "/good?utm_campaign=x",
        "/poster.png",
    ]
    links = [*paths, *ODD_LINKS, f"http://localhost:{site.port}/good", f"http://127.1:{site.port}/short-address",
             "http://no-such-host.invalid/"]  # fmt: skip
    site.page(
        "/", "The start page. " + " ".join(f'<a href="{link}">to {n}</a>' for n, link in enumerate(links))
    )


@dataclass
class Outcome:
    """What came of the crawl, and what the servers were asked."""

    store: ObjectStore
    site: Site
    other: Site
    crawled: Crawled
    seconds: float

    def reason(self, path: str) -> str | None:
        return self.crawled.failures.get(f"{self.site.url}{path}")


@pytest.fixture(scope="module")
def outcome(s3_endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    with serving() as site, serving() as other:
        build(site, other)
        settings = Settings(
            s3=S3Settings(endpoint_url=s3_endpoint, bucket="hostile", access_key="test", secret_key="test"),
            crawl=CrawlSettings(
                max_page_bytes=MAX_BYTES, timeout_s=2.0, concurrency=16, contact="crawl@example.org"
            ),
            scratch=tmp_path_factory.mktemp("scratch"),
        )
        store = ObjectStore(settings.s3)
        store.create_bucket()
        scope = [site.name, f"localhost:{site.port}", "no-such-host.invalid"]
        started = time.monotonic()
        crawled = crawl(settings, SeedSet(name="hostile", urls=[f"{site.url}/"], scope=scope))
        yield Outcome(store, site, other, crawled, time.monotonic() - started)


def test_pages_survive_their_neighbours(outcome: Outcome) -> None:
    """Every real page is stored once, under its canonical URL, and nothing else is."""
    found = outcome.crawled.texts(outcome.site.url)
    twins = {path for path in found if path.startswith("/twin")}
    assert len(twins) == 1
    assert found.keys() - twins == {
        "/", "/good", "/deeper", "/declared", "/refresh-later", "/refresh-away", "/unfollowed", "/unfollowed-link",
        "/behind-hidden", *TEXTS,
    }  # fmt: skip


@pytest.mark.parametrize("path", TEXTS)
def test_odd_answers_that_are_pages(outcome: Outcome, path: str) -> None:
    """What a browser would show is read, however oddly it came."""
    assert outcome.crawled.texts(outcome.site.url)[path] == TEXTS[path][0]


@pytest.mark.parametrize("path", REASONS)
def test_each_failure_has_its_reason(outcome: Outcome, path: str) -> None:
    """A URL that gave no page is in the failure table with the code of what went wrong."""
    assert outcome.reason(path) == REASONS[path][0]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "http_404"),
        ("/short-address", "http_404"),
        ("/to-forbidden", "robots"),
        ("/elsewhere", "out_of_scope"),
        ("/hidden-but-linking", "noindex"),
    ],
)
def test_what_may_not_be_asked_has_its_reason(outcome: Outcome, path: str, reason: str) -> None:
    """Robots rules and scope hold for links and through redirects."""
    assert outcome.reason(path) == reason


def test_unknown_hosts(outcome: Outcome) -> None:
    """A host without address fails as such."""
    assert outcome.crawled.failures["http://no-such-host.invalid/"] == "dns"


def test_private_addresses_are_not_asked(outcome: Outcome) -> None:
    """Another name of the seed's own machine is refused though it is in scope; out-of-scope sites stay unasked."""
    assert outcome.crawled.failures[f"http://localhost:{outcome.site.port}/good"] == "private_address"
    assert outcome.other.asked == []


def test_nothing_is_asked_in_vain(outcome: Outcome) -> None:
    """Forbidden paths, pictures by name, unfollowed links and known URLs under other spellings are never requested."""
    asked = outcome.site.asked
    assert not any(path.startswith("/forbidden") for path in asked)
    assert "/poster.png" not in asked
    assert "/never" not in asked
    assert asked.count("/good") == 1
    assert not any("utm_" in path for path in asked)
    assert asked.count("/robots.txt") == 1


def test_tries_are_bounded(outcome: Outcome) -> None:
    """Nothing is asked for more than three times, what will not change only once."""
    asked = outcome.site.asked
    # The connection pool repeats a request of its own where a kept connection was closed meanwhile.
    assert max(asked.count(path) for path in set(asked)) <= 2 * 3
    assert asked.count("/error") == 3
    assert {
        asked.count(path) for path in ("/missing", "/gone", "/bomb-gzip", "/status-line", "/picture")
    } == {1}


def test_redirects_and_copies_are_aliases(outcome: Outcome) -> None:
    """What redirects to a page, at once by its markup too, and what is its copy, is one of its aliases."""
    site, pages = outcome.site.url, outcome.crawled.pages
    assert pages[f"{site}/good"]["aliases_urls"] == [f"{site}/alias", f"{site}/alias2", f"{site}/refresh"]
    (twin,) = (row for url, row in pages.items() if "/twin" in url)
    assert len(twin["aliases_urls"]) == 1


def test_rows_lead_to_their_records(outcome: Outcome) -> None:
    """Every page's row names the WARC record that holds its bytes."""
    for url, row in outcome.crawled.pages.items():
        place = Place(row["warc_path"], row["warc_offset"], row["warc_length"])
        response = read_response(outcome.store, place)
        assert row["page_id"] == page_id(url)
        assert len(response.body) == row["size_bytes"]
        assert place.path.startswith(f"raw/{BATCH}/")


def test_everything_is_counted(outcome: Outcome) -> None:
    """The report has every failure's reason, and as many pages as are stored."""
    report = outcome.crawled.report
    said = {key for measure, key in report if measure in ("status", "refused")}
    reasons = {reason.removeprefix("http_") for reason in outcome.crawled.failures.values()}
    assert reasons - said == {"redirect_loop"} - said
    assert report["pages", "new"] == len(outcome.crawled.pages)
    assert report["queue_left", ""] == 0


def test_it_does_not_take_long(outcome: Outcome) -> None:
    """Hanging and endless answers hold the crawl up no longer than their time limits."""
    assert outcome.seconds < 60
    assert not Path("twistd.pid").exists()
