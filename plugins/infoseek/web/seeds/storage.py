"""Seed sets on S3: the current version under the name, every version beside it for good.

What may not live here: reading seed files (files.py).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from pydantic import ValidationError

from infoseek.errors import BadInput
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from infoseek.web.seeds.seed_set import SeedSet, seed_set_of

_PREFIX = "seeds/"
_VERSIONS = f"{_PREFIX}_versions/"


def seeds_path(name: str) -> str:
    """Key of a set's current version."""
    return f"{_PREFIX}{name}.json"


def version_path(seeds: SeedSet) -> str:
    """Key of one version, which is written once and never changes."""
    return f"{_versions_of(seeds.name)}{seeds.version:05d}-{seeds.content_id}.json"


def write_seeds(store: ObjectStore, seeds: SeedSet) -> SeedSet:
    """Make a set the current version under its name and return it as stored.

    An equal one changes nothing; another one counts the version up, whoever else writes at the same time.
    """
    return change_seeds(store, seeds.name, lambda current: seeds)


def change_seeds(store: ObjectStore, name: str, change: Callable[[SeedSet | None], SeedSet]) -> SeedSet:
    """`write_seeds` of what a change makes of the current version, None where there is none.

    change: called again where somebody else wrote meanwhile.
    """
    while True:
        current, etag = _current(store, name)
        changed = change(current)
        if current is not None:
            # A writer that was killed may have left it out.
            _keep_version(store, current)
            if current.content_id == changed.content_id:
                return current
        last = current.version if current is not None else _last_version(store, name)
        fresh = changed.model_copy(update={"version": last + 1})
        try:
            store.replace(seeds_path(name), _body(fresh), etag)
        except Conflict:
            continue
        _keep_version(store, fresh)
        return fresh


def remove_seeds(store: ObjectStore, name: str) -> SeedSet:
    """Take a set out of every later batch; its versions stay readable. Raises `BadInput` where there is none."""
    seeds = read_seeds(store, name)
    _keep_version(store, seeds)
    store.delete(seeds_path(name))
    return seeds


def read_seeds(store: ObjectStore, name: str, version: int | None = None) -> SeedSet:
    """A stored set, checked again; by default its current version. Raises `BadInput` where there is none."""
    key = seeds_path(name) if version is None else _key_of_version(store, name, version)
    address = store.address(key)
    try:
        found = SeedSet.model_validate_json(store.get(key))
        checked = seed_set_of(found.model_dump())
    except ObjectMissing:
        raise BadInput(f"There is no seed set {name!r} ({address}).") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "document"
        raise BadInput(f"{address} is no seed set: {where}: {first['msg']}.") from None
    except BadInput as error:
        raise BadInput(f"{address} is no seed set: {error}") from None
    if found.name != name:
        raise BadInput(f"{address} calls itself {found.name!r}.")
    return checked


def seed_names(store: ObjectStore) -> list[str]:
    """The names of all current seed sets, sorted."""
    names = (key.removeprefix(_PREFIX) for key in store.keys(_PREFIX))
    return sorted(name.removesuffix(".json") for name in names if name.endswith(".json") and "/" not in name)


def _current(store: ObjectStore, name: str) -> tuple[SeedSet | None, str]:
    """What is stored under a name, if it is a seed set, and the object's ETag, "" without one."""
    try:
        body, etag = store.get_with_etag(seeds_path(name))
    except ObjectMissing:
        return None, ""
    try:
        return SeedSet.model_validate_json(body), etag
    except ValidationError:
        return None, etag


def _key_of_version(store: ObjectStore, name: str, version: int) -> str:
    key = next(store.keys(f"{_versions_of(name)}{version:05d}-"), None)
    if key is None:
        raise BadInput(
            f"There is no version {version} of the seed set {name!r} ({store.address(_versions_of(name))})."
        )
    return key


def _last_version(store: ObjectStore, name: str) -> int:
    """The highest version that a set of this name ever had; 0 for none."""
    last = max(store.keys(_versions_of(name)), default="")
    return int(last.removeprefix(_versions_of(name)).partition("-")[0]) if last else 0


def _keep_version(store: ObjectStore, seeds: SeedSet) -> None:
    # The name is the content's: what is there already is equal.
    with contextlib.suppress(Conflict):
        store.create(version_path(seeds), _body(seeds), "application/json")


def _versions_of(name: str) -> str:
    return f"{_VERSIONS}{name}/"


def _body(seeds: SeedSet) -> bytes:
    return seeds.model_dump_json(indent=1).encode()
