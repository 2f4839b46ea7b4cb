"""Version numbers of releases, each given once, and the pointer to the newest.

What lives here: claiming and switching. What may not: what a release holds.
"""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from infoseek.release.reader import LATEST, ZONE, Pointer, read_pointer
from infoseek.store.manifests import Plan
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore


class VersionClaim(BaseModel):
    """A version number taken by one release run, with what the run's files need beside its inputs.

    cost: the batch's model cost as of the claim, so that a second attempt writes the same bytes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    key: str
    batch_id: str
    cost: dict[str, int | float]

    @property
    def prefix(self) -> str:
        return f"{ZONE}/v{self.version:04d}-{self.key[:8]}"


def claim_version(store: ObjectStore, plan: Plan, cost: Callable[[], dict[str, int | float]]) -> VersionClaim:
    """The number of this run: the one an earlier attempt took, else the next that is free."""
    pointer, _ = read_pointer(store)
    number = pointer.version + 1 if pointer else 1
    while True:
        path = f"{ZONE}/_versions/{number:04d}.json"
        try:
            taken = VersionClaim.model_validate_json(store.get(path))
        except ObjectMissing:
            claim = VersionClaim(version=number, key=plan.key, batch_id=plan.batch_id, cost=cost())
            try:
                store.create(path, claim.model_dump_json().encode(), "application/json")
            except Conflict:
                continue
            return claim
        if taken.key == plan.key:
            return taken
        number += 1


def switch(store: ObjectStore, pointer: Pointer) -> None:
    """Point `_latest.json` at a release, unless it points at a newer one. One atomic write."""
    while True:
        now, etag = read_pointer(store)
        if now is not None and now.version >= pointer.version:
            return
        body = pointer.model_dump_json().encode()
        try:
            store.replace(LATEST, body, etag)
        except Conflict:
            continue
        return
