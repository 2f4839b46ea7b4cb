"""The planner by rules: hidden vertices first, then a clue for each, then what leaves the fewest rivals, then the size."""

from __future__ import annotations

import random
from typing import Any


def plan(payload: dict[str, Any]) -> dict[str, Any]:
    """The next action on the tree. payload: tree, open, shape, rivals, seed (see the planner's prompt)."""
    state = _State(payload)
    if state.size >= state.shape["vertices"] or not state.opened:
        if state.hidden and not state.bare and not state.rivals:
            return _answer("finish", "A", "the tree has its shape and every vertex stands alone")
        if not state.opened:
            return _answer("quit", "A", "no action left makes the tree good")
    for step in (_more_hidden, _bare_vertex, _narrow, _anything):
        if choice := step(state):
            return choice
    return _answer("quit", "A", "no action left makes the tree good")


class _State:
    """The payload, read: open vertices by id, hidden vertices, those of them without a clue."""

    def __init__(self, payload: dict[str, Any]) -> None:
        tree = payload["tree"]
        self.shape: dict[str, int] = payload["shape"]
        self.rivals: int = payload["rivals"]
        self.opened: list[dict[str, Any]] = payload["open"]
        self.hidden = [v["vertex"] for v in tree if v["kind"] == "entity" and v["parent"] is not None]
        parents = {v["parent"] for v in tree}
        self.bare = [vertex for vertex in self.hidden if vertex not in parents]
        self.size = len(tree)
        self.chance = random.Random(f"{payload['seed']}/{len(tree)}")


def _answer(action: str, vertex: str, reason: str) -> dict[str, Any]:
    return {"action": action, "vertex": vertex, "reason": reason}


def _more_hidden(state: _State) -> dict[str, Any] | None:
    """The next hidden vertex, where the way down is not yet as long as wanted below what is deepest."""
    options = [one for one in state.opened if one["can_extend"]]
    if len(state.hidden) >= state.shape["hidden"] or not options:
        return None
    reach = max((one["depth"] for one in options), default=0)
    deepest = [one for one in options if one["depth"] == reach]
    return _answer("extend", state.chance.choice(deepest)["vertex"], "the shape wants one more hidden vertex")


def _bare_vertex(state: _State) -> dict[str, Any] | None:
    for one in state.opened:
        if one["vertex"] in state.bare and one["can_constrain"]:
            return _answer("blur_parent", one["vertex"], "a hidden vertex has no clue of its own")
    return None


def _narrow(state: _State) -> dict[str, Any] | None:
    """The attribute after which the fewest rivals are left."""
    options = [
        (one["rivals_if_constrained"], -one["depth"], one["vertex"])
        for one in state.opened
        if one["can_constrain"]
    ]
    best = min(options, default=None)
    if best is None:
        return None
    return _answer("blur_parent", best[2], f"it leaves {best[0]} of {state.rivals} rivals")


def _anything(state: _State) -> dict[str, Any] | None:
    for one in state.opened:
        if one["can_extend"]:
            return _answer("extend", one["vertex"], "a relation is all that is left to add")
    return None
