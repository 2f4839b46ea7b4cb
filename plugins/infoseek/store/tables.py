"""Parquet parts on S3: write rows under a table's schema, read a manifest's parts.

What may not live here: what becomes visible when (manifests.py) or what a table means (schemas.py).
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from infoseek.errors import BadInput
from infoseek.store.manifests import Manifest, Part
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.store.schemas import Table


def new_attempt() -> str:
    """A name for one attempt's parts, never reused."""
    return uuid.uuid4().hex[:12]


def part_path(table: Table, attempt: str, number: int) -> str:
    return f"{table.zone}/{table.name}/data/{attempt}-{number:05d}.parquet"


def write_part(
    store: ObjectStore, table: Table, rows: Sequence[Mapping[str, Any]], attempt: str, number: int = 0
) -> list[Part]:
    """Write rows as one part; an empty list of parts where there are no rows.

    Raises `ValueError` where a row does not fit the table's schema.
    """
    if not rows:
        return []
    names = set(table.schema.names)
    for row in rows:
        if set(row) != names:
            raise ValueError(
                f"A row of {table.full_name} lacks {sorted(names - set(row))} or adds {sorted(set(row) - names)}."
            )
    return [write_arrow(store, table, pa.Table.from_pylist(list(rows), schema=table.schema), attempt, number)]


_WITH_STATISTICS = 1000


def write_arrow(store: ObjectStore, table: Table, data: pa.Table, attempt: str, number: int) -> Part:
    """Write an Arrow table of the table's schema as one part."""
    sink = io.BytesIO()
    # The schema stands in the code; in the footer it would be most of a small part, as statistics would be.
    pq.write_table(
        data.cast(table.schema),
        sink,
        compression="zstd",
        compression_level=1,
        store_schema=False,
        write_statistics=data.num_rows >= _WITH_STATISTICS,
    )
    body = sink.getvalue()
    path = part_path(table, attempt, number)
    store.put(path, body)
    return Part(path=path, rows=data.num_rows, size_bytes=len(body), sha256=hashlib.sha256(body).hexdigest())


def open_part(store: ObjectStore, part: Part) -> pq.ParquetFile:
    """One part, its bytes checked against the manifest. Raises `BadInput` where they differ, are gone or no Parquet."""
    try:
        body = store.get(part.path)
    except ObjectMissing:
        raise BadInput(f"{store.address(part.path)} is named by a manifest but missing.") from None
    if hashlib.sha256(body).hexdigest() != part.sha256:
        raise BadInput(f"{store.address(part.path)} differs from the hash its manifest gives.")
    try:
        return pq.ParquetFile(io.BytesIO(body))
    except pa.ArrowInvalid as error:
        raise BadInput(f"{store.address(part.path)} is no Parquet file: {error}.") from None


def read_part(store: ObjectStore, part: Part, columns: Sequence[str] | None = None) -> pa.Table:
    """One part's rows. Raises as `open_part` does."""
    return open_part(store, part).read(columns=list(columns) if columns else None)


def read_parts(
    store: ObjectStore, table: Table, parts: Iterable[Part], columns: Sequence[str] | None = None
) -> pa.Table:
    """Several parts as one Arrow table; the table's schema where there are none."""
    found = [read_part(store, part, columns) for part in parts]
    schema = table.schema
    if columns:
        schema = pa.schema([schema.field(name) for name in columns])
    return pa.concat_tables([schema.empty_table(), *(conformed(data, schema) for data in found)])


def conformed(data: pa.Table, schema: pa.Schema) -> pa.Table:
    """The data under this schema; a column that a part does not have yet is null in all of its rows."""
    columns = [
        data[field.name].cast(field.type)
        if field.name in data.schema.names
        else pa.nulls(data.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def read_table(
    store: ObjectStore, manifest: Manifest, table: Table, columns: Sequence[str] | None = None
) -> pa.Table:
    """A committed table, through its manifest."""
    return read_parts(store, table, manifest.tables.get(table.name, []), columns)


def read_rows(
    store: ObjectStore, manifest: Manifest, table: Table, columns: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """A committed table as dictionaries."""
    rows: list[dict[str, Any]] = read_table(store, manifest, table, columns).to_pylist()
    return rows
