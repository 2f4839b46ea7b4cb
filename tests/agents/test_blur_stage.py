"""The blurring stage on a stored batch, against a real model server: questions, audit, failures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infoseek.agents import blur_stage
from infoseek.agents.sizes import Sizes
from infoseek.offline.app import ServerOptions, create_app
from infoseek.quality.trees import read_tree
from infoseek.settings import GrowthSettings, ModelSettings, S3Settings, Settings
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import (
    ALIASES,
    BLURRED_AUDIT,
    BLURRED_QUESTIONS,
    BLURRED_TREES,
    EDGES,
    ENTITIES,
    GROWN_TREES,
    PAGES,
    failures,
)
from infoseek.store.snapshots import Snapshot, write_snapshot
from infoseek.store.tables import read_rows
from infoseek.tree.edits import Blur, Extend, Finish, load_edits
from tests.agents.discography import corpus
from tests.agents.starting import grown
from tests.gates.corpus import BATCH
from tests.gates.stored import commit_rows, written
from tests.offline.serving import serving
from tests.quality.test_trees import tree_row
from tests.store.blank import blank

pytestmark = pytest.mark.service


CORPUS = corpus()


def commit_grown(store: ObjectStore, root: str = "p08") -> tuple[str, str]:
    """A linked corpus with a tree that can be told and one that is not unique; the ids of the two trees."""
    pages = [blank(PAGES, **{**page, "links": []}) for page in CORPUS.pages.values()]
    snapshot = write_snapshot(store, Snapshot(batch_id=BATCH, parts=written(store, PAGES, pages)))
    index = CORPUS.index
    linked = {
        ENTITIES: list(CORPUS.entities.values()),
        ALIASES: [row for key in CORPUS.entities for row in index.alias_rows[key]],
        EDGES: list(index.edges.values()),
    }
    manifest = commit_rows(store, "linked", {"snapshot": snapshot}, linked)
    edits = grown(Sizes(CORPUS, GrowthSettings()), root).edits
    first = next(n for n, edit in enumerate(edits) if isinstance(edit, Extend))
    rows = [tree_row(list(edits)), tree_row([*edits[: first + 1], Finish()])]
    commit_rows(store, "grown", {"linked": manifest.key}, {GROWN_TREES: rows})
    return rows[0]["tree_id"], rows[1]["tree_id"]


def test_a_batch_of_trees_is_blurred_worded_and_audited(
    s3: S3Settings, store: ObjectStore, tmp_path: Path
) -> None:
    """Each tree ends as a question or as a failure; each claim of either has its row in the audit."""
    good, vague = commit_grown(store)
    with serving(create_app(ServerOptions(tmp_path))) as address:
        settings = Settings(s3=s3, model=ModelSettings(base_url=address))
        plan = blur_stage.plan(settings, BATCH)
        (shard,) = blur_stage.shards(settings, plan)
        manifest = blur_stage.commit(settings, plan, [blur_stage.run_shard(settings, plan, shard)])
    (tree,) = read_rows(store, manifest, BLURRED_TREES)
    (question,) = read_rows(store, manifest, BLURRED_QUESTIONS)
    (lost,) = read_rows(store, manifest, failures("blurred"))
    assert (lost["item"], lost["reason"]) == (vague, "joint_answer_lost")
    assert question["tree_id"] == tree["tree_id"] != good
    assert question["answer"] == "Indigo Stair"
    assert json.loads(question["reading"])["reading"]["clues"]
    blurs = {edit.child: edit for edit in load_edits(tree["edits"]) if isinstance(edit, Blur)}
    audit = {
        row["child"]: row
        for row in read_rows(store, manifest, BLURRED_AUDIT)
        if row["tree_id"] == tree["tree_id"]
    }
    assert (
        audit.keys()
        == blurs.keys()
        == {vertex["id"] for vertex in _vertices(json.loads(question["tree"]))} - {"A"}
    )
    for child, edit in blurs.items():
        assert (audit[child]["after"], audit[child]["strategy"]) == (edit.text, edit.strategy)
        assert (audit[child]["left_before"], audit[child]["left_after"]) == (
            edit.left_before,
            edit.left_after,
        )
        assert audit[child]["batch_id"] == BATCH
    view = read_tree(store, tree["tree_id"])
    assert view.question_ids == [question["question_id"]]
    blurrers = {step.call.role for step in view.replay.steps if step.op == "blur" and step.call}
    assert blurrers == {"blurrer"}
    assert read_tree(store, vague).status == "given_up"
    assert read_tree(store, vague).replay.audit


def _vertices(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node["vertex"], *(vertex for child in node["children"] for vertex in _vertices(child))]


def test_a_batch_is_blurred_once(s3: S3Settings, store: ObjectStore, tmp_path: Path) -> None:
    """Planned again with equal inputs nothing is left to do; other blurring settings make another run."""
    commit_grown(store)
    settings = Settings(s3=s3)
    plan = blur_stage.plan(settings, BATCH)
    other = settings.model_copy(update={"growth": GrowthSettings(min_removed=0.5)})
    assert blur_stage.plan(settings, BATCH).key == plan.key
    assert blur_stage.plan(other, BATCH).key != plan.key
