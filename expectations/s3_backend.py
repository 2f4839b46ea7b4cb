"""A Great Expectations store backend on S3, for validation results and data docs alike.

What lives here: keys to objects and back. What may not: which stores there are (context.py).
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from typing import Any

from great_expectations.data_context.store import TupleStoreBackend
from great_expectations.exceptions import InvalidKeyError

from expectations.lending import borrow
from infoseek.store.objects import ObjectMissing, ObjectStore

Key = tuple[str, ...]


class S3StoreBackend(TupleStoreBackend):
    """Objects below one prefix of the bucket of a lent `ObjectStore`.

    store: the name the object store is lent under. The other arguments are `TupleStoreBackend`'s.
    """

    def __init__(self, store: str, prefix: str, **options: Any) -> None:
        super().__init__(**{**options, "platform_specific_separator": False})
        self.objects = borrow(store, ObjectStore)
        self.prefix = prefix.strip("/")
        self._config = {
            "module_name": type(self).__module__,
            "class_name": type(self).__name__,
            "store": store,
            "prefix": prefix,
            **options,
        }

    def _object_key(self, key: Any) -> str:
        parts = key if isinstance(key, tuple) else key.to_tuple()
        return f"{self.prefix}/{self._convert_key_to_filepath(parts)}"

    def _get(self, key: Any) -> str:
        try:
            return self.objects.get(self._object_key(key)).decode()
        except ObjectMissing:
            raise InvalidKeyError(f"There is no {self._object_key(key)}.") from None

    def _get_all(self) -> list[str]:
        return [self._get(key) for key in self.list_keys() if key != self.STORE_BACKEND_ID_KEY]

    def _set(self, key: Any, value: str | bytes, content_type: str | None = None, **_: Any) -> str:
        name = self._object_key(key)
        kind = content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.objects.put(name, value.encode() if isinstance(value, str) else value, kind)
        return name

    def _move(self, source_key: Any, dest_key: Any, **_: Any) -> Any:
        self._set(dest_key, self._get(source_key))
        self.remove_key(source_key)
        return dest_key

    def list_keys(self, prefix: Iterable[str] = ()) -> list[Key]:
        base = f"{self.prefix}/"
        found = []
        for name in self.objects.keys(base + "/".join(prefix)):
            path = name.removeprefix(base)
            if self._is_missing_prefix_or_suffix(self.filepath_prefix, self.filepath_suffix, path):
                continue
            key = self._convert_filepath_to_key(path)
            if key and not self.is_ignored_key(key):
                found.append(key)
        return found

    def remove_key(self, key: Any) -> bool:
        name = self._object_key(key)
        if not self.objects.exists(name):
            return False
        self.objects.delete(name)
        return True

    def _has_key(self, key: Any) -> bool:
        return self.objects.exists(self._object_key(key))

    def get_url_for_key(self, key: Any, protocol: str | None = None) -> str:
        return self.objects.address(self._object_key(key))

    def get_public_url_for_key(self, key: Any, protocol: str | None = None) -> str:
        return self.get_url_for_key(key)
