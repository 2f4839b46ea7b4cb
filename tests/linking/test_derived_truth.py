"""S⁻ and S⁺ of gaps, counts and containments against a fictional web's truth, with and without facts left off."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace

import pytest

from infoseek.agents.derived import Derived, derived_of
from infoseek.agents.ladder import rungs
from infoseek.bench.oracle import Truth
from infoseek.bench.world_facts import WorldFacts
from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.tree.claim import Constraint
from infoseek.world.build import build_world
from infoseek.world.truth import World
from tests.linking.test_truth import SITE, linked

PAGES, SEED, DRAWN = 250, 11, 300
PLACED = ("birth_place", "death_place", "located_in", "headquarters", "origin", "venue", "flows_into")


@cache
def web(left_out: float) -> tuple[World, CandidateIndex]:
    world = build_world(PAGES, SEED, left_out)
    return world, linked(world)


def truths(world: World) -> tuple[Truth, Truth, WorldFacts]:
    """What surely is and what might be."""
    facts = WorldFacts(world, SITE, world.facts)
    return Truth(facts), Truth(facts, is_lenient=True), facts


def gaps(facts: WorldFacts, chance: random.Random) -> Iterator[Constraint]:
    """Gaps about true ones, wide and narrow, and as often beside them."""
    dates = ["born", "died", "founded", "published", "released", "opened", "painted", "first_performed"]
    related = defaultdict[str, list[tuple[str, str]]](list)
    for predicate, pairs in sorted(facts.pairs.items()):
        related[predicate] = sorted(pairs)
    while True:
        through = chance.choice(["", *sorted(related)])
        direction = chance.choice(["forward", "forward", "inverse"])
        own = chance.choice(sorted(facts.names))
        pair = chance.choice(related[through]) if through else (own, own)
        one, other = pair if direction == "forward" else pair[::-1]
        known = [p for p in dates if facts.spans[p].get(one)]
        others = [q for q in dates if facts.spans[q].get(other) and (through or q not in known[:1])]
        if not known or not others:
            continue
        predicate, far = known[0], chance.choice(others)
        gap = facts.spans[predicate][one][0][0] - facts.spans[far][other][0][0]
        low = gap + chance.choice([-1000, -40, 0, 30, 4000]) - chance.choice([0, 400, 9000])
        high = low + chance.choice([0, 500, 5000, 1e6])
        yield Constraint(
            form="gap",
            predicate=predicate,
            other=far,
            through=through,
            direction=direction,
            low=low,
            high=high,
        )


def counts(facts: WorldFacts, chance: random.Random) -> Iterator[Constraint]:
    related = sorted(name for name, pairs in facts.pairs.items() if pairs)
    while True:
        direction = chance.choice(["forward", "inverse"])
        yield Constraint(
            form="count", predicate=chance.choice(related), direction=direction, low=chance.randint(2, 6)
        )


def containments(facts: WorldFacts, chance: random.Random) -> Iterator[Constraint]:
    holders = sorted({holder for _, holder in facts.pairs["located_in"]})
    while True:
        yield Constraint(form="within", predicate=chance.choice(PLACED), value=chance.choice(holders))


@pytest.mark.parametrize("left_out", [0.0, 0.3])
@pytest.mark.parametrize("draw", [gaps, counts, containments])
def test_stated_is_true_and_true_is_not_refuted(draw: object, left_out: float) -> None:
    """S⁻ holds nobody of whom it cannot be true, S⁺ everybody of whom it surely is, stated or not.

    Left aside are rows that leave out one of several values: to take such a row for whole is the risk that
    `complete_for` takes.
    """
    assert callable(draw)
    world, found = web(left_out)
    sure, possible, facts = truths(world)
    stated = {(fact.subject, fact.predicate) for fact in world.facts if fact.is_stated}
    torn = {
        facts.ids[fact.subject]
        for fact in world.facts
        if not fact.is_stated and (fact.subject, fact.predicate) in stated
    }
    drawn, told, refuted = draw(facts, random.Random(SEED)), 0, 0
    for _ in range(DRAWN):
        constraint = next(drawn)
        low, high = found.supported.satisfying(constraint), found.not_refuted.satisfying(constraint)
        assert low <= high
        assert set(low) <= set(possible.satisfying(constraint)), constraint
        assert set(sure.satisfying(constraint)) & found.everyone - torn <= set(high), constraint
        told, refuted = told + len(low), refuted + len(found.everyone - high)
    assert told > 100
    assert refuted > 100


@pytest.mark.parametrize("left_out", [0.0, 0.3])
def test_a_derived_fact_is_true_and_its_entity_supported_at_every_rung(left_out: float) -> None:
    """What an entity offers is so by the world, and it stays in S⁻ and S⁺ however it is blurred."""
    world, found = web(left_out)
    _, possible, _ = truths(world)
    offered: list[tuple[str, Derived]] = [
        (entity, fact) for entity in found.everyone for fact in derived_of(corpus(found), entity)
    ]
    assert len(offered) > 200
    for entity, fact in offered[:DRAWN]:
        for constraint in [fact.constraint, *(rung.constraint for rung in rungs(fact.constraint, ""))]:
            assert entity in possible.satisfying(constraint), fact
            assert entity in found.supported.satisfying(constraint), fact
            assert entity in found.not_refuted.satisfying(constraint), fact


def corpus(found: CandidateIndex) -> SimpleNamespace:
    """As much of a corpus as facts are made from; its pages have one box each."""
    of_boxes = SimpleNamespace(index=found, entities=found.entities, boxes=lambda page: {})
    return SimpleNamespace(corpus=of_boxes)
