"""Which URLs a seed set may ask for: hosts, paths below them, and paths left out.

What may not live here: address rules (addresses.py) and what robots.txt says (scrapers/).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from infoseek.web.urls import canonical_url

ANY_HOST = "*"
"""Stands for every host: in sets whose pages come from stored files, never where a server is asked."""

Place = tuple[str, str]
"""Host, with its port where it is not the default, or `ANY_HOST`, and a path prefix that begins with "/"."""


@dataclass(frozen=True)
class Scope:
    """Allows what lies at or below one of the places and at or below none of those left out."""

    places: tuple[Place, ...]
    left_out: tuple[Place, ...] = ()

    def allows(self, canonical: str) -> bool:
        """Whether a canonical URL is inside."""
        parts = urlsplit(canonical)
        host, path = parts.netloc, parts.path or "/"
        return _lies_in(host, path, self.places) and not _lies_in(host, path, self.left_out)

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that may be asked at all."""
        return frozenset(host for host, _ in self.places)


def place_of(text: str) -> Place:
    """The place that `example.org`, `example.org:8000`, `example.org/wiki/` or `*` names. Raises `BadInput`."""
    if text == ANY_HOST:
        return ANY_HOST, "/"
    parts = urlsplit(canonical_url(text if "://" in text else f"http://{text}"))
    return parts.netloc, parts.path or "/"


def scope_of(places: Iterable[str], left_out: Iterable[str] = ()) -> Scope:
    """The scope of written places. Raises `BadInput` naming the one that is none."""
    return Scope(tuple(map(place_of, places)), tuple(map(place_of, left_out)))


def _lies_in(host: str, path: str, places: tuple[Place, ...]) -> bool:
    return any(
        allowed in (host, ANY_HOST) and f"{path}/".startswith(f"{prefix.rstrip('/')}/")
        for allowed, prefix in places
    )
