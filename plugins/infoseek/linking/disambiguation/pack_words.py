"""The words of a pack: what each entity's page speaks of, and what its title says.

What may not live here: names, links (pack_building.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from infoseek.linking.disambiguation.grouped import first_of, numbers_of, offsets, sparse
from infoseek.linking.disambiguation.pack import WORD_BUCKETS, Pack, word_number
from infoseek.linking.naming.names import fold_name

Array = NDArray[Any]

MOST_WORDS = 48
MOST_TITLE_WORDS = 16
MOST_TITLED = 1_000
MOST_CONTEXT_CHARS = 2_000

_WORD = re.compile(r"[^\W\d_]{3,}")


def word_arrays(
    ids: Array, rows: pa.Table, contexts: pa.Table | None, settled: Pack | None
) -> dict[str, Array]:
    """tf-idf of the words in each entity's title, type and context, by hashed words."""
    texts = [""] * len(ids)
    if contexts is not None:
        for number, text in sorted(
            zip(numbers_of(ids, contexts["entity_id"]).tolist(), contexts["text"].to_pylist(), strict=True),
            key=lambda item: (item[0], item[1] or ""),
        ):
            if number >= 0:
                texts[number] = (text or "")[:MOST_CONTEXT_CHARS]
    titles, types = rows["title"].to_pylist(), rows["type_noun"].to_pylist()
    counted = [
        Counter(_word_numbers(f"{title or ''} {noun or ''} {text}"))
        for title, noun, text in zip(titles, types, texts, strict=True)
    ]
    row = np.repeat(np.arange(len(counted)), [len(words) for words in counted])
    column = _flat(words.keys() for words in counted)
    counts = _flat(words.values() for words in counted)
    seen_on = np.bincount(column, minlength=WORD_BUCKETS)
    idf = np.log((len(ids) + 1) / (seen_on + 0.5)).clip(0).astype(np.float32)
    if settled is not None:
        idf = settled.word_idf
    weights = np.log1p(counts) * idf[column]
    kept = first_of(row, (column, -weights), MOST_WORDS)
    kept = kept[weights[kept] > 0]
    return {**sparse("word", len(ids), row[kept], column[kept], weights[kept]), "word_idf": idf}


def title_arrays(rows: pa.Table, in_links: Array) -> dict[str, Array]:
    """The words of each title, and by word the entities with it in their titles."""
    words = [
        sorted({word_number(word) for word in fold_name(title or "").split()[:MOST_TITLE_WORDS]})
        for title in rows["title"].to_pylist()
    ]
    entity = np.repeat(np.arange(len(words)), [len(each) for each in words])
    word = _flat(words)
    kept = first_of(word, (entity, -in_links[entity]), MOST_TITLED)
    known, first = np.unique(word[kept], return_index=True)
    return {
        "title_offsets": offsets(len(words), entity),
        "title_ids": word.astype(np.int32),
        "titled_words": known.astype(np.int32),
        "titled_offsets": np.append(first, len(kept)).astype(np.int64),
        "titled_ids": entity[kept].astype(np.int32),
    }


def _flat(parts: Iterable[Iterable[int]]) -> Array:
    return np.fromiter((value for part in parts for value in part), dtype=np.int64)


def _word_numbers(text: str) -> list[int]:
    return [_bucket(word) for word in _WORD.findall(text)]


@lru_cache(1 << 17)
def _bucket(word: str) -> int:
    return word_number(fold_name(word))
