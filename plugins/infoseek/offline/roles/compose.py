"""The composer by rules: which wordings of a tree are offered, and how each is built up from sentences.

What may not live here: sentences (telling.py), what things are called (names.py), the words of clauses (vocabulary.py).
"""

from __future__ import annotations

import random
from typing import Any

from infoseek.offline.roles.telling import Telling
from infoseek.offline.roles.things import Thing, things_of

_WORDINGS = 4


def compose(payload: dict[str, Any]) -> dict[str, Any]:
    """Several wordings of the tree, the last the plainest. payload: vertices with clauses (see the composer's prompt)."""
    things = things_of(payload["vertices"])
    return {"wordings": [_wording(things, payload["seed"], number) for number in range(_WORDINGS)]}


def _wording(things: dict[str, Thing], seed: Any, number: int) -> dict[str, Any]:
    chance = random.Random(f"{seed}/{number}")
    is_plain = number == _WORDINGS - 1
    subs = [
        {"vertex": vertex, "question": Telling(things, vertex, chance, is_plain).step()}
        for vertex in things
        if vertex != "A" and (things[vertex].clues or things[vertex].adjective)
    ]
    return {"question": Telling(things, "A", chance, is_plain).question(), "sub_questions": subs}
