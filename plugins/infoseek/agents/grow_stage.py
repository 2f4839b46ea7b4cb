"""The growth stage: pick roots, grow a shard's trees concurrently, commit them (DESIGN §2, §6).

What lives here: the stage's four steps. How one tree grows is growth.py's.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from infoseek.agents.concurrency import each
from infoseek.agents.facts import facts_of
from infoseek.agents.growth import Growth
from infoseek.linking.corpus import LinkedCorpus
from infoseek.llm.dispatch import CallFailed, open_dispatcher
from infoseek.revision import code_revision
from infoseek.settings import GrowthSettings, Settings
from infoseek.store import manifests, schemas
from infoseek.store.manifests import Manifest, Plan, Receipt, content_hash
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import new_attempt, read_rows, write_part
from infoseek.tree.edits import AddRoot, dump_edits
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex

ZONE = "grown"
STAGE_VERSION = "1"
FAILURES = schemas.failures(ZONE)
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
    """Shard names "0" …: as many as the roots fill, at most `growth.shards`."""
    store = ObjectStore(settings.s3)
    count = len(_roots(store, settings.growth, plan, LinkedCorpus.open(store, plan.inputs["linked"])))
    wanted = -(-count // settings.growth.trees_per_shard)
    return [str(number) for number in range(min(settings.growth.shards, wanted))]


def _roots(store: ObjectStore, growth: GrowthSettings, plan: Plan, corpus: LinkedCorpus) -> list[str]:
    """The roots of the batch in an order that depends on seed and entity alone: long-tail ones that lead on."""
    used = _used_roots(store, plan.batch_id)
    found = [
        key
        for key, row in corpus.entities.items()
        if key not in used
        and row["is_answerable"]
        and row["type_noun"]
        and row["in_links"] <= growth.famous_share * corpus.size
        and _leads_on(corpus, key, growth)
    ]
    return sorted(found, key=lambda key: content_hash([growth.seed, key]))[: growth.trees]


def _leads_on(corpus: LinkedCorpus, key: str, growth: GrowthSettings) -> bool:
    row = corpus.entities[key]
    root = Vertex(
        id="A",
        kind="entity",
        name=row["name"],
        entity_id=key,
        type_noun=row["type_noun"],
        visibility="hidden",
    )
    tree = ResearchTree.replay([AddRoot(vertex=root)])
    return any(fact.action == "extend" for fact in facts_of(corpus, tree, root, growth))


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
    rows, failed, refused = asyncio.run(_grow(settings, store, plan, shard, corpus, mine))
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
    settings: Settings, store: ObjectStore, plan: Plan, shard: str, corpus: LinkedCorpus, roots: list[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], Counter[str]]:
    refused: Counter[str] = Counter()
    failed: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    async with open_dispatcher(settings, store, plan.batch_id, ZONE, shard) as dispatcher:

        async def one(root: str) -> None:
            for attempt in range(settings.growth.attempts):
                growth = Growth(corpus, dispatcher, settings.growth, settings.model, root, attempt)
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
                    return
                refused.update(growth.refused)
                rows.append(_row(tree, plan, int(shard)))
                if tree.status == "finished":
                    return

        await each(one(root) for root in roots)
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
    """Make the batch's trees visible."""
    store = ObjectStore(settings.s3)
    return manifests.commit(
        store,
        plan,
        manifests.read_receipts(store, receipts),
        stage_version=STAGE_VERSION,
        settings=_settings(settings),
        code_revision=code_revision(),
    )
