"""Builds the linker pack from the linked tables: the same bytes for equal rows, whatever their order.

What may not live here: the layout of the files and opening them (pack.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from infoseek.linking.disambiguation.grouped import first_of, ids_of, numbers_of, offsets, sparse
from infoseek.linking.disambiguation.pack import (
    BIT_OF_SOURCE,
    IS_DISAMBIGUATION,
    IS_LIST,
    MAX_NAME_CHARS,
    META,
    PACK_VERSION,
    SURFACES,
    TRIE,
    Pack,
    coarse,
    surface_number,
)
from infoseek.linking.disambiguation.pack_words import title_arrays, word_arrays

MOST_CANDIDATES = 64
"""Candidates kept of one name: the most linked, then the most linked to."""
MOST_NEAR = 64

Array = NDArray[Any]

_USED = BIT_OF_SOURCE["anchor"] | BIT_OF_SOURCE["phrase"]
_DECLARED = 0xFFFF & ~_USED


def build_pack(
    folder: Path,
    entities: pa.Table,
    names: pa.Table,
    links: pa.Table,
    contexts: pa.Table | None = None,
    settled: Pack | None = None,
) -> None:
    """Write the pack's files into a folder, which is made where it is missing.

    entities: entity_id, title, type_noun, kind and is_disambiguation, language where there is one. names:
    entity_id, alias, folded, source and count, as in linked__aliases; of source
    "phrase" are anchors that are no names ("see this"), which count for given spans alone. links: page_id and entity_id, the
    distinct links between pages. contexts: entity_id and text, what each page begins with; without them
    entities are told apart by names and links alone. Rows that name no entity are left out. settled: an
    earlier pack whose word frequencies, counts of neighbours and count of entities hold on, so that a day's
    changes do not move the weights of all; counts of links are kept to two binary digits for the same reason.
    """
    folder.mkdir(parents=True, exist_ok=True)
    order = np.argsort(ids_of(entities["entity_id"]), kind="stable")
    rows = entities.take(pa.array(order)) if len(order) else entities
    ids = ids_of(rows["entity_id"])
    pairs = _pairs(ids, links)
    in_links = coarse(np.bincount(pairs[:, 1], minlength=len(ids))).astype(np.int32)
    counted = settled.counted if settled is not None else len(ids)
    types, of_type = _coded(rows["type_noun"].to_pylist())
    languages, of_language = _coded(
        rows["language"].to_pylist() if "language" in rows.column_names else [""] * len(ids)
    )
    arrays = {
        "entity_ids": ids,
        "entity_flags": _flags(rows),
        "entity_in_links": in_links,
        "entity_type": of_type,
        "entity_language": of_language,
        **_names(folder, ids, names, in_links),
        **_linkers(len(ids), pairs),
        **_near(ids, pairs, counted, settled),
        **word_arrays(ids, rows, contexts, settled),
        **title_arrays(rows, in_links),
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    meta = {"version": PACK_VERSION, "types": types, "languages": languages, "counted": counted}
    (folder / META).write_text(json.dumps(meta, ensure_ascii=False))


def _coded(values: Sequence[str | None]) -> tuple[list[str], Array]:
    known = sorted({value or "" for value in values} | {""})
    places = {value: place for place, value in enumerate(known)}
    return known, np.array([places[value or ""] for value in values], dtype=np.int32)


def _flags(rows: pa.Table) -> Array:
    lists = np.array([kind == "list" for kind in rows["kind"].to_pylist()], dtype=bool)
    apart = np.array([bool(value) for value in rows["is_disambiguation"].to_pylist()], dtype=bool)
    found: Array = (lists * IS_LIST + apart * IS_DISAMBIGUATION).astype(np.uint8)
    return found


def _pairs(ids: Array, links: pa.Table) -> Array:
    """The links between entities as pairs of numbers, sorted, each once, none to itself."""
    found = np.stack([numbers_of(ids, links["page_id"]), numbers_of(ids, links["entity_id"])], axis=1)
    kept = found[(found >= 0).all(axis=1) & (found[:, 0] != found[:, 1])]
    return np.unique(kept, axis=0) if len(kept) else kept


def _linkers(count: int, pairs: Array) -> dict[str, Array]:
    order = np.lexsort((pairs[:, 0], pairs[:, 1]))
    return {
        "linker_offsets": offsets(count, pairs[:, 1]),
        "linker_ids": pairs[order, 0].astype(np.int32),
    }


def _near(ids: Array, pairs: Array, counted: int, settled: Pack | None) -> dict[str, Array]:
    """Neighbours either way, at most so many of an entity, the rarest: they tell most (Milne and Witten 2008)."""
    count = len(ids)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    both = np.unique(both, axis=0) if len(both) else both
    degree = coarse(np.bincount(both[:, 1], minlength=max(count, 1)))
    if settled is not None and count:
        place = np.minimum(np.searchsorted(settled.entity_ids, ids), max(settled.entities - 1, 0))
        is_known = settled.entity_ids[place] == ids if settled.entities else np.zeros(count, dtype=bool)
        degree[is_known] = settled.entity_degree[place[is_known]]
    kept = both[first_of(both[:, 0], (both[:, 1], degree[both[:, 1]]), MOST_NEAR)]
    weights = np.log((counted + 1) / np.maximum(degree[kept[:, 1]], 1)).clip(0) + 0.1
    rows = sparse("near", count, kept[:, 0], kept[:, 1], weights)
    return {"entity_degree": degree[:count].astype(np.int32), **rows}


def _names(folder: Path, ids: Array, names: pa.Table, in_links: Array) -> dict[str, Array]:
    numbers = numbers_of(ids, names["entity_id"])
    folded = [name or "" for name in names["folded"].to_pylist()]
    kept = np.array(
        [
            number >= 0 and 0 < len(name) <= MAX_NAME_CHARS
            for number, name in zip(numbers, folded, strict=True)
        ],
        dtype=bool,
    )
    places = np.flatnonzero(kept)
    chosen = [folded[place] for place in places]
    trie = marisa_trie.Trie(sorted(set(chosen)))
    trie.save(str(folder / TRIE))
    name = np.array([trie.key_id(text) for text in chosen], dtype=np.int64)
    entity = numbers[places].astype(np.int64)
    counts = np.maximum(_column(names["count"], places), 1)
    sources = names["source"].to_pylist()
    bits = np.array([BIT_OF_SOURCE.get(sources[place], 0) for place in places], dtype=np.uint16)
    anchors = np.where((bits & _USED) != 0, counts, 0)
    aliases = names["alias"].to_pylist()
    surfaces = np.array([surface_number(aliases[place] or "") for place in places], dtype=np.uint32)
    return _candidates(len(trie), name, entity, anchors, bits, counts, surfaces, in_links)


def _column(column: pa.ChunkedArray, places: Array) -> Array:
    return np.array([value or 0 for value in column.to_pylist()], dtype=np.int64)[places]


def _candidates(
    names: int,
    name: Array,
    entity: Array,
    anchors: Array,
    bits: Array,
    counts: Array,
    surfaces: Array,
    in_links: Array,
) -> dict[str, Array]:
    """Rows by name and entity: what was counted of each, the likeliest of a name first."""
    order = np.lexsort((entity, name))
    key = np.stack([name[order], entity[order]], axis=1)
    begin = (
        np.flatnonzero(np.concatenate([[True], (key[1:] != key[:-1]).any(axis=1)])) if len(key) else key[:, 0]
    )
    name_of, entity_of = key[begin, 0], key[begin, 1]
    anchors_of = np.add.reduceat(anchors[order], begin) if len(begin) else begin
    bits_of = np.bitwise_or.reduceat(bits[order], begin) if len(begin) else begin.astype(np.uint16)
    group = np.empty(len(key), dtype=np.int64)
    group[order] = np.repeat(np.arange(len(begin)), np.diff(np.append(begin, len(key))))
    spelt = _spellings(len(begin), group, counts, surfaces)
    worth = coarse(anchors_of) * 2 + ((bits_of & _DECLARED) != 0)
    kept = first_of(name_of, (entity_of, -in_links[entity_of], -worth), MOST_CANDIDATES)
    return {
        "name_offsets": offsets(names, name_of[kept]),
        "candidate_entity": entity_of[kept].astype(np.int32),
        "candidate_anchors": coarse(anchors_of[kept]).astype(np.int32),
        "candidate_sources": bits_of[kept].astype(np.uint16),
        "candidate_surfaces": spelt[kept],
    }


def _spellings(groups: int, group: Array, counts: Array, surfaces: Array) -> Array:
    """The commonest spellings of each group, as checksums, 0 where there are fewer."""
    pairs, inverse = (
        np.unique(np.stack([group, surfaces.astype(np.int64)], axis=1), axis=0, return_inverse=True)
        if len(group)
        else (np.zeros((0, 2), dtype=np.int64), group)
    )
    total = np.bincount(inverse.ravel(), weights=counts, minlength=len(pairs))
    best = first_of(pairs[:, 0], (pairs[:, 1], -total), SURFACES)
    chosen = pairs[best]
    found = np.zeros((groups, SURFACES), dtype=np.uint32)
    if len(chosen):
        begin = np.flatnonzero(np.concatenate([[True], chosen[1:, 0] != chosen[:-1, 0]]))
        place = np.arange(len(chosen)) - np.repeat(begin, np.diff(np.append(begin, len(chosen))))
        found[chosen[:, 0], place] = chosen[:, 1]
    return found
