"""The planner by rules: first a hidden child, then the action that leaves the fewest rivals, then the size."""

from __future__ import annotations

from typing import Any

_DEEPEST = 3
# What a child is feared to leave, as a multiple of what all its attributes would leave.
_CAUTION = 2


def plan(payload: dict[str, Any]) -> dict[str, Any]:
    """The next action on the tree. payload: tree, open, shape, rivals (see the planner's prompt)."""
    state = _State(payload)
    if state.is_done and state.size >= payload["shape"]["vertices"]:
        return _answer("finish", "A", "the tree has its shape and every vertex stands alone")
    for step in (_first_child, _bare_vertex, _more_hidden, _narrow, _fill):
        choice = step(state) if state.opened else None
        if choice:
            return choice
    if state.is_done and state.size >= payload["shape"]["least"]:
        return _answer("finish", "A", "nothing more can be added and every vertex stands alone")
    return _answer("quit", "A", "no action left makes the tree good")


class _State:
    """The payload, read: open vertices by id, hidden vertices, those of them without a clue, room left."""

    def __init__(self, payload: dict[str, Any]) -> None:
        tree = payload["tree"]
        self.shape: dict[str, int] = payload["shape"]
        self.rivals: int = payload["rivals"]
        self.opened: dict[str, dict[str, Any]] = {vertex["vertex"]: vertex for vertex in payload["open"]}
        self.hidden = [v["vertex"] for v in tree if v["kind"] == "entity" and v["parent"] is not None]
        parents = {v["parent"] for v in tree}
        self.bare = [vertex for vertex in self.hidden if vertex not in parents]
        self.size = len(tree)
        self.room = self.shape["most"] - self.size
        self.is_done = bool(self.hidden) and not self.bare and not self.rivals

    def may_extend(self, vertex: str) -> bool:
        """A child needs a clue of its own, so it takes two places."""
        state = self.opened[vertex]
        return bool(state["can_extend"]) and state["depth"] < _DEEPEST and self.room >= 2


def _answer(action: str, vertex: str, reason: str) -> dict[str, Any]:
    return {"action": action, "vertex": vertex, "reason": reason}


def _first_child(state: _State) -> dict[str, Any] | None:
    if state.hidden:
        return None
    if state.may_extend("A"):
        return _answer("extend", "A", "the root has no hidden child yet")
    return _answer("quit", "A", "the root leads nowhere")


def _bare_vertex(state: _State) -> dict[str, Any] | None:
    for vertex in state.bare:
        opened = state.opened[vertex]
        if opened["can_constrain"]:
            return _answer("blur_parent", vertex, "a hidden vertex has no clue of its own")
        if state.may_extend(vertex):
            return _answer("extend", vertex, "a hidden vertex has no clue of its own")
        return _answer("quit", vertex, "a hidden vertex can get no clue")
    return None


def _more_hidden(state: _State) -> dict[str, Any] | None:
    if len(state.hidden) >= state.shape["hidden"] or state.room < 3:
        return None
    for vertex in [*reversed(state.hidden), "A"]:
        if state.may_extend(vertex):
            return _answer("extend", vertex, "the shape wants one more hidden vertex")
    return None


def _narrow(state: _State) -> dict[str, Any] | None:
    """The action after which the fewest rivals are left; a child is worth its second place only if it is better."""
    if not state.rivals:
        return None
    options = []
    for vertex, opened in state.opened.items():
        if opened["can_constrain"]:
            options.append((opened["rivals_if_constrained"], 0, -opened["depth"], "blur_parent", vertex))
        if state.may_extend(vertex):
            options.append((opened["rivals_if_extended"] * _CAUTION, 1, -opened["depth"], "extend", vertex))
    best = min(options, default=None)
    if best is None or best[0] >= state.rivals:
        return None
    return _answer(best[3], best[4], f"it leaves {best[0]} of {state.rivals} rivals")


def _fill(state: _State) -> dict[str, Any] | None:
    if state.rivals:
        return None
    for vertex, opened in sorted(state.opened.items(), key=lambda item: (item[1]["clues"], item[0])):
        if opened["can_constrain"]:
            return _answer("blur_parent", vertex, "the tree is smaller than wanted")
    return None
