"""The growth stage: pick roots, grow a shard's trees concurrently, commit them (DESIGN §2, §6).

What lives here: the stage's four steps. How one tree grows is growth.py's.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from infoseek.agents.concurrency import each
from infoseek.agents.prospect import leads_on
from infoseek.agents.sizes import Sizes
from infoseek.agents.starts import Start, Starts, grow_from
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
STAGE_VERSION = "3"
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
    sizes = Sizes(corpus, settings.growth)
    count = _count(sizes, _fit(store, sizes, plan))
    if not count and not manifests.earlier(store, ZONE, plan.batch_id):
        raise BadInput(
            f"Batch {plan.batch_id} has no page to grow a tree from: none in its corpus (of {corpus.size}) states "
            "in a row or its first sentence how it relates to another page with facts of its own."
        )
    return [str(number) for number in range(_shards_for(settings.growth, count))]


def _count(sizes: Sizes, fit: list[str]) -> int:
    """How many of them lead on, as far as a batch may use them."""
    return sum(1 for _ in islice((key for key in fit if leads_on(sizes, key)), sizes.settings.trees))


def _shards_for(growth: GrowthSettings, roots: int) -> int:
    """How many shards so many roots fill."""
    wanted = -(-min(roots, growth.trees) // growth.trees_per_shard)
    return max(1, min(growth.shards, wanted))


def _fit(store: ObjectStore, sizes: Sizes, plan: Plan) -> list[str]:
    """The entities that may be roots, long-tail ones, in an order that depends on seed and entity alone."""
    corpus, growth = sizes.corpus, sizes.settings
    used = _used_roots(store, plan.batch_id)
    most_links = growth.famous_share * corpus.size
    fit = (
        key
        for key, row in corpus.entities.items()
        if key not in used and row["is_answerable"] and row["type_noun"] and row["in_links"] <= most_links
    )
    return sorted(fit, key=lambda key: content_hash([growth.seed, key]))


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
    sizes = Sizes(LinkedCorpus.open(store, plan.inputs["linked"]), settings.growth)
    fit = _fit(store, sizes, plan)
    wanted = _shards_for(settings.growth, _count(sizes, fit))
    mine = (
        key for key in fit if int(content_hash(key, 8), 16) % wanted == int(shard) and leads_on(sizes, key)
    )
    most = settings.growth.trees // wanted + (int(shard) < settings.growth.trees % wanted)
    grown = asyncio.run(_grow(settings, store, plan, shard, Starts(sizes, mine, most)))
    attempt = new_attempt()
    quits = Counter(row["reason"] for row in grown.rows if row["reason"])
    receipt = Receipt(
        shard=shard,
        tables={
            schemas.GROWN_TREES.name: write_part(store, schemas.GROWN_TREES, grown.rows, attempt),
            FAILURES.name: write_part(store, FAILURES, grown.failed, attempt),
        },
        stats={
            "roots": grown.roots,
            "hopeless": grown.hopeless,
            "started": len(grown.rows),
            "finished": sum(row["status"] == "finished" for row in grown.rows),
            "failed": len(grown.failed),
            **{f"quit_{reason}": n for reason, n in quits.items()},
            **{f"refused_{reason}": n for reason, n in grown.refused.items()},
        },
    )
    return manifests.write_receipt(store, plan, receipt)


@dataclass
class _Grown:
    """What a shard came to: rows of trees and failures, why claims were refused, roots looked at, hopeless ones."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    roots: int = 0
    hopeless: int = 0


async def _grow(settings: Settings, store: ObjectStore, plan: Plan, shard: str, starts: Starts) -> _Grown:
    """Grow every tree that can be started; each advances while the next is looked for."""
    grown, limit = _Grown(), FailureLimit(settings.model, starts.most)
    async with open_dispatcher(settings, store, plan.batch_id, ZONE, shard) as dispatcher:

        async def one(start: Start) -> None:
            try:
                async for tree, refused in grow_from(starts, start, dispatcher, settings.model):
                    grown.refused.update(refused)
                    grown.rows.append(_row(tree, plan, int(shard)))
            except CallFailed as error:
                grown.failed.append(
                    {
                        "item": start.root_id,
                        "reason": error.reason,
                        "detail": str(error),
                        "batch_id": plan.batch_id,
                    }
                )
                limit.count(error)

        await each(one(start) for start in starts)
    grown.roots, grown.hopeless = starts.looked_at, starts.hopeless
    grown.rows.sort(key=lambda row: (str(row["root_id"]), str(row["tree_id"])))
    grown.failed.sort(key=lambda row: str(row["item"]))
    return grown


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
    if counts["hopeless"]:
        quits["no_sound_tree_from_it"] = counts["hopeless"]
    reasons = ", ".join(f"{reason} {n}" for reason, n in sorted(quits.items(), key=lambda item: -item[1]))
    raise Halted(
        f"Batch {plan.batch_id} finished no tree from any of its {counts['roots']} roots ({reasons or 'no reason'}): "
        "the model's answers are of no use, or the pages state too little."
    )
