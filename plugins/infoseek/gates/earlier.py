"""What earlier batches accepted, pinned so that a rerun of a batch sees the same: the batches before it only.

What lives here: the pin and its reading. What may not: what makes two questions alike (duplicates.py).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from infoseek.errors import BadInput
from infoseek.store.manifests import content_hash, read_head, read_manifest
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from infoseek.store.schemas import ACCEPTED
from infoseek.store.tables import read_rows

COLUMNS = ["question_id", "question", "batch_id", "tree"]
"""What is read of an accepted question."""

_ZONE = "gated"


class Earlier(BaseModel):
    """The gate manifests of all batches before one: batch id → key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    batches: dict[str, str]


def pin_earlier(store: ObjectStore, batch_id: str) -> str:
    """Store which gate run each earlier batch has now, under its content's hash, and return that."""
    batches = read_head(store, _ZONE).batches
    earlier = Earlier(batches={day: key for day, key in sorted(batches.items()) if day < batch_id})
    pin = content_hash(earlier.batches)
    # The name is the content's hash: what is there already is equal.
    with contextlib.suppress(Conflict):
        store.create(_path(pin), earlier.model_dump_json().encode(), "application/json")
    return pin


def read_earlier(store: ObjectStore, pin: str) -> Iterator[dict[str, Any]]:
    """The questions that the pinned gate runs accepted, with `COLUMNS`, oldest batch first.

    Raises `BadInput` where the pin, a manifest or a table of it cannot be read.
    """
    path = _path(pin)
    try:
        earlier = Earlier.model_validate_json(store.get(path))
    except ObjectMissing:
        raise BadInput(f"There is no list of earlier gate runs {store.address(path)}.") from None
    except ValidationError as error:
        raise BadInput(
            f"{store.address(path)} is no list of earlier gate runs: {error.error_count()} errors."
        ) from error
    for day in sorted(earlier.batches):
        yield from read_rows(store, read_manifest(store, _ZONE, earlier.batches[day]), ACCEPTED, COLUMNS)


def _path(pin: str) -> str:
    return f"{_ZONE}/_earlier/{pin}.json"
