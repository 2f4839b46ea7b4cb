"""Where a page's links lead: href attributes to canonical URLs.

What may not live here: which links belong to the text, and the rules of canonical URLs (web/urls.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from infoseek.web.page.dom import attribute
from infoseek.web.urls import MAX_URL_LENGTH, canonical_or_none, canonical_url

_BROKEN = re.compile(r"[\t\r\n]")
_ABSOLUTE = ("http://", "https://")
_REL_SPACE = 200
"""Characters of a rel attribute that are looked at."""


class Targets:
    """Resolves the link targets of one page."""

    def __init__(self, base: str) -> None:
        """base: canonical URL that relative ones are resolved against."""
        parts = urlsplit(base)
        self._base = base
        self._origin = f"{parts.scheme}://{parts.netloc}/"
        self._folder = f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"
        self._known: dict[str, str | None] = {}

    def of(self, href: str) -> str | None:
        """The canonical URL, or None where there is none and for links within the page itself."""
        try:
            return self._known[href]
        except KeyError:
            found = self._known[href] = self._target(href)
            return found

    def _target(self, href: str) -> str | None:
        href = href.strip()
        if href.startswith("#"):
            return None
        if len(href) > MAX_URL_LENGTH:
            return canonical_or_none(href, self._base)
        return _resolved(href, self._what_matters(href))

    def _what_matters(self, href: str) -> str | None:
        """As much of the base as the target depends on: pages of a site share the answer then."""
        if _BROKEN.search(href):
            return self._base
        if href.startswith(_ABSOLUTE):
            return None if href.partition("://")[2][:1].isalnum() else self._base
        if href.startswith("/"):
            return self._base if href[1:2] in ("/", "\\") else self._origin
        is_path = (href[:1].isalnum() or href[:1] == ".") and ":" not in href
        return self._folder if is_path else self._base


@lru_cache(maxsize=32768)
def _resolved(href: str, base: str | None) -> str | None:
    return canonical_or_none(href, base)


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """What relative links of a page at `url` are resolved against (WHATWG HTML §2.4.3)."""
    element = tree.css_first("base[href]")
    found = canonical_or_none(attribute(element, "href"), url) if element is not None else None
    return found or canonical_url(url)


@dataclass(frozen=True)
class PageLinks:
    """Canonical targets of all links of a page. unfollowed: those that only links with rel=nofollow lead to."""

    all: frozenset[str]
    unfollowed: frozenset[str]


def page_links(tree: LexborHTMLParser, targets: Targets) -> PageLinks:
    """The targets of every link of the page, wherever it stands."""
    followed: set[str] = set()
    unfollowed: set[str] = set()
    for anchor in tree.css("a[href], area[href]"):
        attributes = anchor.attributes
        target = targets.of(attributes.get("href") or "")
        if target is not None:
            rel = attributes.get("rel")
            is_refused = rel is not None and "nofollow" in rel[:_REL_SPACE].lower().split()
            (unfollowed if is_refused else followed).add(target)
    return PageLinks(frozenset(followed | unfollowed), frozenset(unfollowed - followed))
