"""The passage index as the link stage makes and names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.llm.ledger import totals
from infoseek.offline.app import ServerOptions, create_app
from infoseek.offline.embeddings import NAME, embed
from infoseek.retrieval.shard import SHARD, dense_index_of, index_of, notes, run_shard, stage_settings
from infoseek.settings import ModelSettings, RetrievalSettings, Settings
from infoseek.store import manifests
from infoseek.store.manifests import Manifest, read_receipts
from infoseek.store.objects import ObjectStore
from tests.offline.serving import serving
from tests.retrieval.corpora import DAY, page, snapshot_of, towns

pytestmark = pytest.mark.service


def linked(settings: Settings, snapshot: str, day: str = DAY) -> Manifest:
    """A linking of nothing but the index."""
    store = ObjectStore(settings.s3)
    plan = manifests.plan(
        store,
        "linked",
        day,
        stage_version="t",
        settings=stage_settings(settings),
        inputs={"snapshot": snapshot},
    )
    receipts = read_receipts(store, [run_shard(settings, plan)])
    return manifests.commit(
        store, plan, receipts, stage_version="t", settings={}, code_revision="t", notes=notes(receipts)
    )


def test_the_manifest_names_the_index(store: ObjectStore, tmp_path: Path) -> None:
    """By its key, which opens it; how many passages it has is in the stats."""
    settings = Settings(s3=store.settings, scratch=tmp_path)
    manifest = linked(settings, snapshot_of(store, towns()))
    index = index_of(store, tmp_path, manifest)
    assert manifest.notes == {SHARD: index.ref.key}
    assert manifest.stats[SHARD] == index.ref.passages == 6
    with pytest.raises(BadInput, match=r"has no vectors by model ''.*DENSE_MODEL"):
        dense_index_of(store, tmp_path, manifest, "", lambda texts: embed(list(texts)))
    with pytest.raises(BadInput, match=f"batch {DAY} has no passage index"):
        index_of(store, tmp_path, manifest.model_copy(update={"notes": {}}))


def test_with_a_dense_model_passages_are_embedded(store: ObjectStore, tmp_path: Path) -> None:
    """Through the endpoint, its cost in the batch's ledger; the next day asks for new passages alone."""
    with serving(create_app(ServerOptions(state_dir=tmp_path / "offline"))) as base_url:
        settings = Settings(
            s3=store.settings,
            scratch=tmp_path,
            model=ModelSettings(base_url=base_url),
            retrieval=RetrievalSettings(dense_model=NAME, usd_per_million_tokens=1.0),
        )
        manifest = linked(settings, snapshot_of(store, towns()))
        later = linked(settings, snapshot_of(store, [*towns(), page("Quay", {"": ["Quays."]})]), "2026-11-06")
    first, second = totals(store, DAY), totals(store, "2026-11-06")
    assert (first["calls"], first["roles"]["embedder"]["attempts"]) == (1, 1)
    assert first["cost_usd"] > second["cost_usd"] > 0
    for each in (manifest, later):
        dense = dense_index_of(store, tmp_path, each, NAME, lambda texts: embed(list(texts)))
        assert dense.search_dense("Aldmark is a county of bees", 1)[0].page_id == towns()[1]["page_id"]
