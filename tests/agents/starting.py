"""Trees grown from one root of a corpus, as the stage starts them."""

from __future__ import annotations

import asyncio
from typing import Any

from infoseek.agents.growth import Growth
from infoseek.agents.retrospection import Retrospection
from infoseek.agents.shape import Shape
from infoseek.agents.sizes import Sizes
from infoseek.agents.starts import Start, Starts
from infoseek.settings import ModelSettings
from infoseek.tree.research_tree import ResearchTree
from tests.agents.discography import OfflineAsker

MODEL = ModelSettings()


def start_of(sizes: Sizes, root_id: str) -> Start:
    """The first start of a shard of this root alone; the root must have one."""
    return next(iter(Starts(sizes, [root_id], 1)))


def growth_of(
    sizes: Sizes,
    root_id: str,
    asker: Any = None,
    way: type[Growth | Retrospection] = Growth,
    shape: Shape | None = None,
) -> Growth | Retrospection:
    """A growth ready to go. shape: one that is wanted instead of the start's own, with the start's ways."""
    start = start_of(sizes, root_id)
    return way(sizes, asker or OfflineAsker(), MODEL, root_id, shape or start.shape, start.ways)


def grown(
    sizes: Sizes, root_id: str, asker: Any = None, way: type[Growth | Retrospection] = Growth
) -> ResearchTree:
    """The tree of one root."""
    return asyncio.run(growth_of(sizes, root_id, asker, way).grow())
