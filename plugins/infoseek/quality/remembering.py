"""An object store that keeps immutable objects it has read: manifests, snapshots, table parts.

What lives here: which objects never change, and a bounded memory of them. What may not: what they mean.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.web.crawl.takedowns import PATH as TAKEDOWNS

MOST_BYTES = 128 * 2**20

# Objects below these folders are written once and never again, but for a take-down (DESIGN §5).
_IMMUTABLE = re.compile(r"/(?:_manifests|_snapshots|data)/")


class RememberingStore(ObjectStore):
    """An `ObjectStore` that gets an immutable object once. Heads and pointers are read afresh each time.

    most_bytes: what is kept at once; the object unused for longest goes first. Safe for several threads.
    """

    def __init__(self, settings: S3Settings, attempts: int = 5, most_bytes: int = MOST_BYTES) -> None:
        super().__init__(settings, attempts)
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._kept_bytes = 0
        self._lock = Lock()

    def get_with_etag(self, key: str) -> tuple[bytes, str]:
        """The object's bytes and its ETag. Raises `ObjectMissing`."""
        if not _IMMUTABLE.search(key):
            return super().get_with_etag(key)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = super().get_with_etag(key)
        self._keep(key, found)
        return found

    def _keep(self, key: str, found: tuple[bytes, str]) -> None:
        # One object that would push out most of the others is better read again.
        if len(found[0]) > self._most_bytes // 4:
            return
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._kept_bytes += len(found[0])
            while self._kept_bytes > self._most_bytes:
                _, (body, _) = self._kept.popitem(last=False)
                self._kept_bytes -= len(body)


class UpToDate:
    """Gives a remembering store, and a new one that remembers nothing once something was taken down.

    new: makes a store; it may raise. What caches by the store forgets with it.
    """

    def __init__(self, new: Callable[[], RememberingStore]) -> None:
        self._new = new
        self._store: RememberingStore | None = None
        self._seen = ""
        self._lock = Lock()

    def __call__(self) -> ObjectStore:
        with self._lock:
            store = self._store or self._new()
            seen = _etag(store, TAKEDOWNS)
            if self._store is not None and seen != self._seen:
                store = self._new()
            self._store, self._seen = store, seen
            return store


def _etag(store: ObjectStore, key: str) -> str:
    try:
        return store.get_with_etag(key)[1]
    except ObjectMissing:
        return ""
