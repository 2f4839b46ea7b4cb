"""How the Spark job is launched: its command line and its environment.

What lives here: options for one machine and for a cluster. What may not: what the job does (spark_jobs).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import infoseek
from infoseek.errors import BadInput
from infoseek.settings import Settings
from infoseek.store.manifests import Plan

PAGES_PER_SHUFFLE_PARTITION = 5_000
MOST_LOCAL_SHUFFLE_PARTITIONS = 200
SMALL_CORPUS_PAGES = 20_000
_LOOPBACK = re.compile(r"spark://(?:127\.|localhost[:,])")
_ROOT = Path(infoseek.__file__).resolve().parents[2]
_JOBS = _ROOT / "spark_jobs"


def submit_command(settings: Settings, plan: Plan, shard: str, pages: int) -> list[str]:
    """The spark-submit command line for a corpus of so many pages; credentials go by the environment."""
    java = f"-XX:+UseSerialGC -Dlog4j2.configurationFile={(_JOBS / 'log4j2.properties').as_uri()}"
    if pages <= SMALL_CORPUS_PAGES:
        # A job of seconds gains nothing from the optimising compiler.
        java = f"-XX:TieredStopAtLevel=1 {java}"
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(settings.scratch.resolve() / "warehouse"),
        "spark.driver.maxResultSize": "0",
        **(_local_options(settings, pages) if is_local(settings) else _cluster_options(settings)),
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


def _local_options(settings: Settings, pages: int) -> dict[str, str]:
    """A small corpus on one machine spends its time on planning and compiling queries: do less of both."""
    partitions = min(MOST_LOCAL_SHUFFLE_PARTITIONS, 2 + pages // PAGES_PER_SHUFFLE_PARTITION)
    options = {
        "spark.local.dir": str(settings.scratch.resolve() / "spark"),
        "spark.sql.shuffle.partitions": str(partitions),
    }
    if pages <= SMALL_CORPUS_PAGES:
        options["spark.sql.adaptive.enabled"] = "false"
        options["spark.sql.codegen.wholeStage"] = "false"
    return options


def _cluster_options(settings: Settings) -> dict[str, str]:
    return {
        "spark.executor.memory": settings.spark.executor_memory,
        "spark.executor.cores": str(settings.spark.executor_cores),
    }


def job_environment(settings: Settings) -> dict[str, str]:
    """This process's environment, with what the job and its Python workers need."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = [str(_ROOT), env.get("PYTHONPATH", "")]
    env["PYTHONPATH"] = os.pathsep.join(part for part in path if part)
    env["PYSPARK_PYTHON"] = env["PYSPARK_DRIVER_PYTHON"] = sys.executable
    if is_local(settings) or _LOOPBACK.match(settings.spark.master):
        env["SPARK_LOCAL_IP"] = "127.0.0.1"
    env["INFOSEEK_SCRATCH"] = str(settings.scratch.resolve())
    for section in ("s3", "link"):
        for name, value in getattr(settings, section).model_dump(exclude_none=True).items():
            env[f"INFOSEEK_{section.upper()}__{name.upper()}"] = str(value)
    return env


def executor_environment(environment: dict[str, str]) -> dict[str, str]:
    """What of the job's environment its executors on other machines need, as Spark's settings.

    The code is at the same place there; the scratch folder is the executor's own.
    """
    shared = ("INFOSEEK_S3__", "INFOSEEK_LINK__", "PYTHONPATH", "AWS_")
    return {
        f"spark.executorEnv.{name}": value for name, value in environment.items() if name.startswith(shared)
    }


def is_local(settings: Settings) -> bool:
    """Whether the job runs on this machine alone."""
    return settings.spark.master.startswith("local")


def check_java() -> None:
    """Raises `BadInput` where Spark has no Java to run on."""
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and (Path(home) / "bin" / "java").exists())):
        raise BadInput("Spark needs Java 17 or newer, and there is no java on the path: install a JRE.")
