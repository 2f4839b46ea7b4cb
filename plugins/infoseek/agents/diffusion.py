"""Diffusion: a graph of checked claims grown wide around one seed page, before there is a tree (FIELD §1).

What lives here: the graph and its growth. What may not: making a tree of it (retrospection.py).
"""

from __future__ import annotations

import random
from collections import Counter, deque
from typing import NamedTuple

from pydantic import ValidationError

from infoseek.agents import browser
from infoseek.agents.browsing import MOST_PROPOSALS, Asker
from infoseek.agents.facts import Fact, facts_of
from infoseek.agents.proposal_checks import fault_in
from infoseek.agents.prospect import tree_of
from infoseek.agents.sizes import Sizes
from infoseek.agents.steps import Key, key_of, turned
from infoseek.agents.view import PageView
from infoseek.tree.research_tree import ResearchTree

_MOST_SHOWN = 12
"""Facts of one page that the browser chooses between, in one call."""


class Stated(NamedTuple):
    """A claim of the graph: its sentence, and the call that proposed it."""

    text: str
    call_key: str


class Graph:
    """Claims between entities and of them, by what they state; a relation is found from both of its ends.

    entities: those whose pages were read, in the order of reading.
    """

    def __init__(self) -> None:
        self.entities: list[str] = []
        self._claims: dict[Key, Stated] = {}

    def add(self, key: Key, stated: Stated) -> None:
        """Add a claim; the first of several of one statement stays."""
        for way in (key, turned(key)):
            if way is not None:
                self._claims.setdefault(way, stated)

    def get(self, key: Key) -> Stated | None:
        """The claim that states this; None where there is none."""
        return self._claims.get(key)

    @property
    def keys(self) -> frozenset[Key]:
        """All that is stated, relations from both ends."""
        return frozenset(self._claims)


class Diffusion:
    """Growth of one graph. refused: counts why proposals were refused."""

    def __init__(self, sizes: Sizes, asker: Asker, model: str, seed: int, refused: Counter[str]) -> None:
        self.sizes, self.asker, self.model, self.seed, self.refused = sizes, asker, model, seed, refused
        self.chance = random.Random(seed)
        self.graph = Graph()

    async def spread(self, seed_id: str) -> Graph:
        """The graph around a page: of each page attributes (blur parent) and linked children (expand depth).

        `growth.diffusion_pages` pages are read at most, the nearest first.
        """
        waiting, known = deque([seed_id]), {seed_id}
        while waiting and len(self.graph.entities) < self.sizes.settings.diffusion_pages:
            entity_id = waiting.popleft()
            self.graph.entities.append(entity_id)
            await self._read(entity_id, "blur_parent")
            for child in await self._read(entity_id, "extend"):
                if child not in known:
                    known.add(child)
                    waiting.append(child)
        return self.graph

    async def _read(self, entity_id: str, action: browser.Action) -> list[str]:
        """Add what the browser proposes of a page; the children it leads to."""
        tree = tree_of(self.sizes.corpus, entity_id)
        facts = self._shown(tree, action)
        if not facts:
            return []
        view = PageView(self.sizes.corpus, tree.root, facts)
        call = browser.ask(tree.root, action, view, facts, [], [], self.seed % 997, self.model)
        result = await self.asker.ask(call)
        try:
            answer = browser.Proposals.model_validate(result.parsed)
        except ValidationError:
            self.refused["browser_nonsense"] += 1
            return []
        children = []
        for proposal in answer.proposals[:MOST_PROPOSALS]:
            fact = self._checked(tree, proposal, facts, view)
            if isinstance(fact, str):
                self.refused[fact] += 1
                continue
            stated = Stated(proposal.claim.strip(), result.key)
            self.graph.add(key_of(entity_id, fact.identity), stated)
            if fact.target_id:
                children.append(fact.target_id)
        return children

    def _shown(self, tree: ResearchTree, action: browser.Action) -> list[Fact]:
        wanted = "extend" if action == "extend" else "constrain"
        facts = [fact for fact in facts_of(self.sizes, tree, tree, tree.root) if fact.action == wanted]
        if len(facts) <= _MOST_SHOWN:
            return facts
        return sorted(self.chance.sample(facts, _MOST_SHOWN), key=lambda fact: fact.number)

    def _checked(
        self, tree: ResearchTree, proposal: browser.Proposal, facts: list[Fact], view: PageView
    ) -> Fact | str:
        fact = browser.cited_fact(proposal, facts, view)
        if isinstance(fact, str):
            return fact
        return fault_in(self.sizes, tree, tree.root, fact, proposal.claim.strip()) or fact
