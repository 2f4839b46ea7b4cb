"""Reads what a response's headers say of its body. What may not live here: the body's own text."""

from __future__ import annotations

import re

from scrapy.http import Headers

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_LOOKS_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|title|!--|h1|p\b|div|table)", re.I
)


def media_type(headers: Headers) -> str:
    """The declared type in lower case, without parameters; "" where none is declared."""
    value = _value(headers)
    return value.split(";", 1)[0].strip().lower()


def charset_of(headers: Headers) -> str | None:
    match = _CHARSET.search(_value(headers))
    return match[1] if match else None


def is_html(headers: Headers, body: bytes) -> bool:
    """Whether the response is an HTML page: as declared, or as it looks where nothing is declared.

    An empty body with no declared type counts: what it looks like is not known yet.
    """
    kind = media_type(headers)
    if kind:
        return kind in _HTML
    return not body or _LOOKS_HTML.match(body[:1024]) is not None


def header(headers: Headers, name: str, encoding: str = "latin-1") -> str:
    """A header's value; "" where it is absent."""
    return (headers.get(name) or b"").decode(encoding, "replace")


def _value(headers: Headers) -> str:
    return header(headers, "Content-Type")
