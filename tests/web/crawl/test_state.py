"""A crawl's tables and what of them goes into checkpoints."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.errors import Halted
from infoseek.web.crawl.state import CrawlState

VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary() | st.floats(allow_nan=False)
Rows = list[tuple[Any, ...]]


def opened(folder: Path, is_scanned: bool = False) -> CrawlState:
    state = CrawlState(folder, "s")
    state.keep("kept", "a INTEGER, b TEXT, value, PRIMARY KEY (a, b)", is_scanned=is_scanned)
    state.make("made", "a INTEGER PRIMARY KEY")
    return state


def put(state: CrawlState, a: int, value: object) -> None:
    state.connection.execute("INSERT OR REPLACE INTO kept(a, b, value) VALUES (?, 'b', ?)", (a, value))


def rows(state: CrawlState) -> Rows:
    return state.connection.execute("SELECT a, b, value FROM kept ORDER BY a").fetchall()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(st.integers(0, 9), VALUES), max_size=5), st.booleans())
def test_deltas_rebuild_the_kept_tables(steps: list[dict[int, object]], is_scanned: bool) -> None:
    """Whatever is written between them, all deltas one after the other give the same rows of any kind."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = opened(Path(folder) / "1", is_scanned), opened(Path(folder) / "2", is_scanned)
        for step in steps:
            for a, value in step.items():
                put(first, a, value)
            second.apply(first.delta())
            assert rows(second) == rows(first)


def test_a_delta_holds_what_is_new(tmp_path: Path) -> None:
    """What the last delta had is not in the next one, nor is what a delta brought."""
    state = opened(tmp_path)
    put(state, 1, "x" * 10_000)
    first = state.delta()
    assert len(state.delta()) < 20
    other = opened(tmp_path)
    other.apply(first)
    assert len(other.delta()) < 20


def test_the_file_vanishes_with_the_process(tmp_path: Path) -> None:
    """Nothing is left in scratch, whatever ends the process."""
    state = opened(tmp_path)
    put(state, 1, "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "delta",
    [
        b"",
        b"junk",
        zlib.compress(b"junk\n"),
        zlib.compress(b'{"table": "made", "columns": ["a"], "rows": [[1]]}\n'),
        zlib.compress(b'{"table": "kept", "columns": ["a"], "rows": [[1]]}\n'),
        zlib.compress(b'{"table": "kept"}\n'),
        zlib.compress(b"[]\n"),
        zlib.compress(b'{"table": "kept", "columns": ["changed", "a", "b", "value"], "rows": [[1]]}\n'),
    ],
)
def test_what_is_no_delta_is_refused(tmp_path: Path, delta: bytes) -> None:
    """Broken bytes, unknown tables, other columns: `ValueError`."""
    with pytest.raises(ValueError, match=r"."):
        opened(tmp_path).apply(delta)


def test_a_delta_cut_off_is_refused(tmp_path: Path) -> None:
    """No part of a delta passes for the whole."""
    state = opened(tmp_path)
    for number in range(3000):
        put(state, number, json.dumps({"number": number}))
    delta = state.delta()
    for length in range(0, len(delta), len(delta) // 9):
        with pytest.raises(ValueError, match=r"."):
            opened(tmp_path).apply(delta[:length])


def test_a_full_disk_is_said_in_one_sentence(tmp_path: Path) -> None:
    """A statement that the disk refuses ends the crawl with the folder's name."""
    state = opened(tmp_path)
    state.connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(Halted, match=str(tmp_path)), state.transaction():
        put(state, 1, "x" * 1_000_000)


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    """Where scratch is a file, that is said."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Halted, match="file"):
        CrawlState(tmp_path / "file", "s")


def test_closing_is_final(tmp_path: Path) -> None:
    """A closed state takes no statements."""
    state = opened(tmp_path)
    state.close()
    with pytest.raises(sqlite3.ProgrammingError):
        rows(state)
