"""Links a corpus snapshot: pages in, entities, aliases, mentions and edges out. Launched by spark-submit.

What lives here: the job around the transforms of linked_tables. `link_entities.py --plan PLAN --shard all`
exits as `infoseek.launched` says where it fails.
"""

from __future__ import annotations

import argparse
import re
import sys

import pyarrow as pa
from py4j.protocol import Py4JError
from pydantic import ValidationError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from infoseek.environment import load_settings
from infoseek.errors import BadInput, Halted
from infoseek.launched import STATUSES, reporting
from infoseek.store.manifests import Plan, Receipt, write_receipt
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS, PAGES, Table
from infoseek.store.snapshots import Snapshot, read_snapshot
from infoseek.store.tables import new_attempt
from spark_jobs.linked_tables import PAGE_COLUMNS, linked_tables
from spark_jobs.s3_tables import read_frame, register, write_frame

PAGES_PER_PARTITION = 20_000

ORDER = {
    ENTITIES.name: ("entity_id",),
    ALIASES.name: ("entity_id", "alias", "source"),
    MENTIONS.name: ("page_id", "start", "end", "entity_id"),
    EDGES.name: ("subject_id", "start", "predicate", "value", "edge_id"),
}
"""How each table's rows are sorted, over all its parts: the first box of a page comes first."""


def sort_rows(frame: DataFrame, table: Table, partitions: int) -> DataFrame:
    """The rows in the table's order, spread over as many parts."""
    order = ORDER[table.name]
    # Ranges are found by sampling, which is a job of its own: one part needs none.
    spread = frame.coalesce(1) if partitions == 1 else frame.repartitionByRange(partitions, *order)
    return spread.sortWithinPartitions(*order)


def run(spark: SparkSession, store: ObjectStore, plan: Plan, shard: str, snapshot: Snapshot) -> str:
    """Link the snapshot and write the shard's receipt; its object key."""
    register(spark)
    pages = read_frame(spark, PAGES, snapshot.parts, PAGE_COLUMNS)
    gone = pa.table({"page_id": pa.array(snapshot.tombstones, pa.string())})
    tombstones = spark.createDataFrame(gone)
    read, tables = linked_tables(pages, tombstones)
    counts = read.agg(F.count("*"), F.sum(F.col("is_answerable").cast("int"))).first()
    if counts is None or not counts[0]:
        raise BadInput(
            f"The corpus snapshot {snapshot.snapshot_id} holds no live page: there is nothing to link."
        )
    stats: dict[str, float] = {"answerable": counts[1]}
    partitions = -(-counts[0] // PAGES_PER_PARTITION)
    attempt = new_attempt()
    written = {}
    for table in (ENTITIES, ALIASES, MENTIONS, EDGES):
        listing = f"{plan.zone}/_listings/{plan.key}/{attempt}-{table.name}.json"
        frame = sort_rows(tables[table.name], table, partitions)
        written[table.name] = write_frame(store, frame, table, listing)
        stats[table.name] = sum(part.rows for part in written[table.name])
    for row in tables[EDGES.name].groupBy("predicate").count().collect():
        stats[f"edges_{row['predicate']}"] = row["count"]
    return write_receipt(store, plan, Receipt(shard=shard, tables=written, stats=stats))


def load_plan(store: ObjectStore, given: str) -> Plan:
    """A plan given as JSON or as the key of an object that holds it. Raises `BadInput`."""
    try:
        return Plan.model_validate_json(given if given.lstrip().startswith("{") else store.get(given))
    except ObjectMissing:
        raise BadInput(f"There is no plan {store.address(given)}.") from None
    except ValidationError as error:
        raise BadInput(f"--plan is no plan of a stage run: {error.error_count()} errors.") from error


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--plan", required=True, help="the plan as JSON, or the key of an object that holds it"
    )
    parser.add_argument("--shard", default="all", help="name of the shard; the stage has one, 'all'")
    given = parser.parse_args(argv)
    return reporting(lambda: _link(given.plan, given.shard))


def _link(given: str, shard: str) -> None:
    settings = load_settings()
    store = ObjectStore(settings.s3)
    plan = load_plan(store, given)
    if "snapshot" not in plan.inputs:
        raise BadInput(f"The plan {plan.key} names no corpus snapshot to link.")
    snapshot = read_snapshot(store, plan.inputs["snapshot"])
    spark = SparkSession.builder.appName(f"link_entities {plan.batch_id}").getOrCreate()
    scratch = spark.conf.get("spark.local.dir", None)
    try:
        run(spark, store, plan, shard, snapshot)
    except (PySparkException, Py4JError) as error:
        found = cause(str(error), scratch)
        if found is None:
            raise
        raise found from None
    finally:
        spark.stop()


def cause(message: str, scratch: str | None) -> Exception | None:
    """The error behind one of Spark's: a worker's own, whose sentence it holds, or a full scratch folder.

    scratch: where Spark shuffles, if it says so.
    """
    for kind in STATUSES:
        if found := re.search(rf"infoseek\.errors\.{kind.__name__}: (.+)", message):
            return kind(found[1].strip())
    if "No space left on device" in message:
        return Halted(
            f"The folder {scratch or 'that Spark shuffles in'} cannot be written to: the disk is full."
        )
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
