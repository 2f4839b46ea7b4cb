"""Corpus snapshots: what is live, what names them, and what is left of old parts."""

from __future__ import annotations

from typing import Any

import pytest

from infoseek.store import tables
from infoseek.store.manifests import Part
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import PAGES
from infoseek.store.snapshots import Snapshot, live_pages, survey
from tests.store.test_tables import page

pytestmark = pytest.mark.service


def part_of(store: ObjectStore, texts: dict[str, str]) -> Part:
    rows: list[dict[str, Any]] = [
        {**page(name, text, "2026-11-05"), "text_sha256": text} for name, text in texts.items()
    ]
    (part,) = tables.write_part(store, PAGES, rows, tables.new_attempt())
    return part


def test_a_survey_counts_the_live_pages(store: ObjectStore) -> None:
    """Of each page's versions the last counts, of those gone none."""
    parts = [part_of(store, {"a": "1", "b": "1", "c": "1"}), part_of(store, {"b": "2"})]
    snapshot = Snapshot(batch_id="2026-11-05", parts=parts, tombstones=["c", "elsewhere"])
    assert survey(store, snapshot, "1").pages == live_pages(store, snapshot).num_rows == 2


def test_the_digest_is_of_what_lives(store: ObjectStore) -> None:
    """Superseded versions and pages that are gone leave no trace in it, nor does the parts' number or order."""
    whole = Snapshot(batch_id="2026-11-05", parts=[part_of(store, {"a": "1", "b": "2"})])
    spread = Snapshot(
        batch_id="2026-11-05",
        parts=[part_of(store, {"b": "1", "c": "9"}), part_of(store, {"b": "2"}), part_of(store, {"a": "1"})],
        tombstones=["c"],
    )
    other = Snapshot(batch_id="2026-11-05", parts=[part_of(store, {"a": "2", "b": "1"})])
    digest = survey(store, whole, "1").digest
    assert survey(store, spread, "1").digest == digest
    assert survey(store, other, "1").digest != digest
    assert survey(store, whole, "2").digest != digest


def test_parts_without_a_live_page_are_left_out(store: ObjectStore) -> None:
    """A part is named no longer when all its pages have later versions or are gone."""
    old, newer = part_of(store, {"a": "1", "c": "1"}), part_of(store, {"a": "2", "b": "2"})
    found = survey(store, Snapshot(batch_id="2026-11-05", parts=[old, newer], tombstones=["c"]), "1")
    assert found.parts == [newer]


def test_counts_of_missing_pages_make_another_snapshot() -> None:
    """Two days that differ only in what was missing have snapshots of their own."""
    one = Snapshot(batch_id="2026-11-05", parts=[], digest="d", missing={"a": 1})
    assert one.snapshot_id != one.model_copy(update={"missing": {"a": 2}}).snapshot_id


def test_a_part_of_before_a_column_was_added_is_readable(store: ObjectStore) -> None:
    """The column is null in its rows."""
    part = part_of(store, {"a": "1"})
    rows = tables.read_part(store, part).drop_columns(["text_print", "etag"])
    older = tables.conformed(rows, PAGES.schema)
    assert older.schema == PAGES.schema
    assert older["etag"].to_pylist() == older["text_print"].to_pylist() == [None]
    assert older["text"].to_pylist() == ["1"]
