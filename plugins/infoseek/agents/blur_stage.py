"""The blurring stage: every finished tree is blurred and worded, or given up with a reason (DESIGN §2).

What lives here: the stage's four steps. What happens to one tree is blurring.py's.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from infoseek.agents.blurring import NotBlurred, Worded, blur_and_word
from infoseek.agents.concurrency import each
from infoseek.agents.sizes import Sizes
from infoseek.linking.corpus import LinkedCorpus
from infoseek.llm.dispatch import CallFailed, open_dispatcher
from infoseek.llm.failure_limit import FailureLimit
from infoseek.revision import code_revision
from infoseek.settings import Settings
from infoseek.store import manifests, schemas
from infoseek.store.manifests import Manifest, Plan, Receipt, content_hash
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import new_attempt, read_rows, write_part
from infoseek.tree.edits import dump_edits, load_edits
from infoseek.tree.hcsp import problem_kind
from infoseek.tree.research_tree import ResearchTree

ZONE = "blurred"
STAGE_VERSION = "3"
FAILURES = schemas.failures(ZONE)

Row = dict[str, Any]


def _settings(settings: Settings) -> dict[str, Any]:
    return {
        "min_candidates": settings.growth.min_candidates,
        "seed": settings.growth.seed,
        "min_removed": settings.growth.min_removed,
        "min_vertices": settings.growth.min_vertices,
        "model": settings.model.model_dump(include={"blurrer", "composer", "reader"}),
    }


def plan(settings: Settings, batch_id: str) -> Plan:
    """Pin the batch's grown trees and the corpus they were grown on."""
    store = ObjectStore(settings.s3)
    grown = manifests.required(store, "grown", batch_id)
    return manifests.plan(
        store,
        ZONE,
        batch_id,
        stage_version=STAGE_VERSION,
        settings=_settings(settings),
        inputs={"grown": grown.key, "linked": grown.inputs["linked"]},
    )


def _finished(store: ObjectStore, plan: Plan) -> list[Row]:
    grown = manifests.read_manifest(store, "grown", plan.inputs["grown"])
    return [row for row in read_rows(store, grown, schemas.GROWN_TREES) if row["status"] == "finished"]


def shards(settings: Settings, plan: Plan) -> list[str]:
    """The shards that grew finished trees."""
    return sorted({str(row["shard"]) for row in _finished(ObjectStore(settings.s3), plan)})


def run_shard(settings: Settings, plan: Plan, shard: str) -> str:
    """Blur and word this shard's trees; the key of its receipt."""
    store = ObjectStore(settings.s3)
    corpus = LinkedCorpus.open(store, plan.inputs["linked"])
    mine = [row for row in _finished(store, plan) if str(row["shard"]) == shard]
    made = asyncio.run(_word(settings, store, plan, shard, corpus, mine))
    attempt = new_attempt()
    receipt = Receipt(
        shard=shard,
        tables={table.name: write_part(store, table, rows, attempt) for table, rows in made.sorted()},
        stats={
            "trees": len(mine),
            "questions": len(made.questions),
            "failed": len(made.failed),
            **{f"failed_{reason}": n for reason, n in Counter(row["reason"] for row in made.failed).items()},
        },
    )
    return manifests.write_receipt(store, plan, receipt)


@dataclass
class Made:
    """The rows of one shard."""

    trees: list[Row] = field(default_factory=list)
    audit: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    failed: list[Row] = field(default_factory=list)

    def sorted(self) -> Iterator[tuple[schemas.Table, list[Row]]]:
        """Each table with its rows, in an order that does not hang on which tree was done first."""
        yield schemas.BLURRED_TREES, _by(self.trees, "tree_id")
        yield schemas.BLURRED_AUDIT, _by(self.audit, "tree_id", "child")
        yield schemas.BLURRED_QUESTIONS, _by(self.questions, "question_id")
        yield FAILURES, _by(self.failed, "item")


def _by(rows: list[Row], *names: str) -> list[Row]:
    return sorted(rows, key=lambda row: [str(row[name]) for name in names])


async def _word(
    settings: Settings, store: ObjectStore, plan: Plan, shard: str, corpus: LinkedCorpus, rows: list[Row]
) -> Made:
    made = Made()
    limit, sizes = FailureLimit(settings.model, len(rows)), Sizes(corpus, settings.growth)
    async with open_dispatcher(settings, store, plan.batch_id, ZONE, shard) as dispatcher:

        async def one(row: Row) -> None:
            grown = ResearchTree.replay(load_edits(row["edits"]))
            try:
                worded = await blur_and_word(sizes, dispatcher, settings.model, grown)
            except (NotBlurred, CallFailed) as error:
                made.failed.append(
                    {
                        "item": row["tree_id"],
                        "reason": error.reason,
                        "detail": str(error),
                        "batch_id": plan.batch_id,
                    }
                )
                if isinstance(error, CallFailed):
                    limit.count(error)
                else:
                    made.audit += [claim.row(row["tree_id"], plan.batch_id) for claim in error.audit]
                return
            tree = _tree_row(row, worded.tree)
            made.trees.append(tree)
            made.audit += [claim.row(tree["tree_id"], plan.batch_id) for claim in worded.audit]
            made.questions.append(_question(corpus, worded, tree))

        await each(one(row) for row in rows)
    return made


def _tree_row(row: Row, tree: ResearchTree) -> Row:
    """The row of a blurred tree, made from that of the grown one."""
    edits = dump_edits(tree.edits)
    return {
        **row,
        "tree_id": content_hash(edits),
        "edits": edits,
        "vertices": len(tree.vertices),
        "hidden": len(tree.hidden_inner),
    }


def _question(corpus: LinkedCorpus, worded: Worded, row: Row) -> Row:
    tree = worded.tree
    accepted = {tree.root.name, *corpus.strong_aliases[tree.root.entity_id]}
    return {
        "question_id": content_hash([row["tree_id"], worded.question]),
        "tree_id": row["tree_id"],
        "batch_id": row["batch_id"],
        "question": worded.question,
        "answer": tree.root.name,
        "answer_id": tree.root.entity_id,
        "answer_aliases": sorted(accepted),
        "sub_questions": json.dumps(worded.sub_questions, ensure_ascii=False),
        "reading": worded.reading,
        "kind": problem_kind(tree),
        "vertices": len(tree.vertices),
        "hops": tree.hops,
        "tree": json.dumps(tree.as_dict(), ensure_ascii=False, sort_keys=True),
        "edits": row["edits"],
        "model": worded.model,
        "corpus": row["corpus"],
    }


def commit(settings: Settings, plan: Plan, receipts: list[str]) -> Manifest:
    """Make the batch's questions visible."""
    store = ObjectStore(settings.s3)
    return manifests.commit(
        store,
        plan,
        manifests.read_receipts(store, receipts),
        stage_version=STAGE_VERSION,
        settings=_settings(settings),
        code_revision=code_revision(),
    )
