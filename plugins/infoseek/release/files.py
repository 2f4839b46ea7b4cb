"""The files of a release as bytes: equal inputs give equal bytes.

What lives here: encoding and the list of files. What may not: where they are put (stage.py).
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field

from infoseek.release.card import Facts, render
from infoseek.release.records import TRAIN_SCHEMA, dumped, flat, infoseek_record, train_record
from infoseek.store.schemas import QUARANTINED, VERDICTS

MANIFEST_FILE = "_manifest.json"

_CONTENT_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
}

Rows = Sequence[Mapping[str, Any]]


class ReleaseFile(BaseModel):
    """One file as the release's manifest lists it. rows: None where it is no table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    size_bytes: int = Field(ge=0)
    rows: int | None = None


def release_files(accepted: Rows, quarantined: Rows, verdicts: Rows, facts: Facts) -> dict[str, bytes]:
    """Every file of a release by name, the list of the others' hashes last."""
    accepted = sorted(accepted, key=lambda row: str(row["question_id"]))
    quarantined = sorted(quarantined, key=lambda row: (str(row["question_id"]), dumped(dict(row))))
    verdicts = sorted(verdicts, key=lambda row: (str(row["question_id"]), row["check"], dumped(dict(row))))
    train = [train_record(row) for row in accepted]
    files = {
        "train.parquet": as_parquet([flat(record) for record in train], TRAIN_SCHEMA),
        "train.jsonl": as_lines(train),
        "infoseek.jsonl": as_lines([infoseek_record(row) for row in accepted]),
        "quarantine.parquet": as_parquet(quarantined, QUARANTINED.schema),
        "quarantine.jsonl": as_lines(quarantined),
        "verdicts.parquet": as_parquet(verdicts, VERDICTS.schema),
        "release.json": as_json(facts.model_dump(mode="json")),
        "README.md": render(facts, train[0]).encode(),
    }
    rows = {
        **dict.fromkeys(("train.parquet", "train.jsonl", "infoseek.jsonl"), len(accepted)),
        **dict.fromkeys(("quarantine.parquet", "quarantine.jsonl"), len(quarantined)),
        "verdicts.parquet": len(verdicts),
    }
    listed = {name: described(body, rows.get(name)) for name, body in files.items()}
    return {**files, MANIFEST_FILE: manifest_file(listed)}


def manifest_file(listed: Mapping[str, ReleaseFile]) -> bytes:
    """A release's `_manifest.json`."""
    return as_json({"files": {name: file.model_dump() for name, file in listed.items()}})


def described(body: bytes, rows: int | None = None) -> ReleaseFile:
    """A file's hash and size."""
    return ReleaseFile(sha256=hashlib.sha256(body).hexdigest(), size_bytes=len(body), rows=rows)


def listed_files(manifest_file: bytes) -> dict[str, ReleaseFile]:
    """The files that a release's `_manifest.json` lists."""
    listed: dict[str, Any] = json.loads(manifest_file)["files"]
    return {name: ReleaseFile.model_validate(value) for name, value in listed.items()}


def content_type(name: str) -> str:
    """The media type of a file by its ending."""
    return _CONTENT_TYPES[name.rpartition(".")[2]]


def as_parquet(rows: Rows, schema: pa.Schema) -> bytes:
    """Rows as a release's Parquet files hold them."""
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows], schema=schema), sink, compression="zstd")
    return sink.getvalue()


def as_lines(rows: Rows) -> bytes:
    """Rows as a release's JSON lines hold them."""
    return "".join(f"{dumped(dict(row))}\n" for row in rows).encode()


def as_json(value: Any) -> bytes:
    """A value as a release's JSON files hold it."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
