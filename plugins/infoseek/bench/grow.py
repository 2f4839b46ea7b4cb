"""What growing yields, and whether each published question has one true answer by the world's truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infoseek.agents.shape import shape_of, shares
from infoseek.bench.figure import Figure, at_least, at_most, exactly, ratio
from infoseek.bench.oracle import Fault, Oracle
from infoseek.bench.rehearsal import Rehearsal
from infoseek.bench.session import Session
from infoseek.linking.kinds.types import kind_of
from infoseek.llm.ledger import totals
from infoseek.settings import GrowthSettings
from infoseek.stages import BLUR, GATE, GROW
from infoseek.store import schemas
from infoseek.store.manifests import required
from infoseek.store.tables import read_rows
from infoseek.tree.edits import load_edits
from infoseek.tree.research_tree import ResearchTree

LEAST_FINISHED = 0.6
MOST_OFF = 0.05
LEAST_SPREAD = 0.5


@dataclass(frozen=True)
class Judged:
    """A published question with what the oracle finds wrong with it; nothing where its answer is unique."""

    question_id: str
    question: str
    tree: ResearchTree
    faults: list[Fault]


def run(session: Session) -> Iterator[Figure]:
    """Growth runs shard by shard in one process. Published is what the gates accept."""
    plain = [session.rehearsal(GATE, seed=seed) for seed in session.seeds]
    yield from _yield_of(plain)
    yield from _unique(session, plain, "nothing left out", is_required=True)
    share = session.load.left_out
    sparse = [session.rehearsal(GATE, seed=seed, left_out=share) for seed in session.seeds]
    yield from _unique(session, sparse, f"{share:.0%} left out", is_required=False)


def _unique(
    session: Session, rehearsals: list[Rehearsal], what: str, *, is_required: bool
) -> Iterator[Figure]:
    judged = [each for rehearsal in rehearsals for each in judge(rehearsal)]
    for each in judged:
        for fault in each.faults:
            session.note(f"{each.question_id}: {fault.said(each.tree)}. {each.question}")
    unique = sum(not each.faults for each in judged)
    yield Figure(f"published, {what}", len(judged), "questions")
    target = exactly(1) if is_required else None
    yield Figure(f"unique_by_truth, {what}", ratio(unique, len(judged)), "share", target)


def judge(rehearsal: Rehearsal) -> list[Judged]:
    """Every published question of a rehearsed batch under the oracle."""
    oracle = Oracle(rehearsal.world, rehearsal.site)
    gated = required(rehearsal.store, GATE.zone, rehearsal.batch_id)
    judged = []
    for row in read_rows(rehearsal.store, gated, schemas.ACCEPTED):
        tree = ResearchTree.replay(load_edits(row["edits"]))
        judged.append(Judged(row["question_id"], row["question"], tree, oracle.faults(tree)))
    return judged


def _yield_of(rehearsals: list[Rehearsal]) -> Iterator[Figure]:
    started, finished, accepted, calls = 0, list[ResearchTree](), list[ResearchTree](), 0
    for rehearsal in rehearsals:
        grown = required(rehearsal.store, GROW.zone, rehearsal.batch_id)
        rows = list(read_rows(rehearsal.store, grown, schemas.GROWN_TREES, ["status", "edits"]))
        started += len(rows)
        finished += [_tree(row) for row in rows if row["status"] == "finished"]
        calls += totals(rehearsal.store, rehearsal.batch_id)["calls"]
        gated = required(rehearsal.store, GATE.zone, rehearsal.batch_id)
        accepted += [_tree(row) for row in read_rows(rehearsal.store, gated, schemas.ACCEPTED, ["edits"])]
    yield Figure("trees started", started, "trees")
    yield Figure(
        "finished per tree started", ratio(len(finished), started), "ratio", at_least(LEAST_FINISHED)
    )
    yield Figure("published per tree started", ratio(len(accepted), started), "ratio")
    yield Figure("calls per tree started", ratio(calls, started), "calls")
    hidden = sum(bool(tree.hidden_inner) for tree in accepted)
    yield Figure("published with a hidden inner vertex", ratio(hidden, len(accepted)), "share", exactly(1))
    yield Figure("growth a tree finished", ratio(_elapsed_s(rehearsals), len(finished)), "s")
    if finished:
        yield from _shapes(finished, rehearsals[0].settings.growth)
    yield Figure("evidence pages a clue", _spread(finished), "ratio", at_least(LEAST_SPREAD))
    families = Counter(kind_of(tree.root.type_noun) for tree in accepted)
    for family, count in families.most_common():
        yield Figure(f"published, answers of kind {family}", count, "questions")


def _tree(row: dict[str, Any]) -> ResearchTree:
    return ResearchTree.replay(load_edits(row["edits"]))


def _shapes(finished: list[ResearchTree], settings: GrowthSettings) -> Iterator[Figure]:
    """The share of each size and depth beside the one wanted, and by how much they differ most."""
    shapes = [shape_of(tree) for tree in finished]
    sizes, depths = shares(settings)
    furthest = 0.0
    for what, wanted, found in (
        ("vertices", sizes, Counter(shape.vertices for shape in shapes)),
        ("deep", depths, Counter(shape.depth for shape in shapes)),
    ):
        for number in sorted(wanted.keys() | found.keys()):
            share = found[number] / len(shapes)
            furthest = max(furthest, abs(share - wanted.get(number, 0.0)))
            yield Figure(f"finished, {number} {what} ({wanted.get(number, 0.0):.0%} wanted)", share, "share")
    yield Figure("largest difference of shapes to those wanted", furthest, "share", at_most(MOST_OFF))


def _spread(finished: list[ResearchTree]) -> float | None:
    """Mean over trees of the pages that their evidence stands on, a clue (S6)."""
    spreads = [
        len({one.page_id for vertex in tree.vertices[1:] for one in tree.claim(vertex.id).evidence})
        / (len(tree.vertices) - 1)
        for tree in finished
    ]
    return ratio(sum(spreads), len(spreads))


def _elapsed_s(rehearsals: list[Rehearsal]) -> float:
    """Seconds spent growing and blurring."""
    return sum(rehearsal.run_of(stage).elapsed_s for rehearsal in rehearsals for stage in (GROW, BLUR))
