"""Live progress of a batch on the terminal; plain lines where the output is no terminal.

What lives here: drawing the stages' states. What may not: finding them out (follow.py).
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from infoseek.embedded.follow import StageState

STYLES = {
    "waiting": "dim",
    "done": "green",
    "queued": "dim",
    "running": "cyan",
    "success": "green",
    "failed": "red",
}

BAR_WIDTH = 24


class Progress:
    """Shows the states it is given, until its block ends."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, auto_refresh=False) if console.is_terminal else None
        self._begun = time.monotonic()
        self._shown: dict[str, tuple[str, int]] = {}

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def show(self, states: list[StageState]) -> None:
        """Draw the states; without a terminal, say only what has changed."""
        if self._live is not None:
            self._live.update(states_table(states), refresh=True)
            return
        for state in states:
            seen = (state.state, state.shards_done)
            if state.state != "waiting" and self._shown.get(state.stage.dag_id) != seen:
                self._shown[state.stage.dag_id] = seen
                since = f"{time.monotonic() - self._begun:6.1f} s"
                self._console.print(f"{since}  {state.stage.dag_id:<20} {state.state}{_shards(state)}")


def states_table(states: list[StageState]) -> Table:
    """One line a stage: its DAG, state, a bar of its work done, time taken, mapped shards done."""
    table = Table(box=None, pad_edge=False)
    for name in ("stage", "state", "progress", "time", "shards"):
        table.add_column(name, justify="right" if name in ("time", "shards") else "left")
    for state in states:
        elapsed = f"{state.elapsed_s:.0f} s" if state.elapsed_s else ""
        table.add_row(
            state.stage.dag_id,
            Text(state.state, style=STYLES.get(state.state, "")),
            ProgressBar(total=1, completed=done_share(state), width=BAR_WIDTH),
            elapsed,
            _shards(state).strip(),
        )
    return table


def done_share(state: StageState) -> float:
    """How much of a stage is done, 0 to 1: its shards, and the commit behind them, which counts as one more."""
    return 1.0 if state.state == "success" else state.shards_done / (state.shards + 1)


def _shards(state: StageState) -> str:
    return f"  {state.shards_done}/{state.shards}" if state.shards else ""
