"""A tree replayed edit by edit, with the call and evidence behind each edit and what blurring refused.

What lives here: the steps and the audit of one tree. What may not: finding the tree (items.py, trees.py), markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from infoseek.quality.calls import CallView, calls_of
from infoseek.quality.passages import Passage, passages
from infoseek.store.manifests import Manifest
from infoseek.store.objects import ObjectStore
from infoseek.store.schemas import BLURRED_AUDIT, Table
from infoseek.store.tables import read_table
from infoseek.tree.claim import Claim
from infoseek.tree.edits import AddRoot, Blur, Constrain, DropClaim, Edit, Extend, Finish, Quit
from infoseek.tree.research_tree import ResearchTree


@dataclass(frozen=True)
class Step:
    """One edit, and the tree as it stands after it.

    vertex: what it adds, blurs or drops; "" for finish and quit. said: the claim as it stands after it, or the reason.
    before: of a blur the claim before. candidates: (before, after) of the claim alone, S⁻; left: of all clues of its
    parent, S⁺; None where it is not known.
    """

    number: int
    op: str
    vertex: str
    parent: str
    name: str
    said: str
    tree: ResearchTree
    before: str = ""
    strategy: str = ""
    predicate: str = ""
    candidates: tuple[int | None, int | None] = (None, None)
    left: tuple[int | None, int | None] = (None, None)
    call: CallView | None = None
    passages: list[Passage] = field(default_factory=list)


@dataclass(frozen=True)
class AuditView:
    """One claim before and after blurring, as blurred__audit has it; refused: what was not taken, and why."""

    child: str
    predicate: str
    before: str
    after: str
    strategy: str
    candidates_before: int
    candidates_after: int
    left_before: int
    left_after: int
    refused: list[dict[str, Any]]


@dataclass(frozen=True)
class Replay:
    """The steps of a tree, and the audit of its blurring, claims in vertex order."""

    steps: list[Step] = field(default_factory=list)
    audit: list[AuditView] = field(default_factory=list)


def replay(
    store: ObjectStore, edits: Sequence[Edit], batch_id: str, shard: str, snapshot_id: str
) -> list[Step]:
    """The edits one by one. shard: of the tree; "" where it is not known, so that no call is looked up."""
    calls: Mapping[str, CallView] = {}
    keys = {edit.call_key for edit in edits if edit.call_key}
    if shard and keys:
        calls = calls_of(store, batch_id, ("grown", "blurred"), shard, keys)
    cited = [
        (str(number), evidence)
        for number, edit in enumerate(edits, 1)
        if isinstance(edit, Extend | Constrain)
        for evidence in edit.claim.evidence
    ]
    shown: dict[str, list[Passage]] = {}
    for (number_text, _), passage in zip(cited, passages(store, snapshot_id, cited), strict=True):
        shown.setdefault(number_text, []).append(passage)
    tree, steps = ResearchTree(), []
    for number, edit in enumerate(edits, 1):
        before = tree.copy()
        tree.apply(edit)
        call = calls.get(edit.call_key) or (CallView(edit.call_key) if edit.call_key else None)
        steps.append(_step(number, edit, before, tree.copy(), call, shown.get(str(number), [])))
    return steps


def _step(
    number: int,
    edit: Edit,
    before: ResearchTree,
    after: ResearchTree,
    call: CallView | None,
    shown: list[Passage],
) -> Step:
    match edit:
        case AddRoot():
            return Step(number, edit.op, "A", "", edit.vertex.name, edit.vertex.type_noun, after, call=call)
        case Extend() | Constrain():
            return Step(
                number, edit.op, edit.vertex.id, edit.parent, edit.vertex.name, edit.claim.text, after,
                predicate=edit.claim.constraint.predicate, candidates=(None, edit.candidates),
                left=(edit.left_before, edit.left_after), call=call, passages=shown,
            )  # fmt: skip
        case Blur():
            claim = before.claim(edit.child)
            return Step(
                number, edit.op, edit.child, before.parent(edit.child) or "", _name(before, edit.child), edit.text,
                after, before=claim.text, strategy=edit.strategy, predicate=edit.constraint.predicate,
                candidates=(edit.before, edit.after), left=(edit.left_before, edit.left_after), call=call,
            )  # fmt: skip
        case DropClaim():
            return Step(
                number, edit.op, edit.child, before.parent(edit.child) or "", _name(before, edit.child), edit.reason,
                after, before=_claim_text(before.claim(edit.child)), left=(edit.left_before, edit.left_after), call=call,
            )  # fmt: skip
        case Quit():
            return Step(number, edit.op, "", "", "", edit.reason, after, call=call)
        case Finish():
            return Step(number, edit.op, "", "", "", "", after, call=call)


def _name(tree: ResearchTree, vertex_id: str) -> str:
    return tree.vertex(vertex_id).name


def _claim_text(claim: Claim) -> str:
    return claim.text


def tree_row(store: ObjectStore, manifest: Manifest, table: Table, tree_id: str) -> dict[str, Any] | None:
    """The row of a tree in a commit; None where it has none."""
    import pyarrow.compute as pc

    if table.name not in manifest.tables:
        return None
    found = read_table(store, manifest, table)
    rows: list[dict[str, Any]] = found.filter(pc.equal(found["tree_id"], tree_id)).to_pylist()
    return rows[0] if rows else None


def audit_of(store: ObjectStore, blurred: Manifest, tree_id: str) -> list[AuditView]:
    """The rows of blurred__audit about one tree; none where the commit has no such table."""
    import pyarrow.compute as pc

    if BLURRED_AUDIT.name not in blurred.tables:
        return []
    found = read_table(store, blurred, BLURRED_AUDIT)
    rows = found.filter(pc.equal(found["tree_id"], tree_id)).to_pylist()
    names = ("tree_id", "batch_id", "refused")
    return [
        AuditView(
            **{key: value for key, value in row.items() if key not in names}, refused=_listed(row["refused"])
        )
        for row in sorted(rows, key=lambda row: str(row["child"]))
    ]


def _listed(text: str | None) -> list[dict[str, Any]]:
    """A JSON list of objects; an empty one where the text is none."""
    try:
        return listed(json.loads(text or "[]"))
    except (ValueError, RecursionError):
        return []


def listed(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def clue_said(clue: Mapping[str, Any]) -> str:
    """A clue of a reading in one line: form, predicate, direction, and what it demands."""
    bounds = [clue.get("low"), clue.get("high")]
    demanded = [str(clue.get(name)) for name in ("to", "value", "other", "through") if clue.get(name)]
    if bounds != [None, None]:
        low, high = (
            "…" if bound is None else f"{bound:g}" if _is_number(bound) else str(bound) for bound in bounds
        )
        demanded.append(f"{low} to {high} {clue.get('unit') or ''}".strip())
    name = clue.get("predicate") or "of no known meaning"
    turned = " inverse" if clue.get("direction") == "inverse" else ""
    return f"{clue.get('form')} {name}{turned}: {', '.join(demanded)}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
