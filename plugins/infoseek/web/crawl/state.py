"""The SQLite file of one shard's crawl, and what of it changed since the last checkpoint (DESIGN §5).

What may not live here: what its tables mean (frontier.py, known.py, variants.py, copies.py).
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

from infoseek.launched import writing_below

CHANGED = "changed"
"""Column of a kept table: 1 where the row is newer than the last checkpoint."""


class CrawlState:
    """A crawl's tables in scratch. The file may vanish: checkpoints on S3 are what counts.

    A table made with `keep` has the column `changed INTEGER NOT NULL DEFAULT 1`, set to 1 by whoever writes a
    row; its rows go into checkpoints. A table made with `make` is read again from elsewhere after a restart.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._kept: list[str] = []
        with writing_below(folder):
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{name}.sqlite"
            path.unlink(missing_ok=True)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
        )
        # The file lives as long as this process has it open, and no longer.
        path.unlink()

    def make(self, table: str, columns: str, *indexes: str) -> None:
        """Make a table. columns: its definition in SQL. indexes: column lists, each with WHERE if need be."""
        self.connection.execute(f"CREATE TABLE {table} ({columns})")
        for number, index in enumerate(indexes):
            self.connection.execute(f"CREATE INDEX {table}_{number} ON {table} {index}")

    def keep(self, table: str, columns: str, *indexes: str) -> None:
        """Make a table whose rows go into checkpoints; it needs a primary key."""
        definition = f"{columns}, {CHANGED} INTEGER NOT NULL DEFAULT 1"
        self.make(table, definition, *indexes, f"({CHANGED}) WHERE {CHANGED} = 1")
        self._kept.append(table)

    def delta(self) -> bytes:
        """All kept rows that are newer than the last delta, which now they no longer are."""
        found: dict[str, Any] = {}
        for table in self._kept:
            rows = self.connection.execute(f"SELECT * FROM {table} WHERE {CHANGED} = 1")
            names = [column[0] for column in rows.description]
            found[table] = {"columns": names, "rows": [list(map(_plain, row)) for row in rows]}
            self.connection.execute(f"UPDATE {table} SET {CHANGED} = 0 WHERE {CHANGED} = 1")
        return zlib.compress(json.dumps(found, separators=(",", ":")).encode(), 1)

    def apply(self, delta: bytes) -> None:
        """Put a delta's rows in, in place of those with the same key. Raises `ValueError` where it is none."""
        for table, content in json.loads(zlib.decompress(delta)).items():
            if table not in self._kept:
                raise ValueError(f"the checkpoint speaks of an unknown table {table}")
            names = content["columns"]
            marks = ",".join("?" * len(names))
            rows = ([0 if name == CHANGED else _stored(value) for name, value in zip(names, row, strict=True)]
                    for row in content["rows"])  # fmt: skip
            self.connection.execute("BEGIN")
            self.connection.executemany(
                f"INSERT OR REPLACE INTO {table} ({','.join(names)}) VALUES ({marks})", rows
            )
            self.connection.execute("COMMIT")

    def close(self) -> None:
        self.connection.close()


def _plain(value: Any) -> Any:
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def _stored(value: Any) -> Any:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
