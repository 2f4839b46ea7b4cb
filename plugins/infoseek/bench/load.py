"""How much a benchmark measures, checked; and the phrases by which it says what it is doing.

What lives here: the load and its limits. What may not: what is measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infoseek.errors import BadInput

LEAST_PAGES = 30
MOST_PAGES = 100_000


@dataclass(frozen=True)
class Load:
    """How much is measured.

    pages: of each world. seeds: worlds, with seeds 1, 2, … left_out: share of true facts left off the pages
    in the second growth run. sizes: pages of the worlds that `scale` grows on. calls: model calls that
    `dispatch` sends at each latency. kills: of growth runs, by `dispatch`. folds: in which `link` holds a world's links back and links them again. corpus: pages of the world that `retrieval` searches, and
    of the greater one whose candidate sets `link_sets` looks up. sites: folder of real sites that `crawl`,
    `extract` and `retrieval` measure too, or None. Raises
    `BadInput` where a value cannot be used.
    """

    pages: int = 500
    seeds: int = 3
    left_out: float = 0.15
    sizes: tuple[int, ...] = (500, 2_000, 8_000)
    calls: int = 5_120
    kills: int = 50
    folds: int = 20
    corpus: int = 100_000
    sites: Path | None = None

    def __post_init__(self) -> None:
        for pages in (self.pages, self.corpus, *self.sizes):
            if not LEAST_PAGES <= pages <= MOST_PAGES:
                raise BadInput(f"A world has {LEAST_PAGES} to {MOST_PAGES} pages, not {pages}.")
        if self.seeds < 1:
            raise BadInput(f"At least one world must be measured, not {self.seeds}.")
        if not 0 <= self.left_out < 1:
            raise BadInput(f"The share of facts left out is from 0 up to 1, not {self.left_out}.")
        if len(set(self.sizes)) < 2:
            raise BadInput("An exponent needs worlds of at least two sizes, such as 500,2000.")
        if self.calls < 1:
            raise BadInput(f"At least one call must be sent, not {self.calls}.")
        if self.folds < 2:
            raise BadInput(f"Links are held back in at least two folds, not {self.folds}.")
        if self.kills < 0:
            raise BadInput(f"Growth cannot be killed {self.kills} times.")
        if self.sites is not None and not (self.sites / "serve.py").is_file():
            raise BadInput(f"The folder {self.sites} holds no real sites: it has no serve.py.")

    def __str__(self) -> str:
        sizes = ", ".join(map(str, self.sizes))
        return (
            f"{self.pages} pages a world, {self.seeds} worlds, {self.left_out:.0%} left out, "
            f"scale over {sizes} pages, {self.calls} calls, {self.kills} kills, a corpus of {self.corpus} pages, {'real sites too' if self.sites else 'no real sites'}"
        )


Tell = Callable[[str], None]
"""Takes one short phrase for people: what is being done, or what they should look at."""
