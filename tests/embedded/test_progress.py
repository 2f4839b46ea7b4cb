"""The stages of a batch as they are drawn on a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from infoseek.embedded.follow import StageState
from infoseek.embedded.progress import BAR_WIDTH, states_table
from infoseek.stages import GROW


@pytest.mark.parametrize(
    ("state", "drawn"),
    [
        (StageState(GROW), 0),
        (StageState(GROW, "running", 3.0, shards_done=1, shards=3), BAR_WIDTH // 4),
        (StageState(GROW, "running", 3.0, shards_done=3, shards=3), BAR_WIDTH * 3 // 4),
        (StageState(GROW, "success", 9.0, shards_done=3, shards=3), BAR_WIDTH),
        (StageState(GROW, "success", 9.0), BAR_WIDTH),
    ],
)
def test_a_bar_is_as_long_as_the_stage_is_far(state: StageState, drawn: int) -> None:
    """A bar is full when its stage is committed, not when its last shard is done."""
    console = Console(file=io.StringIO(), width=100, no_color=True)
    with console.capture() as captured:
        console.print(states_table([state]))
    assert captured.get().count("━") == drawn
