"""The process that serves the sample site: `python -m infoseek.embedded.sample_site HOME PORT PAGES SEED`.

What lives here: following the day that sample.json names. What may not: setting it (sample.py).
"""

from __future__ import annotations

import socket
import sys
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from infoseek.embedded.home import Home
from infoseek.embedded.sample import read_day
from infoseek.world.build import build_world
from infoseek.world.server import handler_of


class SampleSite(ThreadingHTTPServer):
    """Serves the world of the day; each new connection sees the day that is set when it is made."""

    daemon_threads = True

    def __init__(self, home: Home, port: int, pages: int, seed: int) -> None:
        self._home = home
        self._pages = pages
        self._seed = seed
        self._turning = threading.Lock()
        self._day = -1
        self._turn()
        super().__init__(("127.0.0.1", port), self._handler)

    def finish_request(self, request: socket.socket | tuple[bytes, socket.socket], client: Any) -> None:
        """Answer a connection with the day's pages."""
        self._turn()
        self._handler(request, client, self)

    def _turn(self) -> None:
        set_day = read_day(self._home)
        day = set_day.day if set_day is not None else 0
        with self._turning:
            if day != self._day:
                self._handler = handler_of(build_world(self._pages, self._seed, day=day))
                self._day = day


def main(arguments: list[str]) -> None:
    """Serve until the process is ended."""
    root, port, pages, seed = arguments
    SampleSite(Home(Path(root)), int(port), int(pages), int(seed)).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
