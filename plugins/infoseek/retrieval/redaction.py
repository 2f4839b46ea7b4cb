"""Taking pages out of stored indexes: built anew without them, the old parts erased.

tantivy marks what is deleted and keeps its terms until segments merge, so that nothing is deleted in place.
What may not live here: which pages go, and why.
"""

from __future__ import annotations

from pathlib import Path

from infoseek.retrieval.build import made
from infoseek.retrieval.index import open_index
from infoseek.retrieval.local_copy import remove_copies
from infoseek.retrieval.reference import IndexRef, find_ref, ref_keys, write_ref
from infoseek.retrieval.removal import parts_of_others, remove_index
from infoseek.retrieval.segment import INDEX_VERSION
from infoseek.retrieval.vectors import drop_vectors
from infoseek.store.objects import Conflict, ObjectStore
from infoseek.store.snapshots import read_snapshot


def redact_indexes(store: ObjectStore, scratch: Path, page_ids: frozenset[str]) -> int:
    """Take pages out of every stored index, while the snapshots still name their rows; how many indexes changed.

    Killed anywhere and run again it ends the same. An index of another version goes as a whole: it cannot be
    opened any more. Copies in the scratch folders of other machines go when they next open the index.
    """
    return sum(_redacted(store, scratch, key, page_ids) for key in ref_keys(store))


def _redacted(store: ObjectStore, scratch: Path, key: str, page_ids: frozenset[str]) -> bool:
    while True:
        ref, etag = find_ref(store, key)
        if ref is None:
            return False
        if ref.version != INDEX_VERSION:
            return bool(page_ids) and _removed(store, scratch, ref)
        is_held = bool(page_ids) and open_index(store, scratch, ref).holds(page_ids)
        try:
            if is_held:
                ref = _replaced(store, scratch, ref, etag, page_ids)
            _erase(store, ref)
        except Conflict:
            continue
        if is_held:
            remove_copies(scratch, key)
        return is_held


def _replaced(
    store: ObjectStore, scratch: Path, ref: IndexRef, etag: str, page_ids: frozenset[str]
) -> IndexRef:
    """The index without these pages, its document stored; it names the parts that are to be erased.

    Its vectors go as a whole, before the document changes: rows of the two must agree.
    """
    drop_vectors(store, ref.key)
    new = made(store, scratch, read_snapshot(store, ref.snapshot), ref.passage_words, page_ids)
    kept = {part.path for part in new.parts}
    old = [path for path in (*ref.replaced, *(part.path for part in ref.parts)) if path not in kept]
    update = {"key": ref.key, "corpus": ref.corpus, "snapshot": ref.snapshot, "replaced": old}
    return write_ref(store, new.model_copy(update=update), etag)


def _erase(store: ObjectStore, ref: IndexRef) -> None:
    """Delete the parts that an index no longer has, unless another has them; then name them no more."""
    if not ref.replaced:
        return
    for path in set(ref.replaced) - parts_of_others(store, ref.key):
        store.delete(path)
    _, etag = find_ref(store, ref.key)
    write_ref(store, ref.model_copy(update={"replaced": []}), etag)


def _removed(store: ObjectStore, scratch: Path, ref: IndexRef) -> bool:
    remove_index(store, ref)
    remove_copies(scratch, ref.key)
    return True
