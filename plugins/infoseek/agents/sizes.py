"""What clues leave on one corpus, as far as it hangs on no tree: computed once, served to every tree.

What lives here: the attributes of an entity with their rungs. What may not: relations, rivals, trees' shapes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from infoseek.agents import ladder
from infoseek.agents.links import is_lasting, is_main
from infoseek.linking.corpus import LinkedCorpus
from infoseek.settings import GrowthSettings
from infoseek.tree.claim import Constraint
from infoseek.tree.hcsp import Entities
from infoseek.tree.research_tree import ResearchTree

# Values that say something about the world and can be weakened or shared by many.
_RANGES = frozenset({"date", "duration", "number"})
_TERMS = frozenset({"genre", "occupation", "instrument", "medium", "language"})


Rungs = list[tuple[ladder.Rung, int]]


class ValueClue(NamedTuple):
    """A stated value, and the rungs it may be blurred to, least blur first, with what each leaves (S⁻)."""

    edge: Mapping[str, Any]
    constraint: Constraint
    rungs: Rungs


class Sizes:
    """The attributes of entities as clues, and what they leave."""

    def __init__(self, corpus: LinkedCorpus, settings: GrowthSettings) -> None:
        self.corpus, self.settings = corpus, settings
        self._values: dict[str, list[ValueClue]] = {}
        self._findable: dict[str, Entities] = {}

    def values_of(self, entity_id: str) -> list[ValueClue]:
        """The attributes of an entity that can be blurred to a clue that neither identifies nor says nothing."""
        if entity_id not in self._values:
            self._values[entity_id] = list(self._clues(entity_id))
        return self._values[entity_id]

    def _clues(self, entity_id: str) -> Iterator[ValueClue]:
        type_noun = str(self.corpus.entities[entity_id]["type_noun"])
        for edge in self.corpus.index.edges_of[entity_id]:
            constraint = _value_constraint(edge)
            if constraint is None or not is_lasting(edge) or not is_main(self.corpus, edge):
                continue
            if constraint.value and constraint.value in type_noun:
                continue
            offered = ladder.rungs(constraint, edge["value_type"])
            support = self.corpus.index.supported
            if good := ladder.passing(offered, support, type_noun, self.settings.min_candidates):
                yield ValueClue(edge, constraint, good)

    def rungs_of(self, tree: ResearchTree, child: str) -> Rungs:
        """The rungs the claim to an attribute may be blurred to, least blur first; none for a claim not stated."""
        claim, parent = tree.claim(child), tree.vertex(tree.parent(child) or "A")
        cited = claim.evidence[0]
        for edge, constraint, rungs in self.values_of(parent.entity_id):
            place = (edge["page_id"], edge["start"], edge["end"])
            if constraint == claim.constraint and place == (cited.page_id, cited.start, cited.end):
                return rungs
        return []

    def findable(self, entity_id: str) -> Entities:
        """The entities that all attributes of this one, each at its least blur, leave beside it (S⁺)."""
        if entity_id not in self._findable:
            support = self.corpus.index.not_refuted
            found = support.of_type(str(self.corpus.entities[entity_id]["type_noun"]))
            for clue in self.values_of(entity_id):
                found &= support.satisfying(clue.rungs[0][0].constraint)
            self._findable[entity_id] = found
        return self._findable[entity_id]


def _value_constraint(edge: Mapping[str, Any]) -> Constraint | None:
    if edge["value_type"] in _RANGES and not (math.isnan(edge["low"]) or math.isnan(edge["high"])):
        if edge["low"] > edge["high"]:
            return None
        return Constraint(form="range", predicate=edge["predicate"], low=edge["low"], high=edge["high"])
    if edge["value_type"] == "term" and edge["predicate"] in _TERMS and edge["value"]:
        return Constraint(form="value", predicate=edge["predicate"], value=edge["value"])
    return None
