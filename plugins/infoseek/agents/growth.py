"""Growing one tree: planner and browser by turns, every proposal checked before it is applied (FIELD §1).

What lives here: the loop. What the tree offers is prospect.py's; stage and shards are grow_stage.py's.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Protocol

from pydantic import ValidationError

from infoseek.agents import browser, planner
from infoseek.agents.facts import Fact
from infoseek.agents.prospect import Prospect, tree_of
from infoseek.agents.sizes import Sizes
from infoseek.agents.view import PageView
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.settings import ModelSettings
from infoseek.store.manifests import content_hash
from infoseek.tree.claim import Claim
from infoseek.tree.edits import Constrain, DropClaim, Extend, Finish, Quit
from infoseek.tree.hcsp import problem_kind
from infoseek.tree.research_tree import EditRefused, ResearchTree
from infoseek.tree.vertex import Vertex

_MOST_PROPOSALS = 4


class Asker(Protocol):
    """What growth needs of dispatch."""

    async def ask(self, call: LlmCall) -> LlmResult:
        """The answer to a call; raises what the dispatcher raises."""


class Growth:
    """The growth of one tree from one root. `await grow()` returns it, finished or quit.

    sizes: of the corpus, shared by its trees. shunned: entities that must not be hidden in this one.
    """

    def __init__(
        self,
        sizes: Sizes,
        asker: Asker,
        model: ModelSettings,
        root_id: str,
        attempt: int = 0,
        shunned: frozenset[str] = frozenset(),
    ) -> None:
        self.sizes, self.asker, self.settings, self.model = sizes, asker, sizes.settings, model
        self.now = Prospect(sizes, tree_of(sizes.corpus, root_id))
        self.seed = int(content_hash([self.settings.seed, root_id, attempt], 12), 16)
        self.shape = self._shape()
        self.refused: Counter[str] = Counter()
        self.shunned = set(shunned)
        self._tried: set[tuple[str, tuple[str, ...]]] = set()

    @property
    def tree(self) -> ResearchTree:
        return self.now.tree

    def _shape(self) -> planner.Shape:
        least, most = self.settings.min_vertices, self.settings.max_vertices
        chance = random.Random(self.seed)
        size = chance.randint(max(least, min(6, most)), most)
        hidden = 2 if size >= 6 and chance.random() < 0.7 else 1
        return planner.Shape(vertices=size, least=least, most=most, hidden=hidden)

    async def grow(self) -> ResearchTree:
        """Turns until the planner finishes or quits, or the turns are used up."""
        for turn in range(self.settings.max_turns):
            call = planner.ask(
                self.tree,
                self._open(),
                self.shape,
                self.now.rivals,
                turn,
                self.seed % 997,
                self.model.planner,
            )
            result = await self.asker.ask(call)
            try:
                plan = planner.Plan.model_validate(result.parsed)
            except ValidationError:
                return self._quit("planner_nonsense", result.key)
            if plan.action == "quit":
                return self._quit(self._why_stuck(), result.key)
            if plan.action == "finish":
                return self._finish(result.key)
            if not await self._carry_out(plan):
                self._drop_if_bare(plan.vertex)
        return self._quit("turns_used_up", "")

    def _open(self) -> list[planner.Open]:
        if len(self.tree.vertices) >= self.settings.max_vertices:
            return []
        return [
            self._opened(vertex)
            for vertex in self.tree.vertices
            if vertex.is_entity and vertex.visibility == "hidden"
        ]

    def _opened(self, vertex: Vertex) -> planner.Open:
        extends, constrains = self._offered(vertex, "extend"), self._offered(vertex, "constrain")
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

    def _offered(self, vertex: Vertex, action: str) -> list[Fact]:
        """The facts a vertex still offers for an action."""
        return [
            fact
            for fact in self.now.facts(vertex)
            if fact.action == action
            and fact.target_id not in self.shunned
            and (vertex.id, fact.identity) not in self._tried
        ]

    async def _carry_out(self, plan: planner.Plan) -> bool:
        """One turn of the browser; whether a claim came of it."""
        vertex = next((v for v in self.tree.vertices if v.id == plan.vertex and v.is_entity), None)
        if vertex is None or plan.action not in ("extend", "blur_parent"):
            self.refused["no_such_vertex"] += 1
            return False
        facts = self._offered(vertex, "extend" if plan.action == "extend" else "constrain")
        if not facts:
            return False
        view = PageView(self.sizes.corpus, vertex, facts)
        used = sorted(self.tree.claim(v.id).constraint.predicate for v in self.tree.vertices if v.id != "A")
        call = browser.ask(
            self.tree, vertex, plan.action, view, facts, used, self.seed % 997, self.model.browser
        )
        result = await self.asker.ask(call)
        try:
            answer = browser.Proposals.model_validate(result.parsed)
        except ValidationError:
            self.refused["browser_nonsense"] += 1
            answer = browser.Proposals(proposals=[])
        proposals = answer.proposals[:_MOST_PROPOSALS]
        for proposal in proposals:
            reason = self._apply(vertex, proposal, facts, view, result.key)
            if reason is None:
                return True
            self.refused[reason] += 1
        numbers = {proposal.fact for proposal in proposals}
        tried = [fact for fact in facts if fact.number in numbers] or facts
        self._tried.update((vertex.id, fact.identity) for fact in tried)
        return False

    def _apply(
        self,
        vertex: Vertex,
        proposal: browser.Proposal,
        facts: list[Fact],
        view: PageView,
        call_key: str,
    ) -> str | None:
        """Apply one proposal; the reason code where it is refused."""
        fact = browser.cited_fact(proposal, facts, view)
        if isinstance(fact, str):
            return fact
        claim = Claim(text=proposal.claim.strip(), constraint=fact.constraint, evidence=fact.evidence)
        trial = self.tree.copy()
        try:
            trial.apply(self._edit(vertex, fact, claim, call_key))
        except EditRefused:
            return "edit_refused"
        then = Prospect(self.sizes, trial)
        if fault := then.fault:
            return f"makes_{fault[0]}"
        self.now = then
        return None

    def _edit(self, vertex: Vertex, fact: Fact, claim: Claim, call_key: str) -> Extend | Constrain:
        own = self.tree.next_id
        if fact.action == "constrain":
            attribute = Vertex(id=own, kind="attribute", name=fact.shown, visibility="given")
            return Constrain(
                parent=vertex.id, vertex=attribute, claim=claim, candidates=fact.leaves, call_key=call_key
            )
        child = Vertex(
            id=own,
            kind="entity",
            name=fact.value,
            entity_id=fact.target_id,
            type_noun=fact.target_type,
            visibility="hidden",
        )
        return Extend(parent=vertex.id, vertex=child, claim=claim, candidates=fact.leaves, call_key=call_key)

    def _drop_if_bare(self, vertex_id: str) -> None:
        """Take a hidden vertex out again to which no attribute can be added: it would say nothing."""
        bare = next((v for v in self.tree.vertices if v.id == vertex_id and v.id != "A"), None)
        if bare is None or not bare.is_entity or self.tree.children(vertex_id):
            return
        if self._offered(bare, "constrain"):
            return
        self.shunned.add(bare.entity_id)
        tree = self.tree.copy()
        tree.apply(DropClaim(child=vertex_id, reason="no_clue_for_it"))
        self.now = Prospect(self.sizes, tree)

    def _finish(self, call_key: str) -> ResearchTree:
        if self.now.rivals:
            return self._quit("not_unique", call_key)
        if len(self.tree.vertices) < self.settings.min_vertices:
            return self._quit("too_small", call_key)
        if not self.tree.hidden_inner:
            return self._quit("no_hidden_vertex", call_key)
        if any(v.is_entity and not self.tree.children(v.id) for v in self.tree.vertices):
            return self._quit("bare_vertex", call_key)
        if fault := self.now.fault:
            return self._quit(fault[0], call_key)
        if problem_kind(self.tree) != "HCSP":
            return self._quit("a_mere_chain", call_key)
        self.tree.apply(Finish(call_key=call_key))
        return self.tree

    def _why_stuck(self) -> str:
        if not self.tree.hidden_inner:
            return "no_hidden_vertex"
        if self.now.rivals:
            return "not_unique"
        return "too_small" if len(self.tree.vertices) < self.settings.min_vertices else "gave_up"

    def _quit(self, reason: str, call_key: str) -> ResearchTree:
        self.tree.apply(Quit(reason=reason, call_key=call_key))
        return self.tree
