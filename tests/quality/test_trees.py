"""Trees by their id, replayed step by step, with calls, evidence and the audit of their blurring."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infoseek.llm.ledger import LedgerRow
from infoseek.llm.segments import SegmentWriter, ShardRun
from infoseek.quality.batches import batch_record
from infoseek.quality.items import ItemView, NoSuchItem, read_item
from infoseek.quality.lost_trees import lost_trees
from infoseek.quality.trees import TreeView, read_item_or_tree, read_tree
from infoseek.release.retraction import Retraction, retract
from infoseek.store import manifests
from infoseek.store.manifests import content_hash
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import (
    BLURRED_AUDIT,
    BLURRED_QUESTIONS,
    BLURRED_TREES,
    GROWN_TREES,
    failures,
)
from infoseek.tree.edits import Blur, DropClaim, Edit, Quit, dump_edits
from infoseek.tree.research_tree import ResearchTree
from tests.gates.corpus import BATCH, Row, books, good_edits, question_row
from tests.gates.stored import commit_rows, commit_world
from tests.release.test_stage import gate_rows

pytestmark = pytest.mark.service

CALL = "c" * 32


def tree_row(edits: list[Edit], status: str = "finished", reason: str = "") -> Row:
    tree, text = ResearchTree.replay(edits), dump_edits(edits)
    return {
        "tree_id": content_hash(text), "batch_id": BATCH, "shard": 3, "root_id": tree.root.entity_id, "status": status,
        "reason": reason, "vertices": len(tree.vertices), "hidden": len(tree.hidden_inner), "edits": text, "corpus": "k",
    }  # fmt: skip


def audit_row(tree_id: str, child: str, **changes: Any) -> Row:
    refused = [
        {"strategy": "decade", "bounds": [1890, 1899], "leaves": 1, "reason": "identifies", "clause": ""}
    ]
    return {
        "tree_id": tree_id, "child": child, "predicate": "born", "before": "B was born on that day",
        "after": "B was born in the 1890s", "strategy": "decade", "candidates_before": 1, "candidates_after": 2,
        "left_before": 1, "left_after": 2, "refused": json.dumps(refused), "batch_id": BATCH, **changes,
    }  # fmt: skip


def committed(store: ObjectStore) -> dict[str, str]:
    """A worded tree, one that growth quit, one that blurring gave up and one that nobody blurred: id by status."""
    world = books()
    edits = [edit.model_copy(update={"call_key": CALL}) for edit in good_edits(world)]
    bare = [edit for edit in edits if not isinstance(edit, Blur)]
    stuck = [
        *bare[:2],
        DropClaim(child="B", reason="no_clue_for_it"),
        Quit(reason="not_unique", call_key="d" * 32),
    ]
    linked = manifests.read_manifest(store, "linked", commit_world(store, world, []).inputs["linked"])
    rows = {
        "worded": tree_row(edits),
        "quit": tree_row(stuck, "quit", "not_unique"),
        "given_up": tree_row([edit for edit in bare if edit is not bare[-2]]),
        "finished": tree_row(bare),
    }
    trees = [rows["quit"], rows["given_up"], rows["finished"]]
    grown = commit_rows(store, "grown", {"linked": linked.key, "n": "1"}, {GROWN_TREES: trees})
    lost = {
        "item": rows["given_up"]["tree_id"],
        "reason": "no_rung_passes",
        "detail": "Nothing.",
        "batch_id": BATCH,
    }
    tables = {
        BLURRED_TREES: [rows["worded"]],
        BLURRED_AUDIT: [
            audit_row(rows["worded"]["tree_id"], "C"),
            audit_row(lost["item"], "D", strategy="dropped"),
        ],
        BLURRED_QUESTIONS: [question_row(world, edits)],
        failures("blurred"): [lost],
    }
    blurred = commit_rows(store, "blurred", {"grown": grown.key, "linked": linked.key}, tables)
    inputs = {"blurred": blurred.key, "linked": linked.key, "snapshot": linked.inputs["snapshot"]}
    commit_rows(store, "gated", inputs, gate_rows([question_row(world, edits)]))
    ledger = SegmentWriter(store, ShardRun(BATCH, "grown", "3", "t").folder("ledger"), "t")
    for status, tokens in (("failed", 10), ("ok", 90), ("cached", 90)):
        ledger.add(
            LedgerRow(key=CALL, role="browser", model="m-1", status=status, prompt_tokens=tokens).model_dump()  # type: ignore[arg-type]
        )
    ledger.seal()
    ledger.push()
    return {status: row["tree_id"] for status, row in rows.items()}


def test_a_tree_is_replayed_edit_by_edit(store: ObjectStore) -> None:
    """Each step has the tree as it then stood, the claim, its evidence in its page, the call and its tokens."""
    view = read_tree(store, committed(store)["worded"][:10])
    assert (view.status, view.batch_id) == ("worded", BATCH)
    steps = view.replay.steps
    assert view.tree is not None
    assert [step.op for step in steps] == [edit.op for edit in view.tree.edits]
    assert [len(step.tree.vertices) for step in steps[:5]] == [1, 2, 3, 4, 5]
    extend = steps[1]
    assert (extend.vertex, extend.parent, extend.predicate) == ("B", "A", "author")
    passage = extend.passages[0]
    assert passage.text[passage.start : passage.end] == "author: Ada Quill"
    assert extend.call is not None
    assert (extend.call.role, extend.call.model, extend.call.prompt_tokens, extend.call.attempts) == (
        "browser",
        "m-1",
        100,
        2,
    )
    blur = next(step for step in steps if step.op == "blur")
    assert blur.before
    assert blur.said != blur.before
    assert blur.candidates[0] is not None
    assert steps[-1].tree.claim(blur.vertex).text == blur.said


def test_the_audit_of_a_tree_says_what_was_not_taken(store: ObjectStore) -> None:
    """Before, after, strategy, sizes, and the rungs refused with their reasons; of a tree given up too."""
    ids = committed(store)
    (row,) = read_tree(store, ids["worded"]).replay.audit
    assert (row.child, row.strategy, row.candidates_before, row.candidates_after) == ("C", "decade", 1, 2)
    assert [one["reason"] for one in row.refused] == ["identifies"]
    (row,) = read_tree(store, ids["given_up"]).replay.audit
    assert row.strategy == "dropped"


def test_trees_that_gave_no_question_say_why(store: ObjectStore) -> None:
    """Quit in growth, given up in blurring, or not blurred yet."""
    ids = committed(store)
    found = {status: read_tree(store, key) for status, key in ids.items()}
    assert {status: view.status for status, view in found.items()} == {status: status for status in ids}
    assert found["quit"].reason == "not_unique"
    assert [step.op for step in found["quit"].replay.steps][-2:] == ["drop_claim", "quit"]
    assert found["quit"].replay.steps[-1].call is not None
    assert not found["quit"].replay.steps[-1].call.is_known
    assert (found["given_up"].reason, found["given_up"].detail) == ("no_rung_passes", "Nothing.")
    assert found["worded"].question_ids == [question_row(books(), _edits())["question_id"]]


def _edits() -> list[Edit]:
    return [edit.model_copy(update={"call_key": CALL}) for edit in good_edits(books())]


def test_an_item_has_the_steps_of_its_tree(store: ObjectStore) -> None:
    """The same replay stands with the question, found by its id or its tree's."""
    ids = committed(store)
    question_id = question_row(books(), _edits())["question_id"]
    item, tree = read_item(store, question_id), read_tree(store, ids["worded"])
    assert [step.op for step in item.replay.steps] == [step.op for step in tree.replay.steps]
    assert item.replay.audit == tree.replay.audit
    assert item.replay.steps[1].call == tree.replay.steps[1].call
    assert isinstance(read_item_or_tree(store, question_id[:12]), ItemView)
    assert isinstance(read_item_or_tree(store, ids["quit"][:12]), TreeView)


def test_what_is_no_tree_is_refused(store: ObjectStore) -> None:
    """An unknown id, an empty one, another batch."""
    ids = committed(store)
    for key, batch in (("nothing-like-it", None), ("", None), (ids["quit"], "2020-01-01")):
        with pytest.raises(NoSuchItem, match="No tree"):
            read_tree(store, key, batch)
    with pytest.raises(NoSuchItem, match="no tree"):
        read_item_or_tree(store, "nothing-like-it")


def test_nothing_is_shown_of_a_retracted_question_s_tree(store: ObjectStore) -> None:
    """Neither the blurred tree nor the grown ones of its root."""
    ids = committed(store)
    question_id = question_row(books(), _edits())["question_id"]
    entry = Retraction(
        question_id=question_id, batch_id=BATCH, why="Asked for.", when="2026-11-07T00:00:00Z", cause="t"
    )
    retract(store, [entry])
    for key in (ids["worded"], ids["finished"]):
        with pytest.raises(NoSuchItem, match=r"retracted: Asked for\."):
            read_tree(store, key)
    assert lost_trees(store, BATCH, batch_record(store, BATCH).keys) == []


def test_a_ledger_that_is_broken_hides_nothing_else(store: ObjectStore) -> None:
    """Without a readable ledger a step names its call by its key alone."""
    key = committed(store)["worded"]
    store.create(f"llm/ledger/{BATCH}/blurred/3/x-000000.jsonl", b"[broken\n", "application/jsonl")
    store.create(f"llm/ledger/{BATCH}/grown/3/x-000000.jsonl", b"nothing\n", "application/jsonl")
    step = read_tree(store, key).replay.steps[1]
    assert step.call is not None
    assert (step.call.key, step.call.is_known) == (CALL, False)
