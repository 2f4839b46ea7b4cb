"""The list of retracted items, and publishing without them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoseek.errors import BadInput
from infoseek.release import read_release, stage
from infoseek.release.retraction import PATH, Retraction, cited, read_retractions, retract
from infoseek.settings import S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.tree.edits import dump_edits
from tests.gates.corpus import BATCH, books, good_edits, question_row
from tests.release.test_stage import gated


def entry(question_id: str, batch_id: str = BATCH) -> Retraction:
    return Retraction(
        question_id=question_id, batch_id=batch_id, why="Asked for.", when="2026-11-07T00:00:00Z", cause="t"
    )


def test_all_that_a_tree_cites_is_found() -> None:
    """Pages and addresses of its evidence, entities of its vertices."""
    edits = dump_edits(good_edits(books()))
    assert cited(edits, "page_id") == {"salt", "quill"}
    assert cited(edits, "url") == {"http://books.example/salt", "http://books.example/quill"}
    assert {"salt", "quill"} <= cited(edits, "entity_id")


@given(st.text())
def test_broken_edits_cite_what_can_be_read(text: str) -> None:
    """No text makes it fail."""
    assert cited(f'{text}"page_id": "a\\u0062"', "page_id") >= {"ab"}
    assert isinstance(cited(text, "page_id", "url"), set)


@pytest.mark.service
def test_the_list_only_grows_whoever_writes(store: ObjectStore) -> None:
    """An item of a batch stands there once; equal items of two batches are two."""
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda number: retract(store, [entry(f"q{number}"), entry("same")]), range(4)))
    assert sum(added) == 5
    assert retract(store, [entry("same", "2026-11-06")]) == 1
    assert len(read_retractions(store)) == 6
    assert {each.question_id for each in read_retractions(store, BATCH)} == {"q0", "q1", "q2", "q3", "same"}
    store.put(PATH, b"{")
    with pytest.raises(BadInput, match=r"_retractions\.json"):
        read_retractions(store)


@pytest.mark.service
def test_a_quarantined_item_is_left_out_too(store: ObjectStore, s3: S3Settings) -> None:
    """The batch's release is another version, without the item's row and verdicts, and says so on its card."""
    settings = Settings(s3=s3)
    gated(store)
    first = stage.commit(settings, stage.plan(settings, BATCH))
    retract(store, [entry("zz")])
    plan = stage.plan(settings, BATCH)
    assert not plan.is_done
    second = stage.commit(settings, plan)
    assert (first.notes["version"], second.notes["version"]) == (1, 2)
    assert (second.rows("quarantine"), second.rows("verdicts")) == (0, first.rows("verdicts") / 2)
    assert b"zz" in store.get(f"{second.notes['prefix']}/README.md")


@pytest.mark.service
def test_where_everything_is_retracted_nothing_is_published(store: ObjectStore, s3: S3Settings) -> None:
    """One sentence; the release before stays what it is."""
    settings = Settings(s3=s3)
    gated(store)
    stage.commit(settings, stage.plan(settings, BATCH))
    retract(store, [entry(question_row(books())["question_id"])])
    with pytest.raises(BadInput, match="is retracted"):
        stage.commit(settings, stage.plan(settings, BATCH))
    assert read_release(store, BATCH).version == 1
