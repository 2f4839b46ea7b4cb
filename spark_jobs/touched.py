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
) -> DataFrame:
    """page_id of the pages that the changes touch; some of them may be linked as before.

    Those that have all words of a name that changed; that link to an entity that did, or are linked to by
    others than before; and whose links lead elsewhere.
    """
    naming = readings.select("page_id", "words").mapInArrow(having(changes.names), _IDS)
    changed = _ids(spark, changes.entities)
    linking = links.join(F.broadcast(changed), links["entity_id"] == changed["page_id"], "left_semi")
    before = read_frame(spark, PAGE_MENTIONS, base.kept(PAGE_MENTIONS), ["page_id", "links"])
    now = readings.select("page_id").join(by_page.select("page_id", "links_print"), "page_id", "left")
    same = [
        now["page_id"] == before["page_id"],
        F.coalesce(now["links_print"], F.lit("")) == before["links"],
    ]
    moved = now.join(before, same, "left_anti")
    found = naming.unionByName(linking.select("page_id")).unionByName(_ids(spark, changes.linked))
    return found.unionByName(moved.select("page_id")).distinct()


def _ids(spark: SparkSession, ids: Iterable[str]) -> DataFrame:
    return spark.createDataFrame(pa.table({"page_id": pa.array(sorted(ids), pa.string())}))


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
