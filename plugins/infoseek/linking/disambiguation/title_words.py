"""How much of a contender's title the text around its name holds: "2016 | NYC" names "2016/NYC".

What may not live here: other columns (features.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.company import ranges
from infoseek.linking.disambiguation.contenders import Contenders
from infoseek.linking.disambiguation.near_words import Surroundings
from infoseek.linking.disambiguation.occurrences import Occurrence, Reading
from infoseek.linking.disambiguation.pack import WORD_BUCKETS, Pack

Array = NDArray[Any]

_MOST = 3


def title_columns(
    pack: Pack,
    own: int,
    reading: Reading,
    hits: Sequence[Occurrence],
    around: Surroundings,
    found: Contenders,
) -> dict[str, Array]:
    """title_beside: words of the title that the name lacks and its line, or the heading above it, has.
    title_shared: those that the page's own title has. title_missing: the share that stands in neither line nor
    name. title_whole: whether the name has all of them.
    """
    first = pack.title_offsets[found.entity]
    counts = pack.title_offsets[found.entity + 1] - first
    row = np.repeat(np.arange(len(found.entity)), counts)
    word = pack.title_ids[ranges(first, counts)].astype(np.int64)
    hit = found.hit[row]
    in_name = _holds(_name_words(reading, hits), hit, word)
    in_line = _holds(around.line_words, around.lines[hit], word) & ~in_name
    own_words = pack.title_words(own) if own >= 0 else np.zeros(0, dtype=np.int32)
    in_title = np.isin(word, own_words) & ~in_name
    size = len(found.entity)
    missing = np.bincount(row[~in_name & ~in_line], minlength=size)
    return {
        "title_beside": np.minimum(np.bincount(row[in_line], minlength=size), _MOST),
        "title_shared": np.minimum(np.bincount(row[in_title], minlength=size), _MOST),
        "title_missing": missing / np.maximum(counts, 1),
        "title_whole": np.bincount(row[~in_name], minlength=size) == 0,
    }


def _holds(pairs: Array, group: Array, word: Array) -> Array:
    """Whether the pair of each group and word is among the given ones, which are group * WORD_BUCKETS + word."""
    return np.isin(group * WORD_BUCKETS + word, pairs)


def _name_words(reading: Reading, hits: Sequence[Occurrence]) -> Array:
    first = np.array([hit.first for hit in hits], dtype=np.int64)
    counts = np.array([hit.last for hit in hits], dtype=np.int64) - first + 1
    group = np.repeat(np.arange(len(hits)), counts)
    return group * WORD_BUCKETS + reading.numbers[ranges(first, counts)]
