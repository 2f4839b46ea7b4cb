"""Reading published releases: one batch's, or the newest.

What may not live here: anything that writes.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from infoseek.errors import BadInput
from infoseek.release.files import ReleaseFile
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectMissing, ObjectStore

ZONE = "release"
LATEST = f"{ZONE}/_latest.json"


class Pointer(BaseModel):
    """What `_latest.json` holds: the newest release. key: of its manifest in zone `release`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    batch_id: str
    prefix: str
    key: str


@dataclass(frozen=True)
class Release:
    """A published release. prefix: where its files are. questions: the records of train.jsonl."""

    version: int
    batch_id: str
    prefix: str
    address: str
    files: dict[str, ReleaseFile]
    questions: list[dict[str, Any]]


def read_pointer(store: ObjectStore) -> tuple[Pointer | None, str]:
    """The newest release's pointer and its ETag; None and "" before the first one."""
    try:
        body, etag = store.get_with_etag(LATEST)
        return Pointer.model_validate_json(body), etag
    except ObjectMissing:
        return None, ""
    except ValidationError as error:
        raise BadInput(
            f"{store.address(LATEST)} is no release pointer: {error.error_count()} errors."
        ) from error


def latest(store: ObjectStore) -> Release:
    """The newest release. Raises `BadInput` where nothing was published yet."""
    pointer, _ = read_pointer(store)
    if pointer is None:
        raise BadInput(f"Nothing is published in {store.address(ZONE)} yet.")
    return _opened(store, manifests.read_manifest(store, ZONE, pointer.key))


def read_release(store: ObjectStore, batch_id: str) -> Release:
    """The release of a batch. Raises `BadInput` where it has none, or a file differs from its hash."""
    return _opened(store, manifests.required(store, ZONE, batch_id))


def _opened(store: ObjectStore, manifest: Manifest) -> Release:
    prefix = str(manifest.notes["prefix"])
    files = {name: ReleaseFile.model_validate(value) for name, value in manifest.notes["files"].items()}
    return Release(
        version=int(manifest.notes["version"]),
        batch_id=manifest.batch_id,
        prefix=prefix,
        address=store.address(prefix),
        files=files,
        questions=[json.loads(line) for line in _checked(store, prefix, files, "train.jsonl").splitlines()],
    )


def _checked(store: ObjectStore, prefix: str, files: dict[str, ReleaseFile], name: str) -> bytes:
    path = f"{prefix}/{name}"
    try:
        body = store.get(path)
    except ObjectMissing:
        raise BadInput(f"{store.address(path)} is named by a release but missing.") from None
    if hashlib.sha256(body).hexdigest() != files[name].sha256:
        raise BadInput(f"{store.address(path)} differs from the hash its release gives.")
    return body
