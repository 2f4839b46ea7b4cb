"""The planner by rules: first a hidden child, then clues where most candidates are left, then the size."""

from __future__ import annotations

from typing import Any

_DEEPEST = 3


def plan(payload: dict[str, Any]) -> dict[str, Any]:
    """The next action on the tree. payload: tree, open, shape, is_unique (see the planner's prompt)."""
    shape, tree = payload["shape"], payload["tree"]
    opened = {vertex["vertex"]: vertex for vertex in payload["open"]}
    hidden = [v["vertex"] for v in tree if v["kind"] == "entity" and v["parent"] is not None]
    bare = [v for v in hidden if not any(other["parent"] == v for other in tree)]
    is_done = payload["is_unique"] and not bare and hidden
    if is_done and len(tree) >= shape["vertices"]:
        return _answer("finish", "A", "the tree has its shape and every vertex stands alone")
    if not opened:
        return _ended(payload, bool(is_done))
    for step in (_first_child, _bare_vertices, _more_hidden, _narrow, _fill):
        choice = step(opened, hidden, bare, payload)
        if choice:
            return choice
    return _ended(payload, bool(is_done))


def _answer(action: str, vertex: str, reason: str) -> dict[str, Any]:
    return {"action": action, "vertex": vertex, "reason": reason}


def _ended(payload: dict[str, Any], is_done: bool) -> dict[str, Any]:
    if is_done and len(payload["tree"]) >= payload["shape"]["least"]:
        return _answer("finish", "A", "nothing more can be added and every vertex stands alone")
    return _answer("quit", "A", "no action left makes the tree good")


def _first_child(
    opened: dict[str, Any], hidden: list[str], bare: list[str], payload: dict[str, Any]
) -> dict[str, Any] | None:
    if hidden:
        return None
    if opened["A"]["can_extend"]:
        return _answer("extend", "A", "the root has no hidden child yet")
    return _answer("quit", "A", "the root leads nowhere")


def _bare_vertices(
    opened: dict[str, Any], hidden: list[str], bare: list[str], payload: dict[str, Any]
) -> dict[str, Any] | None:
    for vertex in bare:
        state = opened[vertex]
        if state["can_constrain"]:
            return _answer("blur_parent", vertex, "a hidden vertex has no clue of its own")
        if state["can_extend"] and state["depth"] < _DEEPEST:
            return _answer("extend", vertex, "a hidden vertex has no clue of its own")
        return _answer("quit", vertex, "a hidden vertex can get no clue")
    return None


def _more_hidden(
    opened: dict[str, Any], hidden: list[str], bare: list[str], payload: dict[str, Any]
) -> dict[str, Any] | None:
    room = payload["shape"]["most"] - len(payload["tree"])
    if len(hidden) >= payload["shape"]["hidden"] or room < 3:
        return None
    for vertex in [*reversed(hidden), "A"]:
        if opened[vertex]["can_extend"] and opened[vertex]["depth"] < _DEEPEST - 1:
            return _answer("extend", vertex, "the shape wants one more hidden vertex")
    return None


def _narrow(
    opened: dict[str, Any], hidden: list[str], bare: list[str], payload: dict[str, Any]
) -> dict[str, Any] | None:
    if payload["is_unique"]:
        return None
    room = payload["shape"]["most"] - len(payload["tree"])
    order = sorted(opened.values(), key=lambda v: (v["vertex"] == "A", v["left"] <= 1, -v["left"]))
    for state in order:
        if state["left"] > 1 and state["can_constrain"]:
            return _answer("blur_parent", state["vertex"], f"its clues leave {state['left']} entities")
    for state in order:
        if state["left"] > 1 and state["can_extend"] and state["depth"] < _DEEPEST and room >= 2:
            return _answer("extend", state["vertex"], f"its clues leave {state['left']} entities")
    return None


def _fill(
    opened: dict[str, Any], hidden: list[str], bare: list[str], payload: dict[str, Any]
) -> dict[str, Any] | None:
    if not payload["is_unique"]:
        return None
    for state in sorted(opened.values(), key=lambda v: (v["clues"], v["vertex"])):
        if state["can_constrain"]:
            return _answer("blur_parent", state["vertex"], "the tree is smaller than wanted")
    return None
