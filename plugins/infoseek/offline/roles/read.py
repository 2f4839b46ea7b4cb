"""The reader by rules: what a question says, from its words alone.

What lives here: the task's payload and answer. What may not: grammar (read_sentences.py and below).
"""

from __future__ import annotations

from typing import Any

from infoseek.offline.roles.read_families import domains
from infoseek.offline.roles.read_said import TooDeep
from infoseek.offline.roles.read_sentences import read_sentence
from infoseek.offline.roles.read_things import Things
from infoseek.offline.roles.read_tokens import sentences

_NOTHING: dict[str, Any] = {"things": [], "asked": "", "clues": []}
_MOST_THINGS, _MOST_CLUES = 60, 120


def read(payload: dict[str, Any]) -> dict[str, Any]:
    """Things, the one asked for, and clues. payload: question, predicates by what they are said of and lead to.

    What is no question of a size that one has reads as nothing.
    """
    found = sentences(payload["question"])
    if found is None or sum(1 for sentence in found if sentence.is_question) != 1:
        return _NOTHING
    known, things, asked = domains(payload["predicates"]), Things(), ""
    for sentence in found:
        try:
            thing = read_sentence(sentence, known, things)
        except TooDeep:
            return _NOTHING
        if thing is not None:
            asked = thing.id
    if len(things.things) > _MOST_THINGS or len(things.clues) > _MOST_CLUES:
        return _NOTHING
    return {
        "things": [{"id": thing.id, "type": " ".join(thing.words)} for thing in things.things],
        "asked": asked,
        "clues": things.clues,
    }
