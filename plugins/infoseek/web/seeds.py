"""Seed sets: where a crawl begins, how far it may go, and where that is kept on S3.

What may not live here: crawling.
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.errors import BadInput
from infoseek.store.manifests import content_hash
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.web.urls import canonical_url, site_of

_PREFIX = "seeds/"
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
    scope: hosts, with their port where it is not the default, or paths below them: `example.org/wiki/`.
    left_out: places inside the scope that are not asked for.
    max_pages, max_depth, delay_s: None means the crawl settings' own.
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
    delay_s: float | None = Field(None, ge=0)

    @property
    def content_id(self) -> str:
        """Hash of everything but name and version."""
        return content_hash(self.model_dump(exclude={"name", "version"}))


def parse_seeds(text: str, name: str | None = None) -> SeedSet:
    """The seed set that a URL, or a file of URLs, names.

    text: a URL, or the path of a file with one URL a line, where `#` at a line's start or after a space
        begins a comment. name: by default made of the file's name or the URL's host.
    Raises `BadInput` naming the URL, and its line in the file, that cannot be used.
    """
    source = text.strip()
    if not source:
        raise BadInput("No seeds are given: name a URL, or a file with one URL a line.")
    if "://" in source:
        urls = [canonical_url(source)]
        label = site_of(urls[0])
    else:
        path = Path(source)
        urls = _urls_in(path)
        label = path.stem
    return SeedSet(
        name=name or _slug(label), urls=urls, scope=list(dict.fromkeys(site_of(url) for url in urls))
    )


def _urls_in(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise BadInput(f"{str(path)!r} is neither a URL nor a readable file: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"The seed file {path} is not UTF-8 text.") from None
    urls: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        url = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if not url:
            continue
        try:
            urls[canonical_url(url)] = None
        except BadInput as error:
            raise BadInput(f"{path}, line {number}: {error}") from None
    if not urls:
        raise BadInput(f"The seed file {path} names no URL.")
    return list(urls)


def _slug(label: str) -> str:
    return _NOT_IN_NAMES.sub("-", label.lower()).strip("-")[:63].strip("-") or "seeds"


def seeds_path(name: str) -> str:
    return f"{_PREFIX}{name}.json"


def write_seeds(store: ObjectStore, seeds: SeedSet) -> str:
    """Store a seed set under its name, in place of an earlier one, and return its key."""
    key = seeds_path(seeds.name)
    store.put(key, seeds.model_dump_json(indent=1).encode(), "application/json")
    return key


def read_seeds(store: ObjectStore, name: str) -> SeedSet:
    """A stored seed set, its URLs and scope checked again. Raises `BadInput` where it is missing or none."""
    address = store.address(seeds_path(name))
    try:
        found = SeedSet.model_validate_json(store.get(seeds_path(name)))
        urls = [canonical_url(url) for url in found.urls]
    except ObjectMissing:
        raise BadInput(f"There is no seed set {name!r} ({address}).") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "document"
        raise BadInput(f"{address} is no seed set: {where}: {first['msg']}.") from None
    except BadInput as error:
        raise BadInput(f"{address}: {error}") from None
    if found.name != name:
        raise BadInput(f"{address} calls itself {found.name!r}.")
    return found.model_copy(update={"urls": urls})


def seed_names(store: ObjectStore) -> list[str]:
    """The names of all stored seed sets, sorted."""
    keys = (key for key in store.keys(_PREFIX) if key.endswith(".json"))
    return sorted(key.removeprefix(_PREFIX).removesuffix(".json") for key in keys)
