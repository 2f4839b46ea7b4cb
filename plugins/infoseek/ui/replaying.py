"""A tree's steps and a question's reading as their pages show them: each step with the tree as it then stood.

What lives here: joining steps with pictures. What may not: markup, reading tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from infoseek.quality.replay import Step, clue_said, listed
from infoseek.ui.tree_picture import Picture, picture

_MOST_PICTURES = 40


@dataclass(frozen=True)
class StepView:
    """One step. picture: the tree after it; None where it is the same as before, or there are too many steps."""

    step: Step
    picture: Picture | None


def step_views(steps: list[Step]) -> list[StepView]:
    """The steps in order."""
    return [
        StepView(step, picture(step.tree) if step.vertex and number < _MOST_PICTURES else None)
        for number, step in enumerate(steps)
    ]


def reading_view(stored: dict[str, Any]) -> dict[str, Any]:
    """A stored reading by thing, each with its clues in one line; empty where there is none."""
    reading = stored.get("reading")
    if not isinstance(reading, dict):
        return {}
    clues = listed(reading.get("clues"))
    things = [
        {
            "id": str(thing.get("id", "")),
            "type": str(thing.get("type", "")),
            "clues": [clue_said(clue) for clue in clues if clue.get("thing") == thing.get("id")],
        }
        for thing in listed(reading.get("things"))
    ]
    return {"things": things, "asked": str(reading.get("asked", "")), "model": str(stored.get("model", ""))}
