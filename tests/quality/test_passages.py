"""Evidence in its page, found in a corpus snapshot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.quality.passages import CONTEXT_CHARS, _window, passages
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import PAGES
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import write_part
from infoseek.tree.claim import Evidence
from tests.gates.corpus import BATCH, Row, books


def stored(store: ObjectStore, *versions: list[Row], gone: list[str] | None = None) -> str:
    parts = [
        part for number, rows in enumerate(versions) for part in write_part(store, PAGES, rows, f"a{number}")
    ]
    return write_snapshot(store, Snapshot(batch_id=BATCH, parts=parts, tombstones=gone or []))


@given(st.text(min_size=1, max_size=1500), st.data())
def test_a_window_holds_its_span(text: str, data: st.DataObject) -> None:
    """Whatever the text, the window is part of it, has the span where it says, and is bounded."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    window, offset = _window(text, start, end)
    assert window in text
    assert window[offset : offset + end - start] == text[start:end]
    assert len(window) <= end - start + 2 * CONTEXT_CHARS


@pytest.mark.service
def test_a_page_is_found_in_the_part_that_holds_its_last_version(store: ObjectStore) -> None:
    """Of several versions the last counts: evidence of the earlier one is no longer intact."""
    world = books()
    evidence = world.evidence("quill", "born")
    before = world.page_rows()
    assert passages(store, stored(store, before), [("C", evidence)])[0].is_intact
    changed = [{**row, "content_sha256": "0" * 64} for row in before if row["page_id"] == "quill"]
    found = passages(store, stored(store, before, changed), [("C", evidence)])[0]
    assert (found.is_intact, found.text, found.title) == (False, evidence.text, "Ada Quill (novelist)")


@pytest.mark.service
def test_a_span_that_is_elsewhere_or_on_no_page_is_not_intact(store: ObjectStore) -> None:
    """A wrong offset, an unknown page and a page that was taken down are all told."""
    world = books()
    evidence = world.evidence("quill", "born")
    snapshot = stored(store, world.page_rows(), gone=["vane"])
    cited = [
        evidence.model_copy(update={"start": evidence.start + 1, "end": evidence.end + 1}),
        evidence.model_copy(update={"page_id": "unknown"}),
        world.evidence("vane", "born"),
    ]
    assert [found.is_intact for found in passages(store, snapshot, [("C", one) for one in cited])] == [
        False
    ] * 3


@pytest.mark.service
def test_many_pages_are_read_in_the_order_cited(store: ObjectStore) -> None:
    """Pages of several parts come back with their own text."""
    rows = books().page_rows()
    snapshot = stored(store, rows[:3], rows[3:])
    cited: list[tuple[str, Evidence]] = [
        (name, books().evidence(name, "author")) for name in ("salt", "ferry", "copper")
    ]
    found = passages(store, snapshot, cited)
    assert [(passage.vertex, passage.is_intact) for passage in found] == [
        ("salt", True),
        ("ferry", True),
        ("copper", True),
    ]
