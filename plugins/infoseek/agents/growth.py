"""Growing one tree from its root: planner and browser by turns, every proposal checked before it is applied (FIELD §1).

What lives here: the loop. What can still be done is course.py's; the browser's turn is browsing.py's.
"""

from __future__ import annotations

import random
from collections import Counter

from pydantic import ValidationError

from infoseek.agents import browser, planner
from infoseek.agents.browsing import Asker, Browsing
from infoseek.agents.course import Course
from infoseek.agents.shape import Shape
from infoseek.agents.sizes import Sizes
from infoseek.agents.ways import Way
from infoseek.llm.call import LlmCall
from infoseek.settings import ModelSettings
from infoseek.store.manifests import content_hash
from infoseek.tree.research_tree import ResearchTree

__all__ = ["Asker", "Growth", "seed_of"]

_MOST_STRIKES = 3


def seed_of(sizes: Sizes, root_id: str, attempt: int) -> int:
    """The seed of one tree's choices."""
    return int(content_hash([sizes.settings.seed, root_id, attempt], 12), 16)


class Growth:
    """The growth of one tree from one root. `await grow()` returns it, finished or quit.

    shape: wanted of it. ways: sound trees of this shape that were found on the graph; the model chooses
    between them. sizes: of the corpus, shared by its trees.
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
        self.sizes, self.asker, self.settings, self.model = sizes, asker, sizes.settings, model
        self.seed = seed_of(sizes, root_id, attempt)
        self.course = Course(sizes, root_id, shape, ways, random.Random(self.seed))
        self.refused: Counter[str] = Counter()
        self.browsing = Browsing(self.course, asker, model.browser, self.seed, self.refused)
        self._strikes = 0

    @property
    def tree(self) -> ResearchTree:
        return self.course.tree

    @property
    def shape(self) -> Shape:
        return self.course.shape

    async def grow(self) -> ResearchTree:
        """Turns until the planner finishes or quits, or the turns are used up."""
        for turn in range(self.settings.max_turns):
            if not self.course.goes_on and not self.course.is_done:
                return self.course.quit("no_way_left")
            result = await self.asker.ask(self._question(turn))
            try:
                plan = planner.Plan.model_validate(result.parsed)
            except ValidationError:
                return self.course.quit("planner_nonsense", result.key)
            if plan.action == "quit":
                return self.course.quit(self.course.why_stuck, result.key)
            if plan.action == "finish":
                if self.course.is_done:
                    return self.course.finish(result.key)
                if self._strike("finished_too_soon"):
                    return self.course.quit("planner_stuck", result.key)
            elif not await self._carry_out(plan) and self._strikes >= _MOST_STRIKES:
                return self.course.quit("planner_stuck", result.key)
        return self.course.quit("turns_used_up")

    def _question(self, turn: int) -> LlmCall:
        state = self.course.now
        return planner.ask(
            self.tree,
            self.course.opened(),
            self.shape,
            state.rivals,
            turn,
            self.seed % 997,
            self.model.planner,
        )

    async def _carry_out(self, plan: planner.Plan) -> bool:
        """One turn of the browser; whether a claim came of it."""
        vertex = next((v for v in self.tree.vertices if v.id == plan.vertex and v.is_entity), None)
        if vertex is None:
            self._strike("no_such_vertex")
            return False
        action: browser.Action = "extend" if plan.action == "extend" else "blur_parent"
        facts = self.course.offered(vertex, "extend" if action == "extend" else "constrain")
        if not facts:
            self._strike("nothing_offered")
            return False
        return await self.browsing.claim(vertex, action, facts)

    def _strike(self, reason: str) -> bool:
        """Count a plan that cannot be carried out; whether there were too many."""
        self.refused[reason] += 1
        self._strikes += 1
        return self._strikes >= _MOST_STRIKES
