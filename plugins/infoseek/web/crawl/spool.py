"""Rows of a table on their way into parts: JSON lines in an unnamed local file, then Arrow.

What may not live here: what the rows say, and where the parts go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pyarrow as pa
import pyarrow.json as arrow_json

from infoseek.launched import writing_below
from infoseek.store.schemas import Table

PART_BYTES = 12_000_000
"""JSON text after which a part is full."""
PART_ROWS = 2000


class Spool:
    """The rows of one table that wait. Raises `Halted` where the scratch folder cannot be written to."""

    def __init__(self, table: Table, scratch: Path, part_rows: int = PART_ROWS) -> None:
        self._table = table
        self._scratch = scratch
        self._part_rows = part_rows
        self._full: list[int] = []
        self._rows = self._size = 0
        with writing_below(scratch):
            scratch.mkdir(parents=True, exist_ok=True)
            self._file = TemporaryFile(dir=scratch)  # noqa: SIM115 - it lives as long as the spool

    def add(self, row: Mapping[str, Any]) -> None:
        """Put a row behind the others. Lone surrogates become question marks: no storage takes them."""
        line = json.dumps(row, ensure_ascii=False, default=bytes.hex).encode(errors="replace")
        with writing_below(self._scratch):
            self._size += self._file.write(line + b"\n")
        self._rows += 1
        if self._size >= PART_BYTES or self._rows >= self._part_rows:
            self._end_part()

    def drain(self) -> Iterator[pa.Table]:
        """All rows in order, in tables of a bounded size; none wait afterwards."""
        self._end_part()
        at = 0
        for size in self._full:
            with writing_below(self._scratch):
                self._file.seek(at)
                lines = self._file.read(size)
            at += size
            yield _arrow(self._table, lines)
        with writing_below(self._scratch):
            self._file.seek(0)
            self._file.truncate()
        self._full = []
        pa.default_memory_pool().release_unused()

    def _end_part(self) -> None:
        if self._rows:
            self._full.append(self._size)
            self._rows = self._size = 0


def _arrow(table: Table, lines: bytes) -> pa.Table:
    """JSON lines under the table's schema, binary values written as hex digits. No object a value is made."""
    written = pa.schema(
        pa.field(field.name, pa.string() if pa.types.is_binary(field.type) else field.type)
        for field in table.schema
    )
    data = arrow_json.read_json(
        pa.BufferReader(lines),
        read_options=arrow_json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=arrow_json.ParseOptions(explicit_schema=written, unexpected_field_behavior="error"),
    )
    columns = [
        pa.array(map(bytes.fromhex, data[field.name].to_pylist()), field.type)
        if pa.types.is_binary(field.type)
        else data[field.name]
        for field in table.schema
    ]
    return pa.Table.from_arrays(columns, schema=table.schema)
