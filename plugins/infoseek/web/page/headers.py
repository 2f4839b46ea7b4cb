"""Reads what a response's headers say of its page. What may not live here: the page's own text.

Headers are pairs of name and value, in the order and case in which they were sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from infoseek.web.page.charset import decode
from infoseek.web.urls import canonical_or_none

Headers = tuple[tuple[str, str], ...]

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_LOOKS_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|title|!--|h1|p\b|div|table)", re.I
)
# The first bytes of what servers most often send under the name of HTML (WHATWG MIME Sniffing §7).
_OTHER_FORMATS = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x7fELF", b"MZ\x90", b"ID3",
    b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"OggS", b"%!PS", b"wOFF",
)  # fmt: skip
_SAMPLE_BYTES = 2048
_JUNK = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_MOST_JUNK = 0.05
# Directives of X-Robots-Tag that have a colon themselves; any other word before one names a crawler.
_WITH_VALUE = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+\s*(?:=\s*(?:"[^"]*"|[^",;\s]+))?)*)')
_REL = re.compile(r';\s*rel\s*=\s*"?([^";]*)', re.IGNORECASE)


def media_type(headers: Headers) -> str:
    """The declared type in lower case, without parameters; "" where none is declared."""
    return header(headers, "Content-Type").partition(";")[0].strip().lower()


def charset_of(headers: Headers) -> str | None:
    """The declared character set, or None."""
    match = _CHARSET.search(header(headers, "Content-Type"))
    return match[1] if match else None


def is_html(headers: Headers, body: bytes) -> bool:
    """Whether a response is an HTML page: as declared, or as it looks where nothing is declared.

    An empty body with no declared type counts: what it looks like is not known yet.
    """
    kind = media_type(headers)
    if kind:
        return kind in _HTML
    return not body or _LOOKS_HTML.match(body[:1024]) is not None


def is_junk(body: bytes, charset: str | None) -> bool:
    """Whether a body is no text at all, whatever it is declared as: another format, or binary data."""
    if body.startswith(_OTHER_FORMATS):
        return True
    sample = decode(body[:_SAMPLE_BYTES], charset)
    return len(_JUNK.findall(sample)) > _MOST_JUNK * len(sample)


def robots_tags(headers: Headers, robot: str) -> tuple[bool, bool]:
    """Whether X-Robots-Tag says noindex and nofollow, to all or to the crawler of this product token.

    A name and a colon before directives say whom they are for, up to the next name in the same header.
    """
    said: set[str] = set()
    for value in _values(headers, "X-Robots-Tag"):
        is_meant = True
        for part in value.lower().split(","):
            name, colon, rest = part.strip().partition(":")
            if colon and name.strip() not in _WITH_VALUE:
                is_meant = name.strip() in (robot.lower(), "robots", "*")
                name = rest
            if is_meant:
                said.add(name.strip())
    return bool(said & {"noindex", "none"}), bool(said & {"nofollow", "none"})


def canonical_of(headers: Headers, url: str) -> str | None:
    """The canonical URL that a Link header declares (RFC 6596, RFC 8288), or None."""
    for value in _values(headers, "Link"):
        for target, parameters in _LINK.findall(value):
            relation = _REL.search(parameters)
            if relation is not None and "canonical" in relation[1].lower().split():
                return canonical_or_none(target, url)
    return None


def product_token(user_agent: str) -> str:
    """The name robots rules are matched against: the user agent's first word without its version (RFC 9309 §2.2.1)."""
    return user_agent.split("/", 1)[0].split()[0]


def header(headers: Iterable[tuple[str, str]], name: str) -> str:
    """A header's first value; "" where it is absent."""
    return next(_values(headers, name), "")


def _values(headers: Iterable[tuple[str, str]], name: str) -> Iterator[str]:
    return (value for each, value in headers if each.lower() == name.lower())
