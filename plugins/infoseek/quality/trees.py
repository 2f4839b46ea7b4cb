"""One research tree by its id, whatever became of it: blurred, given up in blurring, or quit in growth.

What lives here: finding a tree and what became of it. What may not: its steps (replay.py), questions (items.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from infoseek.quality.items import AmbiguousItem, ItemView, NoSuchItem, read_item
from infoseek.quality.replay import Replay, audit_of, replay, tree_row
from infoseek.release.retraction import read_retractions
from infoseek.stages import BLUR, GROW
from infoseek.store.manifests import Manifest, read_head, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import BLURRED_QUESTIONS, BLURRED_TREES, GROWN_TREES, Table, failures
from infoseek.store.tables import read_rows, read_table
from infoseek.tree.edits import load_edits
from infoseek.tree.research_tree import EditRefused, ResearchTree


class NoSuchTree(NoSuchItem):
    """No tree of this id."""


@dataclass(frozen=True)
class TreeView:
    """One tree. status: quit (growth), given_up (blurring), finished (not blurred yet) or worded.

    reason, detail: why it was quit or given up. question_ids: what was asked of it. tree: None where its edits
    cannot be read.
    """

    tree_id: str
    batch_id: str
    status: str
    reason: str
    detail: str
    question_ids: list[str]
    tree: ResearchTree | None
    replay: Replay


def read_tree(store: ObjectStore, tree_id: str, batch_id: str | None = None) -> TreeView:
    """The tree whose id begins so, of the newest batch that holds one, or of the batch that is named.

    Raises `NoSuchItem` where no tree, or more than one of a batch, begins so, and where its question was retracted.
    """
    for manifest, table in _commits(store, batch_id):
        ids = [key for key in _ids(store, manifest, table) if tree_id and key.startswith(tree_id)]
        if len(ids) > 1 and tree_id not in ids:
            raise NoSuchItem(
                f"{len(ids)} trees of batch {manifest.batch_id} begin with {tree_id[:40]!r}: give more of the id."
            )
        if ids:
            return _view(store, manifest, table, tree_id if tree_id in ids else ids[0])
    where = f"of batch {batch_id[:40]!r} " if batch_id is not None else ""
    raise NoSuchTree(f"No tree {where}begins with {tree_id[:40]!r}.")


def read_item_or_tree(store: ObjectStore, key: str) -> ItemView | TreeView:
    """The gated question whose id begins so, else the tree. Raises `NoSuchItem` where neither does."""
    try:
        return read_item(store, key)
    except AmbiguousItem:
        raise
    except NoSuchItem:
        pass
    try:
        return read_tree(store, key)
    except NoSuchTree:
        raise NoSuchItem(f"No gated item and no tree begins with {key[:40]!r}.") from None


def _commits(store: ObjectStore, batch_id: str | None) -> Iterator[tuple[Manifest, Table]]:
    """The commits that hold trees, newest batch first, blurred trees before the grown ones."""
    heads = [(stage, table, read_head(store, stage.zone).batches) for stage, table in _TABLES]
    batches = set[str]().union(*(found for _, _, found in heads))
    for batch in sorted(batches, reverse=True) if batch_id is None else [batch_id]:
        for stage, table, found in heads:
            if batch in found:
                yield read_manifest(store, stage.zone, found[batch]), table


_TABLES = ((BLUR, BLURRED_TREES), (GROW, GROWN_TREES))


def _ids(store: ObjectStore, manifest: Manifest, table: Table) -> frozenset[str]:
    return _cached_ids(store, manifest.zone, manifest.key, table)


@lru_cache(maxsize=32)
def _cached_ids(store: ObjectStore, zone: str, key: str, table: Table) -> frozenset[str]:
    manifest = read_manifest(store, zone, key)
    return frozenset(map(str, read_table(store, manifest, table, ["tree_id"])["tree_id"].to_pylist()))


def _view(store: ObjectStore, manifest: Manifest, table: Table, tree_id: str) -> TreeView:
    row = tree_row(store, manifest, table, tree_id)
    if row is None:
        raise NoSuchItem(f"Tree {tree_id} is gone from batch {manifest.batch_id}.")
    blurred, questions = _blurred(store, manifest, table), []
    if blurred is not None:
        questions = _asked(store, blurred, tree_id, row["root_id"])
    status, reason, detail = _became(store, blurred, table, row)
    tree = _tree(row["edits"])
    steps = []
    if tree is not None:
        linked = read_manifest(store, "linked", manifest.inputs["linked"])
        steps = replay(store, tree.edits, manifest.batch_id, str(row["shard"]), linked.inputs["snapshot"])
    audit = audit_of(store, blurred, tree_id) if blurred is not None else []
    return TreeView(tree_id, manifest.batch_id, status, reason, detail, questions, tree, Replay(steps, audit))


def _blurred(store: ObjectStore, manifest: Manifest, table: Table) -> Manifest | None:
    """The commit that blurred the trees of this one; None where there is none yet."""
    if table is BLURRED_TREES:
        return manifest
    key = read_head(store, BLUR.zone).batches.get(manifest.batch_id)
    found = read_manifest(store, BLUR.zone, key) if key else None
    return found if found is not None and found.inputs.get("grown") == manifest.key else None


def _asked(store: ObjectStore, blurred: Manifest, tree_id: str, root_id: str) -> list[str]:
    """The questions of a tree. Raises `NoSuchItem` where one of its root was retracted."""
    retracted = {entry.question_id: entry.why for entry in read_retractions(store, blurred.batch_id)}
    columns = ["question_id", "tree_id", "answer_id"]
    rows = list(read_rows(store, blurred, BLURRED_QUESTIONS, columns))
    for row in rows:
        if row["answer_id"] == root_id and row["question_id"] in retracted:
            raise NoSuchItem(f"The question of tree {tree_id} was retracted: {retracted[row['question_id']]}")
    return sorted(row["question_id"] for row in rows if row["tree_id"] == tree_id)


def _became(
    store: ObjectStore, blurred: Manifest | None, table: Table, row: dict[str, Any]
) -> tuple[str, str, str]:
    """What became of a tree: status, reason, detail."""
    if table is BLURRED_TREES:
        return "worded", "", ""
    if row["status"] == "quit":
        return "quit", row["reason"], ""
    lost = failures(BLUR.zone)
    for failed in read_rows(store, blurred, lost) if blurred is not None else ():
        if failed["item"] == row["tree_id"]:
            return "given_up", failed["reason"], failed["detail"]
    return "finished", "", ""


def _tree(edits: str) -> ResearchTree | None:
    try:
        return ResearchTree.replay(load_edits(edits))
    except (ValidationError, EditRefused):
        return None
