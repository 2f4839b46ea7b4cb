"""Things whose own name is a common word of the corpus: who speaks of them cannot be told by mentions.

What lives here: counting pages by the words of names. What may not: finding mentions (infoseek.linking).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from infoseek.linking.naming.names import fold_name
from infoseek.linking.stating.spoken_of import PREDICATE
from spark_jobs.readings import word_hash

MOST_UNSEEN_SHARE, FEW_PAGES = 0.5, 2
"""Of the pages with all words of a thing's name, so many more than mention it may be without a mention."""

_CALLED = pa.schema([("object_id", pa.string()), ("called", pa.string())])
Batches = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]
Words = tuple[int, ...]


def without_common(edges: DataFrame, readings: DataFrame) -> DataFrame:
    """The edges but for those that say a page speaks of a thing with a common name; the others get its name for value.

    Whoever is not seen to speak of a thing counts as not speaking of it, so that the thing must be told
    wherever it is named.
    """
    told = edges.where(F.col("predicate") == PREDICATE).groupBy("object_id").agg(F.count("*").alias("pages"))
    named = told.join(readings, told["object_id"] == readings["page_id"]).select("object_id", "pages", "name")
    rows = named.toArrow().to_pylist()
    names = {row["object_id"]: tuple(map(word_hash, fold_name(row["name"]).split())) for row in rows}
    wanted = sorted({words for words in names.values() if words})
    counted = Counter[Words]()
    for row in (
        readings.select("words")
        .mapInArrow(_having(wanted), "name array<int>, pages long")
        .toArrow()
        .to_pylist()
    ):
        counted[tuple(row["name"])] += row["pages"]
    spoken = [
        {"object_id": row["object_id"], "called": fold_name(row["name"])}
        for row in rows
        if names[row["object_id"]] and counted[names[row["object_id"]]] <= _most(row["pages"])
    ]
    sure = edges.sparkSession.createDataFrame(pa.Table.from_pylist(spoken, _CALLED))
    others = edges.where(F.col("predicate") != PREDICATE)
    kept = edges.where(F.col("predicate") == PREDICATE).join(F.broadcast(sure), "object_id")
    return others.unionByName(kept.withColumn("value", F.col("called")).drop("called"))


def _most(pages: int) -> float:
    # The thing's own page has its name too.
    return 1 + pages * (1 + MOST_UNSEEN_SHARE) + FEW_PAGES


def _having(names: Sequence[Words]) -> Batches:
    """Counts the pages with all words of each name."""
    by_word = _by_rarest(names)
    keys = np.array(sorted(by_word), dtype=np.int32)

    def count(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        found = Counter[Words]()
        for batch in batches:
            for words in batch["words"]:
                own = words.values.to_numpy(zero_copy_only=False)
                hits = own[np.isin(own, keys)].tolist()
                if hits:
                    has = frozenset(own.tolist())
                    found.update(name for hit in hits for name in by_word[hit] if has.issuperset(name))
        yield pa.RecordBatch.from_arrays(
            [pa.array(list(found), pa.list_(pa.int32())), pa.array(list(found.values()), pa.int64())],
            ["name", "pages"],
        )

    return count


def _by_rarest(names: Sequence[Words]) -> Mapping[int, list[Words]]:
    """The names by that of their words which the fewest names have."""
    shared = Counter(word for name in names for word in set(name))
    found: dict[int, list[Words]] = defaultdict(list)
    for name in names:
        found[min(name, key=lambda word: (shared[word], word))].append(name)
    return dict(found)
