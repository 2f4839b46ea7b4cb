"""Which rows of a corpus count: the last version of each live page, and what earlier batches know of it.

What lives here: choosing rows before they are read whole. What may not: what pages say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from infoseek.store.manifests import Part
from infoseek.store.schemas import PAGES, Table
from infoseek.store.snapshots import Snapshot
from spark_jobs.s3_tables import ORIGIN, POSITION, Rows, read_frame, rows_at

PAGE_COLUMNS = (
    "page_id url aliases_urls title text sentences links rows bold_names declared_names categories language "
    "content_sha256"
).split()


@dataclass(frozen=True)
class Kept:
    """Rows of an earlier batch that hold: of which parts which rows, and for how many pages."""

    parts: list[Part]
    rows: Rows

    @property
    def pages(self) -> int:
        return sum(len(found) for found in self.rows.values())


def live_pages(spark: SparkSession, snapshot: Snapshot) -> DataFrame:
    """page_id, position, origin: the last version of each page, without those that are gone or have no id."""
    gone = spark.createDataFrame(pa.table({"page_id": pa.array(snapshot.tombstones, pa.string())}))
    rows = read_frame(spark, PAGES, snapshot.parts, ["page_id", "url"], has_origin=True)
    named = rows.where("page_id <> '' and url <> ''")
    last = F.max(F.struct(POSITION, ORIGIN)).alias("last")
    found = named.groupBy("page_id").agg(last).join(F.broadcast(gone), "page_id", "left_anti")
    return found.select("page_id", f"last.{POSITION}", f"last.{ORIGIN}")


def kept_rows(spark: SparkSession, table: Table, parts: Sequence[Part], live: DataFrame) -> DataFrame:
    """page_id, known_at: where an earlier batch's table has its last row of a live page in this very version."""
    known = read_frame(spark, table, parts, ["page_id", ORIGIN])
    last = known.groupBy("page_id", ORIGIN).agg(F.max(POSITION).alias("known_at"))
    return last.join(live.select("page_id", ORIGIN), ["page_id", ORIGIN]).select("page_id", "known_at")


def positions(frame: DataFrame, column: str = POSITION) -> Rows:
    """The rows at the positions that a column holds."""
    found = frame.select(column).toArrow()[column].to_numpy()
    return rows_at(found.astype(np.int64))
