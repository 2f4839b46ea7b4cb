"""The shape wanted of a tree: its size, depth, width and hidden vertices, drawn from settable weights (DESIGN §8).

What lives here: shapes as numbers, and which can be. What may not: trees, and whether one can be grown.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from infoseek.settings import GrowthSettings
from infoseek.tree.research_tree import ResearchTree

_ROUNDS = 60
# Trees of one shape more than are wanted, at most.
_SURPLUS = 0.5
Key = TypeVar("Key")


class Shape(BaseModel):
    """The shape wanted of one tree.

    vertices: all of them, attributes included. depth: vertices with children on the longest way down, the root
    included. width: hidden children of the root. hidden: hidden vertices below the root.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    vertices: int
    depth: int
    width: int
    hidden: int

    @property
    def attributes(self) -> int:
        return self.vertices - 1 - self.hidden


def shape_of(tree: ResearchTree) -> Shape:
    """The shape a tree has."""
    inner = [vertex for vertex in tree.vertices if tree.children(vertex.id)]
    hidden = [v for v in tree.vertices if v.id != "A" and v.is_entity]
    return Shape(
        vertices=len(tree.vertices),
        depth=max((tree.depth(vertex.id) + 1 for vertex in inner), default=1),
        width=sum(tree.parent(vertex.id) == "A" for vertex in hidden),
        hidden=len(hidden),
    )


def hidden_for(vertices: int, depth: int, width: int) -> int:
    """How many hidden vertices a tree of this size, depth and width has.

    As many as let the pages of its entities be at least half as many as its clues (S6, FIELD §3), for each clue
    stands on the page of one of its two ends.
    """
    if depth == 2:
        return width
    return max(depth + width - 2, _fewest_hidden(vertices))


def _fewest_hidden(vertices: int) -> int:
    return max(1, -(-(vertices - 1) // 2) - 1)


def widths_for(vertices: int, depth: int) -> list[int]:
    """How many hidden children the root of such a tree may have; none where there can be no such tree.

    Each hidden vertex without a hidden child needs an attribute, and a mere chain one more than that (HCSP).
    """
    fewest = _fewest_hidden(vertices)
    found = []
    for width in range(fewest if depth == 2 else 1, fewest + 2):
        hidden = hidden_for(vertices, depth, width)
        if hidden <= fewest + 1 and vertices - 1 - hidden >= max(width, 2):
            found.append(width)
    return found


def targets(settings: GrowthSettings) -> dict[tuple[int, int], float]:
    """The share of each size and depth, (vertices, depth), wanted of all trees; they sum to 1.

    Sizes and depths keep their own shares as far as there are trees of both (iterative proportional fitting).
    """
    sizes = tuple(sorted(settings.vertices.items()))
    bounds = (settings.min_vertices, settings.max_vertices)
    return dict(_fitted(sizes, tuple(sorted(settings.depth.items())), bounds))


@lru_cache(64)
def _fitted(
    sizes: tuple[tuple[int, float], ...], depths: tuple[tuple[int, float], ...], bounds: tuple[int, int]
) -> tuple[tuple[tuple[int, int], float], ...]:
    by_size = _normed({size: weight for size, weight in sizes if bounds[0] <= size <= bounds[1]})
    by_depth = _normed(dict(depths))
    cells = {
        (size, depth): by_size[size] * by_depth[depth]
        for size in by_size
        for depth in by_depth
        if depth > 1 and widths_for(size, depth)
    }
    for _ in range(_ROUNDS):
        for axis, wanted in ((0, by_size), (1, by_depth)):
            found = _marginal(cells, axis)
            cells = {cell: share * wanted[cell[axis]] / found[cell[axis]] for cell, share in cells.items()}
    return tuple(_normed(cells).items())


def _normed(weights: Mapping[Key, float]) -> dict[Key, float]:
    whole = sum(weights.values())
    return {key: weight / whole for key, weight in weights.items()}


def _marginal(cells: Mapping[tuple[int, int], float], axis: int) -> dict[int, float]:
    found: dict[int, float] = {}
    for cell, share in cells.items():
        found[cell[axis]] = found.get(cell[axis], 0.0) + share
    return found


def shares(settings: GrowthSettings) -> tuple[dict[int, float], dict[int, float]]:
    """The wanted share of each size, and of each depth."""
    cells = targets(settings)
    return _marginal(cells, 0), _marginal(cells, 1)


def drawn(settings: GrowthSettings, vertices: int, depth: int, chance: random.Random) -> Shape:
    """A shape of this size and depth, its width drawn."""
    widths = widths_for(vertices, depth)
    weights = [settings.width.get(width, 0.0) for width in widths]
    if not any(weights):
        weights = [1.0] * len(widths)
    width = chance.choices(widths, weights)[0]
    return Shape(vertices=vertices, depth=depth, width=width, hidden=hidden_for(vertices, depth, width))


class Shapes:
    """Which shape is wanted next, so that those taken come to the wanted shares.

    A shape that is wanted and could not be had of one root is wanted of the next all the more. chance: what is
    rare is by luck among the first, so that many short rows of shapes come to the shares too.
    """

    def __init__(self, settings: GrowthSettings, chance: random.Random) -> None:
        self.settings = settings
        self._wanted = targets(settings)
        self._taken = {cell: chance.uniform(-0.25, 0.25) for cell in sorted(self._wanted)}
        self._count = 0

    def in_order(self, chance: random.Random, *, is_any: bool = False) -> list[Shape]:
        """The shapes of which there are not too many yet, the one that lacks most first; equal ones by chance.

        Too many may be of the shape itself, of its size or of its depth. is_any: those of which there are too.
        """
        count = self._count + 1
        lacking = {cell: share * count - self._taken[cell] for cell, share in self._wanted.items()}
        by_size, by_depth = _marginal(lacking, 0), _marginal(lacking, 1)
        least = {cell: min(lacking[cell], by_size[cell[0]], by_depth[cell[1]]) for cell in lacking}
        luck = {cell: chance.random() for cell in sorted(lacking)}
        wanted = [cell for cell in lacking if is_any or least[cell] > -_SURPLUS]
        cells = sorted(wanted, key=lambda cell: (-round(lacking[cell], 9), luck[cell]))
        return [drawn(self.settings, *cell, chance) for cell in cells]

    def take(self, shape: Shape) -> None:
        """Count a shape that a tree was started with."""
        self._taken[shape.vertices, shape.depth] += 1
        self._count += 1
