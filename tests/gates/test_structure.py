"""S7: what may be named, and where. S8: nothing stands twice, and row, stored tree and edits agree."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infoseek.gates.item import Item
from infoseek.gates.structure import cycle, shallow_constant
from infoseek.settings import GateSettings
from infoseek.store.schemas import ALIASES
from infoseek.tree.claim import Constraint
from infoseek.tree.edits import Constrain, Edit, Extend, Finish
from tests.gates.corpus import (
    World,
    attribute,
    books,
    claim,
    entity_vertex,
    good_edits,
    question_row,
    related,
)
from tests.store.blank import blank

SETTINGS = GateSettings()


def reason(world: World, row: dict[str, Any]) -> str:
    return cycle(Item(row), world.corpus(), GateSettings()).reason


def extended(world: World, more: list[Edit]) -> list[Edit]:
    """The good edits, unblurred, with more before the tree is finished."""
    edits = good_edits(world)
    return [*edits[:5], *more, Finish()]


def given(world: World, vertex_id: str, parent: str, entity_id: str, subject: str) -> Extend:
    """A given entity below a parent, on a row that the subject's page is made to have."""
    world.entity(entity_id, f"The {entity_id.title()} Club", "club")
    world.state(subject, "member_of", f"The {entity_id.title()} Club", object_id=entity_id)
    vertex = entity_vertex(world, vertex_id, entity_id).model_copy(update={"visibility": "given"})
    return Extend(
        parent=parent,
        vertex=vertex,
        claim=claim(world, f"{parent} was in {vertex_id}", related("member_of"), subject),
        candidates=3,
    )


def shallow(edits: list[Edit], world: World, settings: GateSettings = SETTINGS) -> str:
    return shallow_constant(Item(question_row(world, edits)), world.corpus(), settings).reason


def test_no_given_name_or_one_deep_down_passes() -> None:
    """Attributes are no names; one name at depth two is what a question may have."""
    world = books()
    assert shallow(good_edits(world), world) == ""
    assert shallow(extended(world, [given(world, "F", "B", "reed", "quill")]), world) == ""


def test_a_given_name_on_the_root_fails() -> None:
    """A search for the name alone would lead to the answer's page."""
    world = books()
    edits = extended(world, [given(world, "F", "A", "reed", "salt")])
    assert shallow(edits, world) == "The given name F (The Reed Club) stands at depth 1, less than 2."
    assert shallow(edits, world, GateSettings(min_given_depth=1)) == ""


def test_a_region_is_a_given_name() -> None:
    """A place blurred to a region names it: not on the root, and one in a question."""
    world = books()
    inside = Constraint(form="within", predicate="born", value="marl")

    def lying(vertex: str, parent: str) -> Constrain:
        told = claim(world, f"{parent} was born in Marl", inside, "quill")
        return Constrain(parent=parent, vertex=attribute(vertex, "Flint"), claim=told, candidates=3)

    assert "stands at depth 1" in shallow(extended(world, [lying("F", "A")]), world)
    assert shallow(extended(world, [lying("F", "B")]), world) == ""
    two = extended(world, [lying("F", "B"), lying("G", "B")])
    assert shallow(two, world).startswith("2 names are given")


def test_two_given_names_fail() -> None:
    """However deep they stand."""
    world = books()
    edits = extended(
        world, [given(world, "F", "B", "reed", "quill"), given(world, "G", "B", "wharf", "quill")]
    )
    assert shallow(edits, world).startswith("2 names are given, 1 may be: F (The Reed Club), G (")
    assert shallow(edits, world, GateSettings(max_given=2)) == ""


def test_a_tree_that_its_edits_give_passes() -> None:
    """The good row is consistent."""
    assert reason(books(), question_row(books())) == ""


def test_the_same_thing_under_a_redirects_name_fails() -> None:
    """A child that is its ancestor's page under another id and a redirected name is a cycle."""
    world = books()
    world.entity("salt-fr", "Le registre du Sel", "novel")
    world.state("quill", "has_track", "x", object_id="salt-fr")
    child = Extend(
        parent="B",
        vertex=entity_vertex(world, "F", "salt-fr"),
        claim=claim(world, "B wrote F", related("has_track"), "quill"),
        candidates=1,
    )
    found = reason(world, question_row(world, extended(world, [child])))
    assert found == 'Vertices A and F are both called "le registre du sel".'


def test_an_album_may_be_called_as_its_song() -> None:
    """One name for two things that cannot be one (a novel and its author) is no cycle."""
    world = books()
    world.aliases.append(blank(ALIASES, entity_id="quill", alias="The Salt Ledger", source="bold", count=1))
    assert reason(world, question_row(world)) == ""


def test_an_attribute_that_names_its_ancestor_fails() -> None:
    """A value that is a name of a vertex above leads back to it."""
    world = books()
    world.state("quill", "genre", "Salt Ledger")
    value = Constraint(form="value", predicate="genre", value="salt ledger")
    child = Constrain(
        parent="B",
        vertex=attribute("F", "salt ledger"),
        claim=claim(world, "B's genre", value, "quill"),
        candidates=1,
    )
    assert "a name of its ancestor A" in reason(world, question_row(world, extended(world, [child])))


def test_two_parents_fail() -> None:
    """A stored tree that hangs a vertex under two parents is refused by name."""
    row = question_row(books())
    tree = json.loads(row["tree"])
    tree["children"].append(tree["children"][0]["children"][0])
    assert "C at two places" in reason(books(), {**row, "tree": json.dumps(tree)})


@pytest.mark.parametrize(
    "stored", ["{}", "[]", "null", "3", '{"vertex": 3, "children": [null, {"vertex": {}}]}']
)
def test_a_stored_tree_of_any_other_shape_fails(stored: str) -> None:
    """Whatever JSON is stored, it is compared, never trusted."""
    assert "not the one its edits give" in reason(books(), question_row(books(), tree=stored))


def test_a_stored_tree_with_another_claim_fails() -> None:
    """One changed word between stored tree and edits is found."""
    row = question_row(books())
    changed = row["tree"].replace("200 to 300", "200 to 301")
    assert changed != row["tree"]
    assert "not the one its edits give" in reason(books(), {**row, "tree": changed})


@pytest.mark.parametrize(
    ("column", "value"),
    [("answer_id", "copper"), ("vertices", 6), ("hops", 3), ("kind", "CSP"), ("vertices", None)],
)
def test_columns_that_contradict_the_tree_fail(column: str, value: object) -> None:
    """What the row says of its tree is what the tree is."""
    assert f"The row says {column}" in reason(books(), question_row(books(), **{column: value}))


def test_an_entity_outside_the_corpus_fails() -> None:
    """Every entity vertex is one of the corpus the question is certified on."""
    world = books()
    row = question_row(world)
    del world.entities["quill"]
    world.texts.pop("quill")
    world.edges = [edge for edge in world.edges if edge["subject_id"] != "quill"]
    assert "no entity of the corpus" in reason(world, row)


def test_a_sub_question_for_no_vertex_fails() -> None:
    """Sub-questions ask for hidden vertices of the tree only."""
    sub = json.dumps([{"vertex": "Z", "question": "Which?", "answer": "It"}])
    assert "no hidden vertex" in reason(books(), question_row(books(), sub_questions=sub))


def test_a_region_that_is_a_vertex_fails() -> None:
    """A clue that places its vertex within another vertex of the tree names that vertex."""
    world = books()
    within = Constraint(form="within", predicate="birth_place", value="quill")
    told = claim(world, "B was born there", related("born"), "quill").model_copy(
        update={"constraint": within}
    )
    clue = Constrain(parent="B", vertex=attribute("F", "there"), claim=told, candidates=2)
    assert "lies within quill" in reason(world, question_row(world, extended(world, [clue])))
