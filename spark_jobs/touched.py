"""Pages whose mentions must be looked for again, though they did not change: what they rest on did.

What lives here: telling them from the rest. What may not: linking them.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from infoseek.linking.disambiguation.pack import open_pack
from infoseek.linking.disambiguation.pack_changes import Changes, pack_changes
from infoseek.linking.disambiguation.pack_store import fetch_pack
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectMissing, ObjectStore
from infoseek.store.schemas import PAGE_MENTIONS
from spark_jobs.base import Base
from spark_jobs.mentions import Dictionary
from spark_jobs.pages import positions
from spark_jobs.readings import word_hash
from spark_jobs.s3_tables import read_frame

log = logging.getLogger("infoseek.linking")

Batches = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]
_IDS = "page_id string"


def changes_since(
    store: ObjectStore, scratch: Path, plan: Plan, base: Base, dictionary: Dictionary
) -> Changes | None:
    """What differs from the dictionary that the base was linked with; None where that is another one altogether."""
    manifest = base.manifest
    if manifest is None or not base.note("pack") or not plan.inputs.get("model"):
        return None
    if (base.note("model"), manifest.settings.get("min_score")) != (dictionary.model, dictionary.min_score):
        return None
    try:
        before = open_pack(fetch_pack(store, base.note("pack"), scratch))
    except ObjectMissing:
        log.warning("The linker pack %s is gone: every page is linked again.", base.note("pack"))
        return None
    return pack_changes(before, open_pack(fetch_pack(store, dictionary.pack, scratch)))


def touched_pages(
    spark: SparkSession,
    changes: Changes,
    base: Base,
    readings: DataFrame,
    links: DataFrame,
    by_page: DataFrame,
    known: DataFrame,
) -> DataFrame:
    """page_id of the known pages that the changes touch; some of them may be linked as before.

    known: page_id and the position of the base's row. Touched are those that have all words of a new name; on
    which a name stands whose meaning changed, or that other pages link to, if one of its names may mean one of
    these; that link to an entity of another type or neighbourhood; and whose links lead elsewhere. A page that
    names nothing but itself rests on much less.
    """
    columns = ["page_id", "links", "names", "is_settled"]
    rows = positions(known, "known_at")
    before = read_frame(spark, PAGE_MENTIONS, base.kept(PAGE_MENTIONS), columns, rows=rows).persist()
    having_new = readings.select("page_id", "words").mapInArrow(having(sorted(changes.new)), _IDS)
    naming = before.select("page_id", "names", "is_settled").mapInArrow(resting_on(changes), _IDS)
    near = _linking(spark, links, changes.near).join(before.where("not is_settled"), "page_id", "left_semi")
    typed = _linking(spark, links, changes.types)
    now = by_page.select("page_id", "links_print")
    joined = before.join(now, "page_id", "left").withColumn("now", F.coalesce("links_print", F.lit("")))
    moved = joined.where("links <> now").select("page_id")
    found = having_new.unionByName(naming).unionByName(near).unionByName(typed).unionByName(moved)
    return found.distinct()


def _linking(spark: SparkSession, links: DataFrame, entities: Iterable[str]) -> DataFrame:
    """The pages that link to one of these entities."""
    ids = spark.createDataFrame(pa.table({"entity_id": pa.array(sorted(entities), pa.string())}))
    return links.join(F.broadcast(ids), "entity_id", "left_semi").select("page_id")


def resting_on(changes: Changes) -> Batches:
    """Keeps the ids of pages by whose names, and whether they may mean anything else, the changes touch them."""
    names, moved = _hashes(changes.names), _hashes(changes.moved)
    linkers = {page_id: _hashes(called) for page_id, called in changes.linkers.items()}
    is_any = bool(changes.new or changes.names or changes.near or changes.linkers)

    def is_touched(page_id: str, own: list[int] | None, is_settled: bool) -> bool:
        if own is None:
            return is_any
        if is_settled:
            return not moved.isdisjoint(own)
        return not (names.isdisjoint(own) and linkers.get(page_id, frozenset()).isdisjoint(own))

    def keep(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = zip(*(batch[name].to_pylist() for name in ("page_id", "names", "is_settled")), strict=True)
            found = [page for page, own, is_settled in rows if is_touched(page, own, is_settled)]
            yield pa.RecordBatch.from_arrays([pa.array(found, pa.string())], ["page_id"])

    return keep


def _hashes(names: Iterable[str]) -> frozenset[int]:
    return frozenset(map(word_hash, names))


def having(names: Sequence[str]) -> Batches:
    """Keeps the ids of pages that have all words of one of the names."""
    by_word = _by_word(names)
    keys = np.array(sorted(by_word), dtype=np.int32)

    def keep(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            column = batch["words"]
            words = column.flatten().to_numpy(zero_copy_only=False)
            ends = np.cumsum(np.diff(column.offsets.to_numpy()))
            hits = np.flatnonzero(np.isin(words, keys))
            found: set[int] = set()
            own: frozenset[int] = frozenset()
            at = -1
            for row, hit in zip(
                np.searchsorted(ends, hits, side="right").tolist(), hits.tolist(), strict=True
            ):
                if row in found:
                    continue
                if row != at:
                    at, own = row, frozenset(words[ends[row - 1] if row else 0 : ends[row]].tolist())
                if any(own.issuperset(rest) for rest in by_word[int(words[hit])]):
                    found.add(row)
            chosen = pa.array(sorted(found), pa.int64())
            yield pa.RecordBatch.from_arrays([batch["page_id"].take(chosen)], ["page_id"])

    return keep


def _by_word(names: Sequence[str]) -> dict[int, list[list[int]]]:
    """By the checksum of each name's longest word, which is likely rare, the checksums of its others."""
    found: dict[int, list[list[int]]] = defaultdict(list)
    for name in names:
        first, *others = sorted(name.split(), key=len, reverse=True)
        found[word_hash(first)].append([word_hash(word) for word in others])
    return dict(found)
