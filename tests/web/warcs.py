"""WARC files made by hand, byte by byte, as other crawlers write them."""

from __future__ import annotations

import base64
import gzip
import hashlib
from pathlib import Path

HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def http(body: bytes, headers: bytes = HTML, status: bytes = b"200 OK") -> bytes:
    """An HTTP response as it went over the wire."""
    return b"HTTP/1.1 " + status + b"\r\n" + headers + b"\r\n" + body


def record(
    url: str,
    block: bytes,
    *,
    kind: str = "response",
    date: str = "2020-01-01T00:00:00Z",
    version: str = "1.0",
    length: int | None = None,
    content_type: str = "application/http; msgtype=response",
    **more: str,
) -> bytes:
    """A record; further headers by name, `_` for `-`."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{abs(hash((url, date))) % 10**12:012d}>",
        "WARC-Date": date,
        "WARC-Target-URI": url,
        "Content-Type": content_type,
        "Content-Length": str(len(block) if length is None else length),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"WARC/{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def page(url: str, text: str, **more: str) -> bytes:
    """A record of an HTML page that says this."""
    return record(url, http(f"<html><body><p>{text}</p></body></html>".encode()), **more)  # type: ignore[arg-type]


def digest(block: bytes) -> str:
    """A block's digest as WARC headers have it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(block).digest()).decode()}"


def info() -> bytes:
    return record("", b"software: x\r\n", kind="warcinfo", content_type="application/warc-fields")


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def members(*records: bytes) -> bytes:
    """The records, each a gzip member."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def saved(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)
