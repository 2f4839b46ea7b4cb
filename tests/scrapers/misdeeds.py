"""Everything a server can do wrong, as handlers for tests/scrapers/site.py. What may not live here: expectations."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import count

import brotli
from backports import zstd

from tests.scrapers.site import Handler, answer

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=1),
    "zstd": zstd.compress,
}


def raw(*parts: bytes, pause_s: float = 0.0) -> Handler:
    """Sends these bytes instead of an answer, a pause between them, and closes."""

    def handle(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        for part in parts:
            request.wfile.write(part)
            request.wfile.flush()
            time.sleep(pause_s)

    return handle


def endless_body(request: BaseHTTPRequestHandler) -> None:
    """A body in chunks that never ends."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    while True:
        request.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")


def endless_headers(request: BaseHTTPRequestHandler) -> None:
    """Header lines that never end, as fast as they are taken."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in count():
        request.wfile.write(b"X-Header-%d: %s\r\n" % (number, b"x" * 900))


def endless_continues(request: BaseHTTPRequestHandler) -> None:
    """Informational answers that never end."""
    while True:
        request.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 50)


def dripped_body(request: BaseHTTPRequestHandler) -> None:
    """A page that arrives slowly, but within the time limit."""
    body = b"<p>A slow page that arrives in the end.</p>"
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    for at in range(0, len(body), 5):
        request.wfile.write(body[at : at + 5])
        request.wfile.flush()
        time.sleep(0.05)


def dripped_forever(request: BaseHTTPRequestHandler) -> None:
    """A body of which a byte comes now and then."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Length", "40000")
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.1)


def dripped_headers(request: BaseHTTPRequestHandler) -> None:
    """Header lines of which one comes now and then."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        request.wfile.write(b"X-%d: x\r\n" % number)
        request.wfile.flush()
        time.sleep(0.1)


def hang(request: BaseHTTPRequestHandler) -> None:
    """No answer at all."""
    time.sleep(8)
    request.close_connection = True


def cut_off(request: BaseHTTPRequestHandler) -> None:
    """Less of a body than is announced."""
    answer(200, b"<p>half", Content_Length="9999")(request)
    request.close_connection = True


def cut_chunks(request: BaseHTTPRequestHandler) -> None:
    """Chunks without their end."""
    raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>ha")(
        request
    )


def reset(request: BaseHTTPRequestHandler) -> None:
    """A connection that is reset instead of answered."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()
    request.close_connection = True


def bomb(coding: str, layers: int = 1, size: int = 20_000_000) -> Handler:
    """A small body that is a large one when unpacked."""
    body = b"x" * size
    for _ in range(layers):
        body = PACKERS[coding](body)
    return answer(200, body, Content_Encoding=", ".join([coding] * layers))


def busy_at_first(times: int, good: Handler, status: int = 503, **headers: str) -> Handler:
    """Busy so many times, then good."""
    left = iter(range(times))

    def handle(request: BaseHTTPRequestHandler) -> None:
        busy = next(left, None) is not None
        (answer(status, b"busy", **headers) if busy else good)(request)

    return handle
