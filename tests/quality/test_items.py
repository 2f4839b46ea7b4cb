"""One item with all that is known of it."""

from __future__ import annotations

import pytest

from infoseek.quality.items import NoSuchItem, read_item
from infoseek.release.retraction import Retraction, retract
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import BATCH, books, question_row
from tests.quality.stored import gated, questions

pytestmark = pytest.mark.service

GOOD = question_row(books())["question_id"]


def test_an_accepted_item_has_tree_evidence_blur_verdicts_and_certificate(store: ObjectStore) -> None:
    """Everything is put together: each claim's span in its page, each blur before and after."""
    gated(store)
    item = read_item(store, GOOD)
    assert (item.status, item.check, item.batch_id, item.answer) == ("accepted", "", BATCH, "The Salt Ledger")
    assert item.tree is not None
    assert [vertex.id for vertex in item.tree.vertices] == ["A", "B", "C", "D", "E"]
    told = {passage.vertex: passage.text[passage.start : passage.end] for passage in item.passages}
    assert told == {
        "B": "author: Ada Quill",
        "C": "born: 1893-04-02",
        "D": "published: 1931",
        "E": "pages: 240",
    }
    assert all(passage.is_intact for passage in item.passages)
    assert [(step.vertex, step.before, step.after) for step in item.blurs] == [
        ("C", "B was born on that day", "was born in the 1890s"),
        ("D", "A was published that year", "was published in the 1930s"),
        ("E", "A has so many pages", "has 200 to 300 pages"),
    ]
    assert {verdict.status for verdict in item.verdicts} == {"passed"}
    assert item.certificate["evidence_pages"] == 2
    assert item.sub_questions[0]["answer"] == "Ada Quill"


def test_a_quarantined_item_says_what_it_failed(store: ObjectStore) -> None:
    """The first failed check and its reason are there, a certificate is not."""
    gated(store)
    item = read_item(store, "zz")
    assert (item.status, item.check) == ("quarantined", "L2")
    assert item.reason
    assert item.certificate == {}


def test_the_beginning_of_an_id_is_enough(store: ObjectStore) -> None:
    """An id may be cut; what fits none, nothing at all, or another batch's item is refused."""
    gated(store)
    assert read_item(store, GOOD[:6]).question_id == GOOD
    assert read_item(store, GOOD[:6], BATCH).question_id == GOOD
    for wrong, batch in (("nothing-like-it", None), ("", None), (GOOD, "2020-01-01")):
        with pytest.raises(NoSuchItem, match="begins with"):
            read_item(store, wrong, batch)


def test_an_ambiguous_beginning_is_refused_and_a_whole_id_is_not(store: ObjectStore) -> None:
    """Two items that begin alike are told apart by the whole id only."""
    good, leaking = questions(books())
    gated(store, rows=[good, leaking, {**leaking, "question_id": "zzz"}])
    with pytest.raises(NoSuchItem, match="2 items"):
        read_item(store, "z")
    assert read_item(store, "zz").question_id == "zz"


def test_the_newest_batch_that_holds_the_item_counts(store: ObjectStore) -> None:
    """An id found in two batches is the newer one's, unless the older is named."""
    gated(store)
    gated(store, "2026-11-06")
    assert read_item(store, GOOD).batch_id == "2026-11-06"
    assert read_item(store, GOOD, BATCH).batch_id == BATCH


def test_an_item_that_cannot_be_replayed_is_still_shown(store: ObjectStore) -> None:
    """Broken edits, sub-questions that are no JSON: the item has no tree, and all else is there."""
    broken = {**questions(books())[1], "edits": '[{"op": "extend"}]', "sub_questions": "{"}
    gated(store, rows=[broken])
    item = read_item(store, "zz")
    assert (item.tree, item.passages, item.blurs, item.sub_questions) == (None, [], [], [])
    assert item.status == "quarantined"


def test_a_retracted_item_is_its_reason(store: ObjectStore) -> None:
    """Whether its rows are gone or still there, nothing but the reason is given; ids are found by their beginning."""
    gated(store)
    entry = Retraction(
        question_id=GOOD, batch_id=BATCH, why="Asked for.", when="2026-11-07T00:00:00Z", cause="t"
    )
    assert retract(store, [entry, entry.model_copy(update={"question_id": "gone-long-ago"})]) == 2
    for beginning in (GOOD[:6], "gone-long"):
        item = read_item(store, beginning)
        assert (item.status, item.reason, item.question, item.tree, item.passages) == (
            "retracted",
            "Asked for.",
            "",
            None,
            [],
        )
    assert read_item(store, "zz").status == "quarantined"
