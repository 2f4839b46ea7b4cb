"""Candidate sets held against a world's truth."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from infoseek.bench.link_clues import clues, trees
from infoseek.bench.link_sets import breaks, drawn_clues
from infoseek.bench.told_tables import told_tables
from infoseek.linking.sets.candidates import CandidateIndex
from infoseek.tree import hcsp
from infoseek.world.build import build_world

SITE = "http://world.test"
WORLD = build_world(120, 4)
INDEX = CandidateIndex(*told_tables(WORLD, SITE))


def test_clues_are_of_every_form() -> None:
    """Values, ranges, shared values, relations both ways and from both ends, with one target and with several."""
    drawn = drawn_clues(INDEX, WORLD, SITE, 400, 1)
    assert {clue.constraint.form for clue in drawn} == {"value", "range", "relation", "shared"}
    asked = {(c.constraint.direction, c.is_down) for c in drawn if c.constraint.form == "relation"}
    assert len(asked) == 4
    assert {len(clue.targets) for clue in drawn if clue.constraint.needs_child} >= {1, 2, 3}
    assert drawn == drawn_clues(INDEX, WORLD, SITE, 400, 1)


def test_sets_of_a_world_told_in_full_are_sound() -> None:
    """With every fact found, S⁻ holds nothing untrue and S⁺ lacks nothing true."""
    assert list(breaks(INDEX, WORLD, SITE, drawn_clues(INDEX, WORLD, SITE, 600, 2))) == []


@pytest.mark.parametrize(("is_closed", "what"), [(True, "S⁺ lacks"), (False, "S⁻ holds")])
def test_what_is_wrong_is_found(is_closed: bool, what: str) -> None:
    """An edge to the wrong author is untrue in S⁻; closed, it refutes the right one in S⁺."""
    entities, edges, aliases = told_tables(WORLD, SITE)
    rows = edges.to_pylist()
    authors = sorted({row["object_id"] for row in rows if row["predicate"] == "author"} - {""})
    for row in rows:
        if row["predicate"] == "author":
            row["object_id"] = authors[(authors.index(row["object_id"]) + 1) % len(authors)]
            row["is_complete"] = is_closed
    wrong = CandidateIndex(entities, rows, aliases)
    drawn = [c for c in drawn_clues(wrong, WORLD, SITE, 900, 3) if c.constraint.predicate == "author"]
    found = list(breaks(wrong, WORLD, SITE, drawn))
    assert any(each.what.startswith(what) for each in found)
    assert is_closed or not any(each.what.startswith("S⁺ lacks") for each in found)


def test_nothing_is_drawn_from_nothing() -> None:
    """A corpus without edges has no clue and no tree."""
    chance = random.Random(1)
    assert list(islice(clues([], chance, {"author"}), 3)) == []
    assert list(islice(trees(CandidateIndex([], []), chance, 5), 3)) == []


def test_trees_are_of_the_size_asked_for_and_borne_out() -> None:
    """The root is among its own answers, in both readings."""
    for tree in islice(trees(INDEX, random.Random(2), 7), 10):
        assert len(tree.vertices) == 7
        assert tree.root.entity_id in hcsp.answers(tree, INDEX.supported)
        assert tree.root.entity_id in hcsp.answers(tree, INDEX.not_refuted)
