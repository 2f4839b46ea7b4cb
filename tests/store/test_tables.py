"""Parquet parts, snapshots and conditional writes on a real S3 server."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from infoseek.errors import BadInput, Unavailable
from infoseek.settings import S3Settings
from infoseek.store import snapshots, tables
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from infoseek.store.schemas import PAGES, TABLES

pytestmark = pytest.mark.service


def page(page_id: str, text: str, batch_id: str) -> dict[str, Any]:
    row: dict[str, Any] = {column.name: "" for column in PAGES.columns}
    row |= {column.name: [] for column in PAGES.columns if pa.types.is_list(column.type)}
    row |= {"text_print": b"", "size_bytes": 1, "warc_offset": 0, "warc_length": 1}
    return {**row, "page_id": page_id, "text": text, "batch_id": batch_id}


def test_rows_come_back_as_written(store: ObjectStore) -> None:
    """A part read through its hash gives the rows that went in."""
    rows = [page("a", "ä", "2026-11-05"), page("b", "β", "2026-11-05")]
    parts = tables.write_part(store, PAGES, rows, tables.new_attempt())
    assert tables.read_parts(store, PAGES, parts).to_pylist() == rows


def test_a_row_must_fit_the_schema(store: ObjectStore) -> None:
    """A row with a missing column is refused by name."""
    row = page("a", "", "")
    del row["text"]
    with pytest.raises(ValueError, match="text"):
        tables.write_part(store, PAGES, [row], "x")


def test_a_changed_part_is_refused(store: ObjectStore) -> None:
    """Bytes that differ from the manifest's hash are never read as data."""
    (part,) = tables.write_part(store, PAGES, [page("a", "", "")], "x")
    store.put(part.path, b"other")
    with pytest.raises(BadInput, match="differs from the hash"):
        tables.read_part(store, part)


def test_a_snapshot_holds_the_last_version_of_every_live_page(store: ObjectStore) -> None:
    """A later part's version wins and a tombstone removes its page."""
    first = tables.write_part(store, PAGES, [page(i, "old", "2026-11-05") for i in "abc"], "x")
    second = tables.write_part(store, PAGES, [page("b", "new", "2026-11-06")], "y")
    snapshot = snapshots.Snapshot(batch_id="2026-11-06", parts=[*first, *second], tombstones=["c"])
    key = snapshots.write_snapshot(store, snapshot)
    assert snapshots.write_snapshot(store, snapshot) == key
    live = snapshots.live_pages(store, snapshots.read_snapshot(store, key), ["page_id", "text"])
    assert live.to_pylist() == [{"page_id": "a", "text": "old"}, {"page_id": "b", "text": "new"}]


def test_a_snapshot_is_named_by_what_its_pages_say(store: ObjectStore) -> None:
    """The same pages in other parts have the same digest and id; another text or reader has not."""

    def stored(texts: dict[str, str], reader: str = "1") -> snapshots.Snapshot:
        rows = [{**page(i, t, "2026-11-05"), "text_sha256": t} for i, t in texts.items()]
        parts = [p for row in rows for p in tables.write_part(store, PAGES, [row], tables.new_attempt())]
        made = snapshots.Snapshot(batch_id="2026-11-05", parts=parts)
        return made.model_copy(update={"digest": snapshots.survey(store, made, reader).digest})

    first = stored({"a": "x", "b": "y"})
    assert stored({"b": "y", "a": "x"}).snapshot_id == first.snapshot_id
    assert stored({"a": "x", "b": "z"}).snapshot_id != first.snapshot_id
    assert stored({"a": "x", "b": "y"}, "2").snapshot_id != first.snapshot_id


def test_conditional_writes(store: ObjectStore) -> None:
    """Create refuses what exists, swap refuses what has changed, and the probe finds both in order."""
    etag = store.create("k", b"1")
    with pytest.raises(Conflict):
        store.create("k", b"2")
    store.swap("k", b"3", etag)
    with pytest.raises(Conflict):
        store.swap("k", b"4", etag)
    assert store.get("k") == b"3"
    store.probe()


def test_what_is_missing_is_named(store: ObjectStore, s3: S3Settings) -> None:
    """A missing object raises ObjectMissing; a missing bucket and a dead endpoint are one sentence each."""
    with pytest.raises(ObjectMissing):
        store.get("nowhere")
    with pytest.raises(BadInput, match="no bucket 'absent-bucket'"):
        ObjectStore(s3.model_copy(update={"bucket": "absent-bucket"})).get("x")
    with pytest.raises(Unavailable, match="cannot be reached"):
        ObjectStore(s3.model_copy(update={"endpoint_url": "http://127.0.0.1:9"}), attempts=1).get("x")


def test_table_names_follow_the_grammar() -> None:
    """Every table is named {zone}__{name} and has a sentence for each column."""
    for name, table in TABLES.items():
        assert name == f"{table.zone}__{table.name}"
        assert all(column.doc.strip() for column in table.columns)
