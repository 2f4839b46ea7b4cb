"""What speaks for each contender for a name, and for a name's being one at all, as numbers in fixed columns.

What lives here: the columns. What may not: weights (model.py) and decisions (linker.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoseek.linking.disambiguation.company import Scratch, likeness, nearness
from infoseek.linking.disambiguation.contenders import DECLARED, REDIRECT, STRONG, Contenders
from infoseek.linking.disambiguation.near_words import SHAPE, Surroundings
from infoseek.linking.disambiguation.occurrences import Occurrence, Reading
from infoseek.linking.disambiguation.pack import BIT_OF_SOURCE, Pack, without
from infoseek.linking.disambiguation.title_words import title_columns
from infoseek.linking.kinds.types import head_noun, is_type_clash

Array = NDArray[Any]

CHOICE = (
    "log_prior log_anchors named redirected declared weakly_named spelt_so "
    "words words_gap near near_gap beside links_back "
    "linked_here named_here named_otherwise type_match type_clash section_match section_clash row_match row_clash type_of_page type_of_company type_of_group "
    "quoted_song quoted_other plain_song in_links same_language "
    "title_beside title_shared title_missing title_whole"
).split()
"""Columns by which the contenders for one name are told apart."""
LINK = "choice margin link_logit link_support candidates".split() + list(SHAPE)
"""Columns by which a name with its likeliest contender is judged, beside that contender's own."""

_USED = BIT_OF_SOURCE["anchor"] | BIT_OF_SOURCE["phrase"]
_DOUBT = 4
"""Pages that a name's share of linking ones is smoothed by."""


@dataclass(frozen=True)
class PageContext:
    """What is known of a page beside the names to be judged.

    own: number of its entity, -1 where it has none. links: entities that it links to, in order, each once.
    named: (name, entity) of its links' anchors. taken: what the page itself adds to the dictionary's counts,
    as (name, entity) -> links; targets: the entities that it links to there. language: its number in the pack, or -1.
    """

    own: int
    links: Sequence[int]
    named: frozenset[tuple[int, int]]
    taken: Mapping[tuple[int, int], int]
    targets: Sequence[int]
    language: int


def choice_columns(
    pack: Pack,
    scratch: Scratch,
    context: PageContext,
    reading: Reading,
    hits: Sequence[Occurrence],
    around: Surroundings,
    found: Contenders,
) -> Array:
    """The CHOICE columns, one row a contender."""
    is_declared = (found.sources & (STRONG | DECLARED | REDIRECT)) != 0
    surfaces = pack.candidate_surfaces[found.place] if len(pack.candidate_surfaces) else found.place[:, None]
    is_spelt = (surfaces == around.surfaces[found.hit][:, None]).any(axis=1) & (found.place >= 0)
    sure = _sure(hits, found, context)
    is_target = np.isin(found.entity, np.array(context.targets, dtype=np.int64)).astype(np.int64)
    columns: dict[str, Array] = {
        "log_prior": np.log(found.prior + 1e-3),
        "log_anchors": np.log1p(found.anchors),
        "named": (found.sources & STRONG) != 0,
        "redirected": (found.sources & REDIRECT) != 0,
        "declared": (found.sources & DECLARED) != 0,
        "weakly_named": ((found.sources & ~_USED) != 0) & ~is_declared,
        "spelt_so": is_spelt,
        "in_links": np.log1p(without(pack.entity_in_links[found.entity].astype(np.int64), is_target)),
        "same_language": (pack.entity_language[found.entity] == context.language) | (context.language < 0),
        **_company_columns(pack, scratch, context, reading, found, sure),
        **_fellow_columns(pack, scratch, context, around, found, sure),
        **_page_columns(pack, context, hits, found),
        **_type_columns(pack, scratch, around, found),
        **title_columns(pack, context.own, reading, hits, around, found),
    }
    return np.stack([np.asarray(columns[name], dtype=np.float32) for name in CHOICE], axis=1)


def link_columns(
    around: Surroundings,
    choice: Array,
    margin: Array,
    counted: Array,
    base: float,
    rivals: Array,
) -> Array:
    """The LINK columns, one row an occurrence. counted: pages of training that link its name, and that have it."""
    linked, seen = counted[:, 0], counted[:, 1]
    share = (linked + base * _DOUBT) / (seen + _DOUBT)
    columns: dict[str, Array] = {
        "choice": choice,
        "margin": margin,
        "link_logit": np.log(share / (1 - share).clip(1e-6)),
        "link_support": np.log1p(seen),
        "candidates": np.log(rivals.clip(1)),
        **around.shape,
    }
    return np.stack([np.asarray(columns[name], dtype=np.float32) for name in LINK], axis=1)


def _company_columns(
    pack: Pack,
    scratch: Scratch,
    context: PageContext,
    reading: Reading,
    found: Contenders,
    sure: Sequence[int],
) -> dict[str, Array]:
    unique, back = np.unique(found.entity, return_inverse=True)
    words = likeness(pack, scratch, reading.numbers, unique)[back]
    company = [*context.links, *found.entity[list(sure)].tolist()]
    shared, beside = nearness(pack, scratch, context.own, company, unique)
    near = shared[back]
    return {
        "words": words,
        "words_gap": gap(words, found.begin),
        "near": near,
        "near_gap": gap(near, found.begin),
        "beside": np.log1p(beside[back]),
    }


def _sure(hits: Sequence[Occurrence], found: Contenders, context: PageContext) -> list[int]:
    """Rows of names of several words that only one thing bears, in order: good company to judge others by."""
    size = np.diff(np.append(found.begin, len(found.hit)))
    return [
        row
        for row in found.begin[size == 1].tolist()
        if hits[found.hit[row]].last > hits[found.hit[row]].first and found.entity[row] != context.own
    ]


def _fellow_columns(
    pack: Pack,
    scratch: Scratch,
    context: PageContext,
    around: Surroundings,
    found: Contenders,
    sure: Sequence[int],
) -> dict[str, Array]:
    """Whether a contender is of the page's own type, and how many of the page's sure entities, of all and of
    those below the same heading, are of its type.
    """
    head_of = scratch.head
    head = head_of[pack.entity_type[found.entity]]
    linked = [int(head_of[pack.entity_type[number]]) for number in context.links]
    by_group: dict[Any, Counter[int]] = defaultdict(Counter)
    for row in sure:
        by_group[around.groups[found.hit[row]]][int(head[row])] += 1
    everywhere = sum(by_group.values(), Counter(linked))
    own = int(head_of[pack.entity_type[context.own]]) if context.own >= 0 else -1
    of_sure = np.zeros(len(head), dtype=np.int64)
    of_sure[list(sure)] = 1
    groups = [by_group.get(group, Counter()) for group in around.groups]
    sizes = [group.total() for group in groups]
    return {
        "type_of_page": (head == own) & (head >= 0),
        "type_of_company": _share(
            np.array([everywhere[one] for one in head.tolist()]), everywhere.total(), of_sure
        ),
        "type_of_group": _share(
            np.array([groups[hit][one] for hit, one in zip(found.hit.tolist(), head.tolist(), strict=True)]),
            np.array(sizes, dtype=np.int64)[found.hit],
            of_sure,
        ),
    }


def _share(part: Array, whole: Array | int, own: Array) -> Array:
    """A share of the others, drawn to nothing where they are few."""
    found: Array = (part - own) / (whole - own + 2)
    return found


def gap(values: Array, begin: Array) -> Array:
    """By how much each row's value passes the greatest among the other rows of its occurrence, or is below it.

    begin: first row of each occurrence. The value of a sole row counts whole.
    """
    if not len(begin):
        return values
    group = np.repeat(np.arange(len(begin)), np.diff(np.append(begin, len(values))))
    most = np.maximum.reduceat(values, begin)[group]
    is_most = values == most
    second = np.maximum.reduceat(np.where(is_most, -np.inf, values), begin)[group]
    is_shared = np.add.reduceat(is_most, begin, dtype=np.int64)[group] > 1
    rest = np.where(np.isfinite(second), second, 0.0)
    return values - np.where(is_most & ~is_shared, rest, most)


def _page_columns(
    pack: Pack, context: PageContext, hits: Sequence[Occurrence], found: Contenders
) -> dict[str, Array]:
    names = np.array([hit.name for hit in hits], dtype=np.int64)[found.hit]
    size = max(pack.entities, 1)
    pairs = np.array([one * size + other for one, other in context.named], dtype=np.int64)
    named = np.array(sorted({one for one, _ in context.named}), dtype=np.int64)
    named_here = np.isin(names * size + found.entity, pairs)
    linkers = pack.linkers_of(context.own) if context.own >= 0 else np.zeros(0, dtype=np.int32)
    return {
        "links_back": np.isin(found.entity, linkers),
        "linked_here": np.isin(found.entity, np.array(context.links, dtype=np.int64)),
        "named_here": named_here,
        "named_otherwise": np.isin(names, named) & ~named_here,
    }


def _type_columns(pack: Pack, scratch: Scratch, around: Surroundings, found: Contenders) -> dict[str, Array]:
    """Whether a contender is of the type that the text beside it, or the heading above it, says; songs in quotes."""
    of_type = pack.entity_type[found.entity]
    columns: dict[str, Array] = {}
    for name, nouns in (("type", around.type_nouns), ("section", around.section_nouns)):
        match, clash = np.zeros(len(found.hit), dtype=bool), np.zeros(len(found.hit), dtype=bool)
        is_told = np.array([bool(noun) for noun in nouns], dtype=bool)
        for row in np.flatnonzero(is_told[found.hit]).tolist():
            noun, kind = nouns[found.hit[row]], pack.types[of_type[row]]
            match[row] = bool(kind) and (head_noun(kind) == head_noun(noun) or noun in kind.split())
            clash[row] = is_type_clash(kind, noun)
        columns |= {f"{name}_match": match, f"{name}_clash": clash & ~match}
    fits, misfits = np.zeros(len(found.hit), dtype=bool), np.zeros(len(found.hit), dtype=bool)
    is_told = np.array([bool(families) for families in around.families], dtype=bool)
    for row in np.flatnonzero(is_told[found.hit]).tolist():
        fits[row] = scratch.family[of_type[row]] in around.families[found.hit[row]]
        misfits[row] = not fits[row] and scratch.family[of_type[row]] != ""
    columns |= {"row_match": fits, "row_clash": misfits}
    quoted = around.shape["quoted"][found.hit] > 0
    songs, known = scratch.is_song[of_type], scratch.is_known[of_type]
    return columns | {
        "quoted_song": quoted & songs,
        "quoted_other": quoted & known & ~songs,
        "plain_song": ~quoted & songs,
    }
