"""The pace at each host: by its own latency, and never faster than it or the seed set asks for.

What may not live here: when a host is left alone altogether (hosts.py).
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

if TYPE_CHECKING:
    from scrapy.core.downloader import Downloader, Slot
    from scrapy.crawler import Crawler

_SOME_DELAY_S = 0.001
_NOT_MODIFIED = 304
_UNTIL_SEEN_S = 0.5
BUSY = frozenset({429, 503})
"""Statuses by which a server asks for a pause."""


class Pace(AutoThrottle):
    """Scrapy's AutoThrottle knows one least delay for all hosts; this one keeps each host's own."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key is not None and slot is not None:
            slot.delay = max(slot.delay, _least_s(_downloader(self.crawler), key))
        if response.status in BUSY:
            # What waits in line is sent before the spider sees the answer; it says how long the wait really is.
            hold(self.crawler, request, _UNTIL_SEEN_S)

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        # Of other answers than pages only a slow one counts; "not modified" is as good as a page.
        as_page = response.replace(status=200) if response.status == _NOT_MODIFIED else response
        super()._adjust_delay(slot, latency, as_page)


def slow_down(crawler: Crawler, request: Request, delay_s: float) -> float:
    """Pause at least so long between requests to the request's host, from now on; the pause that is kept then."""
    downloader = _downloader(crawler)
    key = downloader.get_slot_key(request)
    least_s = max(delay_s, _least_s(downloader, key))
    # Read by the downloader when it makes the slot anew after a pause.
    downloader.per_slot_settings.setdefault(key, {})["delay"] = least_s
    slot = downloader.slots.get(key)
    if slot is not None:
        slot.delay = max(slot.delay, least_s)
    return least_s


def hold(crawler: Crawler, request: Request, wait_s: float) -> None:
    """Send nothing to the request's host for so long, what already waits for its turn included."""
    downloader = _downloader(crawler)
    slot: Slot | None = downloader.slots.get(downloader.get_slot_key(request))
    if slot is not None:
        slot.delay = max(slot.delay, _SOME_DELAY_S)
        slot.lastseen = max(slot.lastseen, monotonic() + wait_s)


def _least_s(downloader: Downloader, key: str) -> float:
    return float(downloader.per_slot_settings.get(key, {}).get("delay", 0.0))


def _downloader(crawler: Crawler) -> Downloader:
    assert crawler.engine is not None
    return crawler.engine.downloader
