"""Retrospection: a subtree of a diffused graph, walked from its leaves to its root and made unique (FIELD §1).

What lives here: one tree made of a graph. What may not: growing the graph (diffusion.py).
"""

from __future__ import annotations

import random
from collections import Counter

from infoseek.agents import browser
from infoseek.agents.browsing import Asker, Browsing
from infoseek.agents.course import Action, Course
from infoseek.agents.diffusion import Diffusion, Graph
from infoseek.agents.facts import Fact
from infoseek.agents.growth import seed_of
from infoseek.agents.proposal_checks import fault_in
from infoseek.agents.prospect import tree_of
from infoseek.agents.shape import Shape
from infoseek.agents.sizes import Sizes
from infoseek.agents.steps import key_of
from infoseek.agents.ways import Search, Way
from infoseek.settings import ModelSettings
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex


class Retrospection:
    """A tree by diffusion and retrospection. `await grow()` returns it, finished or quit.

    The seed page, a long-tail entity, is its root. ways: sound trees of the wanted shape, taken where the graph
    holds the better part of none.
    """

    def __init__(
        self,
        sizes: Sizes,
        asker: Asker,
        model: ModelSettings,
        root_id: str,
        shape: Shape,
        ways: list[Way],
        attempt: int = 0,
    ) -> None:
        self.sizes, self.asker, self.model = sizes, asker, model
        self.root_id, self.shape, self.ways = root_id, shape, ways
        self.seed = seed_of(sizes, root_id, attempt)
        self.refused: Counter[str] = Counter()

    async def grow(self) -> ResearchTree:
        """Diffuse, sample the subtree that holds most of the graph's claims, and walk it."""
        diffusion = Diffusion(self.sizes, self.asker, self.model.browser, self.seed, self.refused)
        graph = await diffusion.spread(self.root_id)
        course = self._course(graph)
        browsing = Browsing(course, self.asker, self.model.browser, self.seed, self.refused)
        for _ in range(self.sizes.settings.max_turns):
            place = self._next(course)
            if place is None:
                break
            vertex, action = place
            facts = course.offered(vertex, action)
            if not self._take_known(course, graph, vertex, facts):
                wanted: browser.Action = "extend" if action == "extend" else "blur_parent"
                await browsing.claim(vertex, wanted, facts)
        return course.finish("") if course.is_done else course.quit(course.why_stuck)

    def _course(self, graph: Graph) -> Course:
        """The way with the most claims of the graph, of those found there and of those known before."""
        chance = random.Random(self.seed)
        search = Search(self.sizes, self.shape, chance, favoured=graph.keys)
        ways = [*search.ways(tree_of(self.sizes.corpus, self.root_id)), *self.ways]
        best = max(ways, key=lambda way: len(way.keys & graph.keys))
        return Course(self.sizes, self.root_id, self.shape, [best], chance)

    def _next(self, course: Course) -> tuple[Vertex, Action] | None:
        """Where to go on: hidden vertices from the root down, then their constraints from the leaves to the root."""
        opened = course.opened()
        extends = [one for one in opened if one.can_extend]
        if extends:
            return course.tree.vertex(min(extends, key=lambda one: one.depth).vertex), "extend"
        if not opened:
            return None
        deepest = max(opened, key=lambda one: one.depth)
        return course.tree.vertex(deepest.vertex), "constrain"

    def _take_known(self, course: Course, graph: Graph, vertex: Vertex, facts: list[Fact]) -> bool:
        """Take the graph's own claim of one of the facts; False where it has none that is fit for the tree."""
        for fact in facts:
            stated = graph.get(key_of(vertex.entity_id, fact.identity))
            if stated is None:
                continue
            if reason := fault_in(self.sizes, course.tree, vertex, fact, stated.text):
                self.refused[reason] += 1
                continue
            return course.take(vertex, fact, stated.text, stated.call_key)
        return False
