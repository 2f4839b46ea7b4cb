"""Reads a response as a page: its content, and what its headers say of it. What may not live here: what is kept."""

from __future__ import annotations

import logging

from infoseek.web.page.extract import Extracted, extract
from infoseek.web.page.headers import Headers, canonical_of, charset_of, header, robots_tags
from infoseek.web.page.limit import TooSlow, cpu_limit

log = logging.getLogger("infoseek.crawl")

PAGE_CPU_S = 20.0
"""Processor time that reading one page may take."""


class Unreadable(Exception):
    """A response cannot be read as a page. reason: its code (crawl/reasons.py)."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def read_page(body: bytes, url: str, headers: Headers, robot: str) -> Extracted:
    """The page, with what the headers say of it. Main thread only.

    url: canonical address of the page. robot: the product token that robots rules may name.
    Raises `Unreadable` where reading takes too long or fails.
    """
    try:
        with cpu_limit(PAGE_CPU_S):
            page = extract(
                body,
                url,
                charset_of(headers),
                header(headers, "Content-Language"),
                header(headers, "Last-Modified"),
                robot,
            )
    except TooSlow as error:
        raise Unreadable("too_slow", str(error)) from None
    # Whatever breaks the reader is a failure of this page, not of the crawl.
    except Exception as error:
        log.exception("%s cannot be read.", url)
        raise Unreadable("error", f"{type(error).__name__}: {error}"[:300]) from error
    is_noindex, is_nofollow = robots_tags(headers, robot)
    page.is_noindex |= is_noindex
    page.canonical = page.canonical or canonical_of(headers, url)
    if is_nofollow:
        # Stored with the page, so that its links stay unfollowed when it is not sent again.
        page.nofollow_urls = sorted({*all_targets(page), *page.nofollow_urls})
    return page


def all_targets(page: Extracted) -> list[str]:
    """Every link target of a page, each once, those in its text first."""
    return list(dict.fromkeys([*(str(link["target_url"]) for link in page.links), *page.nav_urls]))
