"""Candidate sets against a world's truth, and the pace at which they are looked up."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import psutil

from infoseek.bench.figure import Figure, at_least, at_most, ratio
from infoseek.bench.link_clues import Clue, clues, trees
from infoseek.bench.oracle import Truth
from infoseek.bench.session import Session
from infoseek.bench.told_tables import told_tables
from infoseek.bench.world_facts import WorldFacts
from infoseek.linking.corpus import LinkedCorpus, with_dictionaries
from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.stages import LINK
from infoseek.store.manifests import required
from infoseek.tree import hcsp
from infoseek.world.build import build_world
from infoseek.world.truth import World

SITE = "http://world.example"
WORLDS_LARGER = 4
"""A world against whose truth sets are held has so many times the pages of the session's."""
LEFT_OUT, CLUES_A_WORLD = 0.15, 1_000
LOOK_UPS = 10_000
LEAST_SOUND, LEAST_PACE, MOST_OPENING_S, MOST_BYTES = 0.99, 20_000, 20, 1_500_000_000
TREES, TREE_SIZES = 40, (5, 7, 9)
_SHOWN = 5

Item = TypeVar("Item")


@dataclass(frozen=True)
class Break:
    """A clue by which a set is not what it says. what: of which set, and the reason's code."""

    what: str
    clue: Clue
    entity: str


def run(session: Session) -> Iterator[Figure]:
    """S⁻ ⊆ truth ⊆ S⁺ on linked worlds that leave facts out; then pace, memory and opening on greater ones."""
    yield from _sound(session)
    for pages in (session.load.corpus // 10, session.load.corpus):
        yield from _pace(session, pages)


def _sound(session: Session) -> Iterator[Figure]:
    asked, broken = 0, list[Break]()
    for seed in session.seeds:
        rehearsal = session.rehearsal(
            LINK, pages=WORLDS_LARGER * session.load.pages, seed=seed, left_out=LEFT_OUT
        )
        linked = required(rehearsal.store, LINK.zone, rehearsal.batch_id)
        index = LinkedCorpus.open(rehearsal.store, linked.key).index
        drawn = drawn_clues(index, rehearsal.world, rehearsal.site, CLUES_A_WORLD, seed)
        asked += len(drawn)
        broken += breaks(index, rehearsal.world, rehearsal.site, drawn)
    for what, count in Counter(each.what for each in broken).most_common(_SHOWN):
        first = next(each for each in broken if each.what == what)
        session.note(f"{count} clues: {what}, as {first.entity} by {first.clue.constraint}")
    bad = {(each.clue.constraint, each.clue.targets) for each in broken}
    share = ratio(asked - len(bad), asked)
    yield Figure("clues with S⁻ ⊆ truth ⊆ S⁺", share, "share", at_least(LEAST_SOUND))


def drawn_clues(index: CandidateIndex, world: World, site: str, count: int, seed: int) -> list[Clue]:
    """Clues that the corpus bears out, of predicates that the world has facts of."""
    known = WorldFacts(world, site, world.facts).predicates
    return list(islice(clues(list(index.edges.values()), random.Random(seed), known), count))


def breaks(index: CandidateIndex, world: World, site: str, drawn: Iterable[Clue]) -> Iterator[Break]:
    """Where S⁻ holds what cannot be true, or S⁺ lacks what surely is; of each clue and set the first.

    What is known coarsely might be true wherever it can lie, and is surely true where it must.
    """
    facts = WorldFacts(world, site, world.facts)
    certain, possible = Truth(facts), Truth(facts, is_lenient=True)
    for clue in drawn:
        untrue = sorted(clue.asked(index.supported) - clue.asked(possible))
        lost = sorted((clue.asked(certain) & index.everyone) - clue.asked(index.not_refuted))
        if untrue:
            yield Break("S⁻ holds what is untrue", clue, untrue[0])
        if lost:
            code = "" if clue.is_down else index.reasons.of(clue.constraint, lost[0], clue.targets).code
            yield Break(f"S⁺ lacks what is true: {code or 'asked from the other end'}", clue, lost[0])


def _pace(session: Session, pages: int) -> Iterator[Figure]:
    session.tell(f"make the linked tables of a world of {pages:,} pages")
    tables = [with_dictionaries(table) for table in told_tables(build_world(pages, 1), SITE)]
    chosen = sorted(random.Random(1).sample(range(tables[1].num_rows), LOOK_UPS))
    edges = tables[1].take(chosen).to_pylist()
    before, begun = _resident_bytes(), time.perf_counter()
    index = CandidateIndex(*tables)
    known = {edge["predicate"] for edge in edges}
    drawn = list(dict.fromkeys(islice(clues(edges, random.Random(1), known), LOOK_UPS)))
    for clue in drawn:
        for reading in (index.supported, index.not_refuted):
            clue.asked(reading)
    took = time.perf_counter() - begun
    name = f"{pages:,} pages"
    yield Figure(f"time to open, indexes made at first use, {name}", took, "s", at_most(MOST_OPENING_S))
    for reading, sign in ((index.supported, "S⁻"), (index.not_refuted, "S⁺")):
        reading.forget()
        target = at_least(LEAST_PACE)
        yield Figure(f"look-ups of {sign}, each new, {name}", _rate(reading, drawn), "1/s", target)
        yield Figure(f"look-ups of {sign}, asked before, {name}", _rate(reading, drawn), "1/s", target)
    held = _resident_bytes() - before + sum(table.nbytes for table in tables)
    yield Figure(f"memory of tables and index, {name}", held, "bytes", at_most(MOST_BYTES))
    yield from _trees(index, name)


def _trees(index: CandidateIndex, name: str) -> Iterator[Figure]:
    chance = random.Random(2)
    for size in TREE_SIZES:
        grown = list(islice(trees(index, chance, size), TREES))
        index.not_refuted.forget()
        found = _each(lambda tree: hcsp.answers(tree, index.not_refuted), grown)
        yield Figure(f"Ans(P) of trees of {size}, S⁺, {name}", found, "1/s")
        least = _each(lambda tree: hcsp.minimal_identifying_subsets(tree, index.supported), grown)
        yield Figure(f"minimal identifying subsets of trees of {size}, {name}", least, "trees/s")


def _rate(reading: hcsp.Support, drawn: list[Clue]) -> float:
    """Look-ups a second, the size of each set asked for."""
    return _each(lambda clue: len(clue.asked(reading)), drawn)


def _each(work: Callable[[Item], object], items: Collection[Item]) -> float:
    """How many of these are done in a second of the processor's time."""
    begun = time.process_time()
    for item in items:
        work(item)
    return len(items) / (time.process_time() - begun)


def _resident_bytes() -> int:
    return int(psutil.Process().memory_info().rss)
