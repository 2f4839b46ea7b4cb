"""S5, judged on what the corpus does not refute; S9, on what it supports."""

from __future__ import annotations

from typing import Any

import pytest

from infoseek.gates.corpus import GateCorpus
from infoseek.gates.item import Item
from infoseek.gates.uniqueness import disconnected_hop, not_unique
from infoseek.gates.verdict import Finding
from infoseek.settings import GateSettings
from infoseek.tree.claim import Claim, Constraint
from infoseek.tree.edits import AddRoot, Constrain, DropClaim, Finish
from tests.gates.corpus import (
    World,
    attribute,
    blurred,
    books,
    entity_vertex,
    good_edits,
    question_row,
    ranged,
)


def found(world: World, edits: Any = None) -> Finding:
    """S5 on the good tree over a changed world."""
    item = Item(question_row(books(), edits))
    corpus: GateCorpus = world.corpus()
    return not_unique(item, corpus, GateSettings())


def test_an_answer_that_alone_is_left_passes() -> None:
    """Each other novel is refuted by a stated author, year or length."""
    assert found(books()).reason == ""
    assert found(books()).evidence["sizes"]["A"] == {"supported": 1, "not_refuted": 1}


def test_a_second_answer_fails_and_is_named() -> None:
    """A novel that satisfies every clue is a rival, and all its clues are stated."""
    world = books()
    world.entity("twin", "Low Water", "novel")
    world.author("twin", "quill")
    world.year("twin", 1938)
    world.number("twin", "pages", 222)
    finding = found(world)
    assert '"Low Water" (stated B+D+E)' in finding.reason
    assert finding.evidence["rivals"][0]["open"] == []


@pytest.mark.parametrize(
    ("novel", "missing", "clue"),
    [("copper", "pages", "E"), ("tides", "published", "D"), ("glass", "author", "B")],
)
def test_a_missing_row_hides_no_rival(novel: str, missing: str, clue: str) -> None:
    """What is stated nowhere is not refuted: without the row the novel is a rival, its clue open."""
    world = books()
    world.drop(novel, missing)
    finding = found(world)
    assert finding.evidence["rivals"][0]["entity_id"] == novel
    assert finding.evidence["rivals"][0]["open"] == [clue]
    reasons = finding.evidence["rivals"][0]["reasons"]
    assert {key for key, reason in reasons.items() if reason["code"] != "stated"} == {clue}
    assert (reasons[clue]["code"], reasons[clue]["edges"]) == ("no_row", [])


def test_a_rival_by_a_derived_clue_is_told_with_its_reason() -> None:
    """The age of a novel's author: another in their thirties is a rival, one of an unknown birth is open."""
    thirties = Constraint(
        form="gap", predicate="published", other="born", through="author", low=30 * 365, high=40 * 365
    )
    places = (("salt", "published"), ("salt", "author"), ("quill", "born"))
    world = books()
    world.drop("sol", "born")
    told = Claim(text="A is so", constraint=thirties, evidence=tuple(books().evidence(*at) for at in places))
    clue = Constrain(parent="A", vertex=attribute("B", "38 years"), claim=told, candidates=2)
    root = AddRoot(vertex=entity_vertex(world, "A", "salt"))
    rivals = {one["entity_id"]: one for one in found(world, [root, clue, Finish()]).evidence["rivals"]}
    assert set(rivals) == {"copper", "glass"}
    assert (rivals["copper"]["stated"], rivals["glass"]["open"]) == (["B"], ["B"])
    assert rivals["glass"]["reasons"]["B"]["code"] == "no_row"
    assert len(rivals["copper"]["reasons"]["B"]["edges"]) == 3


def test_an_unlinked_name_may_be_the_hidden_vertex() -> None:
    """ "A. Quill" without a link could be Ada Quill, so it refutes nothing."""
    world = books()
    world.drop("glass", "author")
    world.state("glass", "author", "Quill")
    assert found(world).evidence["rivals"][0]["entity_id"] == "glass"


def test_a_rival_of_a_hidden_vertex_fails() -> None:
    """The answer may be unique while a hidden vertex is not: two authors, both born in the 1890s."""
    world = books()
    for edge in world.edges:
        edge["is_functional"] = edge["predicate"] != "author"
    world.entity("shade", "Ina Shade", "novelist")
    world.born("shade", "1897-01-01")
    world.author("salt", "shade")
    for edge in world.edges:
        edge["is_complete"] = True
    finding = found(world)
    assert finding.evidence["vertex"] == "B"
    assert "Ina Shade" in finding.reason


@pytest.mark.parametrize(("entity", "predicate"), [("salt", "pages"), ("salt", "author"), ("quill", "born")])
def test_an_answer_the_corpus_does_not_support_fails(entity: str, predicate: str) -> None:
    """Not refuted is not enough for the answer itself, nor for a hidden vertex."""
    world = books()
    world.drop(entity, predicate)
    assert "does not support" in found(world).reason


def test_an_untyped_entity_is_a_rival() -> None:
    """A page of unknown type clashes with no type: it is a rival until something refutes it."""
    world = books()
    world.entity("riddle", "Riddle", "")
    assert '"Riddle"' in found(world).reason


def test_many_rivals_are_counted_and_five_are_shown() -> None:
    """The reason names five rivals and says how many more there are."""
    world = books()
    for number in range(8):
        world.entity(f"blank{number}", f"Blank {number}", "novel")
    finding = found(world)
    assert finding.evidence["count"] == 8
    assert len(finding.evidence["rivals"]) == 5
    assert "and 3 more" in finding.reason


def test_a_dropped_clue_is_not_counted() -> None:
    """Judged is the tree after all edits: without its length clue the tree has a rival."""
    edits = [edit for edit in good_edits(books()) if getattr(edit, "child", "") != "E"]
    drop = DropClaim(child="E", reason="too plain")
    assert '"Copper Rain"' in found(books(), [*edits, drop]).reason


def hop(world: World, edits: Any = None) -> Finding:
    return disconnected_hop(Item(question_row(books(), edits)), world.corpus(), GateSettings())


def test_a_hop_that_is_needed_passes() -> None:
    """With some writer in place of the one of the 1890s, The Salt Ledger and Glass Orchard are both left."""
    assert hop(books()).reason == ""
    assert hop(books()).evidence == {"hidden": ["B"]}


def test_a_hop_that_nobody_has_to_take_fails() -> None:
    """Without the other novel of this length and decade the writer need not be found."""
    world = books()
    world.drop("glass", "pages")
    finding = hop(world)
    assert finding.reason == 'With "some novelist" in place of B, A is identifiable still.'
    assert finding.evidence["loose"] == ["B"]


def test_a_clue_too_many_on_the_root_disconnects_the_hop() -> None:
    """A sharper blur of the root's own clue makes the hop superfluous, though the answer is the same."""
    edits = [*good_edits(books())[:-1], blurred("E", ranged("pages", 200, 245), "has 200 to 245 pages")]
    assert hop(books(), edits).evidence["loose"] == ["B"]
