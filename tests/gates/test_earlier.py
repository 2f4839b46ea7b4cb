"""What earlier batches accepted, pinned by content."""

from __future__ import annotations

import pytest

from infoseek.errors import BadInput
from infoseek.gates.earlier import COLUMNS, pin_earlier, read_earlier
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED
from tests.gates.corpus import Row, books, question_row
from tests.gates.stored import commit_rows

pytestmark = pytest.mark.service

FIRST, SECOND, THIRD = "2026-11-04", "2026-11-05", "2026-11-06"


def accept(store: ObjectStore, batch_id: str, *ids: str, note: str = "") -> None:
    rows: list[Row] = [
        question_row(books(), question_id=one, batch_id=batch_id, certificate="{}") for one in ids
    ]
    commit_rows(store, "gated", {"note": note}, {ACCEPTED: rows}, batch_id)


def test_only_batches_before_are_read_oldest_first(store: ObjectStore) -> None:
    """Neither the batch itself nor a later one is seen."""
    for batch_id, question_id in ((THIRD, "c"), (FIRST, "a"), (SECOND, "b")):
        accept(store, batch_id, question_id)
    rows = list(read_earlier(store, pin_earlier(store, THIRD)))
    assert [row["question_id"] for row in rows] == ["a", "b"]
    assert set(rows[0]) == set(COLUMNS)
    assert list(read_earlier(store, pin_earlier(store, FIRST))) == []


def test_a_pin_keeps_what_it_named(store: ObjectStore) -> None:
    """An earlier batch gated anew changes the next pin, and not what the old one reads."""
    accept(store, FIRST, "a")
    pin = pin_earlier(store, SECOND)
    assert pin_earlier(store, SECOND) == pin
    accept(store, SECOND, "b")
    assert pin_earlier(store, SECOND) == pin
    accept(store, FIRST, "x", note="again")
    assert pin_earlier(store, SECOND) != pin
    assert [row["question_id"] for row in read_earlier(store, pin)] == ["a"]


def test_a_pin_that_is_gone_or_broken_is_bad_input(store: ObjectStore) -> None:
    """One sentence names the object."""
    with pytest.raises(BadInput, match="no list of earlier gate runs s3://"):
        list(read_earlier(store, "none"))
    store.put("gated/_earlier/odd.json", b"[]")
    with pytest.raises(BadInput, match=r"odd\.json is no list"):
        list(read_earlier(store, "odd"))
