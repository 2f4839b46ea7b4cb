"""The SQLite file of one shard's crawl, and what of it changed since the last checkpoint (DESIGN §5).

What may not live here: what its tables mean (frontier/, known.py, variants.py, copies.py).
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infoseek.errors import Halted
from infoseek.launched import writing_below

CHANGED = "changed"
"""Column of a kept table: 1 where the row is newer than the last checkpoint."""

_BLOCK_BYTES = 1 << 20
_ROWS = 1000


class CrawlState:
    """A crawl's tables in scratch. The file may vanish: checkpoints on S3 are what counts.

    A table made with `keep` has the column `changed INTEGER NOT NULL DEFAULT 1`, set to 1 by whoever writes a
    row; its rows go into checkpoints. A table made with `make` is read again from elsewhere after a restart.
    There is no way back from a statement that fails (no journal): whoever meets one ends the crawl.
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
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; "
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
        )
        # The file lives as long as this process has it open, and no longer.
        path.unlink()
        # Never committed: nobody else reads the file, and pages are written when the cache is full only.
        self.connection.execute("BEGIN")

    def make(self, table: str, columns: str, *indexes: str) -> None:
        """Make a table. columns: its definition in SQL. indexes: column lists, each with WHERE if need be."""
        self.connection.execute(f"CREATE TABLE {table} ({columns})")
        for number, index in enumerate(indexes):
            self.connection.execute(f"CREATE INDEX {table}_{number} ON {table} {index}")

    def keep(self, table: str, columns: str, *indexes: str, is_scanned: bool = False) -> None:
        """Make a table whose rows go into checkpoints; it needs a primary key.

        is_scanned: find its changed rows by reading it through instead of by an index, which spares
            narrow rows that change often the upkeep.
        """
        definition = f"{CHANGED} INTEGER NOT NULL DEFAULT 1, {columns}"
        by_change = () if is_scanned else (f"({CHANGED}) WHERE {CHANGED} = 1",)
        self.make(table, definition, *indexes, *by_change)
        self._kept.append(table)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """For blocks of writing statements: raises `Halted` where the scratch folder cannot be written to."""
        try:
            yield self.connection
        except sqlite3.OperationalError as error:
            raise Halted(f"The folder {self._folder} cannot be written to: {error}.") from error

    def delta(self) -> bytes:
        """All kept rows that are newer than the last delta, which now they no longer are.

        To be taken between two answers, never amid one.
        """
        packer = zlib.compressobj(1)
        packed = [packer.compress(block) for block in self._changes()]
        return b"".join((*packed, packer.flush()))

    def apply(self, delta: bytes) -> None:
        """Put a delta's rows in, in place of those with the same key. Raises `ValueError` where it is none."""
        try:
            with self.transaction():
                for line in _lines(delta):
                    self._put(line)
        except (zlib.error, KeyError, TypeError) as error:
            raise ValueError(f"it cannot be read: {error}") from error

    def close(self) -> None:
        self.connection.close()

    def _changes(self) -> Iterator[bytes]:
        """The changed rows as JSON lines, some hundred rows a line."""
        for table in self._kept:
            rows = self.connection.execute(f"SELECT * FROM {table} WHERE {CHANGED} = 1")
            names = [column[0] for column in rows.description]
            while block := rows.fetchmany(_ROWS):
                found = {"table": table, "columns": names, "rows": [list(map(_plain, row)) for row in block]}
                yield json.dumps(found, separators=(",", ":")).encode() + b"\n"
            self.connection.execute(f"UPDATE {table} SET {CHANGED} = 0 WHERE {CHANGED} = 1")

    def _put(self, line: bytes) -> None:
        found: dict[str, Any] = json.loads(line)
        table, names = found["table"], found["columns"]
        if table not in self._kept:
            raise ValueError(f"it speaks of an unknown table {table}")
        known = self.connection.execute(f"SELECT * FROM {table} LIMIT 0").description
        if names != [column[0] for column in known]:
            raise ValueError(f"its table {table} has other columns")
        marks = ",".join("?" * len(names))
        rows = ([0 if name == CHANGED else _stored(value) for name, value in zip(names, row, strict=True)]
                for row in found["rows"])  # fmt: skip
        self.connection.executemany(
            f"INSERT OR REPLACE INTO {table} ({','.join(names)}) VALUES ({marks})", rows
        )


def _lines(delta: bytes) -> Iterator[bytes]:
    """The delta's lines, a block in memory at a time. Raises `ValueError` where it ends amid one."""
    unpacker = zlib.decompressobj()
    rest, waiting = b"", delta
    while waiting and not unpacker.eof:
        *lines, rest = (rest + unpacker.decompress(waiting, _BLOCK_BYTES)).split(b"\n")
        waiting = unpacker.unconsumed_tail
        yield from lines
    if not unpacker.eof or rest or waiting or unpacker.unused_data:
        raise ValueError("it is cut off")


def _plain(value: Any) -> Any:
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def _stored(value: Any) -> Any:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
