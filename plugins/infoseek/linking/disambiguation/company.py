"""How well an entity fits the company of a page: its links, its sure names, its words.

What lives here: products of sparse rows with a page's marks. What may not: the columns that use them (features.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.pack import Pack, Sparse
from infoseek.linking.kinds.entities import family_of
from infoseek.linking.kinds.types import head_noun, kind_of

Array = NDArray[Any]

MOST_COMPANY = 60
"""Entities of a page by whose neighbourhood its names are told apart."""


_SONGS = frozenset({"song", "episode", "poem", "story", "chapter"})


@dataclass
class Scratch:
    """What one process keeps beside a pack. near, words: dense vectors that a page's marks are written to and
    taken from again. By number of a type noun: head, the number of its head noun, -1 without one; family; is_song,
    for what is written in quotes; is_known, whether its kind is.
    """

    near: Array
    words: Array
    head: Array
    family: list[str]
    is_song: Array
    is_known: Array

    @classmethod
    def of(cls, pack: Pack) -> Scratch:
        heads = [head_noun(noun) for noun in pack.types]
        numbers = {head: number for number, head in enumerate(sorted(set(heads) - {""}))}
        return cls(
            np.zeros(max(pack.entities, 1), np.float32),
            np.zeros(max(len(pack.word_idf), 1), np.float32),
            np.array([numbers.get(head, -1) for head in heads], dtype=np.int64),
            [family_of(noun) for noun in pack.types],
            np.array([head in _SONGS for head in heads], dtype=bool),
            np.array([kind_of(noun) != "unknown" for noun in pack.types], dtype=bool),
        )


def nearness(
    pack: Pack, scratch: Scratch, own: int, company: Sequence[int], entities: Array
) -> tuple[Array, Array]:
    """How much of each entity's link neighbourhood the page's company shares, and how many of them link to it.

    own: the page's own entity, or -1: its links are what is to be found, and must not speak for themselves.
    After the relatedness of Milne and Witten (2008), as the cosine of neighbourhoods weighed by rarity.
    """
    chosen = list(dict.fromkeys(company))[:MOST_COMPANY]
    if not chosen or not len(entities):
        zero = np.zeros(len(entities), dtype=np.float32)
        return zero, zero
    marks = scratch.near
    touched: list[Array] = [np.array(chosen, dtype=np.int64)]
    for number in chosen:
        ids, weights = pack.near.row(number)
        marks[ids] += weights
        touched.append(ids)
    beside = marks[entities].copy()
    marks[touched[0]] += 1
    if own >= 0:
        marks[own] = 0
    mine = np.isin(entities, touched[0])
    shared = product(pack.near, marks, entities) - mine
    marks[np.concatenate(touched)] = 0
    others = np.maximum(len(chosen) - mine, 1)
    return (shared.clip(0) / np.sqrt(others)).astype(np.float32), beside


def likeness(pack: Pack, scratch: Scratch, words: Array, entities: Array) -> Array:
    """Cosine between a page's words, as word numbers, and those of each entity's own page."""
    numbers, counts = np.unique(words, return_counts=True)
    if not len(numbers) or not len(entities):
        return np.zeros(len(entities), dtype=np.float32)
    weights = np.log1p(counts) * pack.word_idf[numbers]
    length = float(np.sqrt((weights**2).sum())) or 1.0
    scratch.words[numbers] = weights / length
    found = product(pack.words, scratch.words, entities)
    scratch.words[numbers] = 0
    return found.astype(np.float32)


def product(rows: Sparse, vector: Array, numbers: Array) -> Array:
    """Each chosen row's product with a dense vector."""
    first = rows.offsets[numbers]
    counts = rows.offsets[numbers + 1] - first
    places = ranges(first, counts)
    products = vector[rows.ids[places]] * rows.weights[places]
    found: Array = np.bincount(
        np.repeat(np.arange(len(numbers)), counts), weights=products, minlength=len(numbers)
    )
    return found


def ranges(first: Array, counts: Array) -> Array:
    """The numbers first[i], first[i] + 1, … so many of each, one after another."""
    total = int(counts.sum())
    before = np.cumsum(counts) - counts
    found: Array = np.arange(total) - np.repeat(before - first, counts)
    return found
