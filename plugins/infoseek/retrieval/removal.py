"""Removing stored indexes as a whole, with the parts that no other one has.

What may not live here: taking single pages out (redaction.py), and which indexes are to go.
"""

from __future__ import annotations

from collections.abc import Collection

from infoseek.retrieval.reference import FOLDER, IndexRef, find_ref, ref_keys, ref_path
from infoseek.retrieval.vectors import drop_vectors
from infoseek.store.objects import ObjectStore


def remove_index(store: ObjectStore, ref: IndexRef, since_s: float | None = None) -> None:
    """Delete an index with its vectors and parts. The document goes last: it tells a second try what there is to delete.

    since_s: parts written since this time (seconds since 1970) stay, for an index that is being built may
    have them too.
    """
    drop_vectors(store, ref.key)
    written = store.written(f"{FOLDER}/parts/") if since_s is not None else {}
    for path in {*ref.replaced, *(part.path for part in ref.parts)} - parts_of_others(store, ref.key):
        if since_s is None or written.get(path, since_s) < since_s:
            store.delete(path)
    store.delete(ref_path(ref.key))


def remove_unnamed(store: ObjectStore, named: Collection[str], since_s: float) -> list[str]:
    """Remove the indexes whose keys are not among these and that were not written since; their documents' paths."""
    written = store.written(f"{FOLDER}/")
    gone = []
    for key in ref_keys(store):
        path = ref_path(key)
        if key in named or written.get(path, since_s) >= since_s:
            continue
        ref, _ = find_ref(store, key)
        if ref is not None:
            remove_index(store, ref, since_s)
            gone.append(path)
    return gone


def parts_of_others(store: ObjectStore, but: str) -> set[str]:
    """The parts of all indexes but one."""
    found = (find_ref(store, key)[0] for key in ref_keys(store) if key != but)
    return {part.path for ref in found if ref is not None for part in ref.parts}
