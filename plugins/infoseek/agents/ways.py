"""The sound trees of a wanted shape that can be grown from here, found on the graph before a model is asked.

What lives here: the search. What may not: prompts and calls; what makes a tree unsound is preview.py's.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from infoseek.agents.facts import clues_of
from infoseek.agents.links import links_of
from infoseek.agents.preview import fault_of
from infoseek.agents.prospect import Prospect
from infoseek.agents.shape import Shape, shape_of
from infoseek.agents.sizes import Sizes
from infoseek.agents.steps import Key, Step, outlined
from infoseek.linking.kinds.types import kind_of
from infoseek.tree import hcsp
from infoseek.tree.research_tree import EditRefused, ResearchTree
from infoseek.tree.vertex import Vertex

_MOST_WAYS = 2
_MOST_FILLED = 6
_MOST_TRIED = 5
# Outlines tried in vain after which no more are, and attributes whose rivals are counted.
_PATIENCE = 25
_MOST_COUNTED = 6
# How much more a relation is taken that leads to a thing of another kind, less one of a predicate used already.
_OTHER_KIND, _REPEATED, _SHARED, _FAVOURED, _UNSETTLED = 2.0, 0.25, 0.5, 50.0, 0.05
_COMMON = 0.02
_WORN = 5.0
_FEW_CLAIMS = 50


class Way(NamedTuple):
    """A sound tree of the wanted shape, as the steps that lead to it, parents before children.

    entities: of the whole tree. keys: of the steps.
    """

    steps: tuple[Step, ...]
    entities: frozenset[str]
    keys: frozenset[Key]


class Usage:
    """What the trees of a shard are made of so far: what is taken often is taken less (D1, D3)."""

    def __init__(self) -> None:
        self._predicates: Counter[str] = Counter()
        self._entities: Counter[str] = Counter()
        self._trees: set[frozenset[str]] = set()

    def add(self, ways: Sequence[Way]) -> None:
        """Count the ways that a tree was started with, the first of them as the one it takes."""
        self._predicates.update(step.constraint.predicate for step in ways[0].steps)
        self._entities.update(ways[0].entities)
        self._trees.update(way.entities for way in ways)

    def has(self, entities: frozenset[str]) -> bool:
        """Whether a tree of exactly these entities was started."""
        return entities in self._trees

    def share_of(self, predicate: str) -> float:
        """The share of all claims so far that are of this predicate."""
        return self._predicates[predicate] / max(_FEW_CLAIMS, self._predicates.total())

    def count_of(self, entity_id: str) -> int:
        """The trees so far that this entity stands in."""
        return self._entities[entity_id]


class Search:
    """Ways from one tree to the wanted shape.

    barred: steps not to be taken. favoured: steps to be preferred. shunned: entities not to be hidden.
    """

    def __init__(
        self,
        sizes: Sizes,
        shape: Shape,
        chance: random.Random,
        shunned: Collection[str] = (),
        barred: Collection[Key] = (),
        favoured: Collection[Key] = (),
        usage: Usage | None = None,
    ) -> None:
        self.sizes, self.shape, self.chance = sizes, shape, chance
        self.shunned, self.barred, self.favoured = shunned, barred, favoured
        self.usage = usage or Usage()

    def ways(self, tree: ResearchTree, most: int = _MOST_WAYS) -> list[Way]:
        """Up to `most` different ways that add to this tree; none where none was found in `growth.search` tries."""
        found: dict[frozenset[Key], Way] = {}
        seen: set[frozenset[Key]] = set()
        filled = 0
        for tries in range(self.sizes.settings.search):
            if tries >= _PATIENCE and not filled:
                break
            outline = self._outline(tree)
            if outline is None:
                continue
            keys = frozenset(step.key for step in outline[1])
            if keys in seen and keys:
                continue
            seen.add(keys)
            entities = frozenset(vertex.entity_id for vertex in outline[0].vertices if vertex.is_entity)
            if self.usage.has(entities) or not self._could_do(outline[0]):
                continue
            steps = self._filled(*outline)
            if steps is not None:
                way = Way(tuple(steps), entities, frozenset(step.key for step in steps))
                found.setdefault(way.keys, way)
            filled += 1
            if len(found) >= most or filled >= _MOST_FILLED:
                break
        return list(found.values())

    def _outline(self, tree: ResearchTree) -> tuple[ResearchTree, list[Step]] | None:
        """The tree with all the hidden vertices of the shape, by chance; None where it leads nowhere."""
        steps: list[Step] = []
        while (hidden := shape_of(tree).hidden) < self.shape.hidden:
            options = [
                (step, self._weight(tree, vertex, step))
                for vertex in self._extendable(tree, self.shape.hidden - hidden)
                for step in self._links(tree, vertex)
            ]
            if not options:
                return None
            step = self.chance.choices([o[0] for o in options], [o[1] for o in options])[0]
            try:
                tree = outlined(self.sizes.corpus, tree, step)
            except EditRefused:
                return None
            steps.append(step)
        has = shape_of(tree)
        is_right = _reach(tree) == self.shape.depth - 1 and has.width == self.shape.width
        return (tree, steps) if is_right and has.hidden == self.shape.hidden else None

    def _extendable(self, tree: ResearchTree, remaining: int) -> Iterator[Vertex]:
        """The vertices at which a further hidden child keeps the wanted depth and width within reach."""
        width, reach = shape_of(tree).width, _reach(tree)
        for vertex in tree.vertices:
            if not vertex.is_entity or vertex.visibility == "given":
                continue
            depth = tree.depth(vertex.id) + 1
            wider = width + (vertex.id == "A")
            if depth > self.shape.depth - 1 or wider > self.shape.width:
                continue
            need = self.shape.depth - 1 - max(reach, depth) + self.shape.width - wider
            if need <= remaining - 1:
                yield vertex

    def _links(self, tree: ResearchTree, vertex: Vertex) -> Iterator[Step]:
        """The relations of a vertex that may be taken; none to a thing whose name holds one of those above it (L3)."""
        folded = self.sizes.corpus.index.folded
        above = [vertex, *tree.ancestors(vertex.id)]
        names = [name for one in above for name in self.sizes.names_of(one.entity_id)]
        for link in links_of(self.sizes, tree, vertex):
            step = Step(vertex.entity_id, link=link)
            if link.target_id in self.shunned or step.key in self.barred:
                continue
            called = f" {folded[link.target_id]} "
            if not any(name in called for name in names):
                yield step

    def _weight(self, tree: ResearchTree, vertex: Vertex, step: Step) -> float:
        """Little-known things of another kind by relations that are not said of everything, and not twice."""
        link, entities = step.link, self.sizes.corpus.entities
        if link is None:
            return 0.0
        used = [tree.claim(v.id).constraint.predicate for v in tree.vertices if v.id != "A"]
        child = entities[link.target_id]
        weight: float = 1 / (_COMMON + self.usage.share_of(link.constraint.predicate))
        weight /= (1.0 + child["in_links"]) ** 0.5 * (1.0 + self.usage.count_of(link.target_id))
        weight *= _REPEATED ** used.count(link.constraint.predicate)
        if link.constraint.form == "shared":
            weight *= _SHARED
        if kind_of(vertex.type_noun) != kind_of(str(child["type_noun"])):
            weight *= _OTHER_KIND
        if not self.sizes.settles(vertex.entity_id, link):
            weight *= _UNSETTLED
        return weight * (_FAVOURED if step.key in self.favoured else 1.0)

    def _could_do(self, outline: ResearchTree) -> bool:
        """Whether all attributes told would leave the answer alone, and no hop is idle from the start."""
        entities = [vertex for vertex in outline.vertices if vertex.is_entity]
        told = {vertex.id: self.sizes.findable(vertex.entity_id) for vertex in entities}
        if hcsp.rivals(outline, self.sizes.corpus.index.not_refuted, told):
            return False
        return fault_of(self.sizes.corpus, outline) is None

    def _filled(self, outline: ResearchTree, steps: list[Step]) -> list[Step] | None:
        """The steps with attributes added up to the wanted size, each the one that leaves the fewest rivals."""
        steps, now = [*steps], Prospect(self.sizes, outline)
        while (lacking := self.shape.vertices - len(now.tree.vertices)) > 0:
            entities = [vertex for vertex in now.tree.vertices if vertex.is_entity]
            bare = [vertex for vertex in entities if not now.tree.children(vertex.id)]
            if len(bare) > lacking:
                return None
            step = self._next_attribute(now, bare or entities)
            if step is None:
                return None
            steps.append(step)
            now = Prospect(self.sizes, outlined(self.sizes.corpus, now.tree, step))
        return steps if not now.rivals and now.is_sound else None

    def _next_attribute(self, now: Prospect, vertices: list[Vertex]) -> Step | None:
        """The attribute after which the fewest rivals are left, of those that keep every hop needed."""
        ranked = sorted(
            (self._cost(now, step, rivals), number, vertex, step)
            for number, (rivals, vertex, step) in enumerate(self._counted(now, vertices))
        )
        support = self.sizes.corpus.index.supported
        for _, _, vertex, step in ranked[:_MOST_TRIED]:
            left = support.satisfying(step.clue.rungs[-1][0].constraint) if step.clue else hcsp.NOBODY
            if now.keeps_hops(vertex.id, left):
                return step
        return None

    def _counted(self, now: Prospect, vertices: list[Vertex]) -> Iterator[tuple[int, Vertex, Step]]:
        """The attributes that narrow their own vertex most, with the rivals that each would leave in the whole tree."""
        support = self.sizes.corpus.index.not_refuted
        options = []
        for vertex in vertices:
            before = hcsp.answers(now.blurred, support, vertex.id)
            for clue in clues_of(self.sizes, now.tree, vertex):
                step = Step(vertex.entity_id, clue=clue)
                if step.key not in self.barred:
                    left = support.satisfying(clue.rungs[0][0].constraint)
                    share = len(before & left) / max(1, len(before))
                    options.append((share * self.chance.uniform(0.7, 1.3), vertex, step, left))
        if not now.rivals:
            yield from ((0, vertex, step) for _, vertex, step, _ in options)
            return
        for _, vertex, step, left in sorted(options, key=lambda option: option[0])[:_MOST_COUNTED]:
            yield hcsp.rivals(now.blurred, support, {vertex.id: left}), vertex, step

    def _cost(self, now: Prospect, step: Step, rivals: int) -> float:
        used = [now.tree.claim(v.id).constraint.predicate for v in now.tree.vertices if v.id != "A"]
        cost = rivals + 0.5 * used.count(step.constraint.predicate) + self.chance.random()
        cost += _WORN * self.usage.share_of(step.constraint.predicate)
        cost += self.chance.random() * 0.2 * rivals
        return cost - (2.0 if step.key in self.favoured else 0.0)


def _reach(tree: ResearchTree) -> int:
    """Edges between the root and its furthest entity."""
    return max(tree.depth(vertex.id) for vertex in tree.vertices if vertex.is_entity)
