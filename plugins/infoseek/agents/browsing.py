"""The browser's turn: it is shown a page and what is offered there, and its proposals are checked one by one.

What lives here: asking, checking, asking once more with the reasons. What may not: what is offered (course.py).
"""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from pydantic import ValidationError

from infoseek.agents import browser
from infoseek.agents.course import Course
from infoseek.agents.facts import Fact
from infoseek.agents.proposal_checks import fault_in
from infoseek.agents.view import PageView
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.tree.vertex import Vertex

MOST_PROPOSALS = 4
"""Proposals of one answer that are looked at."""


class Asker(Protocol):
    """What growth needs of dispatch."""

    async def ask(self, call: LlmCall) -> LlmResult:
        """The answer to a call; raises what the dispatcher raises."""


class Browsing:
    """The browser of one tree. refused: counts why proposals were refused."""

    def __init__(self, course: Course, asker: Asker, model: str, seed: int, refused: Counter[str]) -> None:
        self.course, self.asker, self.model, self.seed, self.refused = course, asker, model, seed, refused

    async def claim(self, vertex: Vertex, action: browser.Action, facts: list[Fact]) -> bool:
        """Add one of the facts to a vertex as a claim; whether one came of it.

        Proposals that are refused go back once with their reasons; after that their facts count as tried.
        """
        faults: list[tuple[int, str]] = []
        view = PageView(self.course.sizes.corpus, vertex, facts)
        tree = self.course.tree
        used = sorted(tree.claim(v.id).constraint.predicate for v in tree.vertices if v.id != "A")
        for _ in range(2):
            call = browser.ask(vertex, action, view, facts, used, faults, self.seed % 997, self.model)
            result = await self.asker.ask(call)
            found = self._taken(vertex, facts, view, result)
            if found is None:
                return True
            if not found:
                break
            faults += found
        numbers = {number for number, _ in faults}
        self.course.give_up(vertex, [fact for fact in facts if fact.number in numbers] or facts)
        return False

    def _taken(
        self, vertex: Vertex, facts: list[Fact], view: PageView, result: LlmResult
    ) -> list[tuple[int, str]] | None:
        """None where a proposal became a claim, else each proposed fact with the reason why it did not."""
        try:
            answer = browser.Proposals.model_validate(result.parsed)
        except ValidationError:
            self.refused["browser_nonsense"] += 1
            return []
        faults = []
        for proposal in answer.proposals[:MOST_PROPOSALS]:
            reason = self._try(vertex, proposal, facts, view, result.key)
            if reason is None:
                return None
            self.refused[reason] += 1
            faults.append((proposal.fact, reason))
        return faults

    def _try(
        self, vertex: Vertex, proposal: browser.Proposal, facts: list[Fact], view: PageView, call_key: str
    ) -> str | None:
        fact = browser.cited_fact(proposal, facts, view)
        if isinstance(fact, str):
            return fact
        text = proposal.claim.strip()
        if reason := fault_in(self.course.sizes, self.course.tree, vertex, fact, text):
            return reason
        return None if self.course.take(vertex, fact, text, call_key) else "edit_refused"
