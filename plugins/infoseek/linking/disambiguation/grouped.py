"""Ids as numbers, rows in groups, and sparse matrices of them, as arrays. What may not live here: what the rows are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Array = NDArray[Any]


def offsets(count: int, groups: Array) -> Array:
    """Where the rows of each group begin, and after the last where they end, if they stand by group."""
    found: Array = np.concatenate([[0], np.cumsum(np.bincount(groups, minlength=count))])
    ends: Array = found.astype(np.int64)
    return ends


def first_of(groups: Array, keys: tuple[Array, ...], most: int) -> Array:
    """Places of the first so many rows of each group in the order of the keys, the last key first."""
    order = np.lexsort((*keys, groups))
    ordered = groups[order]
    begin = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(ordered) else ordered
    sizes = np.diff(np.append(begin, len(ordered)))
    rank = np.arange(len(ordered)) - np.repeat(begin, sizes)
    found: Array = order[rank < most]
    return found


def sparse(name: str, count: int, rows: Array, columns: Array, weights: Array) -> dict[str, Array]:
    """A sparse matrix whose rows have length 1, columns ascending."""
    order = np.lexsort((columns, rows))
    rows, columns, weights = rows[order], columns[order], weights[order]
    length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=max(count, 1)))
    return {
        f"{name}_offsets": offsets(count, rows),
        f"{name}_ids": columns.astype(np.int32),
        f"{name}_weights": (weights / np.maximum(length[rows], 1e-9)).astype(np.float32),
    }


def ids_of(column: pa.ChunkedArray) -> Array:
    """A column of ids as bytes."""
    encoded = [value.encode() for value in column.to_pylist()]
    return np.array(encoded, dtype=np.bytes_) if encoded else np.zeros(0, dtype="S1")


def numbers_of(ids: Array, column: pa.ChunkedArray) -> Array:
    """The numbers of a column's ids, -1 for those that are no entity."""
    wanted = ids_of(column)
    if not len(ids) or not len(wanted):
        return np.full(len(wanted), -1)
    places = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[places] == wanted, places, -1)
