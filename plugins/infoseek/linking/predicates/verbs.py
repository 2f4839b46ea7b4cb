"""Verb phrases and the predicates they state: "was directed by", "flows into", "opened in".

What lives here: finding a verb's frame and asking what it can be said of. What may not: the verbs (verb_table.py), pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from infoseek.linking.kinds.entities import family_of
from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.predicates.predicate import sorts_of
from infoseek.linking.predicates.verb_table import ACTIONS, POINTS_TO, SAID_OF, WRITTEN_FRAMES

_BE = r"(?:is|was|are|were|has\sbeen|have\sbeen|had\sbeen)"
_ADVERB = (
    r"(?:(?:also|first|originally|officially|formally|then|later|subsequently|eventually|soon|jointly|itself|"
    r"himself|herself|themselves|partly|mainly|largely|chiefly|both)\s)??"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A predicate that a slot states; is_turned: of what stands in the slot, its object being the subject."""

    predicate: str
    is_turned: bool


Frame = Mapping[str, tuple[Stated, ...]]


def _read_frames() -> dict[str, dict[str, tuple[Stated, ...]]]:
    frames: dict[str, dict[str, tuple[Stated, ...]]] = {}

    def add(phrase: str, slot: str, stated: str) -> None:
        told = tuple(Stated(name.removeprefix("<"), name.startswith("<")) for name in stated.split("/"))
        slots = frames.setdefault(phrase, {})
        slots[slot] = slots.get(slot, ()) + tuple(each for each in told if each.predicate in PREDICATES)

    for line in ACTIONS.strip().splitlines():
        past, participle, makers, *dated = (part.replace("_", " ") for part in line.split())
        makers = makers.replace(" ", "_")
        add(past, "to", "/".join(f"<{maker}" for maker in makers.split("/")))
        add(f"be {participle}", "by", makers)
        for date in dated:
            add(f"be {participle}", "date", date.replace(" ", "_"))
            add(past, "date of to", date.replace(" ", "_"))
    for line in WRITTEN_FRAMES.strip().splitlines():
        phrases, _, slots = line.partition(" : ")
        for phrase in phrases.split(", "):
            for part in slots.split(", "):
                slot, _, stated = part.partition("=")
                add(phrase, slot, stated)
    return frames


FRAMES: Mapping[str, Frame] = _read_frames()
"""Verb phrase -> slot -> what it may state, the first that suits the thing first."""


def _pattern() -> re.Pattern[str]:
    def one_of(phrases: list[str]) -> str:
        longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        return "|".join(r"\s".join(map(re.escape, phrase.split())) for phrase in longest_first)

    passive = [phrase.removeprefix("be ") for phrase in FRAMES if phrase.startswith("be ")]
    active = [phrase for phrase in FRAMES if phrase != "be" and not phrase.startswith("be ")]
    return re.compile(
        rf"(?:{_BE}\s{_ADVERB}(?P<passive>{one_of(passive)})|{_ADVERB}(?P<active>{one_of(active)})|{_BE})(?![\w-])"
    )


VERB = _pattern()


def frame_of(match: re.Match[str]) -> Frame:
    """The frame of a match of `VERB`."""
    words = match["active"] or f"be {match['passive'] or ''}"
    return FRAMES[" ".join(words.split())]


def can_be_said(predicate: str, type_noun: str) -> bool:
    """Whether a sentence says this of a thing of the type; never of a thing of unknown type."""
    groups = sorts_of(type_noun)
    if predicate in SAID_OF:
        return bool(groups & frozenset(SAID_OF[predicate].split()))
    return bool(groups) and PREDICATES[predicate].suits(type_noun)


def can_point_to(predicate: str, type_noun: str, own_type: str, *, is_unknown_fine: bool) -> bool:
    """Whether the statement's object can be a thing of a type; own_type: that of its subject."""
    groups = sorts_of(type_noun)
    if not groups:
        return is_unknown_fine
    if predicate in POINTS_TO:
        return bool(groups & frozenset(POINTS_TO[predicate].split()))
    families = {
        family_of(own_type) if family == "same" else family for family in PREDICATES[predicate].objects
    }
    return family_of(type_noun) in families


def is_of_actors(predicate: str) -> bool:
    """Whether the statement's object is a person or a body that acts as one."""
    return "person" in PREDICATES[predicate].objects
