"""A world from day to day."""

from __future__ import annotations

from functools import cache

from infoseek.world.build import build_world
from infoseek.world.truth import World

PAGES = 1200


@cache
def on(day: int) -> World:
    return build_world(PAGES, 9, 0.15, day)


@cache
def pages_of(day: int) -> dict[str, str]:
    return {path: page.html for path, page in on(day).pages.items()}


def test_about_one_page_in_twenty_changes_a_day() -> None:
    """On each of three days 3 to 7 % of the pages differ from the day before or are gone."""
    for day in (1, 2, 3):
        before, after = pages_of(day - 1), pages_of(day)
        changed = sum(after.get(path) != html for path, html in before.items())
        assert 0.03 <= changed / PAGES <= 0.07


def test_pages_come_and_go_and_their_number_stays() -> None:
    """Some pages are new and as many are gone; nothing links to those that are gone."""
    before, after = pages_of(0), pages_of(3)
    assert len(before) == len(after) == PAGES
    gone = set(before) - set(after)
    assert gone
    assert len(set(after) - set(before)) == len(gone)
    assert not [path for path in gone if any(f'href="{path}"' in html for html in after.values())]


def test_most_changes_are_of_the_prose() -> None:
    """Most changed pages state what they stated before; some have a number corrected or a fact newly stated."""
    before, after = on(0), on(2)
    changed = {path for path, html in pages_of(2).items() if pages_of(0).get(path, html) != html}
    told = [
        {path: {f for f in world.facts if f.subject == path and f.is_stated} for path in changed}
        for world in (before, after)
    ]
    restated = [path for path in changed if told[0][path] != told[1][path]]
    assert 0 < len(restated) < len(changed) / 2
    assert any(len(told[0][path]) < len(told[1][path]) for path in restated)
    assert any(
        {(f.predicate, f.value_type) for f in told[0][path] ^ told[1][path]}
        & {("pages", "number"), ("length", "number")}
        for path in restated
    )


def test_an_edit_leaves_the_rest_of_the_page_alone() -> None:
    """A page whose prose was edited keeps nine tenths of its lines."""
    facts = set(on(0).facts) & set(on(1).facts)
    stable = {f.subject for f in facts} - {f.subject for f in {*on(0).facts, *on(1).facts} - facts}
    edited = [path for path in stable if path in pages_of(1) and pages_of(0)[path] != pages_of(1)[path]]
    assert edited
    kept = 0
    for path in edited:
        before, after = pages_of(0)[path].splitlines(), pages_of(1)[path].splitlines()
        kept += len(set(before) & set(after)) >= 0.8 * len(set(before))
    assert kept >= 0.9 * len(edited)


def test_days_follow_one_another() -> None:
    """The same day is the same world, and a later day keeps what an earlier one brought."""
    again = build_world(PAGES, 9, 0.15, 2)
    assert again.facts == on(2).facts
    brought = set(pages_of(1)) - set(pages_of(0))
    assert len(brought & set(pages_of(3))) >= len(brought) - 1
