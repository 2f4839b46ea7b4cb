"""Searching a linked batch's passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.offline.app import ServerOptions, create_app
from infoseek.offline.embeddings import NAME
from infoseek.quality.search import search_batch
from infoseek.settings import ModelSettings, RetrievalSettings, Settings
from infoseek.store.objects import ObjectStore
from tests.offline.serving import serving
from tests.retrieval.corpora import DAY, HARBOUR, snapshot_of, towns
from tests.retrieval.test_shard import linked

pytestmark = pytest.mark.service


@pytest.fixture
def settings(store: ObjectStore, tmp_path: Path) -> Settings:
    return Settings(s3=store.settings, scratch=tmp_path)


def test_passages_come_with_their_words(store: ObjectStore, settings: Settings) -> None:
    """Of the newest linked batch, with title, address and exact span."""
    linked(settings, snapshot_of(store, towns()))
    linked(settings, snapshot_of(store, towns()[:1]), "2026-11-06")
    answer = search_batch(settings, store, "the harbour froze", 5)
    best = answer.found[0]
    assert (answer.batch_id, best.rank, best.title, best.url) == (
        "2026-11-06",
        1,
        "Vell",
        "http://books.example/Vell",
    )
    assert best.text == towns()[0]["text"][best.start : best.end]
    assert HARBOUR in best.text
    assert len(search_batch(settings, store, "vell ropes", 9, DAY).found) > 3
    assert search_batch(settings, store, "zeppelin", 9).found == []


@pytest.mark.parametrize("mode", ["dense", "fused"])
def test_embeddings_are_searched_too(
    store: ObjectStore, settings: Settings, tmp_path: Path, mode: str
) -> None:
    """Where the batch has them; the query goes to the endpoint."""
    with serving(create_app(ServerOptions(state_dir=tmp_path / "offline"))) as base_url:
        update = {"model": ModelSettings(base_url=base_url), "retrieval": RetrievalSettings(dense_model=NAME)}
        dense = settings.model_copy(update=update)
        linked(dense, snapshot_of(store, towns()))
        assert search_batch(dense, store, HARBOUR, 1, DAY, mode).found[0].title == "Vell"  # type: ignore[arg-type]


def test_without_a_batch_or_vectors_it_says_so(store: ObjectStore, settings: Settings) -> None:
    """One sentence each."""
    with pytest.raises(BadInput, match=r"no linked batch in .* run one first"):
        search_batch(settings, store, "vell", 1)
    linked(settings, snapshot_of(store, towns()))
    with pytest.raises(BadInput, match="2026-11-09 has nothing committed"):
        search_batch(settings, store, "vell", 1, "2026-11-09")
    with pytest.raises(BadInput, match="has no vectors"):
        search_batch(settings, store, "vell", 1, DAY, "dense")
