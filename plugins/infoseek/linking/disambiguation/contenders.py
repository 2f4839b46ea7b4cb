"""What a name may mean: the entities that the dictionary has for it, or those whose titles hold its words.

What lives here: finding them. What may not: weighing them (features.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.company import ranges
from infoseek.linking.disambiguation.occurrences import NO_NAME, Occurrence, Reading
from infoseek.linking.disambiguation.pack import BIT_OF_SOURCE, Pack, without

Array = NDArray[Any]

MOST_CONTENDERS = 24
"""Contenders weighed of one name."""
STRONG = BIT_OF_SOURCE["title"] | BIT_OF_SOURCE["name"]
DECLARED = BIT_OF_SOURCE["bold"] | BIT_OF_SOURCE["declared"]
REDIRECT = BIT_OF_SOURCE["redirect"]
PHRASE = BIT_OF_SOURCE["phrase"]
_USED = BIT_OF_SOURCE["anchor"] | PHRASE
LEAST_PHRASE_WORDS = 3
_DERIVED_WEIGHT = 0.3
"""What a short, inflected or otherwise derived name counts for, in links; a declared one counts as one."""
_PARTIAL_WEIGHT = 0.01


@dataclass(frozen=True)
class Contenders:
    """One row a contender, by occurrence. hit: place of the occurrence, ascending. begin: its first row.

    anchors: links that call it so, but for the page's own. sources: bits of pack.SOURCES. prior: its share of
    the links with the name, smoothed by declared names. place: its row in the dictionary, or -1.
    """

    hit: Array
    entity: Array
    anchors: Array
    sources: Array
    prior: Array
    place: Array
    begin: Array


def contenders(
    pack: Pack,
    reading: Reading,
    hits: Sequence[Occurrence],
    taken: Mapping[tuple[int, int], int],
    without_flags: int,
    with_phrases: bool,
) -> Contenders:
    """The contenders of each occurrence, the likeliest first.

    taken: what the page's own links add to the dictionary's counts, as (name, entity) -> links: it must not
    vouch for itself. without_flags: entities with one of these flags do not contend. with_phrases: whether
    anchors that are no names ("see this") count too, as long ones always do.
    """
    names = np.array([hit.name for hit in hits], dtype=np.int64)
    known = names.clip(0)
    first = pack.name_offsets[known] if len(pack.name_offsets) > 1 else known
    after = pack.name_offsets[known + 1] if len(pack.name_offsets) > 1 else known
    counts = np.where(names == NO_NAME, 0, np.minimum(after - first, MOST_CONTENDERS))
    hit = np.repeat(np.arange(len(hits)), counts)
    place = ranges(first, counts)
    entity = pack.candidate_entity[place].astype(np.int64)
    anchors = without(pack.candidate_anchors[place].astype(np.int64), _taken(pack, taken, names[hit], entity))
    sources = pack.candidate_sources[place].astype(np.int64)
    weight = _weight(anchors, sources)
    if not with_phrases:
        words = np.array([item.last - item.first + 1 for item in hits], dtype=np.int64)[hit]
        weight[((sources & ~PHRASE) == 0) & (words < LEAST_PHRASE_WORDS)] = 0
    partial = _partial(pack, reading, hits)
    if len(partial[0]):
        hit = np.concatenate([hit, partial[0]])
        entity = np.concatenate([entity, partial[1]])
        fill = np.zeros(len(partial[0]), dtype=np.int64)
        anchors, sources = np.concatenate([anchors, fill]), np.concatenate([sources, fill])
        place = np.concatenate([place, fill - 1])
        weight = np.concatenate([weight, fill + _PARTIAL_WEIGHT])
    kept = np.flatnonzero((weight > 0) & ((pack.entity_flags[entity] & without_flags) == 0))
    kept = kept[np.argsort(hit[kept], kind="stable")]
    hit, weight = hit[kept], weight[kept]
    total = np.bincount(hit, weights=weight, minlength=len(hits))
    begin = np.flatnonzero(np.diff(hit, prepend=-1))
    return Contenders(
        hit, entity[kept], anchors[kept], sources[kept], weight / total[hit], place[kept], begin
    )  # fmt: skip


def _weight(anchors: Array, sources: Array) -> Array:
    is_declared = (sources & (STRONG | DECLARED | REDIRECT)) != 0
    is_derived = (sources & ~_USED) != 0
    return anchors + np.where(is_declared, 1.0, np.where(is_derived, _DERIVED_WEIGHT, 0.0))


def _taken(pack: Pack, taken: Mapping[tuple[int, int], int], name: Array, entity: Array) -> Array:
    """What the page's own links add to each row's count."""
    found = np.zeros(len(name), dtype=np.int64)
    if taken:
        own = np.array([one * pack.entities + other for one, other in taken], dtype=np.int64)
        for row in np.flatnonzero(np.isin(name * pack.entities + entity, own)).tolist():
            found[row] = taken[int(name[row]), int(entity[row])]
    return found


def _partial(pack: Pack, reading: Reading, hits: Sequence[Occurrence]) -> tuple[Array, Array]:
    """For spans that are no name: the entities whose titles hold all of their words, the most linked first."""
    hit: list[Array] = []
    found: list[Array] = []
    for number, item in enumerate(hits):
        if item.name != NO_NAME:
            continue
        words = sorted(set(reading.numbers[item.first : item.last + 1].tolist()))
        holding = [pack.titled(word) for word in words]
        common = min(holding, key=len, default=np.zeros(0, dtype=np.int32))
        for other in holding:
            common = common[np.isin(common, other)]
        chosen = common[:MOST_CONTENDERS].astype(np.int64)
        hit.append(np.full(len(chosen), number))
        found.append(chosen)
    if not hit:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate(hit), np.concatenate(found)
