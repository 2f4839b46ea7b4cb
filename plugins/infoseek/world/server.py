"""Serves a world over HTTP on loopback: pages and style with ETags, redirects as 301, everything else 404.

What lives here: the server. What may not: the world's content.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote, urlsplit

from infoseek.world.markup import STYLE_PATH, document
from infoseek.world.style import STYLESHEET
from infoseek.world.thing import PATH_SAFE
from infoseek.world.truth import World

HTML = "text/html; charset=utf-8"
_NOT_FOUND = document("Not found", "<p>There is no such page.</p>\n").encode()


@contextmanager
def serving(world: World, port: int = 0) -> Iterator[str]:
    """The world's address while the block runs. Port 0 takes a free one."""
    server = ThreadingHTTPServer(("127.0.0.1", port), handler_of(world))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def handler_of(world: World) -> type[BaseHTTPRequestHandler]:
    """The request handler that knows this world."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body in one packet: apart, each answer waits for the client's delayed acknowledgement.
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = _as_linked(self.path)
            if path == STYLE_PATH:
                self._content(STYLESHEET.encode(), "text/css; charset=utf-8")
            elif path in world.redirects:
                self._answer(HTTPStatus.MOVED_PERMANENTLY, Location=world.redirects[path])
            elif path in world.pages:
                self._content(world.pages[path].html.encode(), HTML)
            else:
                self._answer(HTTPStatus.NOT_FOUND, _NOT_FOUND, Content_Type=HTML)

        do_HEAD = do_GET

        def _content(self, body: bytes, content_type: str) -> None:
            etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            if self.headers.get("If-None-Match") == etag:
                self._answer(HTTPStatus.NOT_MODIFIED, ETag=etag)
            else:
                self._answer(HTTPStatus.OK, body, Content_Type=content_type, ETag=etag)

        def _answer(self, status: HTTPStatus, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Requests are not logged."""

    return Handler


def _as_linked(target: str) -> str:
    """A request's path percent-encoded as the world's own links are, whatever the client escapes."""
    return quote(unquote(urlsplit(target).path), safe=PATH_SAFE)
