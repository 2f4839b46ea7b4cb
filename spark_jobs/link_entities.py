"""Links a corpus snapshot: pages in, entities, aliases, mentions and edges out. Launched by spark-submit.

What lives here: the job around a run: its plan, its session, its end. `link_entities.py --plan PLAN --shard all`
exits as `infoseek.launched` says where it fails.
"""

from __future__ import annotations

import argparse
import os
import re
import sys

from py4j.protocol import Py4JError
from pydantic import ValidationError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from infoseek.environment import load_settings
from infoseek.errors import BadInput, Halted
from infoseek.launched import STATUSES, reporting
from infoseek.linking.submitting import executor_environment
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.store.snapshots import read_snapshot
from spark_jobs.link_run import run


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
    builder = SparkSession.builder.appName(f"link_entities {plan.batch_id}")
    # Set here, where no process list shows it.
    spark = builder.config(map=executor_environment(dict(os.environ))).getOrCreate()
    scratch = spark.conf.get("spark.local.dir", None)
    try:
        run(spark, store, settings, plan, shard, snapshot)
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
