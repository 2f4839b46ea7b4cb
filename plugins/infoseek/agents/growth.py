"""Growing one tree: planner and browser by turns, every proposal checked before it is applied (FIELD §1).

What lives here: the loop and the checks on the tree as it would be blurred. Stage and shards are elsewhere.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Protocol

from pydantic import ValidationError

from infoseek.agents import browser, ladder, planner
from infoseek.agents.facts import Fact, facts_of
from infoseek.agents.view import PageView
from infoseek.linking.corpus import LinkedCorpus
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.settings import GrowthSettings, ModelSettings
from infoseek.store.manifests import content_hash
from infoseek.tree import hcsp
from infoseek.tree.claim import Claim
from infoseek.tree.edits import AddRoot, Blur, Constrain, DropClaim, Extend, Finish, Quit
from infoseek.tree.research_tree import EditRefused, ResearchTree
from infoseek.tree.vertex import Vertex


class Asker(Protocol):
    """What growth needs of dispatch."""

    async def ask(self, call: LlmCall) -> LlmResult:
        """The answer to a call; raises what the dispatcher raises."""


def as_blurred(corpus: LinkedCorpus, tree: ResearchTree, settings: GrowthSettings) -> ResearchTree:
    """The tree as it would be after blurring: what sizes are judged on.

    Each attribute takes its least blur, or the next that keeps every branch needed (S4).
    """
    preview = ResearchTree.replay(tree.edits)
    for vertex in tree.vertices:
        if vertex.is_entity:
            continue
        offered = rungs_of(corpus, tree, vertex.id, settings)
        blurs = [_blurred(tree, vertex.id, rung, left) for rung, left in offered]
        trials = [ResearchTree.replay([*preview.edits, blur]) for blur in blurs]
        sound = (trial for trial in trials if redundant_branch(corpus, trial) is None)
        preview = next(sound, trials[0] if trials else preview)
    return preview


def rungs_of(
    corpus: LinkedCorpus, tree: ResearchTree, child: str, settings: GrowthSettings
) -> list[tuple[ladder.Rung, int]]:
    """The rungs the claim to an attribute may be blurred to, least blur first, with what each leaves."""
    claim, parent = tree.claim(child), tree.vertex(tree.parent(child) or "A")
    offered = ladder.rungs(claim.constraint, value_type_of(corpus, parent.entity_id, claim))
    return ladder.passing(offered, corpus.index.supported, parent.type_noun, settings.min_candidates)


def _blurred(tree: ResearchTree, child: str, rung: ladder.Rung, left: int) -> Blur:
    return Blur(
        child=child,
        strategy=rung.strategy,
        constraint=rung.constraint,
        text=tree.claim(child).text,
        before=1,
        after=left,
    )


def value_type_of(corpus: LinkedCorpus, subject_id: str, claim: Claim) -> str:
    """The value type of the subject's linked statement a claim cites; "term" where none is found."""
    cited = claim.evidence[0]
    for edge in corpus.index.edges_of[subject_id]:
        if (
            edge["predicate"] == claim.constraint.predicate
            and (edge["page_id"], edge["start"], edge["end"]) == (cited.page_id, cited.start, cited.end)
            and edge["value_type"] not in ("entity", "name")
        ):
            return str(edge["value_type"])
    return "term"


def redundant_branch(corpus: LinkedCorpus, tree: ResearchTree) -> str | None:
    """The id of an inner branch whose clues are not needed: without it the root is found all the same (S4)."""
    for vertex in tree.hidden_inner:
        below = frozenset({vertex.id, *(v.id for v in tree.vertices if vertex in tree.ancestors(v.id))})
        if len(hcsp.answers(tree, corpus.index.supported, without=below)) <= 1:
            return vertex.id
    return None


class Growth:
    """The growth of one tree from one root. `await grow()` returns it, finished or quit."""

    def __init__(
        self,
        corpus: LinkedCorpus,
        asker: Asker,
        growth: GrowthSettings,
        model: ModelSettings,
        root_id: str,
        attempt: int = 0,
    ) -> None:
        self.corpus, self.asker, self.settings, self.model = corpus, asker, growth, model
        row = corpus.entities[root_id]
        self.tree = ResearchTree()
        self.tree.apply(
            AddRoot(
                vertex=Vertex(
                    id="A",
                    kind="entity",
                    name=row["name"],
                    entity_id=root_id,
                    type_noun=row["type_noun"],
                    visibility="hidden",
                )
            )
        )
        self.seed = int(content_hash([growth.seed, root_id, attempt], 12), 16)
        chance = random.Random(self.seed)
        size = chance.randint(max(growth.min_vertices, min(6, growth.max_vertices)), growth.max_vertices)
        self.shape = planner.Shape(
            vertices=size,
            least=growth.min_vertices,
            most=growth.max_vertices,
            hidden=2 if size >= 7 and chance.random() < 0.6 else 1,
        )
        self.refused: Counter[str] = Counter()
        self.exhausted: set[tuple[str, str]] = set()
        self.dropped: set[str] = set()

    async def grow(self) -> ResearchTree:
        """Turns until the planner finishes or quits, or the turns are used up."""
        for turn in range(self.settings.max_turns):
            preview = as_blurred(self.corpus, self.tree, self.settings)
            rivals = hcsp.rivals(preview, self.corpus.index.not_refuted)
            unique = not rivals
            opened = self._open(preview, rivals)
            call = planner.ask(
                self.tree, opened, self.shape, rivals, turn, self.seed % 997, self.model.planner
            )
            result = await self.asker.ask(call)
            try:
                plan = planner.Plan.model_validate(result.parsed)
            except ValidationError:
                return self._quit("planner_nonsense", result.key)
            if plan.action == "quit":
                return self._quit(self._why_stuck(unique), result.key)
            if plan.action == "finish":
                return self._finish(preview, unique, result.key)
            if not await self._carry_out(plan, preview):
                self.exhausted.add((plan.vertex, plan.action))
                self._drop_if_bare(plan.vertex)
        return self._quit("turns_used_up", "")

    def _open(self, preview: ResearchTree, rivals: int) -> list[planner.Open]:
        if len(self.tree.vertices) >= self.settings.max_vertices:
            return []
        return [
            self._opened(preview, vertex, rivals)
            for vertex in self.tree.vertices
            if vertex.is_entity and vertex.visibility == "hidden"
        ]

    def _opened(self, preview: ResearchTree, vertex: Vertex, rivals: int) -> planner.Open:
        facts = self._facts(preview, vertex)
        extends = self._usable(vertex, facts, "extend", "extend")
        constrains = self._usable(vertex, facts, "constrain", "blur_parent")
        return planner.Open(
            vertex=vertex.id,
            left=len(hcsp.answers(preview, self.corpus.index.not_refuted, vertex.id)),
            clues=len(self.tree.children(vertex.id)),
            depth=self.tree.depth(vertex.id),
            can_extend=len(extends),
            can_constrain=len(constrains),
            rivals_if_extended=min((fact.rivals for fact in extends), default=rivals),
            rivals_if_constrained=min((fact.rivals for fact in constrains), default=rivals),
        )

    def _usable(self, vertex: Vertex, facts: list[Fact], kind: str, action: str) -> list[Fact]:
        if (vertex.id, action) in self.exhausted:
            return []
        return [fact for fact in facts if fact.action == kind]

    def _facts(self, preview: ResearchTree, vertex: Vertex) -> list[Fact]:
        support = self.corpus.index.not_refuted

        def rivals_with(left: hcsp.Entities) -> int:
            return hcsp.rivals(preview, support, {vertex.id: left})

        found = facts_of(self.corpus, self.tree, vertex, self.settings, rivals_with)
        return [fact for fact in found if fact.target_id not in self.dropped]

    async def _carry_out(self, plan: planner.Plan, preview: ResearchTree) -> bool:
        vertex = next((v for v in self.tree.vertices if v.id == plan.vertex and v.is_entity), None)
        if vertex is None or plan.action not in ("extend", "blur_parent"):
            self.refused["no_such_vertex"] += 1
            return False
        wanted = "extend" if plan.action == "extend" else "constrain"
        facts = [fact for fact in self._facts(preview, vertex) if fact.action == wanted]
        if not facts:
            return False
        view = PageView(self.corpus, vertex, facts)
        used = sorted(self.tree.claim(v.id).constraint.predicate for v in self.tree.vertices if v.id != "A")
        call = browser.ask(
            self.tree, vertex, plan.action, view, facts, used, self.seed % 997, self.model.browser
        )
        result = await self.asker.ask(call)
        try:
            answer = browser.Proposals.model_validate(result.parsed)
        except ValidationError:
            self.refused["browser_nonsense"] += 1
            return False
        for proposal in answer.proposals[:4]:
            reason = self._apply(vertex, proposal, facts, view, result.key)
            if reason is None:
                return True
            self.refused[reason] += 1
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
        new: Extend | Constrain
        if fact.action == "extend":
            row = self.corpus.entities[fact.target_id]
            child = Vertex(
                id=self.tree.next_id,
                kind="entity",
                name=row["name"],
                entity_id=fact.target_id,
                type_noun=row["type_noun"],
                visibility="hidden",
            )
            new = Extend(
                parent=vertex.id, vertex=child, claim=claim, candidates=fact.leaves, call_key=call_key
            )
        else:
            attribute = Vertex(id=self.tree.next_id, kind="attribute", name=fact.shown, visibility="given")
            new = Constrain(
                parent=vertex.id, vertex=attribute, claim=claim, candidates=fact.leaves, call_key=call_key
            )
        trial = ResearchTree.replay(self.tree.edits)
        try:
            trial.apply(new)
        except EditRefused:
            return "edit_refused"
        if redundant_branch(self.corpus, as_blurred(self.corpus, trial, self.settings)):
            return "makes_a_branch_redundant"
        self.tree = trial
        return None

    def _drop_if_bare(self, vertex_id: str) -> None:
        """Take a hidden vertex out again that no attribute could be added to: it would say nothing."""
        bare = next((v for v in self.tree.vertices if v.id == vertex_id and v.id != "A"), None)
        if bare is None or not bare.is_entity or self.tree.children(vertex_id):
            return
        self.dropped.add(bare.entity_id)
        self.tree.apply(DropClaim(child=vertex_id, reason="no_clue_for_it"))

    def _finish(self, preview: ResearchTree, unique: bool, call_key: str) -> ResearchTree:
        if not unique:
            return self._quit("not_unique", call_key)
        if len(self.tree.vertices) < self.settings.min_vertices:
            return self._quit("too_small", call_key)
        if not self.tree.hidden_inner:
            return self._quit("no_hidden_vertex", call_key)
        if any(v.is_entity and not self.tree.children(v.id) for v in self.tree.vertices):
            return self._quit("bare_vertex", call_key)
        if redundant_branch(self.corpus, preview):
            return self._quit("redundant_branch", call_key)
        self.tree.apply(Finish(call_key=call_key))
        return self.tree

    def _why_stuck(self, unique: bool) -> str:
        if not self.tree.hidden_inner:
            return "no_hidden_vertex"
        if not unique:
            return "not_unique"
        return "too_small" if len(self.tree.vertices) < self.settings.min_vertices else "gave_up"

    def _quit(self, reason: str, call_key: str) -> ResearchTree:
        self.tree.apply(Quit(reason=reason, call_key=call_key))
        return self.tree
