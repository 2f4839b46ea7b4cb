"""Removing whole indexes: what no batch names goes, what others share stays."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from infoseek.retrieval.build import build_index
from infoseek.retrieval.index import open_index
from infoseek.retrieval.reference import FOLDER, IndexRef, read_ref, ref_keys, ref_path
from infoseek.retrieval.removal import remove_unnamed
from infoseek.settings import RetrievalSettings, Settings
from infoseek.store.objects import ObjectStore
from tests.retrieval.corpora import snapshot_of, towns

pytestmark = pytest.mark.service

LATER_S = 60.0


@pytest.fixture
def refs(store: ObjectStore, tmp_path: Path) -> list[IndexRef]:
    """Two indexes of one corpus whose passages are the same, so that they share a part, and one of shorter ones."""
    whole = snapshot_of(store, towns())
    return [
        build_index(
            store,
            Settings(s3=store.settings, scratch=tmp_path, retrieval=RetrievalSettings(passage_words=words)),
            whole,
        )
        for words in (100, 99, 20)
    ]


def parts(store: ObjectStore) -> set[str]:
    return set(store.keys(f"{FOLDER}/parts/"))


def test_what_no_batch_names_goes(store: ObjectStore, tmp_path: Path, refs: list[IndexRef]) -> None:
    """Its document and its parts, but for those that another index has too, which still opens."""
    whole, same, short = refs
    assert whole.parts == same.parts
    gone = remove_unnamed(store, {same.key}, time.time() + LATER_S)
    assert set(gone) == {ref_path(whole.key), ref_path(short.key)}
    assert ref_keys(store) == [same.key]
    assert parts(store) == {part.path for part in same.parts}
    assert open_index(store, tmp_path, read_ref(store, same.key)).search("bees", 1)


def test_what_was_written_of_late_stays(store: ObjectStore, refs: list[IndexRef]) -> None:
    """A run that has not committed yet may need it."""
    assert remove_unnamed(store, set(), time.time() - LATER_S) == []
    assert set(ref_keys(store)) == {ref.key for ref in refs}
