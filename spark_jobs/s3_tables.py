"""The platform's tables as a Spark data source: explicit parts in, immutable parts and their list out.

What may not live here: what a job computes, and what becomes visible (a stage's commit does that). Parts are
read and written through the store, so no Hadoop jars are needed; settings come from the environment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
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
from infoseek.store.tables import new_attempt, read_part, write_arrow

FORMAT = "infoseek"
POSITION = "position"
"""Added column: where a row stood in the list of parts; of two versions of a row the higher one is newer."""

_BATCH_ROWS = 500
_PART_BYTES = 64 << 20
_ROWS_OF_A_PART = 1 << 32


def register(spark: SparkSession) -> None:
    """Make the format known to a session."""
    spark.dataSource.register(S3Table)


def read_frame(
    spark: SparkSession, table: Table, parts: Sequence[Part], columns: Sequence[str] | None = None
) -> DataFrame:
    """These parts of a table, with the column `position`. Raises on a part that is gone or altered.

    columns: the table's columns to read; all where it is None.
    """
    listed = json.dumps([part.model_dump() for part in parts])
    reader = spark.read.format(FORMAT).option("table", table.full_name).option("parts", listed)
    return reader.option("columns", json.dumps(list(columns or table.schema.names))).load()


def write_frame(store: ObjectStore, frame: DataFrame, table: Table, listing: str) -> list[Part]:
    """Write a frame of the table's schema as parts; their list, which is also kept as the object `listing`."""
    options = {"table": table.full_name, "listing": listing}
    frame.write.format(FORMAT).options(**options).mode("append").save()
    return [Part.model_validate(part) for part in json.loads(store.get(listing))]


class S3Table(DataSource):
    """Data source of one table."""

    @classmethod
    def name(cls) -> str:
        return FORMAT

    def _table(self) -> Table:
        return TABLES[self.options["table"]]

    def schema(self) -> StructType:
        schema = self._table().schema
        names = json.loads(self.options["columns"])
        fields = [schema.field(name) for name in names]
        return from_arrow_schema(pa.schema([*fields, pa.field(POSITION, pa.int64())]))

    def reader(self, schema: StructType) -> DataSourceReader:
        parts = [Part.model_validate(part) for part in json.loads(self.options["parts"])]
        return TableReader(self._table(), parts, json.loads(self.options["columns"]))

    def writer(self, schema: StructType, overwrite: bool) -> DataSourceArrowWriter:
        return TableWriter(self._table(), self.options["listing"])


class PartOfTable(InputPartition):
    """One part, and its place in the list of parts."""

    def __init__(self, number: int, part: Part) -> None:
        self.number = number
        self.part = part


class TableReader(DataSourceReader):
    """Reads parts whole, their bytes checked against the manifest's hash."""

    def __init__(self, table: Table, parts: list[Part], columns: list[str]) -> None:
        self.table = table
        self.parts = parts
        self.columns = columns

    def partitions(self) -> Sequence[InputPartition]:
        return [PartOfTable(number, part) for number, part in enumerate(self.parts)]

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        # Spark asks for one empty partition where there are no parts.
        if not isinstance(partition, PartOfTable):
            return
        data = read_part(ObjectStore(load_settings().s3), partition.part, self.columns)
        schema = pa.schema([self.table.schema.field(name) for name in self.columns])
        first = partition.number * _ROWS_OF_A_PART
        data = data.select(self.columns).cast(schema)
        positions = pa.array(range(first, first + data.num_rows), pa.int64())
        yield from data.append_column(POSITION, positions).to_batches(_BATCH_ROWS)


@dataclass
class Written(WriterCommitMessage):
    """The parts one task wrote, as JSON."""

    parts: list[str]


class TableWriter(DataSourceArrowWriter):
    """Writes parts under names never used before; the driver lists those of the tasks that counted."""

    def __init__(self, table: Table, listing: str) -> None:
        self.table = table
        self.listing = listing

    def write(self, iterator: Iterator[pa.RecordBatch]) -> Written:
        store = ObjectStore(load_settings().s3)
        attempt = new_attempt()
        parts: list[Part] = []
        held: list[pa.RecordBatch] = []
        size = 0
        for batch in iterator:
            held.append(batch)
            size += batch.nbytes
            if size > _PART_BYTES:
                parts.append(self._write(store, held, attempt, len(parts)))
                held, size = [], 0
        if any(batch.num_rows for batch in held):
            parts.append(self._write(store, held, attempt, len(parts)))
        return Written([part.model_dump_json() for part in parts])

    def _write(self, store: ObjectStore, batches: list[pa.RecordBatch], attempt: str, number: int) -> Part:
        data = pa.Table.from_batches(batches).select(self.table.schema.names)
        return write_arrow(store, self.table, data, attempt, number)

    def commit(self, messages: Sequence[WriterCommitMessage | None]) -> None:
        parts = [
            json.loads(part) for written in messages if isinstance(written, Written) for part in written.parts
        ]
        ObjectStore(load_settings().s3).put(self.listing, json.dumps(parts).encode(), "application/json")

    def abort(self, messages: Sequence[WriterCommitMessage | None]) -> None:
        """Parts of a failed job stay unlisted, and so invisible."""
