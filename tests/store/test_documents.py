"""Documents that several processes change, on a real S3 server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import BaseModel

from infoseek.errors import BadInput
from infoseek.store.documents import change_document, read_document
from infoseek.store.objects import ObjectStore

pytestmark = pytest.mark.service

KEY = "zone/_list.json"


class Names(BaseModel):
    names: list[str] = []


def test_what_many_add_at_once_is_all_there(store: ObjectStore) -> None:
    """A writer whose version was overtaken changes the newer one instead."""

    def add(name: str) -> None:
        change_document(store, KEY, Names, "list", lambda found: Names(names=[*found.names, name]))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, "abcdefgh"))
    assert sorted(read_document(store, KEY, Names, "list")[0].names) == list("abcdefgh")


def test_what_is_left_alone_is_not_written(store: ObjectStore) -> None:
    """A change that changes nothing makes no object and no new version."""
    assert change_document(store, KEY, Names, "list", lambda found: found) == (Names(), Names())
    assert not store.exists(KEY)


def test_another_thing_is_bad_input(store: ObjectStore) -> None:
    """What lies there and is no such document is named, with what to do about it."""
    store.put(KEY, b'{"names": 3}')
    with pytest.raises(BadInput, match=r"zone/_list\.json is no list \(1 errors\): mend it\."):
        read_document(store, KEY, Names, "list", ": mend it")
