"""Stored indexes that cannot be opened, and building what is there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.retrieval import build
from infoseek.retrieval.build import build_index
from infoseek.retrieval.reference import index_key, read_ref, ref_keys, ref_path, write_ref
from infoseek.settings import RetrievalSettings, Settings
from infoseek.store.objects import Conflict, ObjectStore
from infoseek.store.snapshots import Snapshot
from tests.retrieval.corpora import DAY, snapshot_of, towns

pytestmark = pytest.mark.service


@pytest.fixture
def settings(store: ObjectStore, tmp_path: Path) -> Settings:
    return Settings(s3=store.settings, scratch=tmp_path)


def test_equal_pages_are_indexed_once(
    store: ObjectStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another batch with the same pages, by their digest, takes the index that is there and reads no page."""
    first = build_index(store, settings, snapshot_of(store, towns(), digest="d"))
    monkeypatch.setattr(build, "made", None)
    assert build_index(store, settings, snapshot_of(store, towns()[:2], towns()[2:], digest="d")) == first
    assert ref_keys(store) == [first.key]


def test_other_pages_or_passages_make_another_key() -> None:
    """The key is of the corpus and of how it is cut, not of where or when."""
    one = Snapshot(batch_id=DAY, parts=[], digest="d")
    same = Snapshot(batch_id="2026-11-06", parts=[], digest="d", tombstones=["gone"])
    assert index_key(one, 100) == index_key(same, 100)
    keys = {index_key(one, 100), index_key(one, 50), index_key(one.model_copy(update={"digest": "e"}), 100)}
    assert len(keys) == 3


def test_an_index_of_another_version_is_built_anew(store: ObjectStore, settings: Settings) -> None:
    """It is never opened: the sentence names it and says what to do."""
    snapshot = snapshot_of(store, towns())
    ref = build_index(store, settings, snapshot)
    store.put(ref_path(ref.key), ref.model_copy(update={"version": "0"}).model_dump_json().encode())
    with pytest.raises(BadInput, match=f"{ref_path(ref.key)} is of version '0'.*link the batch again"):
        read_ref(store, ref.key)
    assert build_index(store, settings, snapshot) == ref == read_ref(store, ref.key)


def test_a_document_that_is_none_is_bad_input(store: ObjectStore, settings: Settings) -> None:
    """Missing or broken, it is named."""
    with pytest.raises(BadInput, match=r"There is no passage index s3://.*/none.json"):
        read_ref(store, "none")
    store.put(ref_path("none"), b"{}")
    with pytest.raises(BadInput, match=r"none\.json is no passage index"):
        read_ref(store, "none")
    with pytest.raises(BadInput, match="There is no corpus snapshot"):
        build_index(store, settings, "none")


def test_of_two_builders_one_document_stays(store: ObjectStore, settings: Settings) -> None:
    """The later one adopts what is there; a replacement of what has changed is refused."""
    ref = build_index(store, settings, snapshot_of(store, towns()))
    assert write_ref(store, ref.model_copy(update={"pages": 9})) == ref
    with pytest.raises(Conflict):
        write_ref(store, ref, '"stale"')


def test_the_setting_cuts_passages(store: ObjectStore, settings: Settings) -> None:
    """Shorter passages are more of them, in an index beside the other."""
    short = settings.model_copy(update={"retrieval": RetrievalSettings(passage_words=20)})
    snapshot = snapshot_of(store, towns())
    assert build_index(store, short, snapshot).passages >= build_index(store, settings, snapshot).passages
    assert len(ref_keys(store)) == 2
