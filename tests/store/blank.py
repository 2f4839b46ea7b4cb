"""Rows of a table that say nothing, for tests to fill in what matters to them. What may not live here: assertions."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from infoseek.store.schemas import Table


def blank(table: Table, **columns: Any) -> dict[str, Any]:
    """A row with every column of a table, empty but for those given."""
    return {column.name: _nothing(column.type) for column in table.columns} | columns


def _nothing(kind: pa.DataType) -> Any:
    if pa.types.is_list(kind):
        return []
    if pa.types.is_boolean(kind):
        return False
    if pa.types.is_integer(kind):
        return 0
    return float("nan") if pa.types.is_floating(kind) else ""
