"""What one `infoseek bench` command shares between benchmarks: load, settings, rehearsed batches.

What lives here: making each world and each rehearsal once. What may not: what is measured on them.
"""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from infoseek.bench.load import Load, Tell
from infoseek.bench.rehearsal import Rehearsal, rehearsed
from infoseek.settings import Settings
from infoseek.stages import GATE, Stage
from infoseek.world.build import build_world
from infoseek.world.truth import World

FIRST_SEED = 1


class Session:
    """A context manager. Benchmarks on the same world share its rehearsal; all services end with the block.

    tell: hears what is being done. note: hears of what a person should look at.
    """

    def __init__(self, settings: Settings, load: Load, tell: Tell, note: Tell) -> None:
        self.settings = settings
        self.load = load
        self.tell = tell
        self.note = note
        self._open = ExitStack()
        self._rehearsals: dict[tuple[int, int, float], Rehearsal] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @property
    def seeds(self) -> range:
        """The worlds' seeds."""
        return range(FIRST_SEED, FIRST_SEED + self.load.seeds)

    def rehearsal(
        self, last: Stage = GATE, *, pages: int | None = None, seed: int = FIRST_SEED, left_out: float = 0.0
    ) -> Rehearsal:
        """A batch over one world, run up to and with the stage `last`. pages: by default the load's own."""
        wanted = (pages or self.load.pages, seed, left_out)
        if wanted not in self._rehearsals:
            world = self.world(*wanted)
            opened = rehearsed(world, self.settings, tell=self.tell)
            self._rehearsals[wanted] = self._open.enter_context(opened)
        self._rehearsals[wanted].run_through(last)
        return self._rehearsals[wanted]

    def world(self, pages: int, seed: int = FIRST_SEED, left_out: float = 0.0) -> World:
        """A world, saying that it is made."""
        self.tell(f"make world {seed} of {pages} pages, {left_out:.0%} of its facts left out")
        return build_world(pages, seed, left_out=left_out)
