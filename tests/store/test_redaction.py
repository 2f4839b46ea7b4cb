"""Rows taken out of committed tables, on a real S3 server."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from infoseek.store import manifests
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.redaction import erase, part_keys, part_rows, redact_document, redact_parts, redirect
from infoseek.store.schemas import ALIASES
from infoseek.store.snapshots import Snapshot, read_snapshot, write_snapshot
from infoseek.store.tables import read_rows
from tests.gates.corpus import BATCH, Row
from tests.gates.stored import commit_rows
from tests.store.blank import blank

pytestmark = pytest.mark.service


def alias(entity: str) -> Row:
    return blank(ALIASES, entity_id=entity, alias=entity.upper(), source="title", count=1, prior=1.0)


def without(entity: str) -> object:
    def redact(rows: pa.Table) -> pa.Table | None:
        kept = rows.filter(pc.not_equal(rows["entity_id"], entity))
        return None if kept.num_rows == rows.num_rows else kept

    return redact


def committed(store: ObjectStore, entities: str) -> Manifest:
    return commit_rows(store, "linked", {"of": entities}, {ALIASES: list(map(alias, entities))})


def redacted(store: ObjectStore, entity: str) -> None:
    moved = redact_parts(store, ALIASES, without(entity), "cause")  # type: ignore[arg-type]
    redirect(store, "linked", moved, "cause")
    erase(store, moved)


def test_manifests_keep_their_ids_and_name_parts_without_the_rows(store: ObjectStore) -> None:
    """Of an earlier run and of the current one; a part of which nothing goes stays the same object."""
    first, second, other = committed(store, "ab"), committed(store, "bac"), committed(store, "de")
    redacted(store, "a")
    for manifest, left in ((first, "b"), (second, "bc"), (other, "de")):
        found = manifests.read_manifest(store, "linked", manifest.key)
        assert [row["entity_id"] for row in read_rows(store, found, ALIASES)] == list(left)
        assert found.rows("aliases") == len(left)
    assert manifests.required(store, "linked", BATCH).tables == other.tables
    assert manifests.read_manifest(store, "linked", first.key).notes["redacted"] == ["cause"]
    assert len(part_keys(store, ALIASES)) == 3
    assert "A" not in {
        row for part in part_rows(store, ALIASES, ["alias"]) for row in part["alias"].to_pylist()
    }


def test_a_part_of_which_nothing_is_left_is_named_no_more(store: ObjectStore) -> None:
    """The table is empty, and reads as such."""
    manifest = committed(store, "a")
    redacted(store, "a")
    found = manifests.read_manifest(store, "linked", manifest.key)
    assert (found.tables["aliases"], read_rows(store, found, ALIASES)) == ([], [])


def test_a_second_try_writes_the_same_objects(store: ObjectStore) -> None:
    """What was written before a kill is written over, not beside."""
    committed(store, "ab")
    moved = redact_parts(store, ALIASES, without("a"), "cause")  # type: ignore[arg-type]
    assert redact_parts(store, ALIASES, without("a"), "cause") == moved  # type: ignore[arg-type]
    assert len(part_keys(store, ALIASES)) == 2


def test_a_snapshot_keeps_its_id(store: ObjectStore) -> None:
    """Read back it says which take-downs took something out, and has the id that it always had."""
    (part,) = committed(store, "ab").tables["aliases"]
    name = write_snapshot(store, Snapshot(batch_id=BATCH, parts=[part], digest="d"))
    moved = redact_parts(store, ALIASES, without("a"), "cause")  # type: ignore[arg-type]
    assert redirect(store, "crawl", moved, "cause") == 1
    assert redirect(store, "crawl", moved, "cause") == 0
    found = read_snapshot(store, name)
    assert (found.snapshot_id, found.redacted, found.parts) == (name, ["cause"], list(moved.values()))


def test_a_document_that_changes_meanwhile_is_changed_as_it_is_then(store: ObjectStore) -> None:
    """Another writer's change is not lost."""
    store.put("linked/_head.json", b'{"count": 0}')
    met: list[int] = []

    def change(found: dict[str, int]) -> dict[str, int]:
        met.append(found["count"])
        if len(met) == 1:
            store.put("linked/_head.json", b'{"count": 7}')
        return {"count": found["count"] + 1}

    assert redact_document(store, "linked/_head.json", change)
    assert (met, json.loads(store.get("linked/_head.json"))) == ([0, 7], {"count": 8})
    assert not redact_document(store, "linked/_no_such.json", change)
