"""What only old batches were linked with goes, whatever day a commit is of."""

from __future__ import annotations

import time
from typing import Any

import pytest

from infoseek.linking.disambiguation.pack_store import model_key, pack_key
from infoseek.linking.retiring import SETTLED_S, kept_batches, retire
from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore

pytestmark = pytest.mark.service


def committed(store: ObjectStore, day: str, **notes: Any) -> Manifest:
    """A linked batch that names these things; packs and models are stored under their names."""
    for name in (notes.get("pack"), notes.get("statistics")):
        if name:
            store.put(pack_key(name), b"pack")
    if notes.get("model"):
        store.put(model_key(notes["model"]), b"model")
    plan = manifests.plan(store, "linked", day, stage_version="1", settings={}, inputs={})
    return manifests.commit(
        store, plan, [], stage_version="1", settings={}, code_revision="test", notes=notes
    )


def test_what_the_last_batches_name_is_kept(store: ObjectStore) -> None:
    """Their packs, models and the packs whose statistics hold on; what earlier ones alone name goes, once it is old."""
    committed(store, "2026-11-01", pack="p1", statistics="p1", model="m1")
    committed(store, "2026-11-02", pack="p2", statistics="p2", model="m2")
    committed(store, "2026-11-03", pack="p3", statistics="p2", model="m2")
    last = committed(store, "2026-11-04", pack="p4", statistics="p2", model="m2")
    kept = kept_batches(store, last, 2)
    assert [manifest.batch_id for manifest in kept] == ["2026-11-03", "2026-11-04"]
    assert retire(store, kept) == []
    gone = retire(store, kept, time.time() + SETTLED_S + 60)
    assert set(gone) == {pack_key("p1"), model_key("m1")}
    assert [store.exists(pack_key(name)) for name in ("p1", "p2", "p3", "p4")] == [False, True, True, True]


def test_a_backfill_keeps_what_it_has_just_made(store: ObjectStore) -> None:
    """Days long past, committed last, count beside the latest days."""
    for day in ("2026-11-08", "2026-11-09", "2026-01-01", "2026-01-02"):
        last = committed(store, day)
    assert [each.batch_id for each in kept_batches(store, last, 1)] == ["2026-01-02", "2026-11-09"]
    again = committed(store, "2026-01-01", pack="p")
    assert [each.batch_id for each in kept_batches(store, again, 1)] == [
        "2026-01-01",
        "2026-01-02",
        "2026-11-09",
    ]
