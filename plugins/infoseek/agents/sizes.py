"""What clues leave on one corpus, as far as it hangs on no tree: computed once, served to every tree.

What lives here: the attributes and relations of an entity. What may not: rivals, trees' shapes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

from infoseek.agents import ladder
from infoseek.agents.derived import derived_of
from infoseek.agents.links import Link, evidence_of, is_lasting, is_main, stated_links
from infoseek.agents.places import stated_places
from infoseek.linking.corpus import LinkedCorpus
from infoseek.linking.naming.names import fold_name
from infoseek.settings import GrowthSettings
from infoseek.tree.claim import Constraint, Evidence
from infoseek.tree.hcsp import Entities
from infoseek.tree.research_tree import ResearchTree

# Values that say something about the world and can be weakened or shared by many.
_RANGES = frozenset({"date", "duration", "number"})
# Terms that tell what a thing is like. Of the others one value is as good as a name, or says what sort it is.
_TERMS = frozenset(
    "genre occupation instrument medium language crop currency field habitat ideology industry material military_rank "
    "musical_key official_language spoken_language platform programming_language operating_system licence religion "
    "architectural_style art_movement cause_of_death denomination engine format game_mode government_type ingredient "
    "legal_form natural_resource position product service service_branch sport subject vehicle_class voice_type diet".split()
)

# Shorter names are not looked for (L2).
_SHORTEST = 3

Rungs = list[tuple[ladder.Rung, int]]


class ValueClue(NamedTuple):
    """A stated or derived attribute, and the rungs it may be blurred to, least blur first, with what each leaves (S⁻).

    value: normalised. shown: as its page has it. value_type: that of its statement, or the form of a derived one.
    evidence: every statement it rests on.
    """

    constraint: Constraint
    value_type: str
    value: str
    shown: str
    evidence: tuple[Evidence, ...]
    rungs: Rungs

    @property
    def is_derived(self) -> bool:
        """Whether it takes several statements."""
        return self.constraint.is_derived

    @property
    def names_region(self) -> bool:
        """Whether its question names a region (S7)."""
        return self.rungs[0][0].constraint.form == "within"


class Sizes:
    """The attributes and relations of entities as clues, and what they leave."""

    def __init__(self, corpus: LinkedCorpus, settings: GrowthSettings) -> None:
        self.corpus, self.settings = corpus, settings
        self._values: dict[str, list[ValueClue]] = {}
        self._findable: dict[str, Entities] = {}
        self._links: dict[str, list[Link]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._settling: dict[tuple[object, ...], bool] = {}

    def values_of(self, entity_id: str) -> list[ValueClue]:
        """The attributes of an entity that can be blurred to a clue that neither identifies nor says nothing."""
        if entity_id not in self._values:
            self._values[entity_id] = list(self._clues(entity_id))
        return self._values[entity_id]

    def offered(self, entity_id: str) -> Iterator[ValueClue]:
        """Every attribute of an entity with every rung above it, fit for a clue or not, sizes not counted (0)."""
        type_noun = str(self.corpus.entities[entity_id]["type_noun"])
        for edge in self._own_first(entity_id):
            constraint = _value_constraint(edge)
            if constraint is None or not is_lasting(edge) or not is_main(self.corpus, edge):
                continue
            if constraint.value and constraint.value in type_noun:
                continue
            rungs = ladder.rungs(constraint, edge["value_type"], self._luck(entity_id, constraint))
            yield ValueClue(
                constraint,
                str(edge["value_type"]),
                str(edge["value"]),
                _shown(edge),
                (evidence_of(edge),),
                [(rung, 0) for rung in rungs],
            )
        for place in stated_places(self.corpus, entity_id):
            evidence = tuple(evidence_of(edge) for edge in place.edges)
            first = place.edges[0]
            yield ValueClue(
                place.constraint,
                "place",
                f"{first['value']} in {place.rungs[0].constraint.value}",
                _shown(first),
                evidence,
                [(rung, 0) for rung in place.rungs],
            )
        for one in derived_of(self, entity_id):
            rungs = ladder.rungs(one.constraint, one.constraint.form, self._luck(entity_id, one.constraint))
            yield ValueClue(
                one.constraint,
                one.constraint.form,
                f"{one.constraint.other} {one.constraint.through} {one.shown}".strip(),
                one.shown,
                one.evidence,
                [(rung, 0) for rung in rungs],
            )

    def _own_first(self, entity_id: str) -> list[Mapping[str, Any]]:
        """The statements about an entity, those on other pages before those on its own: they spread the evidence (S6)."""
        own = self.corpus.entities[entity_id]["page_id"]
        return sorted(self.corpus.index.edges_of[entity_id], key=lambda edge: edge["page_id"] == own)

    def _luck(self, entity_id: str, constraint: Constraint) -> Random:
        return ladder.chance_of(self.settings.seed, entity_id, constraint.predicate)

    def _clues(self, entity_id: str) -> Iterator[ValueClue]:
        type_noun = str(self.corpus.entities[entity_id]["type_noun"])
        support, settings = self.corpus.index.supported, self.settings
        for clue in self.offered(entity_id):
            good = ladder.passing(
                [rung for rung, _ in clue.rungs],
                support,
                type_noun,
                settings.min_candidates,
                1 - settings.min_removed,
                entity_id,
            )
            if good:
                yield clue._replace(rungs=good)

    def rungs_of(self, tree: ResearchTree, child: str) -> Rungs:
        """The rungs the claim to an attribute may be blurred to, least blur first; none for a claim not stated."""
        clue = self.clue_of(tree, child)
        return clue.rungs if clue else []

    def clue_of(self, tree: ResearchTree, child: str) -> ValueClue | None:
        """The attribute that the claim to a vertex makes; None for a claim not stated."""
        claim, parent = tree.claim(child), tree.vertex(tree.parent(child) or "A")
        cited = {(one.page_id, one.start, one.end) for one in claim.evidence}
        for clue in self.values_of(parent.entity_id):
            if clue.constraint != claim.constraint:
                continue
            if cited == {(one.page_id, one.start, one.end) for one in clue.evidence}:
                return clue
        return None

    def findable(self, entity_id: str) -> Entities:
        """The entities that all attributes of this one, each at its least blur, leave beside it (S⁺)."""
        if entity_id not in self._findable:
            support = self.corpus.index.not_refuted
            found = support.of_type(str(self.corpus.entities[entity_id]["type_noun"]))
            for clue in self.values_of(entity_id):
                found &= support.satisfying(clue.rungs[0][0].constraint)
            self._findable[entity_id] = found
        return self._findable[entity_id]

    def links_from(self, entity_id: str) -> list[Link]:
        """The relations of an entity to others that may be hidden under it, whatever the tree; each once.

        Reversible ones only (FIELD §1): from the child and the claim few come into question.
        """
        if entity_id not in self._links:
            found: dict[tuple[str, str, str, str], Link] = {}
            for link in stated_links(self.corpus, entity_id, self.settings):
                form = link.constraint
                found.setdefault((form.form, form.predicate, form.direction, link.target_id), link)
            self._links[entity_id] = [link for link in found.values() if self._leads_back(entity_id, link)]
        return self._links[entity_id]

    def _leads_back(self, entity_id: str, link: Link) -> bool:
        support, settings = self.corpus.index.supported, self.settings
        everyone = len(support.of_type(str(self.corpus.entities[entity_id]["type_noun"])))
        return self.leaves(entity_id, link) <= min(settings.max_back, (1 - settings.min_removed) * everyone)

    def names_of(self, entity_id: str) -> tuple[str, ...]:
        """The declared names of an entity that may be looked for in a text, folded, a blank on either side."""
        if entity_id not in self._names:
            declared = (str(self.corpus.entities[entity_id]["name"]), *self.corpus.strong_aliases[entity_id])
            folded = {fold_name(name) for name in declared}
            self._names[entity_id] = tuple(f" {name} " for name in sorted(folded) if len(name) >= _SHORTEST)
        return self._names[entity_id]

    def settles(self, entity_id: str, link: Link) -> bool:
        """Whether the child's attributes, all told, and this relation leave the child alone (S⁺)."""
        key = (entity_id, *link.constraint.identity, link.target_id)
        if key not in self._settling:
            support = self.corpus.index.not_refuted
            reached = support.reached(link.constraint, frozenset({entity_id}))
            self._settling[key] = len(self.findable(link.target_id) & reached) <= 1
        return self._settling[key]

    def leaves(self, entity_id: str, link: Link) -> int:
        """How many of an entity's type have the same relation to the same child (S⁻)."""
        support = self.corpus.index.supported
        back = support.related(link.constraint, frozenset({link.target_id}))
        return len(back & support.of_type(str(self.corpus.entities[entity_id]["type_noun"])))


def _shown(edge: Mapping[str, Any]) -> str:
    """The value as a row has it, else as it was read."""
    label, _, value = str(edge["text"]).partition(": ")
    return value[:120] if edge["source"] == "row" and label == edge["label"] and value else str(edge["value"])


def _value_constraint(edge: Mapping[str, Any]) -> Constraint | None:
    if edge["value_type"] in _RANGES and not (math.isnan(edge["low"]) or math.isnan(edge["high"])):
        if edge["low"] > edge["high"]:
            return None
        return Constraint(form="range", predicate=edge["predicate"], low=edge["low"], high=edge["high"])
    if edge["value_type"] == "term" and edge["predicate"] in _TERMS and edge["value"]:
        return Constraint(form="value", predicate=edge["predicate"], value=edge["value"])
    return None
