"""Rows of a table as columns and as mappings made on demand."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from infoseek.linking.sets import rows
from infoseek.linking.sets.rows import Grouped, Keyed, Lazy, coded, flags, numbers, rows_of, texts

ROWS = [
    {"key": "b", "name": "Brim", "score": 0.5, "is_sure": True},
    {"key": "a", "name": "Ash", "score": None, "is_sure": None},
    {"key": "b", "name": "Brook", "score": 1.0, "is_sure": False},
]
TABLE = pa.Table.from_pylist(ROWS)
AS_DICTIONARY = TABLE.set_column(1, "name", TABLE["name"].dictionary_encode())


@pytest.mark.parametrize("given", [ROWS, TABLE, AS_DICTIONARY], ids=["rows", "table", "dictionary"])
def test_columns_are_the_same_of_every_form(given: pa.Table | list[dict[str, object]]) -> None:
    """Nulls and columns that are not there give the default."""
    read = rows_of(given)
    assert texts(read, "name").to_pylist() == ["Brim", "Ash", "Brook"]
    codes, names = coded(read, "name")
    assert [names[code] for code in codes] == ["Brim", "Ash", "Brook"]
    assert numbers(read, "score", 1.0).tolist() == [0.5, 1.0, 1.0]
    assert flags(read, "is_sure").tolist() == [True, False, False]
    assert (texts(read, "unit").to_pylist(), flags(read, "is_new").tolist()) == ([""] * 3, [False] * 3)
    assert (len(read), read.row(1)["name"]) == (3, "Ash")


def test_an_empty_table_has_empty_columns() -> None:
    """No rows are no error."""
    read = rows_of(TABLE.schema.empty_table())
    assert (len(read), texts(read, "name").to_pylist(), coded(read, "name")[1]) == (0, [], [])


def test_of_two_rows_of_one_key_the_later_counts() -> None:
    """A mapping by key knows each key once."""
    found = Keyed(rows_of(ROWS), "key")
    assert (list(found), found["b"]["name"], "c" in found, len(found)) == (["b", "a"], "Brook", False, 2)
    with pytest.raises(KeyError):
        found["c"]


def test_rows_are_grouped_in_the_order_asked_for() -> None:
    """An entity without rows has none; rows of no entity are in no group."""
    ids = ["a", "b", "c"]
    groups, order = np.array([1, -1, 1]), np.array([2, 1, 0])
    found = Grouped(
        rows_of(ROWS), groups, lambda key: dict(zip(ids, range(3), strict=True)).get(key, 3), ids, order
    )
    assert [row["name"] for row in found["b"]] == ["Brook", "Brim"]
    assert (found["a"], found["nobody"], list(found)) == ([], [], ["b"])


def test_what_was_asked_for_last_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are made once while they are remembered, and made again when they were forgotten."""
    monkeypatch.setattr(rows, "_MOST_REMEMBERED", 2)
    made = []
    found = Lazy(lambda: ["x", "y", "z"], lambda key: made.append(key) or key)  # type: ignore[func-returns-value]
    for key in "xyxzxy":
        found[key]
    assert made == ["x", "y", "z", "y"]
