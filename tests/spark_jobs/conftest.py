"""One Spark session for all of this folder's tests, on a real S3 server."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from spark_jobs.s3_tables import register


@pytest.fixture(scope="session")
def lake(s3_endpoint: str) -> ObjectStore:
    """A bucket for the whole session: Spark's Python workers inherit its settings when they start."""
    settings = S3Settings(
        endpoint_url=s3_endpoint, bucket=f"s-{uuid.uuid4().hex[:12]}", access_key="test", secret_key="test"
    )
    store = ObjectStore(settings)
    store.create_bucket()
    return store


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Spark's workers keep their copies of packs."""
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="session")
def spark(lake: ObjectStore, scratch: Path) -> Iterator[SparkSession]:
    """A local session that knows the table format."""
    root = Path(__file__).resolve().parents[2]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in lake.settings.model_dump(exclude_none=True).items():
            patch.setenv(f"INFOSEEK_S3__{name.upper()}", str(value))
        patch.setenv(
            "PYTHONPATH", os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH", "")]))
        )
        patch.setenv("INFOSEEK_SCRATCH", str(scratch))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").appName("tests")
        options = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "3",
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.codegen.wholeStage": "false",
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        }
        for name, value in options.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        register(session)
        try:
            yield session
        finally:
            session.stop()
