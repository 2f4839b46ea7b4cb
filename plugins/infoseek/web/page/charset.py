"""Bytes of a page to text: the character set by BOM, header, meta element, then detection (WHATWG HTML §13.2.3).

What may not live here: anything about what the text says.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

_INVALID = "infoseek.cp1252"
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_KOREAN = "cp949"
_WIDE_SAMPLE = 1024
# Shares of a sample's places that are zero.
_ALL, _SOME, _NONE = 0.9, 0.1, 0.02
_MIN_DETECTED = 10
"""Bytes beyond ASCII from which a character set can be detected."""
# Words without a single ASCII letter: Western European text has none, other scripts have hardly anything else.
_FOREIGN_WORD = re.compile(rb"[\x80-\xff]{4,}")
_MIN_FOREIGN = 20
"""Bytes in such words from which a page that is declared Western is taken to be something else."""
_JAPANESE_ESCAPE = re.compile(rb"\x1b\$[@B]")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Stray bytes in UTF-8 are nearly always Windows-1252 that was pasted in."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_INVALID, _as_cp1252)


def decode(body: bytes, header_charset: str | None = None) -> str:
    """The page's text. Never fails: what no character set explains becomes U+FFFD.

    What is declared is believed where the bytes allow it: declarations of UTF-8 and of Western sets are the
    defaults of servers and templates, and are tried against the bytes first.
    """
    bom_encoding, bom = read_bom(body)
    if bom_encoding is not None and bom is not None:
        return body[len(bom) :].decode(bom_encoding, "replace")
    wide = _wide(body)
    if wide is not None:
        return body.decode(wide, "replace")
    for encoding in _declared(body, header_charset):
        found = _decoded(body, encoding)
        if found is not None:
            return found
    return _detected(body)


def _declared(body: bytes, header_charset: str | None) -> Iterator[str]:
    """The codecs that header and page name; UTF-16 and UTF-32 only from the header, as no ASCII can name them."""
    if header_charset and (encoding := resolve_encoding(header_charset)) is not None:
        yield encoding
    label = html_body_declared_encoding(body[:4096])
    encoding = resolve_encoding(label) if label else None
    if encoding is not None:
        yield "utf-8" if encoding.startswith(("utf-16", "utf-32")) else encoding


def _decoded(body: bytes, encoding: str) -> str | None:
    """The text in a declared character set, or None where the bytes speak against it."""
    if encoding in ("utf-8", "cp1252") and _JAPANESE_ESCAPE.search(body):
        text = _strictly(body, "iso2022_jp_ext")
        if text is not None:
            return text
    if encoding == "utf-8":
        text = _strictly(body, encoding)
        return _broken_utf8(body) if text is None else text
    if _is_single_byte(encoding) and _NON_ASCII.search(body):
        # Hardly any text in a set of single bytes happens to be valid UTF-8.
        text = _strictly(body, "utf-8")
        if text is not None:
            return text
        if encoding == "cp1252" and _is_foreign(body):
            return None
    return _strictly(body, encoding)


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _is_single_byte(encoding: str) -> bool:
    return encoding.startswith(("cp125", "iso8859", "koi8", "mac", "cp874", "cp866", "tis"))


def _is_foreign(body: bytes) -> bool:
    """Whether the words of a page cannot be Western European: most bytes beyond ASCII stand side by side."""
    words = [word for word in _FOREIGN_WORD.findall(body) if len(set(word)) > 2]
    length = sum(map(len, words))
    return length >= _MIN_FOREIGN and 2 * length > len(_NON_ASCII.findall(body))


def _wide(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a BOM, by where the zero bytes of its ASCII markup stand."""
    sample = body[:_WIDE_SAMPLE]
    sample = sample[: len(sample) // 4 * 4]
    if not sample or 0 not in sample:
        return None
    zeros = [4 * sample[place::4].count(0) / len(sample) for place in range(4)]
    if min(zeros[2:]) > _ALL:
        return "utf-32-le"
    if min(zeros[:2]) > _ALL:
        return "utf-32-be"
    low, high = zeros[::2], zeros[1::2]
    if min(high) > _SOME and max(low) < _NONE:
        return "utf-16-le"
    return "utf-16-be" if min(low) > _SOME and max(high) < _NONE else None


def _detected(body: bytes) -> str:
    """The text in the set that the bytes look like; UTF-8 with Western stray bytes where they look like none."""
    text = _strictly(body, detect_encoding(body) or "utf-8")
    # Korean is the one set of the web whose name gets lost in the detector's mapping to the web's names.
    if text is None and detect_encoding(body, html5_compatible=False) == _KOREAN:
        text = _strictly(body, _KOREAN)
    return body.decode("utf-8", _INVALID) if text is None else text


def _broken_utf8(body: bytes) -> str:
    """Declared UTF-8 that is not: stray bytes are patched, another character set altogether is detected."""
    strange = len(_NON_ASCII.findall(body))
    valid = len(_NON_ASCII.findall(body.decode("utf-8", "ignore").encode()))
    if 2 * valid >= strange or strange < _MIN_DETECTED:
        return body.decode("utf-8", _INVALID)
    return _detected(body)
