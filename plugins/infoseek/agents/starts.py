"""Which trees a shard starts: a root, the shape that is wanted next and can be had of it, and the ways there.

What lives here: choosing starts in a fixed order. What may not: storage, or how a tree grows.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import NamedTuple

from infoseek.agents.browsing import Asker
from infoseek.agents.growth import Growth, seed_of
from infoseek.agents.prospect import tree_of
from infoseek.agents.retrospection import Retrospection
from infoseek.agents.shape import Shape, Shapes
from infoseek.agents.sizes import Sizes
from infoseek.agents.ways import Search, Usage, Way
from infoseek.settings import ModelSettings
from infoseek.store.manifests import content_hash
from infoseek.tree.research_tree import ResearchTree

_MOST_SHAPES = 5
"""Shapes that a root is tried with, the one that lacks most first."""
_ROW = 40
"""Trees of a row of roots, about."""
_SPREAD = 4096
"""Keeps a root's row apart from its shard, which is told by the same hash."""


class Start(NamedTuple):
    """A tree to be started: its root, its shape, and sound trees of it."""

    root_id: str
    shape: Shape
    ways: list[Way]


class Starts:
    """The starts of a shard, found one after the other: which ones hangs on seed and corpus alone.

    roots: in the order in which they are looked at. most: how many to start. A root from which no sound tree of
    a wanted shape is found is hopeless and not started; its shape is wanted of the next. Where the roots run out
    the hopeless ones may have any shape.
    Roots stand in rows by their ids, and what is wanted of one hangs on those before it in its row alone: a page
    that changes touches few other trees.
    """

    def __init__(self, sizes: Sizes, roots: Iterable[str], most: int) -> None:
        self.sizes, self.roots, self.most = sizes, roots, most
        self.looked_at = self.hopeless = 0
        seed = sizes.settings.seed
        self._rows = [
            (Shapes(sizes.settings, random.Random(f"{seed}/{number}")), Usage())
            for number in range(max(1, most // _ROW))
        ]

    def __iter__(self) -> Iterator[Start]:
        started, hopeless = 0, list[str]()
        for root_id in self.roots:
            if started >= self.most:
                return
            self.looked_at += 1
            start = self._start(root_id)
            if start is None:
                hopeless.append(root_id)
                self.hopeless += 1
                continue
            started += 1
            yield start
        # A corpus too small for the wanted shapes gives what it has.
        for root_id in hopeless:
            if started < self.most and (start := self._start(root_id, is_any=True)):
                started += 1
                self.hopeless -= 1
                yield start

    def _start(self, root_id: str, *, is_any: bool = False) -> Start | None:
        shapes, usage = self._rows[int(content_hash(root_id, 8), 16) // _SPREAD % len(self._rows)]
        chance = random.Random(seed_of(self.sizes, root_id, 0))
        for shape in shapes.in_order(chance, is_any=is_any)[: None if is_any else _MOST_SHAPES]:
            search = Search(self.sizes, shape, chance, usage=usage)
            if ways := search.ways(tree_of(self.sizes.corpus, root_id)):
                shapes.take(shape)
                usage.add(ways)
                return Start(root_id, shape, ways)
        return None

    def again(self, start: Start, attempt: int) -> Start | None:
        """The same root and shape with other ways; None where there are no others."""
        chance = random.Random(seed_of(self.sizes, start.root_id, attempt))
        search = Search(self.sizes, start.shape, chance, usage=None)
        ways = search.ways(tree_of(self.sizes.corpus, start.root_id))
        return start._replace(ways=ways) if ways else None


def by_diffusion(sizes: Sizes, start: Start) -> bool:
    """Whether the trees of a start grow by diffusion and retrospection; by its seed where both modes are wanted."""
    mode = sizes.settings.mode
    return mode == "diffusion" or (mode == "both" and seed_of(sizes, start.root_id, -1) % 2 == 1)


async def grow_from(
    starts: Starts, start: Start | None, asker: Asker, model: ModelSettings
) -> AsyncIterator[tuple[ResearchTree, Counter[str]]]:
    """Every tree started from one root, the last of them finished or none, with why claims were refused."""
    for attempt in range(starts.sizes.settings.attempts):
        if attempt and start:
            start = starts.again(start, attempt)
        if start is None:
            return
        grows: type[Growth | Retrospection] = Retrospection if by_diffusion(starts.sizes, start) else Growth
        growth = grows(starts.sizes, asker, model, start.root_id, start.shape, start.ways, attempt)
        tree = await growth.grow()
        yield tree, growth.refused
        if tree.status == "finished":
            return
