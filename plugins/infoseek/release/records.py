"""The records a release is made of: train rows, the InfoSeek record, quarantine.

What lives here: shapes of single records. What may not: files, versions, counting.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from infoseek.gates.certificate import evidence_spans
from infoseek.store.schemas import BLURRED_QUESTIONS
from infoseek.tree.edits import load_edits
from infoseek.tree.research_tree import ResearchTree

Record = dict[str, Any]

_NESTED = ("sub_questions", "evidence", "tree", "certificate")
_COPIED = ("question_id", "question", "answer", "answer_aliases", "kind", "vertices", "hops")

TRAIN_SCHEMA = pa.schema(
    [BLURRED_QUESTIONS.schema.field(name) for name in _COPIED]
    + [pa.field(name, pa.string()) for name in _NESTED]
)
"""Columns of train.parquet; what is nested in train.jsonl is JSON text here."""


def train_record(accepted: Mapping[str, Any]) -> Record:
    """A row of gated__accepted as it is published (DESIGN §9).

    evidence: every span the tree cites: vertex, page_id, url, content_sha256, start, end, text.
    """
    return {
        **{name: accepted[name] for name in _COPIED},
        "sub_questions": json.loads(accepted["sub_questions"]),
        "evidence": evidence_spans(_replayed(accepted)),
        "tree": json.loads(accepted["tree"]),
        "certificate": json.loads(accepted["certificate"]),
    }


def flat(record: Record) -> Record:
    """A train record as a row of `TRAIN_SCHEMA`."""
    return {name: dumped(value) if name in _NESTED else value for name, value in record.items()}


def infoseek_record(accepted: Mapping[str, Any]) -> Record:
    """The released record format of the InfoSeek paper: nested entities, "None" for an attribute (FIELD §1)."""
    tree = _replayed(accepted)
    root = _node(tree, "A")
    question = {"question": accepted["question"]}
    return {"root": {"id": root["id"], "entity": root["entity"], **question, **root}}


def _node(tree: ResearchTree, vertex_id: str) -> Record:
    vertex, children = tree.vertex(vertex_id), tree.children(vertex_id)
    return {
        "id": vertex_id,
        "entity": vertex.name if vertex.is_entity else "None",
        "claims": [{"target_id": child.id, "claim": tree.claim(child.id).text} for child in children],
        "children": [_node(tree, child.id) for child in children],
    }


def _replayed(accepted: Mapping[str, Any]) -> ResearchTree:
    return ResearchTree.replay(load_edits(accepted["edits"]))


def dumped(value: Any) -> str:
    """JSON in one line, the same for equal values up to key order of records."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
