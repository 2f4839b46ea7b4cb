"""What headers say of a body, and what its first bytes do."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Headers

from scrapers.content import (
    canonical_of,
    charset_of,
    has_too_many_codings,
    is_html,
    is_junk,
    media_type,
    retry_after_s,
    robots_tags,
)

NOW = datetime(2026, 11, 5, 12, 0, 0, tzinfo=UTC)


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


@pytest.mark.parametrize("body", [b"%PDF-1.4 text", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\x00" * 500])
def test_other_formats_are_junk(body: bytes) -> None:
    """A picture, a document or a run of NULs is no page, whatever the server calls it."""
    assert is_junk(body, "utf-8")


def test_random_bytes_are_junk() -> None:
    """Binary data without any mark is known by its control characters, in every declared character set."""
    body = random.Random(1).randbytes(4000)
    assert all(is_junk(body, charset) for charset in (None, "utf-8", "windows-1252", "latin-1", "utf-16le"))


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1251", "shift_jis", "gb18030"]
)
def test_text_is_no_junk(charset: str) -> None:
    """Text of any character set is text, UTF-16 with its NUL bytes too, and so are a few stray control bytes."""
    text = "<html><p>Plain words and \x00 one stray byte, then more plain words.</p></html>" * 3
    assert not is_junk(text.encode(charset), charset)
    assert not is_junk(b"", None)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], (False, False)),
        (["noindex"], (True, False)),
        (["NoFollow , NoArchive"], (False, True)),
        (["none"], (True, True)),
        (["all"], (False, False)),
        (["otherbot: noindex, nofollow"], (False, False)),
        (["InfoSeekBot: noindex"], (True, False)),
        (["otherbot: noindex, infoseekbot: nofollow"], (False, True)),
        (["otherbot: noindex", "nofollow"], (False, True)),
        (["unavailable_after: 25 Jun 2010 15:00:00 PST, noindex"], (True, False)),
        (["max-snippet: 20, nofollow"], (False, True)),
        ([b"\xff\xfe, noindex"], (True, False)),
    ],
)
def test_x_robots_tag(values: list[str], expected: tuple[bool, bool]) -> None:
    """Directives hold for all crawlers, or for the one that is named before them."""
    assert robots_tags(Headers({"X-Robots-Tag": values}), "InfoSeekBot") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('<https://example.org/a>; rel="canonical"', "https://example.org/a"),
        ("</b#x>; rel=canonical", "https://example.org/b"),
        ('</next>; rel="next", </b>; title="a, b"; rel="alternate canonical"', "https://example.org/b"),
        ('</b>; rel="canonical-ish"', None),
        ("canonical", None),
        ("<javascript:x>; rel=canonical", None),
    ],
)
def test_the_canonical_link_of_a_header(value: str, expected: str | None) -> None:
    """A Link header's canonical target is read among other links and parameters."""
    assert canonical_of(Headers({"Link": value}), "https://example.org/x") == expected


@given(st.binary(max_size=300))
def test_headers_of_any_bytes_are_read(value: bytes) -> None:
    """No header breaks its reader."""
    headers = Headers(dict.fromkeys(("Link", "X-Robots-Tag", "Retry-After", "Content-Type"), value))
    canonical_of(headers, "https://example.org/")
    robots_tags(headers, "InfoSeekBot")
    charset_of(headers)
    wait = retry_after_s(headers)
    assert wait is None or wait >= 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("31536000", 31536000.0),
        ("Thu, 05 Nov 2026 12:01:00 GMT", 60.0),
        ("Thu, 05 Nov 2026 12:01:00", 60.0),
        ("Thu, 05 Nov 2020 12:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 40, None),
        ("", None),
    ],
)
def test_retry_after(value: str, expected: float | None) -> None:
    """The wait is read in seconds and as a date; what is neither asks for none."""
    assert retry_after_s(Headers({"Retry-After": value} if value else {}), NOW) == expected


def test_layers_of_packing() -> None:
    """Two codings are possible, more are an attack."""
    assert not has_too_many_codings(Headers({"Content-Encoding": "gzip, br"}))
    assert has_too_many_codings(Headers({"Content-Encoding": "gzip, gzip, gzip"}))
    assert has_too_many_codings(Headers({"Content-Encoding": ["gzip", "gzip", "gzip"]}))
