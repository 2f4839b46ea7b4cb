"""One question with all that is known of it: tree, steps, evidence in its page, blur, reading, verdicts, certificate.

What lives here: putting committed rows together. What may not: drawing and markup.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from infoseek.errors import BadInput
from infoseek.gates.item import BadItem, Item
from infoseek.gates.verdict import Verdict
from infoseek.quality.passages import Passage, passages
from infoseek.quality.replay import Replay, audit_of, replay, tree_row
from infoseek.release.retraction import read_retractions
from infoseek.stages import BLUR, GATE
from infoseek.store.manifests import Manifest, read_head, read_manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import ACCEPTED, BLURRED_TREES, QUARANTINED, VERDICTS, Table
from infoseek.store.tables import read_rows, read_table
from infoseek.tree.claim import Evidence
from infoseek.tree.edits import Blur
from infoseek.tree.research_tree import ResearchTree


class NoSuchItem(BadInput):
    """No item of this id, or more than one."""


class AmbiguousItem(NoSuchItem):
    """More than one item of this id's beginning."""


@dataclass(frozen=True)
class BlurStep:
    """What blurring did to one claim: how it was stated, how it is said now, and what each leaves of its type."""

    vertex: str
    strategy: str
    before: str
    after: str
    candidates_before: int
    candidates_after: int


@dataclass(frozen=True)
class ItemView:
    """Everything a reviewer asks of one question.

    status: accepted, quarantined or retracted; check, reason: the first failure of a quarantined one, why one was
    retracted, else empty. Of a retracted one nothing else is left.
    tree: the blurred tree; None where the row's edits cannot be read. certificate: empty for quarantined ones.
    replay: its edits one by one, with the audit of its blurring. reading: what the reader found in the question
    (`agents.reader.StoredReading`), empty where there is none.
    """

    question_id: str
    batch_id: str
    status: str
    check: str
    reason: str
    question: str
    answer: str
    answer_aliases: list[str]
    kind: str
    hops: int
    model: str
    sub_questions: list[dict[str, Any]]
    tree: ResearchTree | None
    passages: list[Passage]
    blurs: list[BlurStep]
    verdicts: list[Verdict]
    certificate: dict[str, Any]
    replay: Replay
    reading: dict[str, Any]


def read_item(store: ObjectStore, question_id: str, batch_id: str | None = None) -> ItemView:
    """The item whose id begins so, of the newest batch that holds one, or of the batch that is named.

    Raises `NoSuchItem` where no item, or more than one of a batch, begins so.
    """
    heads = read_head(store, GATE.zone).batches
    retracted: dict[str, dict[str, str]] = {}
    for entry in read_retractions(store):
        retracted.setdefault(entry.batch_id, {})[entry.question_id] = entry.why
    batches = heads.keys() | retracted.keys()
    for batch in sorted(batches, reverse=True) if batch_id is None else {batch_id} & batches:
        taken = retracted.get(batch, {})
        known = taken.keys() | (_ids(store, heads[batch]) if batch in heads else frozenset())
        found = [key for key in known if question_id and key.startswith(question_id)]
        if len(found) > 1 and question_id not in found:
            raise AmbiguousItem(
                f"{len(found)} items of batch {batch} begin with {question_id[:40]!r}: give more of the id."
            )
        if found:
            key = question_id if question_id in found else found[0]
            return _retracted(key, batch, taken[key]) if key in taken else _view(store, heads[batch], key)
    where = f"of batch {batch_id[:40]!r} " if batch_id is not None else ""
    raise NoSuchItem(f"No gated item {where}begins with {question_id[:40]!r}.")


def _retracted(question_id: str, batch_id: str, why: str) -> ItemView:
    """What is left of a retracted item."""
    return ItemView(
        question_id=question_id, batch_id=batch_id, status="retracted", check="", reason=why, question="", answer="",
        answer_aliases=[], kind="", hops=0, model="", sub_questions=[], tree=None, passages=[], blurs=[], verdicts=[],
        certificate={}, replay=Replay(), reading={},
    )  # fmt: skip


@lru_cache(maxsize=64)
def _ids(store: ObjectStore, gated: str) -> frozenset[str]:
    """The ids of a gate commit's questions."""
    manifest = read_manifest(store, GATE.zone, gated)
    tables = (read_table(store, manifest, table, ["question_id"]) for table in (ACCEPTED, QUARANTINED))
    return frozenset(str(key) for table in tables for key in table["question_id"].to_pylist())


@lru_cache(maxsize=128)
def _view(store: ObjectStore, gated: str, question_id: str) -> ItemView:
    manifest = read_manifest(store, GATE.zone, gated)
    accepted = _one(store, manifest, ACCEPTED, question_id)
    row = accepted or _one(store, manifest, QUARANTINED, question_id)
    if row is None:
        raise NoSuchItem(f"Item {question_id} is gone from batch {manifest.batch_id}.")
    tree = _tree(row)
    return ItemView(
        question_id=question_id,
        batch_id=manifest.batch_id,
        status="accepted" if accepted else "quarantined",
        check=row.get("check", ""),
        reason=row.get("reason", ""),
        question=row["question"] or "",
        answer=row["answer"] or "",
        answer_aliases=list(row["answer_aliases"] or []),
        kind=row["kind"] or "",
        hops=row["hops"] or 0,
        model=row["model"] or "",
        sub_questions=_sub_questions(row),
        tree=tree,
        passages=passages(store, manifest.inputs["snapshot"], _cited(tree)),
        blurs=_blurs(tree),
        verdicts=_verdicts(store, manifest, question_id),
        certificate=_loaded(row.get("certificate")),
        replay=_replay(store, manifest, row, tree),
        reading=_loaded(row.get("reading")),
    )


def _replay(store: ObjectStore, gated: Manifest, row: dict[str, Any], tree: ResearchTree | None) -> Replay:
    """The steps of an item's tree. Its shard, where its calls are, stands in the blurred tree's row."""
    if tree is None:
        return Replay()
    blurred = read_manifest(store, BLUR.zone, gated.inputs["blurred"])
    tree_id = str(row["tree_id"] or "")
    known = tree_row(store, blurred, BLURRED_TREES, tree_id)
    shard = str(known["shard"]) if known else ""
    steps = replay(store, tree.edits, gated.batch_id, shard, gated.inputs["snapshot"])
    return Replay(steps, audit_of(store, blurred, tree_id))


def _one(store: ObjectStore, manifest: Manifest, table: Table, question_id: str) -> dict[str, Any] | None:
    import pyarrow.compute as pc

    found = read_table(store, manifest, table)
    rows: list[dict[str, Any]] = found.filter(pc.equal(found["question_id"], question_id)).to_pylist()
    return rows[0] if rows else None


def _tree(row: dict[str, Any]) -> ResearchTree | None:
    try:
        return Item(row).tree
    except BadItem:
        return None


def _sub_questions(row: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        return [sub.model_dump() for sub in Item(row).sub_questions]
    except BadItem:
        return []


def _cited(tree: ResearchTree | None) -> list[tuple[str, Evidence]]:
    """Every piece of evidence with the vertex whose claim cites it, in vertex order."""
    if tree is None:
        return []
    return [(vertex.id, cited) for vertex in tree.vertices[1:] for cited in tree.claim(vertex.id).evidence]


def _blurs(tree: ResearchTree | None) -> list[BlurStep]:
    """Every blur edit with the claim as it stood before it."""
    growing, found = ResearchTree(), []
    for edit in tree.edits if tree else []:
        if isinstance(edit, Blur):
            before = growing.claim(edit.child).text
            found.append(BlurStep(edit.child, edit.strategy, before, edit.text, edit.before, edit.after))
        growing.apply(edit)
    return found


def _verdicts(store: ObjectStore, manifest: Manifest, question_id: str) -> list[Verdict]:
    rows = [row for row in read_rows(store, manifest, VERDICTS) if row["question_id"] == question_id]
    return [_verdict(row) for row in rows]


def _verdict(row: dict[str, Any]) -> Verdict:
    try:
        return Verdict(
            check=row["check"],
            status=row["status"],
            reason=row["reason"],
            evidence=_loaded(row["evidence"]),
            version=row["version"],
        )
    except ValidationError:
        return Verdict(
            check=str(row["check"]), status="not_run", reason="The stored verdict cannot be read.", version=""
        )


def _loaded(text: str | None) -> dict[str, Any]:
    """A JSON object; an empty one where the text is none."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
