"""The oracle: what is true in a world judges a question, not what its pages or linking say of it.

What lives here: S(c) by a world's facts, and the judgement of a tree. What may not: reading facts (world_facts.py).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from infoseek.bench.derived_truth import satisfying_derived
from infoseek.bench.world_facts import Span, WorldFacts
from infoseek.tree import hcsp
from infoseek.tree.claim import Constraint
from infoseek.tree.hcsp import Entities
from infoseek.tree.research_tree import ResearchTree
from infoseek.world.truth import World

Cause = Literal["not so by the world", "a fact left off the pages", "not refuted though stated"]
"""Why a question falls. Rivals: does one vanish when only what the pages state is taken for true?"""


@dataclass(frozen=True)
class Fault:
    """One vertex that is not what its clues ask for alone. names: of its rivals; its own where it is untrue."""

    vertex: str
    cause: Cause
    names: tuple[str, ...]

    def said(self, tree: ResearchTree) -> str:
        """The fault as one phrase for people."""
        own = tree.vertex(self.vertex).name
        if self.cause == "not so by the world":
            return f"{own} ({self.vertex}) is not what its clues ask for by the world"
        return f"{self.vertex} can be {', '.join(self.names)} as well as {own}: {self.cause}"


class Truth(hcsp.Support):
    """S(c) by facts; satisfies `infoseek.tree.hcsp.Support`. Entities are page ids.

    is_lenient: a value that is known coarsely counts wherever it might hold, else only where it must.
    """

    def __init__(self, facts: WorldFacts, is_lenient: bool = False) -> None:
        self.facts = facts
        self.is_lenient = is_lenient
        self._neighbours: dict[tuple[str, str], dict[str, set[str]]] = {}
        self._things: dict[str, Entities] = {}

    def of_type(self, type_noun: str) -> Entities:
        if type_noun not in self._things:
            self._things[type_noun] = self.facts.things(type_noun)
        return self._things[type_noun]

    def satisfying(self, constraint: Constraint) -> Entities:
        if constraint.is_derived:
            return satisfying_derived(self.facts, constraint, is_lenient=self.is_lenient)
        if constraint.form == "value":
            values = self.facts.values[constraint.predicate]
            return frozenset(key for key, known in values.items() if constraint.value in known)
        spans = self.facts.spans[constraint.predicate]
        return frozenset(
            key for key, known in spans.items() if any(self._is_within(constraint, span) for span in known)
        )

    def related(self, constraint: Constraint, targets: Entities) -> Entities:
        turned = constraint.form == "relation" and constraint.direction == "forward"
        return self._across(constraint, targets, is_turned=turned)

    def reached(self, constraint: Constraint, sources: Entities) -> Entities:
        turned = constraint.form == "relation" and constraint.direction == "inverse"
        return self._across(constraint, sources, is_turned=turned)

    def _across(self, constraint: Constraint, ends: Entities, is_turned: bool) -> Entities:
        """What stands at the other end of the relation; turned: from its objects back to its subjects."""
        if constraint.form == "shared":
            return self._sharing(constraint.predicate, ends)
        neighbours = self._map(constraint.predicate, is_turned)
        return frozenset().union(*(neighbours.get(end, ()) for end in ends))

    def _map(self, predicate: str, is_turned: bool) -> dict[str, set[str]]:
        way = "turned" if is_turned else "straight"
        if (predicate, way) not in self._neighbours:
            found: dict[str, set[str]] = defaultdict(set)
            for subject, there in self.facts.pairs[predicate]:
                start, end = (there, subject) if is_turned else (subject, there)
                found[start].add(end)
            self._neighbours[predicate, way] = found
        return self._neighbours[predicate, way]

    def _sharing(self, predicate: str, ends: Entities) -> Entities:
        """What has a value in common with one of these, itself apart: an object, a written value, or a number."""
        forward, back = self._map(predicate, False), self._map(predicate, True)
        values, spans = self.facts.unlinked[predicate], self.facts.spans[predicate]
        found: set[str] = set()
        for end in ends:
            alike = {other for there in forward.get(end, ()) for other in back[there]}
            mine = values.get(end, set())
            alike |= {other for other, known in values.items() if known & mine}
            alike |= {
                other
                for other, known in spans.items()
                if any(self._is_one(a, b) for a in known for b in spans.get(end, ()))
            }
            found |= alike - {end}
        return frozenset(found)

    def _is_within(self, constraint: Constraint, span: Span) -> bool:
        if constraint.low is None or constraint.high is None:
            return False
        if self.is_lenient:
            return span[0] <= constraint.high and constraint.low <= span[1]
        return constraint.low <= span[0] and span[1] <= constraint.high

    def _is_one(self, one: Span, other: Span) -> bool:
        if self.is_lenient:
            return one[0] <= other[1] and other[0] <= one[1]
        return one == other


class Oracle:
    """Judges trees by all that is true in a world. site: the served world's address without a last slash."""

    def __init__(self, world: World, site: str) -> None:
        facts = WorldFacts(world, site, world.facts)
        stated = WorldFacts(world, site, (fact for fact in world.facts if fact.is_stated))
        self._names = facts.names
        self._certain = Truth(facts)
        self._possible = Truth(facts, is_lenient=True)
        self._stated = Truth(stated, is_lenient=True)

    def answers(self, tree: ResearchTree) -> Entities:
        """The true answers of a tree's question: whatever might be one."""
        return hcsp.answers(tree, self._possible)

    def faults(self, tree: ResearchTree) -> list[Fault]:
        """What is wrong with a tree's question; nothing where it has one true answer, the stored one.

        The root and every hidden vertex must surely be what its clues ask for, and nothing else may be.
        """
        certain = hcsp.projections(tree, self._certain)
        stated = hcsp.projections(tree, self._stated)
        found = []
        for vertex, possible in hcsp.projections(tree, self._possible).items():
            own = tree.vertex(vertex).entity_id
            if own not in certain[vertex]:
                found.append(Fault(vertex, "not so by the world", self._named({own})))
            rivals = possible - {own}
            hidden_from_pages = rivals - stated[vertex]
            if hidden_from_pages:
                found.append(Fault(vertex, "a fact left off the pages", self._named(hidden_from_pages)))
            if rivals - hidden_from_pages:
                missed = self._named(rivals - hidden_from_pages)
                found.append(Fault(vertex, "not refuted though stated", missed))
        return found

    def loose_hops(self, tree: ResearchTree) -> list[str]:
        """Hidden children whose own clues the question does not need (S9), by what is surely true."""
        return hcsp.loose_hops(tree, self._certain)

    def is_unique(self, tree: ResearchTree) -> bool:
        """Whether the question has exactly one true answer, the stored one, and so has every sub-question in it."""
        return not self.faults(tree)

    def _named(self, entities: Entities | set[str]) -> tuple[str, ...]:
        return tuple(sorted(self._names.get(key, key) for key in entities))
