"""Questions with planted defects, and a batch of them through the gate. What may not live here: assertions."""

from __future__ import annotations

from expectations import gate
from infoseek.gates import stage
from infoseek.settings import Settings
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import BATCH, QUESTION, Row, books, question_row
from tests.gates.stored import commit_world


def other(number: int, **changed: object) -> Row:
    """A row with ids and words of its own, and a planted defect."""
    own = {
        "question": f"{QUESTION} The {number}th of its kind?",
        "question_id": f"q{number:03}",
        "tree_id": f"t{number:03}",
    }
    return question_row(books(), **{**own, **changed})


def gated(store: ObjectStore, settings: Settings, questions: list[Row], batch_id: str = BATCH) -> Manifest:
    """Commit the questions as a batch and gate them; the gate's manifest."""
    commit_world(store, books(), questions, batch_id)
    plan = stage.plan(settings, batch_id)
    return stage.commit(settings, plan, [gate.run(settings, plan, "all")])
