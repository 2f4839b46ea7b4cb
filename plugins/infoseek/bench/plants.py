"""Defects planted into questions that are sound: each must make the check fail that is there for it.

What lives here: spoiling a row of blurred__questions. What may not: gating it (gates.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infoseek.bench.oracle import Oracle
from infoseek.settings import CheckId
from infoseek.store.manifests import content_hash
from infoseek.tree.claim import Claim, Evidence
from infoseek.tree.edits import Blur, Constrain, DropClaim, Edit, Extend, Finish, dump_edits, load_edits
from infoseek.tree.research_tree import ResearchTree

Row = dict[str, Any]

_DAY = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)


@dataclass(frozen=True)
class Plant:
    """A spoilt row and the check that must fail on it. name: of the kind of defect."""

    name: str
    check: CheckId
    row: Row


def plants(row: Mapping[str, Any], oracle: Oracle) -> Iterator[Plant]:
    """Every defect that this row can be given, each in a row of its own."""
    tree = ResearchTree.replay(load_edits(row["edits"]))
    yield _worded(row, "answer named", "L2", tree.root.name)
    for vertex in tree.hidden_inner[:1]:
        yield _worded(row, "hidden vertex named", "L3", vertex.name)
    for day in _exact_days(tree)[:1]:
        yield _worded(row, "exact date told", "L4", day)
    yield _evidence(row, "span shifted", lambda e: e.model_copy(update={"start": e.start + 1}))
    yield _evidence(row, "other page version", lambda e: e.model_copy(update={"content_sha256": "0" * 64}))
    yield _evidence(row, "sentence altered", lambda e: e.model_copy(update={"text": f"{e.text} too"}))
    if loose := _without_a_clue(row, tree, oracle):
        yield loose
    if tree.hidden_inner:
        yield _with_tree(row, "hidden vertex given", "S7", _given(tree))
    sharp: list[Edit] = [edit for edit in tree.edits if not isinstance(edit, Blur)]
    if oracle.loose_hops(ResearchTree.replay(sharp)):
        yield _with_tree(row, "clues sharpened", "S9", sharp)
    yield _plant({**row}, "question repeated", "D1")


def _worded(row: Mapping[str, Any], name: str, check: CheckId, said: str) -> Plant:
    question = str(row["question"]).rstrip("?")
    return _plant({**row, "question": f"{question}, in view of {said}?"}, name, check)


def _plant(row: Mapping[str, Any], name: str, check: CheckId) -> Plant:
    return Plant(name, check, {**row, "question_id": content_hash([row["question_id"], name])})


def _with_tree(row: Mapping[str, Any], name: str, check: CheckId, edits: list[Edit]) -> Plant:
    tree = ResearchTree.replay(edits)
    stored = {
        "edits": dump_edits(edits),
        "tree": json.dumps(tree.as_dict(), ensure_ascii=False, sort_keys=True),
        "vertices": len(tree.vertices),
        "tree_id": content_hash(dump_edits(edits)),
    }
    return _plant({**row, **stored}, name, check)


def _evidence(row: Mapping[str, Any], name: str, spoil: Callable[[Evidence], Evidence]) -> Plant:
    """V2: the first claim's first span is not what its page says."""
    edits = load_edits(row["edits"])
    at = next(number for number, edit in enumerate(edits) if isinstance(edit, Extend | Constrain))
    edit = edits[at]
    assert isinstance(edit, Extend | Constrain)
    first, *others = edit.claim.evidence
    claim: Claim = edit.claim.model_copy(update={"evidence": (spoil(first), *others)})
    spoilt = edit.model_copy(update={"claim": claim})
    return _with_tree(row, name, "V2", [*edits[:at], spoilt, *edits[at + 1 :]])


def _exact_days(tree: ResearchTree) -> list[str]:
    """Dates that the tree's evidence states to the day."""
    claims = [tree.claim(vertex.id) for vertex in tree.vertices if tree.parent(vertex.id)]
    return [day for claim in claims for evidence in claim.evidence for day in _DAY.findall(evidence.text)]


def _without_a_clue(row: Mapping[str, Any], tree: ResearchTree, oracle: Oracle) -> Plant | None:
    """S5: without one of its attributes the question has several true answers by the world's truth."""
    for vertex in tree.vertices:
        if vertex.kind != "attribute":
            continue
        edits = _ended(_unfinished(tree, {vertex.id}))
        if len(oracle.answers(ResearchTree.replay(edits))) > 1:
            return _with_tree(row, "clue dropped", "S5", edits)
    return None


def _given(tree: ResearchTree) -> list[Edit]:
    """S7: a child of the root is named in the question, and its own clues are gone with its sub-question."""
    child = next(v for v in tree.children("A") if v.visibility == "hidden")
    below = {v.id for v in tree.vertices if child in (v, *tree.ancestors(v.id))}
    edits = _unfinished(tree, below)
    named = child.model_copy(update={"id": ResearchTree.replay(edits).next_id, "visibility": "given"})
    claim = tree.claim(child.id)
    return _ended([*edits, Extend(parent="A", vertex=named, claim=claim, candidates=1)])


def _unfinished(tree: ResearchTree, dropped: set[str]) -> list[Edit]:
    """The edits that grew a tree and blurred what is left of it, these vertices dropped, and not finished."""
    grown = [edit for edit in tree.edits if not isinstance(edit, Blur | Finish)]
    # A vertex comes after its parent: leaves go first.
    drops = [DropClaim(child=v.id, reason="planted") for v in reversed(tree.vertices) if v.id in dropped]
    blurs = [edit for edit in tree.edits if isinstance(edit, Blur) and edit.child not in dropped]
    return [*grown, *drops, *blurs]


def _ended(edits: list[Edit]) -> list[Edit]:
    return [*edits, Finish()]
