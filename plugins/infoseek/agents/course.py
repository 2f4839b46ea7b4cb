"""A tree on its way to the wanted shape: what it offers next, what is tried, when it is done.

What lives here: the state of one tree in growth. What may not: prompts and calls.
"""

from __future__ import annotations

import random
from typing import Literal

from infoseek.agents import planner
from infoseek.agents.facts import Fact, numbered, relation_fact, value_fact
from infoseek.agents.prospect import Prospect, tree_of
from infoseek.agents.shape import Shape, shape_of
from infoseek.agents.sizes import Sizes
from infoseek.agents.steps import Key, Step, attribute_of, key_of, vertex_of
from infoseek.agents.ways import Search, Way
from infoseek.tree.claim import Claim
from infoseek.tree.edits import Constrain, Extend, Finish, Quit
from infoseek.tree.research_tree import EditRefused, ResearchTree
from infoseek.tree.vertex import Vertex

Action = Literal["extend", "constrain"]
_MOST_SEARCHES = 2


class Course:
    """One tree in growth.

    ways: sound trees that still hold all its claims. now: its present state. Where no way is left, others are
    looked for from where it stands, without what was tried in vain.
    """

    def __init__(
        self, sizes: Sizes, root_id: str, shape: Shape, ways: list[Way], chance: random.Random
    ) -> None:
        self.sizes, self.shape, self.ways, self.chance = sizes, shape, ways, chance
        self.now = Prospect(sizes, tree_of(sizes.corpus, root_id))
        self._taken: set[Key] = set()
        self._tried: set[Key] = set()
        self._searches = 0

    @property
    def tree(self) -> ResearchTree:
        return self.now.tree

    @property
    def is_done(self) -> bool:
        """Whether the tree is sound, every vertex alone, of a size allowed, and of its shape unless no way leads there."""
        size, settings = len(self.tree.vertices), self.sizes.settings
        if not settings.min_vertices <= size <= settings.max_vertices:
            return False
        if shape_of(self.tree) != self.shape and self.goes_on:
            return False
        return not self.now.rivals and self.now.is_sound

    @property
    def goes_on(self) -> bool:
        """Whether a way is left that adds something."""
        return any(way.keys - self._taken for way in self.ways)

    @property
    def why_stuck(self) -> str:
        """Why a tree that is quit now is not done."""
        if not self.tree.hidden_inner:
            return "no_hidden_vertex"
        if self.now.rivals:
            return "not_unique"
        is_small = len(self.tree.vertices) < self.sizes.settings.min_vertices
        return "too_small" if is_small else "gave_up"

    def offered(self, vertex: Vertex, action: Action) -> list[Fact]:
        """The facts that bring a vertex on, of every way that is left, numbered."""
        return numbered(self._fact(vertex, step) for step in self._steps(vertex, action))

    def _steps(self, vertex: Vertex, action: Action) -> list[Step]:
        steps = {
            step.key: step
            for way in self.ways
            for step in way.steps
            if step.entity_id == vertex.entity_id and step.key not in self._taken
        }
        return [step for step in steps.values() if (step.link is not None) == (action == "extend")]

    def _fact(self, vertex: Vertex, step: Step) -> Fact:
        if step.link:
            return relation_fact(self.sizes, self.now.blurred, vertex, step.link)
        if step.clue is None:
            raise ValueError("a step states an attribute or a relation")
        return value_fact(self.sizes, self.now.blurred, vertex, step.clue)

    def opened(self) -> list[planner.Open]:
        """The vertices that can still grow."""
        entities = [v for v in self.tree.vertices if v.is_entity and v.visibility == "hidden"]
        found = (self._opened(vertex) for vertex in entities)
        return [one for one in found if one.can_extend or one.can_constrain]

    def _opened(self, vertex: Vertex) -> planner.Open:
        extends, constrains = self.offered(vertex, "extend"), self.offered(vertex, "constrain")
        return planner.Open(
            vertex=vertex.id,
            left=self.now.left(vertex.id),
            clues=len(self.tree.children(vertex.id)),
            depth=self.tree.depth(vertex.id),
            can_extend=len(extends),
            can_constrain=len(constrains),
            rivals_if_extended=min((fact.rivals for fact in extends), default=self.now.rivals),
            rivals_if_constrained=min((fact.rivals for fact in constrains), default=self.now.rivals),
        )

    def take(self, vertex: Vertex, fact: Fact, text: str, call_key: str) -> bool:
        """Make a fact a claim of the tree; False where the tree cannot have it."""
        claim = Claim(text=text, constraint=fact.constraint, evidence=fact.evidence)
        before, trial = self.now.left(vertex.id), self.tree.copy()
        try:
            trial.apply(self._edit(vertex, fact, claim, call_key))
        except EditRefused:
            return False
        then = Prospect(self.sizes, trial)
        trial.edits[-1] = trial.edits[-1].model_copy(
            update={"left_before": before, "left_after": then.left(vertex.id)}
        )
        self.now = then
        self._taken.add(key_of(vertex.entity_id, fact.identity))
        self._keep_ways()
        return True

    def _edit(self, vertex: Vertex, fact: Fact, claim: Claim, call_key: str) -> Extend | Constrain:
        own = self.tree.next_id
        if fact.action == "constrain":
            return Constrain(
                parent=vertex.id,
                vertex=attribute_of(own, fact.shown),
                claim=claim,
                candidates=fact.leaves,
                call_key=call_key,
            )
        child = vertex_of(self.sizes.corpus, own, fact.target_id)
        return Extend(parent=vertex.id, vertex=child, claim=claim, candidates=fact.leaves, call_key=call_key)

    def give_up(self, vertex: Vertex, facts: list[Fact]) -> None:
        """Count facts as tried in vain: no way that needs one is left."""
        self._tried.update(key_of(vertex.entity_id, fact.identity) for fact in facts)
        self._keep_ways()

    def _keep_ways(self) -> None:
        self.ways = [way for way in self.ways if self._taken <= way.keys and not way.keys & self._tried]
        if self.ways or self._searches >= _MOST_SEARCHES:
            return
        self._searches += 1
        search = Search(self.sizes, self.shape, self.chance, barred=self._tried)
        self.ways = [way._replace(keys=way.keys | self._taken) for way in search.ways(self.tree) if way.steps]

    def finish(self, call_key: str) -> ResearchTree:
        """The tree, finished."""
        self.tree.apply(Finish(call_key=call_key))
        return self.tree

    def quit(self, reason: str, call_key: str = "") -> ResearchTree:
        """The tree, given up."""
        self.tree.apply(Quit(reason=reason, call_key=call_key))
        return self.tree
