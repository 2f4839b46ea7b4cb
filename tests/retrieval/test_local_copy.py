"""Copies of indexes in scratch: checked, shared, few."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.retrieval.build import build_index
from infoseek.retrieval.index import open_index
from infoseek.retrieval.local_copy import MOST_COPIES
from infoseek.retrieval.reference import IndexRef
from infoseek.settings import Settings
from infoseek.store.objects import ObjectStore
from tests.retrieval.corpora import page, snapshot_of, towns

pytestmark = pytest.mark.service


@pytest.fixture
def ref(store: ObjectStore, tmp_path: Path) -> IndexRef:
    settings = Settings(s3=store.settings, scratch=tmp_path)
    return build_index(store, settings, snapshot_of(store, towns()))


def copies(scratch: Path) -> list[str]:
    return sorted(path.name for path in (scratch / "passages").iterdir() if path.name != "lock")


@pytest.mark.parametrize("fault", ["missing", "cut short", "another"])
def test_a_broken_part_is_named(store: ObjectStore, tmp_path: Path, ref: IndexRef, fault: str) -> None:
    """Missing, cut short or of other bytes: the sentence names the object, and nothing half-done is left."""
    path = ref.parts[0].path
    body = store.get(path)
    if fault == "missing":
        store.delete(path)
    else:
        store.put(path, body[: len(body) // 2] if fault == "cut short" else b"x" * len(body))
    with pytest.raises(BadInput, match=f"{path} (is missing|differs from its hash)"):
        open_index(store, tmp_path, ref)
    assert copies(tmp_path) == []
    store.put(path, body)
    assert open_index(store, tmp_path, ref).search("harbour", 1)


def test_what_is_here_is_not_asked_for_again(store: ObjectStore, tmp_path: Path, ref: IndexRef) -> None:
    """A second opening needs no storage, and an opened index no folder."""
    index = open_index(store, tmp_path, ref)
    store.delete(ref.parts[0].path)
    assert open_index(store, tmp_path, ref).search("harbour", 1) == index.search("harbour", 1)
    for path in (tmp_path / "passages" / copies(tmp_path)[0]).iterdir():
        path.unlink()
    assert index.search("harbour", 1)


def test_few_indexes_are_kept(store: ObjectStore, tmp_path: Path) -> None:
    """Those opened last stay; what a killed download left goes with the next one."""
    settings = Settings(s3=store.settings, scratch=tmp_path)
    refs = [
        build_index(store, settings, snapshot_of(store, [page(f"Page {number}", {"": ["Ropes."]})]))
        for number in range(MOST_COPIES + 2)
    ]
    (tmp_path / "passages" / "download-left").mkdir()
    for number, ref in enumerate(refs):
        open_index(store, tmp_path, ref)
        (copy,) = (tmp_path / "passages").glob(f"copy-{ref.key}-*")
        os.utime(copy, (number, number))
    assert copies(tmp_path) == sorted(f"copy-{ref.key}-{ref.content_id}" for ref in refs[-MOST_COPIES:])


def test_what_killed_builds_left_goes_after_a_day(store: ObjectStore, tmp_path: Path) -> None:
    """A build that may still run keeps its folder."""
    old, young = tmp_path / "passages" / "build-old", tmp_path / "passages" / "build-young"
    for folder in (old, young):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    build_index(store, Settings(s3=store.settings, scratch=tmp_path), snapshot_of(store, towns()))
    assert (old.exists(), young.exists()) == (False, True)
