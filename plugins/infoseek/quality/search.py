"""What a search of a linked batch's passage index finds, with the words themselves.

What may not live here: ranking (infoseek.retrieval), printing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from infoseek.errors import BadInput
from infoseek.llm.openai_embeddings import OpenAIEmbedder
from infoseek.quality.passages import stored_pages
from infoseek.retrieval.index import Hit
from infoseek.retrieval.shard import dense_index_of, index_of
from infoseek.settings import Settings
from infoseek.stages import LINK
from infoseek.store.manifests import Manifest, read_head, required
from infoseek.store.objects import ObjectStore

Mode = Literal["bm25", "dense", "fused"]
"""By words, by embeddings, or by the ranks of both."""


@dataclass(frozen=True)
class Found:
    """One passage: text is text[start:end] of its page; "" where the page has gone from the snapshot since."""

    rank: int
    score: float
    passage_id: str
    page_id: str
    title: str
    url: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Answer:
    """The passages found in a batch's corpus, best first."""

    batch_id: str
    found: list[Found]


def search_batch(
    settings: Settings, store: ObjectStore, query: str, k: int, batch_id: str = "", mode: Mode = "bm25"
) -> Answer:
    """Search the passages of a linked batch, by default the newest.

    settings: scratch, and for embeddings the endpoint and its model. Raises `BadInput` where there is no such
    batch or index, `Unavailable` where the endpoint gives no embedding.
    """
    batch_id = batch_id or max(read_head(store, LINK.zone).batches, default="")
    if not batch_id:
        raise BadInput(f"There is no linked batch in {store.address('')} yet: run one first (infoseek run).")
    linked = required(store, LINK.zone, batch_id)
    hits = _hits(settings, store, linked, query, k, mode)
    pages = stored_pages(store, linked.inputs["snapshot"], {hit.page_id for hit in hits})
    gone = {"title": "", "url": "", "text": ""}
    found = []
    for rank, hit in enumerate(hits, 1):
        page = pages.get(hit.page_id, gone)
        found.append(
            Found(
                rank=rank,
                score=round(hit.score, 4),
                passage_id=hit.passage_id,
                page_id=hit.page_id,
                title=page["title"] or "",
                url=page["url"],
                start=hit.start,
                end=hit.end,
                text=page["text"][hit.start : hit.end],
            )
        )
    return Answer(batch_id, found)


def _hits(
    settings: Settings, store: ObjectStore, linked: Manifest, query: str, k: int, mode: Mode
) -> list[Hit]:
    if mode == "bm25":
        return index_of(store, settings.scratch, linked).search(query, k)
    with OpenAIEmbedder(settings.model, settings.retrieval) as embedder:
        model = settings.retrieval.dense_model
        dense = dense_index_of(store, settings.scratch, linked, model, embedder.embed)
        return dense.search_dense(query, k) if mode == "dense" else dense.search_fused(query, k)
