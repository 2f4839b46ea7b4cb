"""Vectors of passages: made once, searched exactly, fused with BM25."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from infoseek.errors import BadInput
from infoseek.offline.embeddings import embed
from infoseek.retrieval import build
from infoseek.retrieval.build import build_index
from infoseek.retrieval.dense import RANK_CONSTANT, DenseIndex, fused
from infoseek.retrieval.index import Hit, open_index
from infoseek.retrieval.redaction import redact_indexes
from infoseek.retrieval.reference import IndexRef
from infoseek.retrieval.vectors import VECTORS, build_vectors, open_vectors, read_vectors
from infoseek.settings import RetrievalSettings, Settings
from infoseek.store.objects import ObjectStore
from tests.retrieval.corpora import HARBOUR, page, snapshot_of, towns

MODEL = "m"


class Counting:
    """Embeds, and counts what it was asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        return embed(list(texts))


@pytest.fixture
def settings(store: ObjectStore, tmp_path: Path) -> Settings:
    retrieval = RetrievalSettings(dense_model=MODEL, dense_batch=2)
    return Settings(s3=store.settings, scratch=tmp_path, retrieval=retrieval)


def opened(store: ObjectStore, settings: Settings, ref: IndexRef) -> DenseIndex:
    vectors = build_vectors(store, settings, ref, Counting())
    index = open_index(store, settings.scratch, ref)
    return DenseIndex(index, open_vectors(store, settings.scratch, vectors), embed_list)


def embed_list(texts: Sequence[str]) -> NDArray[np.float32]:
    return embed(list(texts))


@pytest.mark.service
def test_the_nearest_passage_is_found(store: ObjectStore, settings: Settings) -> None:
    """By its vector, whatever part it is in; fused, it is among the first too."""
    pages = towns()
    dense = opened(store, settings, build_index(store, settings, snapshot_of(store, pages)))
    for found in (dense.search_dense(HARBOUR, 3), dense.search_fused(HARBOUR, 3)):
        assert HARBOUR in pages[0]["text"][found[0].start : found[0].end]
    assert [dense.search_dense("", 3), dense.search_dense("x", 0), dense.search_fused("x", 0)] == [[], [], []]


@pytest.mark.service
def test_dense_search_compares_all(
    store: ObjectStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over several parts the ranking is that of the cosines."""
    monkeypatch.setattr(build, "PASSAGES_PER_PART", 20)
    pages = [
        page(f"Town {number}", {"": [f"A town of {number} bees and {number * 7} ropes."]})
        for number in range(70)
    ]
    dense = opened(store, settings, build_index(store, settings, snapshot_of(store, pages)))
    assert len(dense.index.ref.parts) == 4
    found = dense.search_dense("a town of 33 bees", 10)
    texts = {row["page_id"]: f"{row['title']}\n{row['text']}" for row in pages}
    cosines = {key: float(embed([text])[0] @ embed(["a town of 33 bees"])[0]) for key, text in texts.items()}
    best = sorted(cosines.values(), reverse=True)[:10]
    assert [hit.score for hit in found] == pytest.approx(best, abs=5e-3)
    assert all(cosines[hit.page_id] == pytest.approx(hit.score, abs=5e-3) for hit in found)


@pytest.mark.service
def test_a_text_is_embedded_once(store: ObjectStore, settings: Settings) -> None:
    """Nothing is asked where vectors are stored; of a later corpus only what is new."""
    ref = build_index(store, settings, snapshot_of(store, towns()))
    first, again, later = Counting(), Counting(), Counting()
    vectors = build_vectors(store, settings, ref, first)
    assert build_vectors(store, settings, ref, again) == vectors
    assert (len(first.texts), again.texts) == (ref.passages, [])
    grown = build_index(store, settings, snapshot_of(store, [*towns(), page("Quay", {"": ["Quays."]})]))
    known = open_vectors(store, settings.scratch, vectors)
    build_vectors(store, settings, grown, later, known)
    assert later.texts == ["Quay\nQuays."]


@pytest.mark.service
def test_a_take_down_takes_the_vectors_along(store: ObjectStore, settings: Settings) -> None:
    """They tell of the page's words; those of other indexes stay."""
    ref = build_index(store, settings, snapshot_of(store, towns()))
    other = build_index(store, settings, snapshot_of(store, towns()[1:]))
    for each in (ref, other):
        build_vectors(store, settings, each, Counting())
    redact_indexes(store, settings.scratch, frozenset({towns()[0]["page_id"]}))
    assert read_vectors(store, ref.key, MODEL) is None
    assert read_vectors(store, other.key, MODEL) is not None
    assert len(list(store.keys(f"{VECTORS}/"))) == 2


@pytest.mark.service
def test_vectors_of_changing_length_are_refused(store: ObjectStore, settings: Settings) -> None:
    """An endpoint that changes its mind makes no vectors."""
    ref = build_index(store, settings, snapshot_of(store, towns()))
    sizes = iter([64, 32, 16, 8])
    with pytest.raises(BadInput, match="different lengths"):
        build_vectors(store, settings, ref, lambda texts: embed(list(texts), next(sizes)))
    assert list(store.keys(f"{VECTORS}/")) == []


@pytest.mark.service
def test_an_empty_corpus_has_no_vectors(store: ObjectStore, settings: Settings) -> None:
    """And answers nothing."""
    assert (
        opened(store, settings, build_index(store, settings, snapshot_of(store))).search_fused("vell", 3)
        == []
    )


def hit(name: str) -> Hit:
    return Hit(name, "p", 0.0, 0, 1)


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), max_size=3), st.integers(0, 8))
def test_fusion_sums_reciprocal_ranks(rankings: list[list[str]], k: int) -> None:
    """Each passage once, by the sum over its rankings, equal ones by id."""
    found = fused([[hit(name) for name in names] for names in rankings], k)
    scores = {
        name: sum(1 / (RANK_CONSTANT + 1 + names.index(name)) for names in rankings if name in names)
        for names in rankings
        for name in names
    }
    assert [each.passage_id for each in found] == sorted(scores, key=lambda name: (-scores[name], name))[:k]
    assert all(each.score == pytest.approx(scores[each.passage_id]) for each in found)
