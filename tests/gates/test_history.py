"""The quality history: immutable objects and one index, under races, deaths and damage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from infoseek.errors import BadInput
from infoseek.gates.history import (
    INDEX,
    BatchQuality,
    CheckCount,
    quality_history,
    quality_path,
    record_quality,
)
from infoseek.store.objects import ObjectStore
from tests.gates.stored import commit_rows

pytestmark = pytest.mark.service

DAY = "2026-11-{:02}"


def gated(store: ObjectStore, day: int, note: str = "") -> BatchQuality:
    """Commit an empty gate run of a day; a quality of its key."""
    key = commit_rows(store, "gated", {"note": note}, {}, DAY.format(day)).key
    count = CheckCount(
        check="L2", title="answer leak", version="1", passed=day, failed=0, waived=0, not_run=0
    )
    return BatchQuality(
        batch_id=DAY.format(day),
        key=key,
        linked="l",
        snapshot="s",
        questions=day,
        accepted=day,
        quarantined=0,
        checks=[count],
        rejected={},
        waivers={},
        distributions={},
    )


def test_without_a_gated_batch_the_history_is_empty(store: ObjectStore) -> None:
    """No index is no fault."""
    assert quality_history(store) == []


def test_batches_come_oldest_first(store: ObjectStore) -> None:
    """In whatever order they were recorded; each is an object of its own too."""
    later, first = gated(store, 9), gated(store, 2)
    for quality in (later, first):
        record_quality(store, quality)
    assert quality_history(store) == [first, later]
    assert BatchQuality.model_validate_json(store.get(quality_path(first.key))) == first


def test_recording_again_changes_nothing(store: ObjectStore) -> None:
    """A second attempt leaves object and index as they are."""
    quality = gated(store, 5)
    record_quality(store, quality)
    before = [store.get_with_etag(key) for key in (INDEX, quality_path(quality.key))]
    record_quality(store, quality)
    assert [store.get_with_etag(key) for key in (INDEX, quality_path(quality.key))] == before


def test_a_batch_gated_anew_replaces_its_entry(store: ObjectStore) -> None:
    """The current run counts; an attempt of the one before that comes late does not bring it back."""
    old = gated(store, 5)
    record_quality(store, old)
    new = gated(store, 5, note="again")
    record_quality(store, new)
    record_quality(store, old)
    assert quality_history(store) == [new]
    assert store.exists(quality_path(old.key))


def test_concurrent_commits_lose_nothing(store: ObjectStore) -> None:
    """Eight batches recorded at once are all in the index."""
    qualities = [gated(store, day) for day in range(1, 9)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda quality: record_quality(store, quality), qualities))
    assert quality_history(store) == qualities


def test_a_deleted_index_is_made_anew(store: ObjectStore) -> None:
    """The next commit brings back every current run whose object is there."""
    first, second = gated(store, 1), gated(store, 2)
    for quality in (first, second):
        record_quality(store, quality)
    gated(store, 3)
    store.delete(INDEX)
    fourth = gated(store, 4)
    record_quality(store, fourth)
    assert quality_history(store) == [first, second, fourth]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"batches": {"2026-11-01": {}}}', b"\xff"])
def test_a_corrupt_index_is_bad_input(store: ObjectStore, body: bytes) -> None:
    """Reading and recording both say in one sentence which object to delete."""
    store.put(INDEX, body)
    quality = gated(store, 1)
    for act in (lambda: quality_history(store), lambda: record_quality(store, quality)):
        with pytest.raises(BadInput, match=r"index\.json is no quality index .* delete it"):
            act()
