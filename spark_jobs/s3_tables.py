"""The platform's tables as a Spark data source: explicit parts in, immutable parts and their list out.

What may not live here: what a job computes, and what becomes visible (a stage's commit does that). Parts are
read and written through the store, so no Hadoop jars are needed; settings come from the environment.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyroaring import BitMap
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.datasource import (
    DataSource,
    DataSourceArrowWriter,
    DataSourceReader,
    InputPartition,
    WriterCommitMessage,
)
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from infoseek.environment import load_settings
from infoseek.store.manifests import Part
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import TABLES, Table
from infoseek.store.tables import conformed, new_attempt, read_part, write_arrow

FORMAT = "infoseek"
POSITION = "position"
"""Added column: where a row stood in the list of parts; of two versions of a row the higher one is newer."""
ORIGIN = "origin"
"""Added column on demand: the hash of the row's part and its place there, which no other row ever has."""

_BATCH_ROWS = 500
_PART_BYTES = 64 << 20
_ROWS_OF_A_PART = 1 << 32
_HASH_CHARS = 20
_SLICES = 8
_LEAST_SLICE, _MOST_SLICE = 100, 2_500
"""Rows that one task reads: so that a small corpus takes more than one task, and a large one not too many."""

Rows = Mapping[int, BitMap]
"""Which rows of which part, by the part's number in the list."""


def register(spark: SparkSession) -> None:
    """Make the format known to a session."""
    spark.dataSource.register(S3Table)


def read_frame(
    spark: SparkSession,
    table: Table,
    parts: Sequence[Part],
    columns: Sequence[str] | None = None,
    *,
    rows: Rows | None = None,
    has_origin: bool = False,
) -> DataFrame:
    """These parts of a table, with the column `position`. Raises on a part that is gone or altered.

    columns: the table's columns to read; all where it is None. rows: those to read; all where it is None.
    has_origin: whether the column `origin` is added.
    """
    options = {
        "table": table.full_name,
        "parts": json.dumps([part.model_dump() for part in parts]),
        "columns": json.dumps(list(columns or table.schema.names)),
        "added": json.dumps([POSITION, *([ORIGIN] if has_origin else [])]),
    }
    if rows is not None:
        chosen = {number: b64encode(found.serialize()).decode() for number, found in rows.items()}
        options["rows"] = json.dumps(chosen)
    return spark.read.format(FORMAT).options(**options).load()


def rows_at(positions: NDArray[np.int64]) -> Rows:
    """The rows at these positions."""
    if not len(positions):
        return {}
    numbers, places = np.divmod(np.sort(positions), _ROWS_OF_A_PART)
    found, starts = np.unique(numbers, return_index=True)
    groups = np.split(places, starts[1:])
    return {int(number): BitMap(group) for number, group in zip(found, groups, strict=True)}


def write_frame(
    store: ObjectStore, frame: DataFrame, table: Table, listing: str, counted: Sequence[str] = ()
) -> tuple[list[Part], Counter[tuple[str, ...]]]:
    """Write a frame of the table's schema as parts.

    The parts, whose list is also kept as the object `listing`, and how many rows have each value of the
    `counted` columns.
    """
    options = {"table": table.full_name, "listing": listing, "counted": json.dumps(list(counted))}
    frame.write.format(FORMAT).options(**options).mode("append").save()
    listed = json.loads(store.get(listing))
    counts = Counter({tuple(values): count for *values, count in listed["counts"]})
    return [Part.model_validate(part) for part in listed["parts"]], counts


class S3Table(DataSource):
    """Data source of one table."""

    @classmethod
    def name(cls) -> str:
        return FORMAT

    def _table(self) -> Table:
        return TABLES[self.options["table"]]

    def schema(self) -> StructType:
        return from_arrow_schema(_schema(self._table(), *map(json.loads, self._columns())))

    def _columns(self) -> tuple[str, str]:
        return self.options["columns"], self.options["added"]

    def reader(self, schema: StructType) -> DataSourceReader:
        parts = [Part.model_validate(part) for part in json.loads(self.options["parts"])]
        columns, added = map(json.loads, self._columns())
        chosen = json.loads(self.options.get("rows", "null"))
        rows = None if chosen is None else {int(at): b64decode(bits) for at, bits in chosen.items()}
        return TableReader(self._table(), parts, columns, added, rows)

    def writer(self, schema: StructType, overwrite: bool) -> DataSourceArrowWriter:
        counted = json.loads(self.options["counted"])
        return TableWriter(self._table(), self.options["listing"], counted)


def _schema(table: Table, columns: Sequence[str], added: Sequence[str]) -> pa.Schema:
    types = {POSITION: pa.int64(), ORIGIN: pa.string()}
    return pa.schema(
        [*(table.schema.field(name) for name in columns), *(pa.field(name, types[name]) for name in added)]
    )


class PartOfTable(InputPartition):
    """Some rows of a part: from `start` on below `stop`, of `rows` (a bitmap) where that is not None."""

    def __init__(self, number: int, part: Part, start: int, stop: int, rows: bytes | None) -> None:
        self.number = number
        self.part = part
        self.start = start
        self.stop = stop
        self.rows = rows


class TableReader(DataSourceReader):
    """Reads parts whole, their bytes checked against the manifest's hash, and gives out slices of them."""

    def __init__(
        self,
        table: Table,
        parts: list[Part],
        columns: list[str],
        added: list[str],
        rows: Mapping[int, bytes] | None,
    ) -> None:
        self.table = table
        self.parts = parts
        self.columns = columns
        self.added = added
        self.rows = rows

    def partitions(self) -> Sequence[InputPartition]:
        total = sum(part.rows for part in self.parts)
        size = min(max(total // _SLICES, _LEAST_SLICE), _MOST_SLICE)
        return [
            PartOfTable(number, part, start, start + size, None if self.rows is None else self.rows[number])
            for number, part in enumerate(self.parts)
            if self.rows is None or number in self.rows
            for start in range(0, part.rows, size)
        ]

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        # Spark asks for one empty partition where there are no parts.
        if not isinstance(partition, PartOfTable):
            return
        data = read_part(ObjectStore(load_settings().s3), partition.part, self.columns)
        stop = min(partition.stop, data.num_rows)
        places = np.arange(partition.start, stop, dtype=np.int64)
        data = data.slice(partition.start, max(0, stop - partition.start))
        if partition.rows is not None:
            wanted = BitMap.deserialize(partition.rows) & BitMap(range(partition.start, stop))
            places = np.array(wanted, dtype=np.int64)
            data = data.take(pa.array(places - partition.start))
        schema = _schema(self.table, self.columns, [])
        data = conformed(data, schema)
        for name in self.added:
            data = data.append_column(name, self._added(name, partition, places))
        yield from data.to_batches(_BATCH_ROWS)

    def _added(self, name: str, partition: PartOfTable, places: NDArray[np.int64]) -> pa.Array:
        if name == POSITION:
            return pa.array(places + partition.number * _ROWS_OF_A_PART)
        part = partition.part.sha256[:_HASH_CHARS]
        return pa.array([f"{part}:{place}" for place in places.tolist()], pa.string())


@dataclass
class Written(WriterCommitMessage):
    """The parts one task wrote, as JSON, and how many of their rows have which counted values."""

    parts: list[str]
    counts: Counter[tuple[str, ...]]


class TableWriter(DataSourceArrowWriter):
    """Writes parts under names never used before; the driver lists those of the tasks that counted."""

    def __init__(self, table: Table, listing: str, counted: list[str]) -> None:
        self.table = table
        self.listing = listing
        self.counted = counted

    def write(self, iterator: Iterator[pa.RecordBatch]) -> Written:
        store = ObjectStore(load_settings().s3)
        attempt = new_attempt()
        parts: list[Part] = []
        held: list[pa.RecordBatch] = []
        size = 0
        counts: Counter[tuple[str, ...]] = Counter()
        for batch in iterator:
            held.append(batch)
            size += batch.nbytes
            if self.counted:
                counts.update(zip(*(batch[name].to_pylist() for name in self.counted), strict=True))
            if size > _PART_BYTES:
                parts.append(self._write(store, held, attempt, len(parts)))
                held, size = [], 0
        if any(batch.num_rows for batch in held):
            parts.append(self._write(store, held, attempt, len(parts)))
        return Written([part.model_dump_json() for part in parts], counts)

    def _write(self, store: ObjectStore, batches: list[pa.RecordBatch], attempt: str, number: int) -> Part:
        data = pa.Table.from_batches(batches).select(self.table.schema.names)
        return write_arrow(store, self.table, data, attempt, number)

    def commit(self, messages: Sequence[WriterCommitMessage | None]) -> None:
        written = [message for message in messages if isinstance(message, Written)]
        counts = sum((message.counts for message in written), Counter[tuple[str, ...]]())
        listed = {
            "parts": [json.loads(part) for message in written for part in message.parts],
            "counts": [[*values, count] for values, count in sorted(counts.items())],
        }
        ObjectStore(load_settings().s3).put(self.listing, json.dumps(listed).encode(), "application/json")

    def abort(self, messages: Sequence[WriterCommitMessage | None]) -> None:
        """Parts of a failed job stay unlisted, and so invisible."""
