"""What headers say of a body, and the settings of the crawl."""

from __future__ import annotations

import pytest
from scrapy.http import Headers

from infoseek.settings import CrawlSettings
from infoseek.web.addresses import AddressPolicy
from scrapers.content import charset_of, is_html, media_type
from scrapers.reasons import Refused, failure_of
from scrapers.settings import product_token, scrapy_settings


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/html; charset=utf-8", b"", True),
        ("TEXT/HTML", b"", True),
        ("application/xhtml+xml", b"", True),
        ("text/plain", b"<html>", False),
        ("image/png", b"", False),
        (None, b" <!DOCTYPE html><p>", True),
        (None, b"%PDF-1.4", False),
        (None, b"", True),
    ],
)
def test_what_counts_as_html(kind: str | None, body: bytes, expected: bool) -> None:
    """The declared type decides; without one, the look of the body."""
    headers = Headers({"Content-Type": kind} if kind else {})
    assert is_html(headers, body) is expected


def test_the_declared_charset() -> None:
    """Type and character set are read with or without quotes, in any case."""
    headers = Headers({"Content-Type": 'Text/HTML; Charset="ISO-8859-1"'})
    assert (media_type(headers), charset_of(headers)) == ("text/html", "ISO-8859-1")
    assert charset_of(Headers()) is None


def test_robots_are_matched_by_the_product_token() -> None:
    """The user agent's name without version and contact is what robots.txt is matched against."""
    assert product_token("InfoSeekBot/0.1 (+https://example.org)") == "InfoSeekBot"
    assert product_token("Bot here") == "Bot"


def test_settings_reach_scrapy() -> None:
    """Speed and limits of the crawl are the platform's settings."""
    crawl = CrawlSettings(concurrency=4, delay_s=0.5, timeout_s=7, max_page_bytes=1234)
    found = scrapy_settings(crawl, AddressPolicy(), sites=3)
    assert found["CONCURRENT_REQUESTS"] == 12
    assert found["CONCURRENT_REQUESTS_PER_DOMAIN"] == 4
    assert (found["DOWNLOAD_DELAY"], found["DOWNLOAD_TIMEOUT"], found["DOWNLOAD_MAXSIZE"]) == (0.5, 7, 1234)
    assert found["ROBOTSTXT_OBEY"] is True


def test_unforeseen_errors_have_a_reason_too() -> None:
    """An exception nobody thought of becomes reason `error` with its name."""
    assert failure_of(ZeroDivisionError("x")).reason == "error"
    assert "ZeroDivisionError" in failure_of(ZeroDivisionError("x")).detail
    assert failure_of(Refused("robots", "No.")).reason == "robots"
