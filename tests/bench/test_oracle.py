"""Judging by the world's truth."""

from __future__ import annotations

import pytest

from infoseek.bench.oracle import Oracle, Truth
from infoseek.bench.world_facts import WorldFacts
from infoseek.tree.claim import Constraint
from infoseek.tree.edits import AddRoot, Edit
from infoseek.tree.research_tree import ResearchTree
from infoseek.world.truth import Fact
from tests.bench.webs import FACTS, IDS, SITE, genre, novel_by_dale, of, relation, world
from tests.tree.trees import constrain, entity


def truth(*, is_lenient: bool = False) -> Truth:
    return Truth(WorldFacts(world(), SITE, FACTS), is_lenient)


def year(number: int, *, is_whole: bool = True) -> Constraint:
    """Published in a year, or in its first hundred days."""
    first = (number - 1970) * 365.25 - 1
    return Constraint(form="range", predicate="published", low=first, high=first + (367 if is_whole else 100))


def test_a_relation_is_walked_both_ways() -> None:
    """Forward from objects to subjects, inverse from subjects to objects, and down again."""
    support = truth()
    author, works = relation("author"), relation("author", "inverse")
    assert support.related(author, frozenset(of("/dale"))) == of("/ash", "/brim")
    assert support.reached(author, frozenset(of("/crow"))) == of("/elm")
    assert support.related(works, frozenset(of("/crow"))) == of("/elm")
    assert support.reached(works, frozenset(of("/elm"))) == of("/crow")
    assert support.related(relation("preceded_by"), frozenset(of("/ash"))) == of("/brim")


def test_sharing_leaves_out_the_thing_itself() -> None:
    """A value in common, by object or by writing; nothing shares with itself."""
    support = truth()
    assert support.related(relation("author", form="shared"), frozenset(of("/ash"))) == of("/brim")
    assert support.related(relation("genre", form="shared"), frozenset(of("/ash"))) == of("/crow")


def test_things_of_one_name_are_not_shared() -> None:
    """Two authors of one name are two."""
    namesake = (Fact("/gorse", "author", "entity", "Dale", "/elm"),)
    support = Truth(WorldFacts(world(namesake), SITE, (*FACTS, *namesake)))
    assert support.related(relation("author", form="shared"), frozenset(of("/ash"))) == of("/brim")


def test_values_and_ranges_hold_by_the_facts() -> None:
    """A term as folded, a date wholly within; leniently, wherever a coarse one might lie."""
    assert truth().satisfying(genre()) == of("/ash", "/crow")
    assert truth().satisfying(year(1921)) == of("/ash", "/brim")
    assert truth().satisfying(year(1921, is_whole=False)) == of("/ash")
    assert truth(is_lenient=True).satisfying(year(1921, is_whole=False)) == of("/ash", "/brim")


def test_an_unknown_predicate_holds_of_nothing() -> None:
    """What the world has no fact of is true of nobody."""
    assert truth().satisfying(Constraint(form="value", predicate="colour", value="red")) == frozenset()
    assert truth().related(relation("rivals"), frozenset(of("/ash"))) == frozenset()


def test_a_sound_question_has_no_fault() -> None:
    """One answer by every fact: the stored one, and so for the hidden vertex."""
    oracle = Oracle(world(), SITE)
    assert oracle.faults(novel_by_dale()) == []
    assert oracle.answers(novel_by_dale()) == of("/ash")


def test_an_unstated_fact_that_makes_a_second_answer_is_found() -> None:
    """What the pages do not say counts, and is told to be the cause."""
    oracle = Oracle(world([Fact("/brim", "genre", "term", "Gothic", is_stated=False)]), SITE)
    (fault,) = oracle.faults(novel_by_dale())
    assert (fault.vertex, fault.cause, fault.names) == ("A", "a fact left off the pages", ("Brim",))
    assert "Brim" in fault.said(novel_by_dale())


def test_a_stated_fact_that_makes_a_second_answer_is_another_cause() -> None:
    """Where the pages say it, linking or growth is at fault."""
    oracle = Oracle(world([Fact("/brim", "genre", "term", "Gothic")]), SITE)
    assert [fault.cause for fault in oracle.faults(novel_by_dale())] == ["not refuted though stated"]


def test_a_second_way_through_a_hidden_vertex_is_found() -> None:
    """The root stands, but its author could be another composer."""
    extra = [
        Fact("/ash", "author", "entity", "Elm", "/elm"),
        Fact("/elm", "occupation", "term", "Composer", is_stated=False),
    ]
    (root_fault, fault) = Oracle(world(extra), SITE).faults(novel_by_dale())
    assert root_fault.names == ("Crow",)
    assert (fault.vertex, fault.names) == ("B", ("Elm",))


@pytest.mark.parametrize("dropped", ["genre", "author", "occupation"])
def test_a_claim_that_is_not_so_is_found(dropped: str) -> None:
    """Where a fact that a clue rests on is not true, the stored answer is no answer."""
    facts = tuple(fact for fact in FACTS if fact.predicate != dropped)
    oracle = Oracle(type(world())("/ash", world().pages, {}, frozenset(), facts), SITE)
    causes = {(fault.vertex, fault.cause) for fault in oracle.faults(novel_by_dale())}
    assert ("A", "not so by the world") in causes


def test_an_answer_that_only_might_be_right_is_none() -> None:
    """A clue that the stored answer's coarse date meets only perhaps does not make it the answer."""
    edits: list[Edit] = [
        AddRoot(vertex=entity("A", IDS["/brim"], type_noun="novel")),
        constrain("A", "B", year(1921, is_whole=False)),
    ]
    causes = [fault.cause for fault in Oracle(world(), SITE).faults(ResearchTree.replay(edits))]
    assert causes == ["not so by the world", "not refuted though stated"]
