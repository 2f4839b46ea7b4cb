"""Segments on a real S3 server."""

from __future__ import annotations

import pytest

from infoseek.errors import BadInput
from infoseek.llm.segments import SegmentWriter, ShardRun, read_rows
from infoseek.store.objects import Conflict, ObjectStore
from tests.llm.calls import shard_run


@pytest.mark.service
def test_rows_come_back_in_order(store: ObjectStore) -> None:
    """Each push writes one numbered object, and all rows are read back in order."""
    writer = SegmentWriter(store, "llm/cache/x/", "a1")
    for number in range(5):
        writer.add({"n": number})
        if number % 2:
            writer.seal()
            writer.push()
    writer.seal()
    writer.push()
    assert [row["n"] for row in read_rows(store, "llm/cache/x/")] == [0, 1, 2, 3, 4]
    assert list(store.keys("llm/")) == [f"llm/cache/x/a1-{n:06d}.jsonl" for n in range(3)]


@pytest.mark.service
def test_nothing_is_written_for_nothing(store: ObjectStore) -> None:
    """Without lines there is no object."""
    writer = SegmentWriter(store, "llm/cache/x/", "a1")
    writer.seal()
    writer.push()
    assert list(store.keys("llm/")) == []


@pytest.mark.service
def test_a_lost_acknowledgement_is_recognised(store: ObjectStore) -> None:
    """An object that is there already with the same bytes is this push's own."""
    writer = SegmentWriter(store, "llm/cache/x/", "a1")
    writer.add({"n": 1})
    writer.seal()
    store.create("llm/cache/x/a1-000000.jsonl", b'{"n":1}\n')
    writer.push()
    assert len(list(read_rows(store, "llm/cache/x/"))) == 1


@pytest.mark.service
def test_another_ones_object_is_never_overwritten(store: ObjectStore) -> None:
    """Other bytes under the name are a conflict."""
    writer = SegmentWriter(store, "llm/cache/x/", "a1")
    writer.add({"n": 1})
    writer.seal()
    store.create("llm/cache/x/a1-000000.jsonl", b"other")
    with pytest.raises(Conflict):
        writer.push()


@pytest.mark.service
def test_a_broken_line_is_named(store: ObjectStore) -> None:
    """A line that is no JSON object is bad input, with its number and address."""
    store.put("llm/cache/x/a1-000000.jsonl", b'{"n":1}\n[]\n')
    with pytest.raises(BadInput, match=r"Line 2 of s3://.*a1-000000\.jsonl"):
        list(read_rows(store, "llm/cache/x/"))


@pytest.mark.parametrize("name", ["", "a/b", "..", "a b", "ä"])
def test_names_fit_object_keys(name: str) -> None:
    """A shard name that would break the layout is refused."""
    with pytest.raises(ValueError, match="object key"):
        ShardRun("2026-11-05", "grow", name, "a1")


def test_shard_1_is_not_shard_10() -> None:
    """One shard's folder is never a prefix of another's."""
    assert not shard_run(shard="10").folder("cache").startswith(shard_run(shard="1").folder("cache"))
