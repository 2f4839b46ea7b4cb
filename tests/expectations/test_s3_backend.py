"""The store backend on a real S3 server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from great_expectations.exceptions import InvalidKeyError

from expectations.lending import lend
from expectations.s3_backend import S3StoreBackend
from infoseek.store.objects import ObjectStore

pytestmark = pytest.mark.service


@pytest.fixture
def backend(store: ObjectStore) -> Iterator[S3StoreBackend]:
    with lend("objects", store) as name:
        yield S3StoreBackend(name, "docs/site", filepath_suffix=".json", suppress_store_backend_id=True)


def test_what_is_set_is_got_listed_and_removed(store: ObjectStore, backend: S3StoreBackend) -> None:
    """A key is one object below the prefix, until it is removed."""
    backend.set(("suite", "run"), "{}")
    assert list(store.keys("docs/")) == ["docs/site/suite/run.json"]
    assert backend.get(("suite", "run")) == "{}"
    assert backend.list_keys() == [("suite", "run")]
    assert backend.has_key(("suite", "run"))
    assert backend.get_all() == ["{}"]
    assert backend.remove_key(("suite", "run"))
    assert not backend.has_key(("suite", "run"))
    assert not backend.remove_key(("suite", "run"))


def test_a_missing_key_is_an_invalid_one(backend: S3StoreBackend) -> None:
    """Great Expectations hears of it in its own terms."""
    with pytest.raises(InvalidKeyError):
        backend.get(("no", "such"))


def test_a_moved_key_keeps_its_value(backend: S3StoreBackend) -> None:
    """Moving is copying and removing."""
    backend.set(("a",), "1")
    assert backend.move(("a",), ("b",)) == ("b",)
    assert backend.get(("b",)) == "1"
    assert backend.list_keys() == [("b",)]


def test_only_its_own_objects_are_listed(store: ObjectStore, backend: S3StoreBackend) -> None:
    """Objects beside the prefix, or without the suffix, are none of its keys."""
    store.put("docs/other/x.json", b"{}")
    store.put("docs/site/x.html", b"")
    assert backend.list_keys() == []
    assert backend.get_url_for_key(("a",)) == f"s3://{store.bucket}/docs/site/a.json"
