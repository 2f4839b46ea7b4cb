"""The Spark job's command line and environment."""

from __future__ import annotations

from infoseek.linking.submitting import executor_environment, job_environment, submit_command
from infoseek.settings import LinkSettings, S3Settings, Settings, SparkSettings
from infoseek.store.manifests import Plan

PLAN = Plan(zone="linked", batch_id="2026-11-05", key="k", base="", inputs={"snapshot": "s"}, is_done=False)


def settings_of(s3: S3Settings) -> Settings:
    return Settings(s3=s3, spark=SparkSettings(master="local[2]", driver_memory="1g"))


def test_the_command_line_carries_no_credentials() -> None:
    """Keys travel by the environment, where process lists do not show them."""
    secret = S3Settings(endpoint_url="http://127.0.0.1:9", access_key="open-sesame", secret_key="hush-hush")
    settings = settings_of(secret)
    assert "hush-hush" not in " ".join(submit_command(settings, PLAN, "all", 10))
    env = job_environment(settings)
    assert env["INFOSEEK_S3__SECRET_KEY"] == "hush-hush"
    assert env["SPARK_LOCAL_IP"] == "127.0.0.1"


def test_shortcuts_for_small_corpora_stay_on_one_machine() -> None:
    """A cluster keeps its own session options, and a large local corpus its query compiler."""
    local = settings_of(S3Settings())
    cluster = Settings(spark=SparkSettings(master="spark://head:7077"))
    small = " ".join(submit_command(local, PLAN, "all", 100))
    assert "codegen.wholeStage=false" in small
    assert "codegen" not in " ".join(submit_command(local, PLAN, "all", 100_000))
    assert "shuffle" not in " ".join(submit_command(cluster, PLAN, "all", 100))


def test_a_cluster_is_told_how_large_its_executors_are() -> None:
    """Memory and cores of executors go with the command; how the session is cut is the cluster's own."""
    spark = SparkSettings(master="spark://head:7077", executor_memory="3g", executor_cores=4)
    command = " ".join(submit_command(Settings(spark=spark), PLAN, "all", 100))
    assert "spark.executor.memory=3g" in command
    assert "spark.executor.cores=4" in command


def test_executors_get_what_their_workers_read() -> None:
    """Where the store is and how names are linked; not this machine's scratch folder."""
    settings = Settings(
        s3=S3Settings(access_key="open-sesame", secret_key="hush-hush"), link=LinkSettings(min_score=0.9)
    )
    found = executor_environment(job_environment(settings))
    assert found["spark.executorEnv.INFOSEEK_S3__SECRET_KEY"] == "hush-hush"
    assert found["spark.executorEnv.INFOSEEK_LINK__MIN_SCORE"] == "0.9"
    assert "PYTHONPATH" in " ".join(found)
    assert not any("SCRATCH" in name for name in found)
