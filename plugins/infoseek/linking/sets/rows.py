"""Rows of a linked table read as columns, or one by one as mappings made when they are asked for.

What lives here: reading rows kept as dictionaries or in an Arrow table. What may not: what they mean.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Row = Mapping[str, Any]
Value = TypeVar("Value")
# What is remembered of what was made on demand, at most.
_MOST_REMEMBERED = 5_000


class Rows(Protocol):
    """Rows by their number, from 0."""

    def __len__(self) -> int: ...

    def row(self, number: int) -> Row:
        """One row."""

    def array(self, name: str, kind: pa.DataType, default: object) -> pa.Array:
        """A column; the default where a row lacks it. Texts may come as a dictionary."""


class DictRows:
    """Rows kept as the dictionaries they are."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def array(self, name: str, kind: pa.DataType, default: object) -> pa.Array:
        values = (row.get(name) for row in self._rows)
        return pa.array([default if value is None else value for value in values], kind)


class ArrowRows:
    """Rows of an Arrow table; a text column that repeats itself is kept as a dictionary."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        # A cell of an array is had many times as quickly as a row of a table.
        self._cells = {
            name: column.chunk(0) if column.num_chunks == 1 else column
            for name, column in zip(table.schema.names, table.columns, strict=True)
        }

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def row(self, number: int) -> Row:
        return {name: column[number].as_py() for name, column in self._cells.items()}

    def array(self, name: str, kind: pa.DataType, default: object) -> pa.Array:
        if name not in self._table.schema.names:
            return pa.repeat(pa.scalar(default, kind), len(self))
        column = _whole(self._table[name])
        if not column.null_count and (column.type == kind or _is_dictionary(column, kind)):
            return column
        return pc.fill_null(column.cast(kind), pa.scalar(default, kind))


def _whole(column: pa.ChunkedArray) -> pa.Array:
    found = column.combine_chunks()
    return found if isinstance(found, pa.Array) else pa.concat_arrays(found.chunks)


def _is_dictionary(column: pa.Array, kind: pa.DataType) -> bool:
    return bool(pa.types.is_dictionary(column.type) and column.type.value_type == kind)


def rows_of(given: pa.Table | Iterable[Row]) -> Rows:
    """Rows to read, of either form."""
    return ArrowRows(given) if isinstance(given, pa.Table) else DictRows(given)


def texts(rows: Rows, name: str) -> pa.Array:
    """A column of texts; "" where a row has none."""
    found = rows.array(name, pa.string(), "")
    return found.dictionary_decode() if pa.types.is_dictionary(found.type) else found


def numbers(rows: Rows, name: str, default: float) -> npt.NDArray[np.float64]:
    found: npt.NDArray[np.float64] = rows.array(name, pa.float64(), default).to_numpy(zero_copy_only=False)
    return found


def flags(rows: Rows, name: str) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = rows.array(name, pa.bool_(), False).to_numpy(zero_copy_only=False)
    return found


def coded(rows: Rows, name: str) -> tuple[npt.NDArray[np.int64], list[str]]:
    """A column of texts as codes, and the text of each code."""
    return codes_of(rows.array(name, pa.string(), ""))


def codes_of(column: pa.Array) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Texts as codes, and the text of each code."""
    found = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    return found.indices.to_numpy(zero_copy_only=False).astype(np.int64), found.dictionary.to_pylist()


class Lazy(Mapping[str, Value]):
    """A mapping whose values are made when they are asked for; those asked for last are remembered.

    keys: all of them, in order. make: the value of one; raises `KeyError` for none.
    """

    def __init__(self, keys: Callable[[], Sequence[str]], make: Callable[[str], Value]) -> None:
        self._keys, self._make = keys, make
        self._made: OrderedDict[str, Value] = OrderedDict()

    def __getitem__(self, key: str) -> Value:
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        found = self._made[key] = self._make(key)
        if len(self._made) > _MOST_REMEMBERED:
            self._made.popitem(last=False)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())


class Keyed(Lazy[Row]):
    """Rows by a column that tells them apart; of two of one key the later counts."""

    def __init__(self, rows: Rows, name: str) -> None:
        self._rows = rows
        self.numbers = {key: number for number, key in enumerate(texts(rows, name).to_pylist())}
        self._ordered = list(self.numbers)
        super().__init__(lambda: self._ordered, lambda key: rows.row(self.numbers[key]))

    def __contains__(self, key: object) -> bool:
        return key in self.numbers


class Grouped(Lazy[list[Row]]):
    """Rows by the entity they are of; none for any other key.

    groups: the group of each row, -1 to leave it out. ids: the groups' keys. order: of the rows in a group,
    as row numbers; that of the rows themselves where none is given.
    """

    def __init__(
        self,
        rows: Rows,
        groups: npt.NDArray[np.int64],
        number: Callable[[str], int],
        ids: Sequence[str],
        order: npt.NDArray[np.int64] | None = None,
    ) -> None:
        placed = groups if order is None else groups[order]
        by_group = np.argsort(placed, kind="stable")
        self._rows, self._number, self._ids = rows, number, ids
        self._numbers = by_group if order is None else order[by_group]
        self._groups = placed[by_group]
        super().__init__(self._present, self._of)

    def _present(self) -> list[str]:
        return [self._ids[group] for group in np.unique(self._groups) if group >= 0]

    def _of(self, key: str) -> list[Row]:
        group = self._number(key)
        first, last = np.searchsorted(self._groups, (group, group + 1))
        return [self._rows.row(number) for number in self._numbers[first:last].tolist()]
