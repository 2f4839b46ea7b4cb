"""The link stage: pins a corpus snapshot, runs the Spark job over it, commits its four tables.

What may not live here: reading pages or joining them (the rest of this room, and spark_jobs).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import infoseek
from infoseek.errors import BadInput
from infoseek.revision import code_revision
from infoseek.settings import Settings
from infoseek.stages import CRAWL, LINK
from infoseek.store import manifests
from infoseek.store.manifests import Manifest, Plan
from infoseek.store.objects import ObjectStore
from infoseek.store.snapshots import read_snapshot

STAGE_VERSION = "3"
SHARD = "all"
PAGES_PER_SHUFFLE_PARTITION = 5_000
MOST_LOCAL_SHUFFLE_PARTITIONS = 200
SMALL_CORPUS_PAGES = 20_000
_ROOT = Path(infoseek.__file__).resolve().parents[2]
_JOBS = _ROOT / "spark_jobs"


def plan(settings: Settings, batch_id: str) -> Plan:
    """Pin the snapshot that the batch's crawl committed. Raises `BadInput` where there is none."""
    store = ObjectStore(settings.s3)
    crawl = manifests.required(store, CRAWL.zone, batch_id)
    snapshot = crawl.notes.get("snapshot")
    if not isinstance(snapshot, str) or not snapshot:
        raise BadInput(f"The crawl {crawl.key} of batch {batch_id} names no corpus snapshot.")
    return manifests.plan(
        store,
        LINK.zone,
        batch_id,
        stage_version=STAGE_VERSION,
        settings={},
        inputs={"snapshot": snapshot},
    )


def shards(settings: Settings, plan: Plan) -> list[str]:
    """One: entities are resolved over the whole corpus, and Spark spreads the work itself."""
    return [SHARD]


def run_shard(settings: Settings, plan: Plan, shard: str) -> str:
    """Launch the Spark job; the object key of its receipt. Raises `Halted` where scratch cannot be used."""
    from infoseek.launch import run
    from infoseek.launched import writing_below

    _check_java()
    with writing_below(settings.scratch):
        settings.scratch.mkdir(parents=True, exist_ok=True)
    snapshot = read_snapshot(ObjectStore(settings.s3), plan.inputs["snapshot"])
    pages = sum(part.rows for part in snapshot.parts)
    run(submit_command(settings, plan, shard, pages), job_environment(settings), what="The Spark job")
    return f"{plan.zone}/_receipts/{plan.key}/{shard}.json"


def commit(settings: Settings, plan: Plan, receipts: list[str]) -> Manifest:
    """Make the linked corpus visible; stats hold the tables' sizes and the edges by predicate."""
    store = ObjectStore(settings.s3)
    return manifests.commit(
        store,
        plan,
        manifests.read_receipts(store, receipts),
        stage_version=STAGE_VERSION,
        settings={},
        code_revision=code_revision(),
    )


def submit_command(settings: Settings, plan: Plan, shard: str, pages: int) -> list[str]:
    """The spark-submit command line for a corpus of so many pages; credentials go by the environment."""
    # A job of seconds gains nothing from the optimising compiler and a concurrent collector.
    java = f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlog4j2.configurationFile={(_JOBS / 'log4j2.properties').as_uri()}"
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(settings.scratch.resolve() / "warehouse"),
        **_sized_options(settings, pages),
    }
    conf = [part for name, value in options.items() for part in ("--conf", f"{name}={value}")]
    submit = Path(sys.executable).with_name("spark-submit")
    return [
        str(submit),
        *("--master", settings.spark.master),
        *("--driver-memory", settings.spark.driver_memory),
        *("--driver-java-options", java),
        *conf,
        str(_JOBS / "link_entities.py"),
        *("--plan", plan.model_dump_json()),
        *("--shard", shard),
    ]


def _sized_options(settings: Settings, pages: int) -> dict[str, str]:
    """A small corpus on one machine spends its time on planning and compiling queries: do less of both."""
    if not _is_local(settings):
        return {}
    partitions = min(MOST_LOCAL_SHUFFLE_PARTITIONS, 2 + pages // PAGES_PER_SHUFFLE_PARTITION)
    options = {
        "spark.local.dir": str(settings.scratch.resolve() / "spark"),
        "spark.sql.shuffle.partitions": str(partitions),
    }
    if pages <= SMALL_CORPUS_PAGES:
        options["spark.sql.adaptive.enabled"] = "false"
        options["spark.sql.codegen.wholeStage"] = "false"
    return options


def job_environment(settings: Settings) -> dict[str, str]:
    """This process's environment, with what the job and its Python workers need."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = [str(_ROOT), env.get("PYTHONPATH", "")]
    env["PYTHONPATH"] = os.pathsep.join(part for part in path if part)
    env["PYSPARK_PYTHON"] = env["PYSPARK_DRIVER_PYTHON"] = sys.executable
    if _is_local(settings):
        env["SPARK_LOCAL_IP"] = "127.0.0.1"
    for name, value in settings.s3.model_dump(exclude_none=True).items():
        env[f"INFOSEEK_S3__{name.upper()}"] = str(value)
    return env


def _is_local(settings: Settings) -> bool:
    return settings.spark.master.startswith("local")


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and (Path(home) / "bin" / "java").exists())):
        raise BadInput("Spark needs Java 17 or newer, and there is no java on the path: install a JRE.")
