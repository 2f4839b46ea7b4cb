"""The table of verbs: every phrase is found as itself and states what the lexicon knows."""

from __future__ import annotations

import pytest

from infoseek.linking.predicates.catalogue import PREDICATES
from infoseek.linking.predicates.verb_table import ACTIONS, POINTS_TO, SAID_OF, WRITTEN_FRAMES
from infoseek.linking.predicates.verbs import FRAMES, VERB, can_be_said, can_point_to, frame_of


def test_every_predicate_of_the_table_is_known() -> None:
    """No verb states what the lexicon does not know."""
    words = set(ACTIONS.split()) | set(WRITTEN_FRAMES.replace("<", "").split())
    named = {name for word in words for part in word.strip(",").split("=") for name in part.split("/")}
    stated = {each.predicate for slots in FRAMES.values() for told in slots.values() for each in told}
    assert stated <= set(PREDICATES)
    assert {name for name in named if "_" in name and name.isascii()} <= set(PREDICATES) | {"set_up"}
    assert set(SAID_OF) | set(POINTS_TO) <= set(PREDICATES)


def test_nothing_volatile_is_stated_but_with_its_mark() -> None:
    """Of what changes by nature the sentences state offices of a service alone."""
    stated = {each.predicate for slots in FRAMES.values() for told in slots.values() for each in told}
    assert {name for name in stated if PREDICATES[name].is_volatile} <= {"operator"}


@pytest.mark.parametrize("phrase", sorted(FRAMES))
def test_each_phrase_is_found(phrase: str) -> None:
    """A phrase is matched whole, not as a shorter one that begins it."""
    written = f"was {phrase.removeprefix('be').strip()}".strip() if phrase.split()[0] == "be" else phrase
    match = VERB.match(f"{written} X")
    assert match is not None
    assert match.end() == len(written)
    assert frame_of(match) == FRAMES[phrase]


def test_what_is_said_of_what() -> None:
    """A novel has an author and a film none; a river is crossed, a town is not; the unknown is said nothing of."""
    assert can_be_said("author", "novel")
    assert not can_be_said("author", "film")
    assert not can_be_said("author", "")
    assert can_point_to("crosses", "river", "bridge", is_unknown_fine=False)
    assert not can_point_to("crosses", "town", "bridge", is_unknown_fine=False)
    assert can_point_to("preceded_by", "novel", "novel", is_unknown_fine=False)
    assert not can_point_to("preceded_by", "film", "novel", is_unknown_fine=False)
    assert can_point_to("author", "", "novel", is_unknown_fine=True)
