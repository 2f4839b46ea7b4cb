"""Removing what only old batches were linked and searched with: passage indexes, packs, models.

What lives here: which of them are old. What may not: the tables, which stay as long as manifests name them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable

from infoseek.linking.disambiguation.pack_store import model_ids, model_key, pack_ids, pack_key
from infoseek.retrieval.removal import remove_unnamed
from infoseek.retrieval.shard import SHARD
from infoseek.stages import LINK
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore

log = logging.getLogger("infoseek.linking")

SETTLED_S = 2 * 86_400.0
"""What was written since may belong to a run that has not committed yet."""


def kept_batches(store: ObjectStore, committed: Manifest, most: int) -> list[Manifest]:
    """The batches whose things are kept: so many of the latest days, so many of those committed last, and this one.

    A backfill commits days long past: what they need next must outlive the newer days beside them.
    """
    batches = manifests.read_head(store, LINK.zone).batches
    chosen = {committed.batch_id, *sorted(batches)[-most:], *list(batches)[-most:]}
    return [
        manifests.read_manifest(store, LINK.zone, batches[day]) for day in sorted(chosen & batches.keys())
    ]


def retire(store: ObjectStore, kept: Iterable[Manifest], now_s: float | None = None) -> list[str]:
    """Delete every pack, model and passage index that none of these batches names; the keys of what went.

    now_s: the time, in seconds since 1970. What was written within `SETTLED_S` before stays.
    """
    notes = [manifest.notes for manifest in kept]
    limit = (time.time() if now_s is None else now_s) - SETTLED_S
    packs = {note.get(name) for note in notes for name in ("pack", "statistics")}
    models = {note.get("model") for note in notes}
    unnamed = [pack_key(each) for each in pack_ids(store) if each not in packs]
    unnamed += [model_key(each) for each in model_ids(store) if each not in models]
    folders = {key.rpartition("/")[0] + "/" for key in unnamed}
    written = {key: at for folder in folders for key, at in store.written(folder).items()}
    gone = [key for key in unnamed if written.get(key, limit) < limit]
    for key in gone:
        store.delete(key)
    gone += remove_unnamed(store, {str(note.get(SHARD, "")) for note in notes}, limit)
    if gone:
        log.info("Removed %s objects that only earlier batches were linked or searched with.", len(gone))
    return gone
