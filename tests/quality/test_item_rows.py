"""The questions of a batch as a list."""

from __future__ import annotations

import pytest

from infoseek.quality.batches import batch_record
from infoseek.quality.item_rows import item_rows
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import BATCH, books, question_row
from tests.gates.stored import commit_world
from tests.quality.stored import gated

pytestmark = pytest.mark.service


def test_accepted_items_stand_before_quarantined_ones(store: ObjectStore) -> None:
    """Each row says what became of the question, a quarantined one by which check."""
    gated(store)
    rows = item_rows(store, BATCH, batch_record(store, BATCH).keys)
    assert [(row.status, row.check) for row in rows] == [("accepted", ""), ("quarantined", "L2")]
    assert rows[0].answer == "The Salt Ledger"


def test_questions_wait_until_they_are_gated(store: ObjectStore) -> None:
    """Before the gate the worded questions are listed as waiting; before the wording there are none."""
    assert item_rows(store, BATCH, {}) == []
    commit_world(store, books(), [question_row(books())])
    assert [row.status for row in item_rows(store, BATCH, batch_record(store, BATCH).keys)] == ["waiting"]
