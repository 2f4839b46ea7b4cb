"""The passage index as a shard of the link stage, and opening the one that a linked batch names.

What may not live here: how it is built or searched.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from infoseek.errors import BadInput
from infoseek.llm.ledger import Ledger
from infoseek.llm.openai_embeddings import OpenAIEmbedder
from infoseek.llm.segments import ShardRun
from infoseek.retrieval.build import build_index
from infoseek.retrieval.dense import DenseIndex
from infoseek.retrieval.index import PassageIndex, open_index
from infoseek.retrieval.reference import IndexRef, read_ref
from infoseek.retrieval.segment import INDEX_VERSION
from infoseek.retrieval.vectors import Embed, Vectors, build_vectors, open_vectors, read_vectors
from infoseek.settings import Settings
from infoseek.store.manifests import Manifest, Plan, Receipt, earlier, write_receipt
from infoseek.store.objects import ObjectStore
from infoseek.store.tables import new_attempt

SHARD = "passages"
"""The shard's name, that of its key in receipts and notes, and that of its count in stats."""


def stage_settings(settings: Settings) -> dict[str, Any]:
    """What of the settings changes the index, for the stage's key."""
    chosen = settings.retrieval
    return {"index": INDEX_VERSION, "passage_words": chosen.passage_words, "dense_model": chosen.dense_model}


def run_shard(settings: Settings, plan: Plan) -> str:
    """Index the plan's snapshot, unless that is done; the object key of the receipt, which names the index."""
    store = ObjectStore(settings.s3)
    ref = build_index(store, settings, plan.inputs["snapshot"])
    if settings.retrieval.dense_model:
        _embed_passages(store, settings, plan, ref)
    receipt = Receipt(shard=SHARD, stats={SHARD: ref.passages}, names={SHARD: [ref.key]})
    return write_receipt(store, plan, receipt)


def _embed_passages(store: ObjectStore, settings: Settings, plan: Plan, ref: IndexRef) -> None:
    """Make the vectors that are missing; each request is in the ledger as soon as the part's end, or its failure."""
    ledger = Ledger(store, ShardRun(plan.batch_id, plan.zone, SHARD, new_attempt()))
    known = _vectors_before(store, settings, plan)
    try:
        with OpenAIEmbedder(settings.model, settings.retrieval, ledger.add) as embedder:
            build_vectors(store, settings, ref, embedder.embed, known)
    finally:
        ledger.segments.seal()
        ledger.segments.push()


def _vectors_before(store: ObjectStore, settings: Settings, plan: Plan) -> Vectors | None:
    """The vectors of the newest earlier batch that has some by this model: most passages are the same."""
    for linked in reversed(earlier(store, plan.zone, plan.batch_id)):
        key = linked.notes.get(SHARD)
        found = read_vectors(store, key, settings.retrieval.dense_model) if isinstance(key, str) else None
        if found is not None:
            return open_vectors(store, settings.scratch, found)
    return None


def notes(receipts: Iterable[Receipt]) -> dict[str, str]:
    """What the stage's manifest notes of the index: its key."""
    keys = [key for receipt in receipts for key in receipt.names.get(SHARD, [])]
    return {SHARD: keys[-1]} if keys else {}


def index_of(store: ObjectStore, scratch: Path, linked: Manifest) -> PassageIndex:
    """The index of a linked batch, opened. Raises `BadInput` where it has none, or it cannot be opened."""
    key = linked.notes.get(SHARD)
    if not isinstance(key, str):
        raise BadInput(f"The linked batch {linked.batch_id} has no passage index: link it again.")
    return open_index(store, scratch, read_ref(store, key))


def dense_index_of(
    store: ObjectStore, scratch: Path, linked: Manifest, model: str, embed: Embed
) -> DenseIndex:
    """As `index_of`, with the passages' vectors by a model. Raises `BadInput` where there are none."""
    index = index_of(store, scratch, linked)
    found = read_vectors(store, index.ref.key, model) if model else None
    if found is None:
        raise BadInput(
            f"The passage index of batch {linked.batch_id} has no vectors by model {model!r}: set "
            "INFOSEEK_RETRIEVAL__DENSE_MODEL and link the batch again."
        )
    return DenseIndex(index, open_vectors(store, scratch, found), embed)
