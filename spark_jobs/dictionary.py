"""The linker pack and the model of a batch: what is collected on the driver for them, and where they are kept.

What lives here: building, training and measuring once a batch. What may not: how (infoseek.linking).
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from zlib import crc32

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from infoseek.launched import writing_below
from infoseek.linking.disambiguation.held_back import Relinked, relinked
from infoseek.linking.disambiguation.linker import Linker
from infoseek.linking.disambiguation.model import LinkModel
from infoseek.linking.disambiguation.pack import Pack, open_pack
from infoseek.linking.disambiguation.pack_building import build_pack
from infoseek.linking.disambiguation.pack_store import (
    adopt_pack,
    fetch_pack,
    read_model,
    store_model,
    store_pack,
)
from infoseek.linking.disambiguation.training import Sample, train
from infoseek.linking.page import Page
from infoseek.settings import LinkSettings
from infoseek.store.objects import ObjectStore
from spark_jobs.mentions import Dictionary, links_of
from spark_jobs.pages import PAGE_COLUMNS

log = logging.getLogger("infoseek.linking")

_FOLDS = 5
"""One page in so many is held back from training, to measure by."""


@dataclass(frozen=True)
class Corpus:
    """What the dictionary is made of, on the driver. entities: with `context`, what their pages begin with."""

    entities: pa.Table
    names: pa.Table
    pairs: pa.Table


ENTITY_COLUMNS = "page_id title type_noun kind is_disambiguation is_answerable language context".split()
NAME_COLUMNS = "entity_id alias folded source count prior".split()


def make_pack(store: ObjectStore, scratch: Path, corpus: Corpus, statistics: str) -> str:
    """Build the pack of a corpus, store it and leave a copy for the workers of this machine; its id.

    statistics: the pack whose statistics hold on, or "" for the corpus's own.
    """
    settled = open_pack(fetch_pack(store, statistics, scratch)) if statistics else None
    ids = corpus.entities["page_id"]
    entities = corpus.entities.append_column("entity_id", ids)
    contexts = pa.table({"entity_id": ids, "text": corpus.entities["context"]})
    with writing_below(scratch):
        scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=scratch, prefix="pack-") as name:
            folder = Path(name) / "pack"
            build_pack(folder, entities, corpus.names, corpus.pairs, contexts, settled)
            pack_id = store_pack(store, folder)
            adopt_pack(folder, pack_id, scratch)
    return pack_id


@dataclass(frozen=True)
class Held:
    """Pages whose links are held back: those to learn from, none where the model is pinned, and those to measure by."""

    learning: list[str]
    measuring: list[str]

    @property
    def pages(self) -> list[str]:
        return [*self.learning, *self.measuring]


def held_pages(counts: pa.Table, most: int, is_pinned: bool) -> Held:
    """So many links of the corpus, by pages whose ids' checksums come first.

    counts: page_id and count of links. most: links in all.
    """
    sized = zip(counts["page_id"].to_pylist(), counts["count"].to_pylist(), strict=True)
    drawn = sorted((crc32(page.encode()), page, count) for page, count in sized)
    before = accumulate((count for _, _, count in drawn), initial=0)
    chosen = [(number, page) for (number, page, _), links in zip(drawn, before, strict=False) if links < most]
    measuring = [page for number, page in chosen if number % _FOLDS == 0]
    learning = [] if is_pinned else [page for number, page in chosen if number % _FOLDS]
    return Held(learning, measuring)


def make_dictionary(
    store: ObjectStore,
    scratch: Path,
    settings: LinkSettings,
    pack_id: str,
    pinned: str,
    held: Held,
    pages: pa.Table,
) -> tuple[Dictionary, Relinked]:
    """The pack with its model, which is trained unless one is pinned, and how well it links what was held back.

    pages: rows of the pages of `held` with their links.
    """
    folder = fetch_pack(store, pack_id, scratch)
    pack = open_pack(folder)
    samples = {sample.own_id: sample for sample in _samples(pages)}
    if pinned:
        model_id, model = pinned, read_model(store, pinned)
    else:
        model = _trained(pack, [samples[page] for page in held.learning])
        model_id = store_model(store, model)
    dictionary = Dictionary(pack_id, model_id, settings.min_score)
    linker = Linker(pack, model, settings.min_score)
    return dictionary, relinked(linker, (samples[page] for page in held.measuring))


def _trained(pack: Pack, samples: list[Sample]) -> LinkModel:
    model = train(pack, samples)
    log.info("The linking model was trained on %s links of %s pages.", model.trained_on, len(samples))
    return model


def _samples(pages: pa.Table) -> Iterator[Sample]:
    for batch in pages.to_batches(max_chunksize=100):
        for row in batch.to_pylist():
            yield Sample(Page.from_row(row), row["page_id"], tuple(links_of(row)))


def collect_pages(pages: DataFrame, links: DataFrame) -> pa.Table:
    """Pages with their links, on the driver."""
    return pages.select(*PAGE_COLUMNS).join(links, "page_id").toArrow()


def link_counts(links: DataFrame) -> pa.Table:
    """page_id, count: how many links to pages of the corpus each page has."""
    return links.groupBy("page_id").agg(F.count("*").alias("count")).toArrow()
