"""A reverse proxy on loopback that stands in front of a real server and lets a test make it fail."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade"}


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """An answer that the proxy gives itself, after a pause (seconds). Status 0: it hangs up instead."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    pause_s: float = 0.0


Fault = Callable[[Asked], Asked | Reply]
"""What becomes of a request: it is sent on, changed or not, or answered at once."""

HANG_UP = Reply(0)


def s3_error(status: int, code: str, message: str = "") -> Fault:
    """Every request is answered with this S3 error."""
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return always(Reply(status, body.encode(), {"Content-Type": "application/xml"}))


def always(reply: Reply) -> Fault:
    """Every request gets this answer."""
    return lambda asked: reply


def without(*names: str) -> Fault:
    """Requests are sent on without these headers, given in lower case."""

    def fault(asked: Asked) -> Asked:
        kept = {name: value for name, value in asked.headers.items() if name.lower() not in names}
        return replace(asked, headers=kept)

    return fault


def where(is_met: Callable[[Asked], bool], fault: Fault) -> Fault:
    """The fault for the requests that meet a condition; the others are sent on."""
    return lambda asked: fault(asked) if is_met(asked) else asked


class FaultProxy:
    """The proxy. Set `fault` to make it fail, and to None to mend it; `asked` lists methods and paths.

    address: where it listens. behind: the server it stands before.
    """

    def __init__(self, behind: str) -> None:
        self.fault: Fault | None = None
        self.asked: list[tuple[str, str]] = []
        host = urlsplit(behind)
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                with suppress(ConnectionError):
                    super().handle_one_request()
                    return
                self.close_connection = True

            def _any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked = Asked(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
                proxy.asked.append((asked.method, asked.path))
                outcome = proxy.fault(asked) if proxy.fault is not None else asked
                reply = outcome if isinstance(outcome, Reply) else _forwarded(host.netloc, outcome)
                time.sleep(reply.pause_s)
                if not reply.status:
                    self.close_connection = True
                    return
                self._send(reply)

            def _send(self, reply: Reply) -> None:
                self.send_response_only(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if "content-length" not in {name.lower() for name in reply.headers}:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(reply.body)

            do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _any

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"


def _forwarded(netloc: str, asked: Asked) -> Reply:
    """What the server behind answers, whole."""
    connection = http.client.HTTPConnection(netloc, timeout=60)
    try:
        sent = {name: value for name, value in asked.headers.items() if name.lower() not in _HOP_BY_HOP}
        connection.request(asked.method, asked.path, asked.body, sent)
        answer = connection.getresponse()
        headers = {name: value for name, value in answer.getheaders() if name.lower() not in _HOP_BY_HOP}
        return Reply(answer.status, answer.read(), headers)
    except OSError:
        return HANG_UP
    finally:
        connection.close()


@contextmanager
def before(server: str) -> Iterator[FaultProxy]:
    """A proxy before a server's address, until the block ends."""
    proxy = FaultProxy(server)
    thread = threading.Thread(target=proxy.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.server.shutdown()
        proxy.server.server_close()
