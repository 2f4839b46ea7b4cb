"""The planner's rules."""

from __future__ import annotations

from typing import Any

from infoseek.offline.roles.plan import plan

ROOT = {"vertex": "A", "parent": None, "kind": "entity"}
CHILD = {"vertex": "B", "parent": "A", "kind": "entity"}
CLUE = {"vertex": "C", "parent": "B", "kind": "attribute"}


def state(vertex: str, depth: int, extend: int = 2, constrain: int = 2, **sizes: int) -> dict[str, Any]:
    return {
        "vertex": vertex,
        "left": 5,
        "clues": sizes.get("clues", 0),
        "depth": depth,
        "can_extend": extend,
        "can_constrain": constrain,
        "rivals_if_extended": sizes.get("extended", 9),
        "rivals_if_constrained": sizes.get("constrained", 9),
    }


def asked(
    tree: list[dict[str, Any]], opened: list[dict[str, Any]], rivals: int, vertices: int = 5
) -> tuple[str, str]:
    shape = {"vertices": vertices, "least": 3, "most": 9, "hidden": 1}
    answer = plan({"tree": tree, "open": opened, "shape": shape, "rivals": rivals, "seed": 0, "turn": 0})
    return answer["action"], answer["vertex"]


def test_the_root_gets_a_hidden_child_first() -> None:
    """A lone root is extended, and given up where it leads nowhere."""
    assert asked([ROOT], [state("A", 0)], 9) == ("extend", "A")
    assert asked([ROOT], [state("A", 0, extend=0)], 9)[0] == "quit"


def test_a_bare_hidden_vertex_gets_a_clue() -> None:
    """A hidden vertex without children is constrained before anything else."""
    assert asked([ROOT, CHILD], [state("A", 0), state("B", 1)], 9) == ("blur_parent", "B")


def test_the_action_that_leaves_fewest_rivals_is_taken() -> None:
    """Of all open vertices the one whose best fact leaves the fewest rivals is chosen."""
    opened = [state("A", 0, constrained=4, extended=9), state("B", 1, constrained=2, extended=9)]
    assert asked([ROOT, CHILD, CLUE], opened, 9) == ("blur_parent", "B")
    opened = [state("A", 0, constrained=4, extended=0), state("B", 1, constrained=2, extended=9)]
    assert asked([ROOT, CHILD, CLUE], opened, 9) == ("extend", "A")


def test_it_quits_when_nothing_helps() -> None:
    """Where no fact lowers the number of rivals the tree is given up."""
    assert asked([ROOT, CHILD, CLUE], [state("A", 0), state("B", 1)], 9)[0] == "quit"


def test_it_finishes_when_no_rival_is_left() -> None:
    """A unique tree is filled up to its size and then finished."""
    opened = [state("A", 0, clues=1), state("B", 1, clues=1)]
    assert asked([ROOT, CHILD, CLUE], opened, 0, vertices=5) == ("blur_parent", "A")
    assert asked([ROOT, CHILD, CLUE], opened, 0, vertices=3) == ("finish", "A")
