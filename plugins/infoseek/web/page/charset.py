"""Bytes of a page to text: the character set by BOM, header, meta element, then detection (WHATWG HTML §13.2.3).

What may not live here: anything about what the text says.
"""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

_INVALID = "infoseek.cp1252"
_NON_ASCII = re.compile(rb"[\x80-\xff]")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Stray bytes in UTF-8 are nearly always Windows-1252 that was pasted in."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_INVALID, _as_cp1252)


def decode(body: bytes, header_charset: str | None = None) -> str:
    """The page's text. Never fails: what no character set explains becomes U+FFFD."""
    bom_encoding, bom = read_bom(body)
    if bom_encoding is not None and bom is not None:
        return body[len(bom) :].decode(bom_encoding, "replace")
    for label in (header_charset, html_body_declared_encoding(body[:4096])):
        encoding = resolve_encoding(label) if label else None
        if encoding is None:
            continue
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8":
                return _broken_utf8(body)
    return _detected(body)


def _detected(body: bytes) -> str:
    encoding = detect_encoding(body) or "utf-8"
    try:
        return body.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return body.decode("utf-8", _INVALID)


def _broken_utf8(body: bytes) -> str:
    """Declared UTF-8 that is not: stray bytes are patched, another character set altogether is detected."""
    kept = body.decode("utf-8", "ignore").encode()
    valid = len(_NON_ASCII.findall(kept))
    if 2 * valid >= len(_NON_ASCII.findall(body)):
        return body.decode("utf-8", _INVALID)
    return _detected(body)
