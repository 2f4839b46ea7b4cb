"""Entities over the corpus: each live page's description with its rank. What may not live here: how it is read."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from infoseek.store.schemas import ENTITIES


def entities(readings: DataFrame, ranks: DataFrame) -> DataFrame:
    """linked__entities. ranks: entity_id, in_links, page_rank, hinted as its size allows."""
    named = readings.withColumn("entity_id", F.col("page_id"))
    return named.join(ranks, "entity_id").select(*ENTITIES.schema.names)
