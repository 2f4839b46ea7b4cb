"""What becomes of each answer: a redirect, a page to store, a sitemap, a page that did not change, a failure.

What may not live here: sending requests, and hosts that are busy or fail (spiders/pages.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from scrapy.http import Response
from w3lib.html import get_meta_refresh

from infoseek.web import warc
from infoseek.web.crawl.frontier import Ask, Failure, Frontier
from infoseek.web.page.extract import Extracted
from infoseek.web.page.reading import Unreadable, all_targets, read_page
from infoseek.web.scope import Scope
from infoseek.web.urls import canonical_or_none
from scrapers.content import (
    charset_of,
    header,
    is_html,
    is_junk,
    media_type,
    pairs,
    robots_tags,
)
from scrapers.robots import REDIRECTS
from scrapers.sitemaps import read_sitemap

if TYPE_CHECKING:
    from infoseek.web.crawl.harvest import Harvest
    from infoseek.web.crawl.known import Known

_STATUSES = range(100, 1000)
_PAGE = frozenset({200, 203})
_EMPTY = frozenset({204, 205})
_NOT_MODIFIED = 304
_REFRESH_BYTES = 4096
_AT_ONCE_S = 1.0


class Intake:
    """Hands every answer on to frontier and harvest.

    scopes: by seed set. agent: the product token that pages may address.
    """

    def __init__(
        self, frontier: Frontier, harvest: Harvest, known: Known, scopes: Mapping[str, Scope], agent: str
    ) -> None:
        self._frontier, self._harvest, self._known = frontier, harvest, known
        self._scopes, self._agent = scopes, agent

    def take(self, ask: Ask, response: Response) -> None:
        """Raises what frontier and harvest raise; never for what the server sent."""
        if response.status in REDIRECTS:
            location = header(response.headers, "Location", "utf-8")
            self._frontier.redirect(ask, canonical_or_none(location, response.url) if location else None)
        elif response.status == _NOT_MODIFIED and ask.known is not None:
            self._not_modified(ask, response)
        elif response.status in _EMPTY:
            self._fail(ask, "no_text", "The page holds no text.")
        elif response.status not in _STATUSES:
            self._fail(ask, "bad_http", f"The server answered {response.status}, which is no status.")
        elif response.status not in _PAGE:
            self._fail(ask, f"http_{response.status}", f"The server answered {response.status}.")
        elif ask.kind == "sitemap":
            self._sitemap(ask, response)
        elif not is_html(response.headers, response.body):
            kind = media_type(response.headers) or "without a content type, and no HTML"
            self._fail(ask, "not_html", f"It is {kind}.")
        elif is_junk(response.body, charset_of(response.headers)):
            self._fail(ask, "not_html", "It is declared as HTML, but is binary data.")
        else:
            self._page(ask, response)

    def _not_modified(self, ask: Ask, response: Response) -> None:
        is_noindex, is_nofollow = robots_tags(response.headers, self._agent)
        if is_noindex:
            self._fail(ask, "noindex", "It asks not to be indexed.")
        else:
            self._harvest.not_modified(ask, stored(response))
        if not is_nofollow:
            self._frontier.follow(ask, self._known.links(ask.url))

    def _sitemap(self, ask: Ask, response: Response) -> None:
        found = read_sitemap(response.body, ask.url)
        if isinstance(found, Failure):
            self._fail(ask, found.reason, found.detail)
        else:
            self._frontier.listed(ask, found.pages, found.sitemaps)

    def _page(self, ask: Ask, response: Response) -> None:
        target = refresh_target(response)
        if target is not None and target != ask.url and self._scopes[ask.seed_set].allows(target):
            self._frontier.redirect(ask, target)
            return
        page = self._read(ask, response)
        if page is None:
            return
        if page.is_noindex:
            self._fail(ask, "noindex", "It asks not to be indexed.")
        elif not page.text:
            self._fail(ask, "no_text", "The page holds no text.")
        else:
            self._harvest.take(ask, stored(response), page)
        self._frontier.follow(ask, targets(page))

    def _read(self, ask: Ask, response: Response) -> Extracted | None:
        """The page, with what the headers say of it; None where reading it failed, which then is noted."""
        try:
            return read_page(response.body, ask.url, pairs(response.headers), self._agent)
        except Unreadable as error:
            self._fail(ask, error.reason, str(error))
            return None

    def _fail(self, ask: Ask, reason: str, detail: str) -> None:
        self._frontier.fail(ask, reason, detail)


def refresh_target(response: Response) -> str | None:
    """Where a page sends its reader at once by a meta element, or None: a redirect in all but name."""
    head = response.body[:_REFRESH_BYTES]
    if b"refresh" not in head.lower():
        return None
    wait_s, url = get_meta_refresh(head, response.url, charset_of(response.headers) or "utf-8")
    return canonical_or_none(url) if url and wait_s is not None and wait_s <= _AT_ONCE_S else None


def targets(page: Extracted) -> Iterator[str]:
    """The link targets that may be followed, those in the page's text first."""
    left_out = set(page.nofollow_urls)
    return (url for url in all_targets(page) if url not in left_out)


def stored(response: Response) -> warc.Response:
    """The response as it is stored."""
    return warc.Response(
        url=response.url,
        protocol=response.protocol or "HTTP/1.1",
        status=f"{response.status} {_PHRASES.get(response.status, '')}".strip(),
        headers=pairs(response.headers),
        body=response.body,
        ip=str(response.ip_address or ""),
        fetched_at=warc.utc_now(),
    )


_PHRASES = {200: "OK", 203: "Non-Authoritative Information", 304: "Not Modified"}
