"""The growth stage: pick roots, grow a shard's trees concurrently, commit them (DESIGN §2, §6).

What lives here: the stage's four steps. How one tree grows is growth.py's.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import islice
from typing import Any

from infoseek.agents.concurrency import each
from infoseek.agents.growth import Growth
from infoseek.agents.prospect import leads_on
from infoseek.agents.sizes import Sizes
from infoseek.errors import BadInput, Halted, NothingNew
from infoseek.linking.corpus import LinkedCorpus
from infoseek.llm.dispatch import CallFailed, open_dispatcher
from infoseek.llm.failure_limit import FailureLimit
from infoseek.revision import code_revision
from infoseek.settings import GrowthSettings, Settings
from infoseek.store import manifests, schemas
from infoseek.store.manifests import Manifest, Plan, Receipt, content_hash
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import new_attempt, read_rows, write_part
from infoseek.tree.edits import dump_edits
from infoseek.tree.research_tree import ResearchTree

ZONE = "grown"
STAGE_VERSION = "2"
FAILURES = schemas.failures(ZONE)
ROOTS_TO_JUDGE_BY = 10
"""So many roots without a single finished tree are no accident."""
# Settings that change what is grown; where the endpoint lies or how fast it is asked does not.
_MODEL_PARTS = {"planner", "browser"}


def _settings(settings: Settings) -> dict[str, Any]:
    return {
        "growth": settings.growth.model_dump(),
        "model": settings.model.model_dump(include=_MODEL_PARTS),
    }


def plan(settings: Settings, batch_id: str) -> Plan:
    """Pin the linked corpus of the batch, and the roots earlier batches have used."""
    store = ObjectStore(settings.s3)
    linked = manifests.required(store, "linked", batch_id)
    used = [manifest.key for manifest in manifests.earlier(store, ZONE, batch_id)]
    return manifests.plan(
        store,
        ZONE,
        batch_id,
        stage_version=STAGE_VERSION,
        settings=_settings(settings),
        inputs={"linked": linked.key, "used_roots": content_hash(used)},
    )


def shards(settings: Settings, plan: Plan) -> list[str]:
    """Shard names "0" …: as many as the roots fill, at most `growth.shards`.

    Raises `BadInput` where no page can be a root, unless earlier batches may have used them up, and
    `NothingNew` where the corpus holds no page at all.
    """
    store = ObjectStore(settings.s3)
    corpus = LinkedCorpus.open(store, plan.inputs["linked"])
    if not corpus.pages:
        raise NothingNew(f"Batch {plan.batch_id} has an empty corpus: there is no page to grow a tree from.")
    count = len(_roots(store, settings.growth, plan, corpus))
    if not count and not manifests.earlier(store, ZONE, plan.batch_id):
        raise BadInput(
            f"Batch {plan.batch_id} has no page to grow a tree from: none in its corpus (of {corpus.size}) states "
            "in a row or its first sentence how it relates to another page with facts of its own."
        )
    wanted = -(-count // settings.growth.trees_per_shard)
    return [str(number) for number in range(min(settings.growth.shards, wanted))]


def _roots(store: ObjectStore, growth: GrowthSettings, plan: Plan, corpus: LinkedCorpus) -> list[str]:
    """The roots of the batch in an order that depends on seed and entity alone: long-tail ones that lead on."""
    used = _used_roots(store, plan.batch_id)
    most_links = growth.famous_share * corpus.size
    fit = (
        key
        for key, row in corpus.entities.items()
        if key not in used and row["is_answerable"] and row["type_noun"] and row["in_links"] <= most_links
    )
    ordered = sorted(fit, key=lambda key: content_hash([growth.seed, key]))
    sizes = Sizes(corpus, growth)
    return list(islice((key for key in ordered if leads_on(sizes, key)), growth.trees))


def _used_roots(store: ObjectStore, batch_id: str) -> set[str]:
    """Roots that earlier batches have grown: an unchanged site is not grown again (DESIGN §5)."""
    return {
        row["root_id"]
        for manifest in manifests.earlier(store, ZONE, batch_id)
        for row in read_rows(store, manifest, schemas.GROWN_TREES, ["root_id"])
    }


def run_shard(settings: Settings, plan: Plan, shard: str) -> str:
    """Grow this shard's trees; the key of its receipt. Trees advance by themselves, without a barrier."""
    store = ObjectStore(settings.s3)
    corpus = LinkedCorpus.open(store, plan.inputs["linked"])
    roots = _roots(store, settings.growth, plan, corpus)
    wanted = max(1, min(settings.growth.shards, -(-len(roots) // settings.growth.trees_per_shard)))
    mine = [root for root in roots if int(content_hash(root, 8), 16) % wanted == int(shard)]
    rows, failed, refused = asyncio.run(_grow(settings, store, plan, shard, corpus, mine, frozenset(roots)))
    attempt = new_attempt()
    receipt = Receipt(
        shard=shard,
        tables={
            schemas.GROWN_TREES.name: write_part(store, schemas.GROWN_TREES, rows, attempt),
            FAILURES.name: write_part(store, FAILURES, failed, attempt),
        },
        stats={
            "roots": len(mine),
            "started": len(rows),
            "finished": sum(row["status"] == "finished" for row in rows),
            "failed": len(failed),
            **{
                f"quit_{reason}": n for reason, n in Counter(r["reason"] for r in rows if r["reason"]).items()
            },
            **{f"refused_{reason}": n for reason, n in refused.items()},
        },
    )
    return manifests.write_receipt(store, plan, receipt)


async def _grow(
    settings: Settings,
    store: ObjectStore,
    plan: Plan,
    shard: str,
    corpus: LinkedCorpus,
    mine: list[str],
    roots: frozenset[str],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], Counter[str]]:
    """The rows of trees and failures, and why claims were refused.

    roots: those of the whole batch. Of two of them only the one with the greater id may hide the other, so
    that no two trees of a batch are of the same entities (D1); a root that leads nowhere so may, in the second
    half of its attempts, hide any.
    """
    refused: Counter[str] = Counter()
    sizes = Sizes(corpus, settings.growth)
    failed: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    limit = FailureLimit(settings.model, len(mine))
    async with open_dispatcher(settings, store, plan.batch_id, ZONE, shard) as dispatcher:

        async def one(root: str) -> None:
            others = frozenset(other for other in roots if other > root)
            for attempt in range(settings.growth.attempts):
                shunned = others if 2 * attempt < settings.growth.attempts else frozenset()
                growth = Growth(sizes, dispatcher, settings.model, root, attempt, shunned)
                try:
                    tree = await growth.grow()
                except CallFailed as error:
                    failed.append(
                        {
                            "item": root,
                            "reason": error.reason,
                            "detail": str(error),
                            "batch_id": plan.batch_id,
                        }
                    )
                    limit.count(error)
                    return
                refused.update(growth.refused)
                rows.append(_row(tree, plan, int(shard)))
                if tree.status == "finished":
                    return

        await each(one(root) for root in mine)
    return (
        sorted(rows, key=lambda row: (str(row["root_id"]), str(row["tree_id"]))),
        sorted(failed, key=lambda row: str(row["item"])),
        refused,
    )


def _row(tree: ResearchTree, plan: Plan, shard: int) -> dict[str, Any]:
    edits = dump_edits(tree.edits)
    return {
        "tree_id": content_hash(edits),
        "batch_id": plan.batch_id,
        "shard": shard,
        "root_id": tree.root.entity_id,
        "status": tree.status,
        "reason": tree.reason,
        "vertices": len(tree.vertices),
        "hidden": len(tree.hidden_inner),
        "edits": edits,
        "corpus": plan.inputs["linked"],
    }


def commit(settings: Settings, plan: Plan, receipts: list[str]) -> Manifest:
    """Make the batch's trees visible.

    Raises `Halted` where many roots gave no finished tree: committed, they would count as used.
    """
    store = ObjectStore(settings.s3)
    found = manifests.read_receipts(store, receipts)
    _require_a_tree(plan, found)
    return manifests.commit(
        store,
        plan,
        found,
        stage_version=STAGE_VERSION,
        settings=_settings(settings),
        code_revision=code_revision(),
    )


def _require_a_tree(plan: Plan, receipts: list[Receipt]) -> None:
    counts: Counter[str] = Counter()
    for receipt in receipts:
        counts.update({name: int(value) for name, value in receipt.stats.items()})
    if counts["finished"] or counts["roots"] < ROOTS_TO_JUDGE_BY:
        return
    quits = {name.removeprefix("quit_"): n for name, n in counts.items() if name.startswith("quit_")}
    reasons = ", ".join(f"{reason} {n}" for reason, n in sorted(quits.items(), key=lambda item: -item[1]))
    raise Halted(
        f"Batch {plan.batch_id} finished no tree from any of its {counts['roots']} roots ({reasons or 'no reason'}): "
        "the model's answers are of no use, or the pages state too little."
    )
