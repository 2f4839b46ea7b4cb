"""Taking rows out of committed tables: parts written anew, and every document that names one moved to the other.

The one exception to what is immutable (DESIGN §5). What may not live here: which rows go, and why.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from infoseek.store.manifests import Part, content_hash
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore
from infoseek.store.schemas import Table

DOCUMENTS = ("_manifests", "_receipts", "_listings", "_snapshots")
"""Folders of a zone whose JSON names parts."""

Redact = Callable[[pa.Table], pa.Table | None]
"""Gives a part's rows without what goes, or None where nothing goes."""

Moved = dict[str, Part | None]
"""New part by the old one's path; None where no row is left."""

_PART_FIELDS = set(Part.model_fields)


def part_keys(store: ObjectStore, table: Table) -> list[str]:
    """The keys of every stored part of a table, those that no manifest names among them."""
    return list(store.keys(f"{table.zone}/{table.name}/data/"))


def part_rows(store: ObjectStore, table: Table, columns: Sequence[str]) -> Iterator[pa.Table]:
    """These columns of every stored part of a table, part by part; a part that vanishes meanwhile is left out.

    A column that an older part does not have is left out of its rows.
    """
    for key in part_keys(store, table):
        data = _read(store, key)
        if data is not None:
            yield data.select([name for name in columns if name in data.column_names])


def redact_parts(store: ObjectStore, table: Table, redact: Redact, cause: str) -> Moved:
    """Write each part of which something goes anew, without it; the parts that are to stand for the old ones.

    Nothing names the new ones yet, and the old ones are still there: see `redirect` and `erase`.
    cause: what the new names depend on beside the content, so that a second try writes the same objects.
    """
    moved: Moved = {}
    for key in part_keys(store, table):
        data = _read(store, key)
        kept = None if data is None else redact(data)
        if kept is not None:
            moved[key] = _written(store, table, key, kept, cause) if kept.num_rows else None
    return moved


def _read(store: ObjectStore, key: str) -> pa.Table | None:
    try:
        return pq.read_table(io.BytesIO(store.get(key)))
    except ObjectMissing:
        return None


def _written(store: ObjectStore, table: Table, old: str, rows: pa.Table, cause: str) -> Part:
    sink = io.BytesIO()
    pq.write_table(rows, sink, compression="zstd", compression_level=1)
    body = sink.getvalue()
    sha256 = hashlib.sha256(body).hexdigest()
    name = content_hash([old, cause, sha256], 12)
    path = f"{table.zone}/{table.name}/data/{name}-00000.parquet"
    store.put(path, body)
    return Part(path=path, rows=rows.num_rows, size_bytes=len(body), sha256=sha256)


def redirect(store: ObjectStore, zone: str, moved: Mapping[str, Part | None], note: str) -> int:
    """Have every document of a zone name the new ones of its parts; how many documents were changed.

    Documents keep their keys and ids. Manifests and snapshots carry the note.
    """
    keys = [key for folder in DOCUMENTS for key in store.keys(f"{zone}/{folder}/")] if moved else []
    return sum(_redirected(store, key, moved, note) for key in keys)


def erase(store: ObjectStore, moved: Mapping[str, Part | None]) -> None:
    """Delete the old parts, which nothing names any more."""
    for key in moved:
        store.delete(key)


def _redirected(store: ObjectStore, key: str, moved: Mapping[str, Part | None], note: str) -> bool:
    def change(document: Any) -> Any:
        found = _replaced(document, moved)
        if found == document or not isinstance(found, dict):
            return found
        return noted(found, note) if "/_manifests/" in key or "/_snapshots/" in key else found

    return redact_document(store, key, change)


def noted(document: dict[str, Any], note: str) -> dict[str, Any]:
    """A manifest or snapshot with the note that something was taken out of what it names."""
    if "notes" in document:
        notes = document["notes"]
        return {**document, "notes": {**notes, "redacted": sorted({*notes.get("redacted", []), note})}}
    return {**document, "redacted": sorted({*document.get("redacted", []), note})}


def redact_document(store: ObjectStore, key: str, change: Callable[[Any], Any]) -> bool:
    """Replace a JSON object by what a change makes of it; whether it did. Safe beside other writers."""
    while True:
        try:
            body, etag = store.get_with_etag(key)
        except ObjectMissing:
            return False
        before = json.loads(body)
        after = change(before)
        if after == before:
            return False
        try:
            store.swap(key, json.dumps(after, indent=1).encode(), etag)
        except Conflict:
            continue
        return True


def _replaced(value: Any, moved: Mapping[str, Part | None]) -> Any:
    """A JSON value with each part that moved replaced, and left out where nothing of it is left."""
    if isinstance(value, dict):
        if set(value) == _PART_FIELDS and value["path"] in moved:
            part = moved[value["path"]]
            return None if part is None else part.model_dump()
        return {name: _replaced(each, moved) for name, each in value.items()}
    if isinstance(value, list):
        found = [(each, _replaced(each, moved)) for each in value]
        return [after for before, after in found if after is not None or before is None]
    return value
