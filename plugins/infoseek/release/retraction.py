"""Items that were taken back after they were gated or published: the list, and what it does to a release's files.

What may not live here: why an item goes (infoseek.takedown), and publishing (stage.py).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict

from infoseek.release.card import Facts, counted, render
from infoseek.release.files import (
    MANIFEST_FILE,
    ReleaseFile,
    as_json,
    as_lines,
    as_parquet,
    content_type,
    described,
    listed_files,
    manifest_file,
)
from infoseek.release.reader import ZONE
from infoseek.release.records import flat
from infoseek.store.documents import change_document, read_document
from infoseek.store.manifests import Manifest, content_hash, manifest_path, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.redaction import noted, redact_document
from infoseek.web.crawl.takedowns import read_takedowns

PATH = f"{ZONE}/_retractions.json"
_WHAT = "list of retractions"

# A field of the edits' JSON, with a string that JSON can read.
_FIELD = re.compile(
    r'"(page_id|entity_id|url|call_key)"\s*:\s*"((?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*)"'
)

Scrub = Callable[[dict[str, Any]], dict[str, Any]]
"""Gives a row of quarantine or verdicts with what it must not say left out."""


class Retraction(BaseModel):
    """An item that no reader is shown any more. when: UTC, ISO, seconds. cause: id of the take-down."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question_id: str
    batch_id: str
    why: str
    when: str
    cause: str


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    retractions: list[Retraction] = []


def read_retractions(store: ObjectStore, batch_id: str | None = None) -> list[Retraction]:
    """The retracted items of one batch, or of all, in the order they were retracted.

    Raises `BadInput` where the list cannot be read.
    """
    listed, _ = read_document(store, PATH, _Listed, _WHAT)
    return [entry for entry in listed.retractions if batch_id in (None, entry.batch_id)]


def retract(store: ObjectStore, entries: Iterable[Retraction]) -> int:
    """Add items to the list, by compare-and-swap; how many were not on it yet."""
    entries = list(entries)

    def added(listed: _Listed) -> _Listed:
        known = {(entry.question_id, entry.batch_id) for entry in listed.retractions}
        fresh = [entry for entry in entries if (entry.question_id, entry.batch_id) not in known]
        return _Listed(retractions=[*listed.retractions, *fresh])

    before, after = change_document(store, PATH, _Listed, _WHAT, added)
    return len(after.retractions) - len(before.retractions)


def withheld_items(store: ObjectStore) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a row of an item may not be published: it is retracted, or cites what was taken down since."""
    retracted, takedowns = {entry.question_id for entry in read_retractions(store)}, read_takedowns(store)
    return lambda row: (
        row["question_id"] in retracted or any(takedowns.covers(url) for url in cited(row["edits"], "url"))
    )


def cited(edits: str | None, *names: str) -> set[str]:
    """The values that these fields have anywhere in a tree's edits, which need not be sound."""
    return {json.loads(f'"{value}"') for name, value in _FIELD.findall(edits or "") if name in names}


def retraction_key(retracted: Collection[Retraction]) -> str:
    """What a release's key depends on where items of its batch are retracted; "" where none is."""
    return content_hash(sorted(entry.question_id for entry in retracted)) if retracted else ""


def release_keys(store: ObjectStore) -> list[str]:
    """The keys of all release manifests, those that no head names any more among them."""
    folder = f"{ZONE}/_manifests/"
    return [key.removeprefix(folder).removesuffix(".json") for key in store.keys(folder)]


def redact_release(
    store: ObjectStore, key: str, retracted: Mapping[str, str], scrub: Scrub, note: str
) -> bool:
    """Take retracted items out of a published release's files; whether there was anything to take out.

    retracted: why, by question id. Its version, prefix and address stay; hashes, sizes and counts in its manifest
    follow. A reader may meet a file that differs from its hash until this ends; a second try mends that.
    """
    manifest = read_manifest(store, ZONE, key)
    prefix = str(manifest.notes["prefix"])
    bodies = {name: store.get(f"{prefix}/{name}") for name in manifest.notes["files"]}
    changed = redacted_files(bodies, retracted, scrub)
    files = {name: described(body, _rows(name, body)) for name, body in changed.items()}
    stated = {name: ReleaseFile.model_validate(value) for name, value in manifest.notes["files"].items()}
    if files == stated and changed == bodies:
        return False
    for name, body in changed.items():
        if body != bodies[name]:
            store.put(f"{prefix}/{name}", body, content_type(name))
    redact_document(store, manifest_path(ZONE, key), lambda found: _restated(found, prefix, files, note))
    return True


def _restated(
    document: dict[str, Any], prefix: str, files: dict[str, ReleaseFile], note: str
) -> dict[str, Any]:
    """A release's manifest with its files as they are now."""
    found = noted(Manifest.model_validate(document).model_dump(mode="json"), note)
    for parts in found["tables"].values():
        for part in parts:
            file = files[part["path"].removeprefix(f"{prefix}/")]
            part.update(rows=file.rows or 0, size_bytes=file.size_bytes, sha256=file.sha256)
    found["notes"]["files"] = {name: file.model_dump() for name, file in files.items()}
    found["stats"]["questions"] = float(files["train.jsonl"].rows or 0)
    found["stats"]["size_bytes"] = float(sum(file.size_bytes for file in files.values()))
    return found


def redacted_files(
    bodies: Mapping[str, bytes], retracted: Mapping[str, str], scrub: Scrub
) -> dict[str, bytes]:
    """A release's files without the retracted items. Applied to its own result it changes nothing.

    In the order they are to be written in: what names the retracted comes first, so that a second try still can.
    """
    train, quarantine = _loaded(bodies["train.jsonl"]), _loaded(bodies["quarantine.jsonl"])
    kept = _without(train, retracted)
    rejected = [scrub(row) for row in _without(quarantine, retracted)]
    found = {
        "train.jsonl": bodies["train.jsonl"] if kept == train else as_lines(kept),
        "train.parquet": _table(bodies["train.parquet"], retracted, None),
        "infoseek.jsonl": _infoseek(bodies["infoseek.jsonl"], {record["question"] for record in kept}),
        "quarantine.jsonl": bodies["quarantine.jsonl"] if rejected == quarantine else as_lines(rejected),
        "quarantine.parquet": _table(bodies["quarantine.parquet"], retracted, scrub),
        "verdicts.parquet": _table(bodies["verdicts.parquet"], retracted, scrub),
    }
    told: dict[str, bytes] = {}
    if any(found[name] != bodies[name] for name in found):
        facts = Facts.model_validate_json(bodies["release.json"])
        taken = {record["question_id"] for record in train} & retracted.keys()
        update = {
            **counted([flat(record) for record in kept], rejected),
            "retracted": {**facts.retracted, **{each: retracted[each] for each in sorted(taken)}},
        }
        facts = facts.model_copy(update=update)
        told = {
            "release.json": as_json(facts.model_dump(mode="json")),
            "README.md": render(facts, kept[0] if kept else None).encode(),
        }
    changed = {
        **told,
        **found,
        **{name: body for name, body in bodies.items() if name not in {*told, *found}},
    }
    listed = {
        name: described(body, _rows(name, body)) for name, body in changed.items() if name != MANIFEST_FILE
    }
    if listed != listed_files(bodies[MANIFEST_FILE]):
        changed[MANIFEST_FILE] = manifest_file(
            {name: listed[name] for name in listed_files(bodies[MANIFEST_FILE])}
        )
    return changed


def _without(rows: list[dict[str, Any]], retracted: Mapping[str, str]) -> list[dict[str, Any]]:
    return [row for row in rows if row["question_id"] not in retracted]


def _table(body: bytes, retracted: Mapping[str, str], scrub: Scrub | None) -> bytes:
    """A Parquet file without the rows of retracted items; the very bytes where nothing changes."""
    table = pq.read_table(io.BytesIO(body))
    rows = table.to_pylist()
    kept = [scrub(row) if scrub else row for row in _without(rows, retracted)]
    return body if kept == rows else as_parquet(kept, table.schema)


def _infoseek(body: bytes, asked: Collection[str]) -> bytes:
    """The lines whose question is still in train.jsonl; the record has no id."""
    kept = [line for line in body.splitlines(keepends=True) if json.loads(line)["root"]["question"] in asked]
    return b"".join(kept)


def _loaded(body: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in body.splitlines()]


def _rows(name: str, body: bytes) -> int | None:
    """How many rows a file has; None where it is no table."""
    if name.endswith(".parquet"):
        return int(pq.read_metadata(io.BytesIO(body)).num_rows)
    return len(body.splitlines()) if name.endswith(".jsonl") else None
