"""A real HTTP server on loopback whose answers are written by the test, byte by byte where need be."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = Callable[[BaseHTTPRequestHandler], None]


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that break off are part of the tests."""


class Site:
    """Pages by path, or by the beginning of it (`prefixes`); what is not there answers 404.

    `asked` and `times` tell what was requested, and when (seconds).
    """

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.prefixes: dict[str, Handler] = {}
        self.asked: list[str] = []
        self.times: list[float] = []
        site = self

        class Answer(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.times.append(time.monotonic())
                try:
                    site.handler(self.path)(self)
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = _Server(("127.0.0.1", 0), Answer)
        self.server.daemon_threads = True
        self.port: int = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.name = f"127.0.0.1:{self.port}"

    def handler(self, path: str) -> Handler:
        found = self.pages.get(path) or self.pages.get(path.partition("?")[0])
        beginnings = (each for prefix, each in self.prefixes.items() if path.startswith(prefix))
        return found or next(beginnings, missing)

    def page(self, path: str, body: str, **headers: str) -> None:
        """Answer a path with an HTML page."""
        self.pages[path] = answer(200, f"<html><body>{body}</body></html>".encode(), **headers)


def answer(status: int, body: bytes = b"", **headers: str) -> Handler:
    """A handler that sends this; header names take _ for -. Without a content type it says text/html."""

    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        given = {"Content-Type": "text/html", "Content-Length": str(len(body))}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in given.items():
            if value:
                request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return handle


def redirect(target: str, status: int = 301) -> Handler:
    return answer(status, Location=target)


def missing(request: BaseHTTPRequestHandler) -> None:
    answer(404, b"<p>nothing here</p>")(request)


@contextmanager
def serving() -> Iterator[Site]:
    """A site, served until the block ends."""
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
