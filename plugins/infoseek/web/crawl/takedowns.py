"""The list of what was taken down, and whether it covers a URL. It is written before anything is erased.

What may not live here: erasing (infoseek.takedown), and taking items back (infoseek.release.retraction).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from infoseek.errors import BadInput
from infoseek.store.documents import change_document, read_document
from infoseek.store.manifests import content_hash
from infoseek.store.objects import ObjectStore
from infoseek.web.crawl.frontier import Failure
from infoseek.web.scope import ANY_HOST, place_of
from infoseek.web.urls import canonical_url

PATH = "crawl/_takedowns.json"
_WHAT = "list of take-downs"
REASON = "taken_down"
"""Reason code of what is refused for a take-down."""

_MOST_WHY_CHARS = 1000


class Takedown(BaseModel):
    """One thing that was taken down.

    what: a host (`example.org`), a place (`example.org/private/`) or a canonical URL. when: UTC, ISO, seconds.
    urls: of a URL, what else leads to its page or is a copy of it, canonical. state: open until all is erased.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    takedown_id: str
    what: str
    why: str
    when: str
    urls: list[str] = []
    state: Literal["open", "done"] = "open"

    @property
    def is_url(self) -> bool:
        """Whether it names one page, not all pages of a place."""
        return "://" in self.what


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    takedowns: list[Takedown] = []


class Takedowns:
    """What was taken down, as of one reading of the list."""

    def __init__(self, entries: Iterable[Takedown]) -> None:
        self.entries = tuple(entries)
        self._urls: dict[str, Takedown] = {}
        self._places: dict[str, list[tuple[str, Takedown]]] = {}
        for entry in self.entries:
            if entry.is_url:
                self._urls.update((_bare(url), entry) for url in (entry.what, *entry.urls))
            else:
                host, path = place_of(entry.what)
                self._places.setdefault(host, []).append((f"{path.rstrip('/')}/", entry))

    def covers(self, url: str) -> Takedown | None:
        """The entry that covers a canonical URL, by http or by https, or None."""
        if not self.entries:
            return None
        found = self._urls.get(_bare(url))
        if found is not None:
            return found
        parts = urlsplit(url)
        path = f"{parts.path or '/'}/"
        return next(
            (entry for prefix, entry in self._places.get(parts.netloc, ()) if path.startswith(prefix)), None
        )

    def refusal(self, url: str) -> Failure | None:
        """Why a canonical URL may not be asked for or taken in, or None."""
        found = self.covers(url)
        return Failure(REASON, f"It was taken down: {found.why}") if found else None


def _bare(url: str) -> str:
    """A URL without its scheme: what is taken down is so by http and by https."""
    return url.partition("://")[2]


def target_of(text: str) -> str:
    """What a user means, in the list's spelling: a URL where it has a scheme, else a host or a place.

    Raises `BadInput` where it is neither.
    """
    given = text.strip()
    if "://" in given:
        return canonical_url(given)
    if "?" in given or "#" in given:
        raise BadInput(f"{given[:200]!r} names one page: write its whole URL, with http:// or https://.")
    host, path = place_of(given)
    if host == ANY_HOST:
        raise BadInput("A take-down names a host, a place or a URL, not everything there is.")
    return host if path == "/" else f"{host}{path}"


def read_takedowns(store: ObjectStore) -> Takedowns:
    """What was taken down so far. Raises `BadInput` where the list cannot be read."""
    return Takedowns(read_document(store, PATH, _Listed, _WHAT)[0].takedowns)


def record(store: ObjectStore, what: str, why: str, when: str) -> Takedown:
    """Add an entry to the list, or find the one that names the same thing.

    what: as `target_of` gives it. Raises `BadInput` without a reason, or where the list cannot be read.
    """
    reason = " ".join(why.split())[:_MOST_WHY_CHARS]
    if not reason:
        raise BadInput("A take-down needs a reason: say why.")
    fresh = Takedown(takedown_id=content_hash(what, 12), what=what, why=reason, when=when)

    def added(listed: list[Takedown]) -> list[Takedown]:
        return listed if any(entry.what == what for entry in listed) else [*listed, fresh]

    return _changed(store, added, fresh.takedown_id)


def widen(store: ObjectStore, entry: Takedown, urls: Iterable[str]) -> Takedown:
    """Add URLs that lead to the page, or are its copies, to an entry, which is open again."""

    def widened(each: Takedown) -> Takedown:
        return each.model_copy(update={"urls": sorted({*each.urls, *urls} - {each.what}), "state": "open"})

    return _changed(store, _only(entry, widened), entry.takedown_id)


def close(store: ObjectStore, entry: Takedown) -> Takedown:
    """Say that nothing of an entry is stored any more."""
    return _changed(
        store, _only(entry, lambda each: each.model_copy(update={"state": "done"})), entry.takedown_id
    )


def _only(
    entry: Takedown, change: Callable[[Takedown], Takedown]
) -> Callable[[list[Takedown]], list[Takedown]]:
    return lambda listed: [change(each) if each.takedown_id == entry.takedown_id else each for each in listed]


def _changed(
    store: ObjectStore, change: Callable[[list[Takedown]], list[Takedown]], takedown_id: str
) -> Takedown:
    """Change the list by compare-and-swap; the entry as it is then."""
    _, after = change_document(
        store, PATH, _Listed, _WHAT, lambda listed: _Listed(takedowns=change(listed.takedowns))
    )
    return next(entry for entry in after.takedowns if entry.takedown_id == takedown_id)
