"""Linked tables on S3: their rows' order, their parts, and what is counted of them.

What lives here: order and size of what is written. What may not: what the rows are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from infoseek.store.manifests import Part, Plan
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS, Table
from infoseek.store.tables import new_attempt
from spark_jobs.s3_tables import write_frame

PAGES_PER_PARTITION = 20_000
MOST_PARTS = 200
"""Of a table that grows from batch to batch: beyond, its parts are written anew as fewer."""

ORDER = {
    ENTITIES.name: ("entity_id",),
    ALIASES.name: ("entity_id", "alias", "source"),
    MENTIONS.name: ("page_id", "start", "end", "entity_id", "source"),
    EDGES.name: ("subject_id", "start", "predicate", "value", "edge_id"),
}
"""How each table's rows are sorted, over all its parts: the first box of a page comes first."""


@dataclass
class Output:
    """Where a run's tables go. parts: what was written, by table. pages: in the corpus."""

    store: ObjectStore
    plan: Plan
    pages: int = 0
    attempt: str = field(default_factory=new_attempt)
    parts: dict[str, list[Part]] = field(default_factory=dict)

    def write_sorted(
        self, frame: DataFrame, table: Table, counted: Sequence[str] = ()
    ) -> Counter[tuple[str, ...]]:
        """Write all of a table in its order; how many rows have each value of the counted columns."""
        order = ORDER[table.name]
        partitions = max(1, -(-self.pages // PAGES_PER_PARTITION))
        # Ranges are found by sampling, which is a job of its own: one part needs none.
        spread = frame.coalesce(1) if partitions == 1 else frame.repartitionByRange(partitions, *order)
        return self._write(spread.sortWithinPartitions(*order), table, counted)

    def write_kept(self, frame: DataFrame, table: Table, before: Sequence[Part]) -> None:
        """Write rows as they lie, behind parts of an earlier batch that still count."""
        self._write(frame, table, ())
        self.parts[table.name] = [*before, *self.parts[table.name]]

    def write_beside(
        self, fresh: DataFrame, old: DataFrame, table: Table, before: Sequence[Part], kept: int
    ) -> DataFrame:
        """Write fresh rows behind an earlier batch's parts; both together, kept in memory or on disk.

        old: what of those parts still counts, so many rows. Where most of what they hold does not, or they
        are many, all is written anew.
        """
        both = fresh.withColumn("is_fresh", F.lit(True)).unionByName(old.withColumn("is_fresh", F.lit(False)))
        both = both.persist()
        is_worn = sum(part.rows for part in before) > 2 * kept or len(before) > MOST_PARTS
        names = table.schema.names
        chosen = both if is_worn else both.where("is_fresh")
        self.write_kept(chosen.select(*names), table, () if is_worn else before)
        return both.select(*names)

    def keep(self, table: Table, parts: Sequence[Part]) -> None:
        """Take over an earlier batch's parts alone."""
        self.parts[table.name] = list(parts)

    def _write(self, frame: DataFrame, table: Table, counted: Sequence[str]) -> Counter[tuple[str, ...]]:
        listing = f"{self.plan.zone}/_listings/{self.plan.key}/{self.attempt}-{table.name}.json"
        self.parts[table.name], counts = write_frame(self.store, frame, table, listing, counted)
        return counts
