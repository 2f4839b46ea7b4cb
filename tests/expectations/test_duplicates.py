"""Duplicates through the whole gate: within a batch, and against the batches before it."""

from __future__ import annotations

import json

import pytest

from expectations import gate
from infoseek.errors import BadInput
from infoseek.gates import stage
from infoseek.settings import GateSettings, S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, QUARANTINED
from infoseek.store.tables import read_rows
from tests.expectations.gating import gated, other
from tests.gates.corpus import BATCH, QUESTION, books
from tests.gates.stored import commit_world

pytestmark = pytest.mark.service

NEXT = "2026-11-06"


@pytest.fixture
def settings(s3: S3Settings) -> Settings:
    return Settings(s3=s3)


def test_of_twins_the_first_good_one_stays(store: ObjectStore, settings: Settings) -> None:
    """A twin that another check or the row's shape rejects keeps none out; later good ones are duplicates."""
    leaking = other(1, question="Which novel of the 1930s by that writer is it, The Salt Ledger?")
    misshapen = other(2, question=QUESTION.replace("?", "."))
    manifest = gated(store, settings, [other(4), other(3), leaking, misshapen])
    (kept,) = read_rows(store, manifest, ACCEPTED)
    assert kept["question_id"] == "q003"
    checks = {row["question_id"]: row["check"] for row in read_rows(store, manifest, QUARANTINED)}
    assert checks == {"q001": "L2", "q002": "schema", "q004": "D1"}


def test_what_an_earlier_batch_accepted_is_not_asked_again(store: ObjectStore, settings: Settings) -> None:
    """Next day's same question is a duplicate; gating the first day again sees no later day and is a no-op."""
    first = gated(store, settings, [other(1)])
    second = gated(store, settings, [other(2)], NEXT)
    (row,) = read_rows(store, second, QUARANTINED)
    assert (row["check"], json.loads(row["evidence"])["batch_id"]) == ("D1", BATCH)
    again = stage.plan(settings, BATCH)
    assert (again.key, again.is_done) == (first.key, True)
    assert stage.plan(settings, NEXT).is_done


def test_an_earlier_batch_gated_anew_makes_another_run(store: ObjectStore, settings: Settings) -> None:
    """What was accepted before is part of the run's key, and only that of batches before it."""
    gated(store, settings, [other(1)])
    commit_world(store, books(), [other(2)], NEXT)
    before = stage.plan(settings, NEXT)
    gated(store, settings.model_copy(update={"gates": GateSettings(answer_cap=2)}), [other(1)])
    assert stage.plan(settings, NEXT).key != before.key
    with pytest.raises(BadInput, match="no list of earlier gate runs"):
        gate.run(settings, before.model_copy(update={"inputs": {**before.inputs, "earlier": "gone"}}), "all")
