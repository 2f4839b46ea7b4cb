"""Tables on S3 as a Spark data source."""

from __future__ import annotations

import hashlib

import pytest
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from infoseek.store.manifests import Part
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES
from infoseek.store.tables import read_parts, write_part
from spark_jobs.s3_tables import POSITION, read_frame, write_frame
from tests.store.blank import blank

pytestmark = pytest.mark.service


def rows(first: int, last: int) -> list[dict[str, object]]:
    return [
        blank(ALIASES, entity_id=f"e{number}", alias="Ëlan ♪", source="title", count=number, prior=0.5)
        for number in range(first, last)
    ]


def test_reads_listed_parts_in_their_order(spark: SparkSession, lake: ObjectStore) -> None:
    """Every row comes once, and its position grows with the part's place in the list."""
    parts = write_part(lake, ALIASES, rows(0, 700), "one") + write_part(lake, ALIASES, rows(700, 703), "two")
    frame = read_frame(spark, ALIASES, parts, ["entity_id", "count"]).orderBy(POSITION)
    assert frame.columns == ["entity_id", "count", POSITION]
    assert [row["count"] for row in frame.collect()] == list(range(703))


def test_written_parts_are_listed_with_rows_size_and_hash(spark: SparkSession, lake: ObjectStore) -> None:
    """What the driver lists is what lies on S3, byte for byte, and reads back equal."""
    source = write_part(lake, ALIASES, rows(0, 10), "three")
    frame = read_frame(spark, ALIASES, source).select(*ALIASES.schema.names).repartition(3)
    parts, counts = write_frame(lake, frame, ALIASES, "linked/_listings/test.json", ["source"])
    assert counts == {("title",): 10}
    assert sum(part.rows for part in parts) == 10
    for part in parts:
        body = lake.get(part.path)
        assert (part.size_bytes, part.sha256) == (len(body), hashlib.sha256(body).hexdigest())
    back = read_parts(lake, ALIASES, parts).sort_by("count").to_pylist()
    assert back == rows(0, 10)


def test_an_altered_part_is_refused_by_name(spark: SparkSession, lake: ObjectStore) -> None:
    """A part whose bytes differ from its manifest's hash stops the job with the sentence that says so."""
    (part,) = write_part(lake, ALIASES, rows(0, 2), "four")
    wrong = Part(path=part.path, rows=part.rows, size_bytes=part.size_bytes, sha256="0" * 64)
    with pytest.raises(PySparkException, match=r"infoseek\.errors\.BadInput: .*differs from the hash"):
        read_frame(spark, ALIASES, [wrong]).collect()
