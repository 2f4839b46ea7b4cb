"""The planner's rules."""

from __future__ import annotations

from typing import Any

from infoseek.offline.roles.plan import plan

ROOT = {"vertex": "A", "parent": None, "kind": "entity"}
CHILD = {"vertex": "B", "parent": "A", "kind": "entity"}
CLUE = {"vertex": "C", "parent": "B", "kind": "attribute"}
Answer = tuple[str, str]


def state(
    vertex: str, depth: int, extend: int = 0, constrain: int = 0, constrained: int = 9
) -> dict[str, Any]:
    return {
        "vertex": vertex,
        "left": 5,
        "clues": 0,
        "depth": depth,
        "can_extend": extend,
        "can_constrain": constrain,
        "rivals_if_extended": 9,
        "rivals_if_constrained": constrained,
    }


def asked(
    tree: list[dict[str, Any]], opened: list[dict[str, Any]], rivals: int, vertices: int = 5, hidden: int = 1
) -> Answer:
    shape = {"vertices": vertices, "depth": 2, "width": 1, "hidden": hidden}
    answer = plan({"tree": tree, "open": opened, "shape": shape, "rivals": rivals, "seed": 0, "turn": 0})
    return answer["action"], answer["vertex"]


def test_hidden_vertices_come_first() -> None:
    """A lone root is extended, and given up where it offers nothing."""
    assert asked([ROOT], [state("A", 0, extend=2, constrain=2)], 9) == ("extend", "A")
    assert asked([ROOT], [], 9)[0] == "quit"


def test_the_way_down_is_made_first() -> None:
    """While hidden vertices are wanted, the deepest vertex that leads on is extended."""
    opened = [state("A", 0, extend=2), state("B", 1, extend=1, constrain=2)]
    assert asked([ROOT, CHILD], opened, 9, vertices=6, hidden=2) == ("extend", "B")


def test_a_bare_hidden_vertex_gets_a_clue() -> None:
    """Once the hidden vertices stand, one without children is constrained before anything else."""
    opened = [state("A", 0, constrain=2, constrained=0), state("B", 1, constrain=2)]
    assert asked([ROOT, CHILD], opened, 9) == ("blur_parent", "B")


def test_the_clue_that_leaves_fewest_rivals_is_taken() -> None:
    """Of all open vertices the one whose best attribute leaves the fewest rivals is chosen."""
    opened = [state("A", 0, constrain=1, constrained=4), state("B", 1, constrain=1, constrained=2)]
    assert asked([ROOT, CHILD, CLUE], opened, 9) == ("blur_parent", "B")


def test_a_relation_is_taken_where_nothing_else_is_left() -> None:
    """Where only relations are offered they are added, whatever the count of hidden vertices."""
    assert asked([ROOT, CHILD, CLUE], [state("A", 0, extend=1)], 9) == ("extend", "A")


def test_it_finishes_when_the_tree_has_its_shape_and_no_rival() -> None:
    """A unique tree is filled up to its size and then finished; one with rivals that offers nothing is given up."""
    opened = [state("A", 0, constrain=1)]
    assert asked([ROOT, CHILD, CLUE], opened, 0, vertices=5) == ("blur_parent", "A")
    assert asked([ROOT, CHILD, CLUE], opened, 0, vertices=3) == ("finish", "A")
    assert asked([ROOT, CHILD, CLUE], [], 0) == ("finish", "A")
    assert asked([ROOT, CHILD, CLUE], [], 3)[0] == "quit"
