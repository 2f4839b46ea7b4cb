"""Checkpoints of a running crawl on S3: what changed in its state, one object each, applied in order.

What may not live here: what the state means (frontier/), and when a checkpoint is due (harvest.py).
"""

from __future__ import annotations

from infoseek.errors import Halted
from infoseek.store.manifests import Plan
from infoseek.store.objects import Conflict, ObjectStore
from infoseek.web.crawl.state import CrawlState

_PREFIX = "crawl/_checkpoints/"


class StaleAttempt(Halted):
    """Another process crawls the same shard, and is further than this one."""


def checkpoint_path(plan: Plan, shard: str, number: int) -> str:
    """The object key of a shard's checkpoint."""
    return f"{_PREFIX}{plan.key}/{shard}/{number:06d}.json.z"


def restore(store: ObjectStore, plan: Plan, shard: str, state: CrawlState) -> int:
    """Bring the state to its last checkpoint; the number of the next one, 0 where there is none.

    To be called when all tables are made. Raises `Halted` where a checkpoint is missing or broken, and what
    the store raises.
    """
    found = sorted(store.keys(f"{_PREFIX}{plan.key}/{shard}/"))
    for number, key in enumerate(found):
        if key != checkpoint_path(plan, shard, number):
            raise _broken(store, plan, checkpoint_path(plan, shard, number), "it is missing")
        try:
            state.apply(store.get(key))
        except ValueError as error:
            raise _broken(store, plan, key, str(error)) from error
    return len(found)


def save(store: ObjectStore, plan: Plan, shard: str, number: int, state: CrawlState) -> None:
    """Store what changed since the last checkpoint as number `number`.

    What it speaks of (WARC records, rows) must be stored already. Raises `StaleAttempt` where there is
    another checkpoint of that number, and what the store raises: the state is then of no more use.
    """
    key, delta = checkpoint_path(plan, shard, number), state.delta()
    try:
        store.create(key, delta)
    except Conflict:
        # A write whose acknowledgement got lost is tried again by the SDK, and meets itself.
        if store.get(key) != delta:
            raise StaleAttempt(
                f"Another process crawls shard {shard} of batch {plan.batch_id}: it has stored {store.address(key)}. "
                "This one ends."
            ) from None


def clear(store: ObjectStore, plan: Plan) -> None:
    """Remove all checkpoints of a plan. Raises what the store raises."""
    for key in list(store.keys(f"{_PREFIX}{plan.key}/")):
        store.delete(key)


def _broken(store: ObjectStore, plan: Plan, key: str, why: str) -> Halted:
    return Halted(
        f"The checkpoint {store.address(key)} of batch {plan.batch_id} cannot be used ({why}): "
        f"delete {store.address(f'{_PREFIX}{plan.key}/')} to begin its crawl anew."
    )
