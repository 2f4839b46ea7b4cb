"""Search by embeddings, alone or fused with BM25. What may not live here: making vectors, the endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from infoseek.retrieval.index import MOST_HITS, Hit, PassageIndex
from infoseek.retrieval.vectors import Embed, Vectors

RANK_CONSTANT = 60
"""Of reciprocal rank fusion, as in Cormack, Clarke and Büttcher 2009."""

_DEPTH = 100


class DenseIndex:
    """An index with the vectors of its passages. embed: gives the vector of a query, by the same model."""

    def __init__(self, index: PassageIndex, vectors: Vectors, embed: Embed) -> None:
        self.index = index
        self._vectors = vectors
        self._embed = embed

    def search_dense(self, query: str, k: int) -> list[Hit]:
        """The passages whose vectors are nearest to the query's, at most k; score: cosine. Raises as `embed`."""
        if k < 1 or not query.strip() or not self.index.ref.passages:
            return []
        near = list(self._vectors.nearest(self._embed([query])[0], min(k, MOST_HITS)))
        return self.index.passages_at([row for row, _ in near], [cosine for _, cosine in near])

    def search_fused(self, query: str, k: int) -> list[Hit]:
        """The best of both rankings, at most k. Raises as `embed`."""
        depth = max(k, _DEPTH)
        return fused([self.index.search(query, depth), self.search_dense(query, depth)], k)


def fused(rankings: Sequence[Sequence[Hit]], k: int) -> list[Hit]:
    """Reciprocal rank fusion: score is the sum of 1 ÷ (60 + rank); equal ones by passage id."""
    scores: dict[str, float] = {}
    hits: dict[str, Hit] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + 1 / (RANK_CONSTANT + rank)
            hits[hit.passage_id] = hit
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return [replace(hits[key], score=scores[key]) for key in order[: max(k, 0)]]
