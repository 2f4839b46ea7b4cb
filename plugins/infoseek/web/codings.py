"""Undoes the transfer and content codings of a stored HTTP body, within a limit (RFC 9110 §8.4, RFC 9112 §7).

What may not live here: bodies that come from the network, whose codings the crawler undoes as they arrive.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

_READERS: dict[str, Callable[[io.BytesIO], Any]] = {
    "chunked": ChunkedReader,
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": partial(GzipReader, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
}
_MOST_CODINGS = 4
_MARKUP = b"<"
_BOM = b"\xef\xbb\xbf"
_CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]{1,16}[ \t]*(?:;[^\r\n]*)?\r\n")


class BadCoding(ValueError):
    """A body is not what its headers say it is coded as."""


def decoded(body: bytes, headers: Iterable[tuple[str, str]], max_bytes: int) -> bytes:
    """A body without the codings that its headers name; cut behind `max_bytes` + 1 bytes.

    Archives often keep the headers of codings that their writer undid: what is markup as it stands, or has no
    chunks, stays as it is. Unknown codings are passed over. Raises `BadCoding` where a body cannot be decoded.
    """
    transfer, content = (_named(headers, name) for name in ("transfer-encoding", "content-encoding"))
    # The last named was applied last, and transfer codings after content codings.
    codings = [coding for coding in (*reversed(transfer), *reversed(content)) if coding in _READERS]
    if len(codings) > _MOST_CODINGS:
        raise BadCoding(f"it is coded {len(codings)} times over")
    for coding in codings:
        body = _undone(coding, body, max_bytes)
    return body[: max_bytes + 1]


def _named(headers: Iterable[tuple[str, str]], name: str) -> list[str]:
    values = (value for each, value in headers if each.lower() == name)
    return [coding.strip().lower() for value in values for coding in value.split(",")]


def _undone(coding: str, body: bytes, max_bytes: int) -> bytes:
    if body.removeprefix(_BOM).lstrip().startswith(_MARKUP):
        return body
    if coding == "chunked" and not _CHUNK_SIZE.match(body):
        return body
    try:
        return _read(_READERS[coding](io.BytesIO(body)), max_bytes + 1)
    except OSError as error:
        if coding != "deflate":
            raise BadCoding(f"it is no {coding} ({error})") from None
    try:
        # Some servers send deflate without the zlib format around it.
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, max_bytes + 1)
    except zlib.error as error:
        raise BadCoding(f"it is no deflate ({error})") from None


def _read(reader: Any, most: int) -> bytes:
    found = b""
    while len(found) < most and (chunk := reader.read(most - len(found))):
        found += chunk
    return found
