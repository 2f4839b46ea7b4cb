"""The seed set itself: its fields, what makes it whole, and what hangs on it.

What may not live here: how it is written down (files.py) and kept (storage.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.errors import BadInput
from infoseek.store.manifests import content_hash
from infoseek.web.scope import ANY_HOST, Scope, place_of, scope_of
from infoseek.web.urls import canonical_url, site_of

_NAME = r"^[a-z0-9][a-z0-9_-]{0,62}$"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


class WarcFile(BaseModel):
    """A stored WARC file whose pages a seed set takes in. path: object key; sha256: of its bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    sha256: str
    size_bytes: int = Field(ge=0)


class SeedSet(BaseModel):
    """A named set of places to begin at, with the bounds of its daily run.

    version: counts up with every change under the name.
    urls, sitemaps: canonical, in the order given. warcs: files to take pages from instead of the network.
    scope: hosts, with their port where it is not the default, or paths below them: `example.org/wiki/`;
        `*` for any host, which only sets that ask no server for anything may say.
    left_out: places inside the scope that are not asked for.
    max_pages, max_depth: None means the crawl settings' own. delay_s: seconds; None likewise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=_NAME)
    version: int = Field(1, ge=1)
    urls: list[str] = []
    sitemaps: list[str] = []
    warcs: list[WarcFile] = []
    scope: list[str] = Field(min_length=1)
    left_out: list[str] = []
    max_pages: int | None = Field(None, ge=1)
    max_depth: int | None = Field(None, ge=0)
    delay_s: float | None = Field(None, ge=0, allow_inf_nan=False)

    @property
    def content_id(self) -> str:
        """Hash of everything but name and version."""
        return content_hash(self.model_dump(exclude={"name", "version"}))

    @property
    def is_offline(self) -> bool:
        """Whether its pages come from stored WARC files: no server is asked for anything."""
        return bool(self.warcs)


def seed_set_of(fields: Mapping[str, Any]) -> SeedSet:
    """A seed set from its written fields, each checked and in its canonical spelling.

    scope: where it is left out, the hosts of the URLs and sitemaps.
    Raises `BadInput` that begins with the field's name.
    """
    try:
        given = SeedSet.model_validate({"scope": ["?"], **fields})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadInput(f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}.") from None
    urls = _canonical("urls", given.urls)
    sitemaps = _canonical("sitemaps", given.sitemaps)
    if not (urls or sitemaps or given.warcs):
        raise BadInput("urls: it names neither a URL nor a sitemap.")
    if given.warcs and (urls or sitemaps):
        raise BadInput("warcs: a set has URLs and sitemaps or WARC files, not both.")
    hosts = list(dict.fromkeys(map(site_of, [*urls, *sitemaps])))
    scope = _places("scope", given.scope, given.is_offline) if "scope" in fields else hosts
    left_out = _places("left_out", given.left_out)
    _refuse_seeds_outside(urls, sitemaps, scope_of(scope, left_out))
    return given.model_copy(update={"urls": urls, "sitemaps": sitemaps, "scope": scope, "left_out": left_out})


def slug(label: str) -> str:
    """A set's name made of any text."""
    return _NOT_IN_NAMES.sub("-", label.lower()).strip("-")[:63].strip("-") or "seeds"


def _canonical(field: str, urls: list[str]) -> list[str]:
    try:
        return list(dict.fromkeys(map(canonical_url, urls)))
    except BadInput as error:
        raise BadInput(f"{field}: {error}") from None


def _places(field: str, places: list[str], may_be_any: bool = False) -> list[str]:
    """Places in one spelling: `example.org`, `example.org:8000`, `example.org/wiki/`."""
    found: dict[str, None] = {}
    for text in places:
        try:
            host, path = place_of(text)
        except BadInput:
            host, path = "", ""
        if not host or (host == ANY_HOST and not may_be_any):
            raise BadInput(
                f"{field}: {text!r} is neither a host nor a path of one, like example.org/wiki/."
            ) from None
        found[host if path == "/" else f"{host}{path}"] = None
    return list(found)


def _refuse_seeds_outside(urls: list[str], sitemaps: list[str], scope: Scope) -> None:
    """Refuse what would never be asked for. A sitemap need only lie on a host of the scope, outside its paths."""
    for url in urls:
        if not scope.allows(url):
            raise BadInput(f"urls: {url} lies outside the set's own scope.")
    for url in sitemaps:
        if site_of(url) not in scope.hosts:
            raise BadInput(f"sitemaps: {url} lies on no host of the set's own scope.")
