"""Removing stored packs and models that name pages: the next batch makes others without them.

What may not live here: which pages (takedown), and how packs are stored (pack_store.py).
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path

from infoseek.errors import BadInput
from infoseek.launched import writing_below
from infoseek.linking.disambiguation.pack import open_pack
from infoseek.linking.disambiguation.pack_store import (
    fetch_pack,
    model_ids,
    model_key,
    pack_ids,
    pack_key,
    read_model,
)
from infoseek.linking.naming.names import fold_name
from infoseek.store.objects import ObjectStore


def drop_naming(
    store: ObjectStore, scratch: Path, page_ids: Collection[str], names: Collection[str]
) -> list[str]:
    """Delete every pack that holds one of the pages, and every model that knows one of the names; their keys.

    One that cannot be read is deleted too: it may hold them.
    """
    folded = {fold_name(name) for name in names}
    gone = [pack_key(each) for each in pack_ids(store) if _holds(store, scratch, each, page_ids)]
    gone += [model_key(each) for each in model_ids(store) if _knows(store, each, folded)]
    for key in gone:
        store.delete(key)
    return gone


def _holds(store: ObjectStore, scratch: Path, pack_id: str, page_ids: Collection[str]) -> bool:
    with writing_below(scratch):
        scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=scratch, prefix="pack-") as folder:
            try:
                pack = open_pack(fetch_pack(store, pack_id, Path(folder)))
            except BadInput:
                return bool(page_ids)
            return any(pack.number_of(page) >= 0 for page in page_ids)


def _knows(store: ObjectStore, model_id: str, folded: Collection[str]) -> bool:
    try:
        return not read_model(store, model_id).names.keys().isdisjoint(folded)
    except BadInput:
        return bool(folded)
