"""The gate stage's plan on a real S3 server."""

from __future__ import annotations

import pytest

from infoseek.errors import BadInput
from infoseek.gates import stage
from infoseek.gates.catalogue import CHECKS
from infoseek.gates.history import INDEX, quality_history
from infoseek.settings import GateSettings, GrowthSettings, S3Settings, Settings
from infoseek.store.manifests import Receipt, write_receipt
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import BATCH, books, question_row
from tests.gates.stored import commit_world

pytestmark = pytest.mark.service


def test_the_plan_pins_questions_and_their_corpus(store: ObjectStore, s3: S3Settings) -> None:
    """Inputs are the blurred manifest, the linked one its trees were grown on, and that one's snapshot."""
    blurred = commit_world(store, books(), [question_row(books())])
    plan = stage.plan(Settings(s3=s3), BATCH)
    assert plan.inputs["blurred"] == blurred.key
    assert plan.inputs["linked"] == blurred.inputs["linked"]
    assert store.exists(f"crawl/_snapshots/{plan.inputs['snapshot']}.json")
    assert stage.shards(Settings(s3=s3), plan) == ["all"]


def test_what_decides_a_verdict_makes_another_run(store: ObjectStore, s3: S3Settings) -> None:
    """Waivers, thresholds and tree sizes are part of the run's key; the S3 endpoint is not."""
    commit_world(store, books(), [question_row(books())])
    settings = Settings(s3=s3)
    keys = {
        stage.plan(settings, BATCH).key,
        stage.plan(Settings(s3=s3, gates=GateSettings(waivers={"S5": "x"})), BATCH).key,
        stage.plan(Settings(s3=s3, gates=GateSettings(min_alias_chars=4)), BATCH).key,
        stage.plan(Settings(s3=s3, growth=GrowthSettings(max_vertices=8)), BATCH).key,
    }
    assert len(keys) == 4
    same = s3.model_copy(update={"region": "eu-west-1"})
    assert stage.plan(Settings(s3=same), BATCH).key == stage.plan(settings, BATCH).key


def test_an_expired_waiver_changes_nothing(store: ObjectStore, s3: S3Settings) -> None:
    """For batches after its end the run is the one without it; up to its end it is another."""
    commit_world(store, books(), [question_row(books())])
    plain = stage.plan(Settings(s3=s3), BATCH)
    for until, is_held in (("2026-11-04", False), (BATCH, True)):
        gates = GateSettings(waivers={"S5": {"reason": "x", "until": until}})
        assert (stage.plan(Settings(s3=s3, gates=gates), BATCH).key != plain.key) == is_held


def test_a_commit_records_its_quality(store: ObjectStore, s3: S3Settings) -> None:
    """The history holds the batch; where the commit died before, planning it again makes that good."""
    commit_world(store, books(), [question_row(books())])
    settings = Settings(s3=s3, gates=GateSettings(waivers={"L1": "no prior", "S5": "for this test"}))
    plan = stage.plan(settings, BATCH)
    manifest = stage.commit(settings, plan, [write_receipt(store, plan, Receipt(shard="all"))])
    (quality,) = quality_history(store)
    assert (quality.batch_id, quality.key, quality.questions) == (BATCH, manifest.key, 0)
    assert quality.waivers == manifest.notes["waivers"] == {"L1": "no prior", "S5": "for this test"}
    assert [count.check for count in quality.checks] == list(CHECKS)
    store.delete(INDEX)
    assert stage.plan(settings, BATCH).is_done
    assert quality_history(store) == [quality]


def test_without_questions_the_stage_before_is_named(s3: S3Settings) -> None:
    """A batch that was never blurred is refused, naming the zone."""
    with pytest.raises(BadInput, match="blurred"):
        stage.plan(Settings(s3=s3), BATCH)
