"""Facts that a world tells in sentences alone: on the page they are about, or on their object's."""

from __future__ import annotations

from html import escape

import pytest

from infoseek.world.build import build_world
from infoseek.world.kinds import MUTUAL
from infoseek.world.truth import Fact

WORLD = build_world(300, 7, in_prose=0.5)


def test_the_same_is_true_wherever_it_is_told() -> None:
    """What is true does not depend on how much is told in prose; without that share all is told in boxes."""
    boxed = build_world(300, 7)
    assert [(f.subject, f.predicate, f.value) for f in boxed.facts] == [
        (f.subject, f.predicate, f.value) for f in WORLD.facts
    ]
    assert {fact.told for fact in boxed.facts} == {"box"}
    assert {fact.told for fact in WORLD.facts} == {"box", "here", "there"}


def test_a_row_is_told_in_one_place() -> None:
    """All values of a predicate stand in the box or none, and what has two ends stands in boxes."""
    places: dict[tuple[str, str], set[str]] = {}
    for fact in WORLD.facts:
        places.setdefault((fact.subject, fact.predicate), set()).add(fact.told)
    assert all(len(told) == 1 for told in places.values())
    assert all(fact.told == "box" for fact in WORLD.facts if fact.predicate in MUTUAL)


def test_what_is_told_in_prose_stands_on_its_page_and_in_no_box() -> None:
    """The page that tells a fact names its other end outside its box; the subject's box does not."""
    checked = 0
    for fact in WORLD.facts:
        if fact.told == "box" or not fact.object:
            continue
        page, named = (fact.subject, fact.object) if fact.told == "here" else (fact.object, fact.subject)
        html = WORLD.pages[page].html
        prose = html[html.index("<p>") :]
        assert f'href="{escape(named)}"' in prose, fact
        assert f'href="{escape(fact.object)}"' not in _box(WORLD.pages[fact.subject].html) or _is_elsewhere(
            fact
        )
        checked += 1
    assert checked > 50


def _box(html: str) -> str:
    return html.partition("<table")[2].partition("</table>")[0]


def _is_elsewhere(fact: Fact) -> bool:
    """Whether the box links the object for another row's sake."""
    rows = [other for other in WORLD.facts_of(fact.subject) if other.told == "box"]
    return any(other.object == fact.object for other in rows)


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_is_from_0_to_1(share: float) -> None:
    """Any other share is refused by name."""
    with pytest.raises(ValueError, match="sentences alone"):
        build_world(40, 7, in_prose=share)
