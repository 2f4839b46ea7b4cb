"""The trees of a batch that gave no question: quit in growth, or given up in blurring, each with its reason.

What lives here: a list of them. What may not: one tree's steps (trees.py), markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from infoseek.release.retraction import read_retractions
from infoseek.stages import BLUR, GROW
from infoseek.store.manifests import read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import BLURRED_QUESTIONS, GROWN_TREES, failures
from infoseek.store.tables import read_rows


@dataclass(frozen=True)
class LostTree:
    """One tree. status: quit or given_up. root: the name of its root."""

    tree_id: str
    status: str
    reason: str
    root: str
    vertices: int


def lost_trees(store: ObjectStore, batch_id: str, keys: Mapping[str, str]) -> list[LostTree]:
    """The trees of a batch without a question, by reason and id; none of a root whose question was retracted.

    keys: the batch's manifest keys by zone.
    """
    grown, blurred = keys.get(GROW.zone, ""), keys.get(BLUR.zone, "")
    if not grown:
        return []
    retracted = {entry.question_id for entry in read_retractions(store, batch_id)}
    asked = _roots(store, blurred) if retracted and blurred else {}
    hidden = {asked[question] for question in retracted & asked.keys()}
    return [tree for root_id, tree in _lost(store, grown, blurred) if root_id not in hidden]


@lru_cache(maxsize=8)
def _roots(store: ObjectStore, blurred: str) -> dict[str, str]:
    """The root of each question."""
    rows = read_rows(
        store, read_manifest(store, BLUR.zone, blurred), BLURRED_QUESTIONS, ["question_id", "answer_id"]
    )
    return {row["question_id"]: row["answer_id"] for row in rows}


@lru_cache(maxsize=8)
def _lost(store: ObjectStore, grown: str, blurred: str) -> tuple[tuple[str, LostTree], ...]:
    """Each with its root's entity."""
    given_up = {}
    if blurred:
        manifest = read_manifest(store, BLUR.zone, blurred)
        given_up = {row["item"]: row["reason"] for row in read_rows(store, manifest, failures(BLUR.zone))}
    columns = ["tree_id", "status", "reason", "root_id", "vertices", "edits"]
    found = []
    for row in read_rows(store, read_manifest(store, GROW.zone, grown), GROWN_TREES, columns):
        reason = row["reason"] if row["status"] == "quit" else given_up.get(row["tree_id"], "")
        if row["status"] != "quit" and row["tree_id"] not in given_up:
            continue
        status = "quit" if row["status"] == "quit" else "given_up"
        tree = LostTree(row["tree_id"], status, reason, _root_name(row["edits"]), row["vertices"])
        found.append((row["root_id"], tree))
    return tuple(sorted(found, key=lambda pair: (pair[1].reason, pair[1].tree_id)))


def _root_name(edits: str) -> str:
    """The name in the first edit; empty where there is none."""
    try:
        return str(json.loads(edits)[0]["vertex"]["name"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
