"""A home as a batch finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.embedded.home import Home, locked_home, made_home
from infoseek.embedded.installation import opened
from infoseek.embedded.reading import reading
from infoseek.embedded.record import live_record, record_of_this_process, write_record
from infoseek.embedded.standing import standings
from infoseek.errors import BadInput
from infoseek.settings import GrowthSettings, S3Settings, Settings
from infoseek.stages import CHAIN, CRAWL, LINK
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore

pytestmark = pytest.mark.service

BATCH = "2026-11-05"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made_home(tmp_path)


def committed(store: ObjectStore, zone: str) -> None:
    plan = manifests.plan(store, zone, BATCH, stage_version="1", settings={}, inputs={})
    manifests.commit(store, plan, [], stage_version="1", settings={}, code_revision="r")


def test_a_run_of_its_own_can_be_read_while_it_lasts(home: Home) -> None:
    """Others find its S3 server by the record, may not run beside it, and the record goes with it."""
    settings = Settings()
    with opened(settings, home.root) as installation:
        assert not installation.is_kept
        ObjectStore(installation.settings.s3).put("greeting", b"hello")
        record = live_record(home)
        assert record is not None
        assert record.kind == "run"
        with reading(settings, home.root) as found:
            assert found.store.get("greeting") == b"hello"
        with pytest.raises(BadInput, match="Another run uses the home"), opened(settings, home.root):
            pass
    assert live_record(home) is None
    with reading(settings, home.root) as found:
        assert found.store.get("greeting") == b"hello"


def test_a_home_without_data_is_told_apart(home: Home) -> None:
    """Reading starts no server where there is nothing to read."""
    with (
        pytest.raises(BadInput, match="holds nothing yet: run a batch first"),
        reading(Settings(), home.root),
    ):
        pass


def test_a_named_endpoint_is_read_without_the_home(home: Home, s3: S3Settings) -> None:
    """Neither a lock nor a server of our own is needed."""
    with locked_home(home.root), reading(Settings(s3=s3), home.root) as found:
        assert found.store.settings == s3


def test_what_is_up_is_used_and_left_running(home: Home, s3: S3Settings) -> None:
    """The batch reaches the platform's storage through its record, without the lock its keeper holds."""
    settings = Settings()
    record = record_of_this_process("up", home, settings)
    write_record(home, record.model_copy(update={"s3": s3.endpoint_url, "sample": "http://127.0.0.1:1/"}))
    with locked_home(home.root), opened(settings, home.root) as installation:
        assert installation.is_kept
        assert installation.sample == "http://127.0.0.1:1/"
        assert installation.settings.s3.endpoint_url == s3.endpoint_url
    assert live_record(home) is not None


def test_other_settings_than_the_platforms_are_refused(home: Home) -> None:
    """Its tasks would not know of them: the sentence names those that differ."""
    write_record(home, record_of_this_process("up", home, Settings()))
    other = Settings(growth=GrowthSettings(trees=7))
    with (
        pytest.raises(BadInput, match="another INFOSEEK_GROWTH__TREES: give the same"),
        opened(other, home.root),
    ):
        pass


def test_a_batch_stands_where_its_commits_are(home: Home, s3: S3Settings, store: ObjectStore) -> None:
    """Without Airflow the committed stages are done and all others wait."""
    committed(store, CRAWL.zone)
    committed(store, LINK.zone)
    with reading(Settings(s3=s3), home.root) as found:
        (standing,) = standings(found, 5)
    assert standing.batch_id == BATCH
    states = [standing.stages[stage.dag_id] for stage in CHAIN]
    assert states == ["done", "done", *["waiting"] * 4]
    assert standing.record is not None
