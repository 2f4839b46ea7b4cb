"""Reads what a response's headers say of its body. What may not live here: the body's own text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.http import Headers

from infoseek.web.page import headers as page_headers
from infoseek.web.page.headers import is_junk

__all__ = [
    "canonical_of",
    "charset_of",
    "has_too_many_codings",
    "header",
    "is_html",
    "is_junk",
    "media_type",
    "pairs",
    "retry_after_s",
    "robots_tags",
]

_MOST_CODINGS = 2


def pairs(headers: Headers) -> page_headers.Headers:
    """Names and values as they are stored."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )


def media_type(headers: Headers) -> str:
    """The declared type in lower case, without parameters; "" where none is declared."""
    return page_headers.media_type(_typed(headers))


def charset_of(headers: Headers) -> str | None:
    """The declared character set, or None."""
    return page_headers.charset_of(_typed(headers))


def is_html(headers: Headers, body: bytes) -> bool:
    """Whether the response is an HTML page: as declared, or as it looks where nothing is declared.

    An empty body with no declared type counts: what it looks like is not known yet.
    """
    return page_headers.is_html(_typed(headers), body)


def robots_tags(headers: Headers, agent: str) -> tuple[bool, bool]:
    """Whether X-Robots-Tag says noindex and nofollow, to all or to the crawler of this product token."""
    return page_headers.robots_tags(pairs(headers), agent)


def canonical_of(headers: Headers, url: str) -> str | None:
    """The canonical URL that a Link header declares, or None."""
    return page_headers.canonical_of(pairs(headers), url)


def has_too_many_codings(headers: Headers) -> bool:
    """Whether the body is packed in more layers than any honest server uses."""
    values = headers.getlist("Content-Encoding")
    return sum(value.count(b",") + 1 for value in values) > _MOST_CODINGS


def retry_after_s(headers: Headers, now: datetime | None = None) -> float | None:
    """The wait that a Retry-After header asks for, in seconds or as a date (RFC 9110 §10.2.3); None without one."""
    value = header(headers, "Retry-After").strip()
    if re.fullmatch(r"\d{1,12}", value, re.ASCII):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def header(headers: Headers, name: str, encoding: str = "latin-1") -> str:
    """A header's value; "" where it is absent."""
    return (headers.get(name) or b"").decode(encoding, "replace")


def _typed(headers: Headers) -> page_headers.Headers:
    return (("Content-Type", header(headers, "Content-Type")),)
