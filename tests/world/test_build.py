"""Worlds: deterministic, complete, and true to their facts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.world.build import LEAST_PAGES, build_world
from infoseek.world.truth import World

HREF = re.compile(r'href="([^"]+)"')
INVERSES = {"preceded_by": "followed_by", "followed_by": "preceded_by"}


def linked_paths(world: World) -> set[str]:
    return {unescape(path) for page in world.pages.values() for path in HREF.findall(page.html)}


@pytest.fixture(scope="module")
def world() -> World:
    return build_world()


@settings(max_examples=10, deadline=None)
@given(pages=st.integers(LEAST_PAGES, 300), seed=st.integers(0, 2**32))
def test_a_world_has_the_pages_asked_for_and_no_loose_ends(pages: int, seed: int) -> None:
    """Any size and seed: exact page count, every link leads to a page or a declared dead end, no path is two things."""
    world = build_world(pages, seed)
    assert len(world.pages) == pages
    assert linked_paths(world) - world.dead <= set(world.pages)
    assert set(world.redirects.values()) <= set(world.pages)
    assert not set(world.redirects) & set(world.pages)
    assert not world.dead & (set(world.pages) | set(world.redirects))


def test_equal_seeds_give_equal_worlds() -> None:
    """The same size and seed give the same world, another seed another one."""
    assert build_world(40, 7) == build_world(40, 7)
    assert build_world(40, 7).pages != build_world(40, 8).pages


def test_every_page_can_be_reached_from_the_start(world: World) -> None:
    """Following links from the start page finds every page."""
    seen, open_ = set(), [world.redirects["/"]]
    while open_:
        path = open_.pop()
        if path in seen or path not in world.pages:
            continue
        seen.add(path)
        open_ += [unescape(link) for link in HREF.findall(world.pages[path].html)]
    assert seen == set(world.pages)


def test_the_web_has_what_real_ones_have(world: World) -> None:
    """There is a list page, a disambiguation page, two things of one name, aliases and a dead link."""
    kinds = [page.kind for page in world.pages.values()]
    assert kinds.count("list") == 1
    assert kinds.count("disambiguation") == 1
    titles = {page.title.removesuffix(" (novel)") for page in world.pages.values()}
    assert len(titles) == len(world.pages) - 1
    assert len(world.redirects) > 5
    assert world.dead


def test_every_fact_stands_on_its_page(world: World) -> None:
    """A fact's value, or the year of its date, is written on the page it is about; its object is a page."""
    for fact in world.facts:
        html = unescape(world.pages[fact.subject].html)
        assert (fact.value[:4] if fact.value_type == "date" else fact.value) in html
        assert (fact.object in world.pages) == (fact.value_type == "entity")


def test_a_series_is_told_from_both_ends(world: World) -> None:
    """Where one novel follows another, the other precedes it, by the same author and not earlier."""
    stated = {(f.subject, f.predicate, f.object) for f in world.facts if f.predicate in INVERSES}
    assert stated
    assert stated == {(other, INVERSES[predicate], one) for one, predicate, other in stated}
    published = {f.subject: f.value[:4] for f in world.facts if f.predicate == "published"}
    authors = {f.subject: f.object for f in world.facts if f.predicate == "author"}
    for one, predicate, other in stated:
        assert authors[one] == authors[other]
        if predicate == "followed_by":
            assert published[one] <= published[other]


def test_nobody_writes_before_growing_up(world: World) -> None:
    """Every novel was published at least 20 years after its author's birth, by a publisher that existed."""
    facts = {(f.subject, f.predicate): f for f in world.facts}
    for (novel, predicate), fact in facts.items():
        if predicate == "published":
            year = int(fact.value[:4])
            assert year - int(facts[facts[novel, "author"].object, "born"].value[:4]) >= 20
            assert int(facts[facts[novel, "publisher"].object, "founded"].value) <= year


def test_a_large_world_has_several_list_pages() -> None:
    """Beyond some hundred novels the list continues on further pages."""
    world = build_world(1500)
    assert sum(page.kind == "list" for page in world.pages.values()) > 1
    assert len({page.title for page in world.pages.values()}) == 1500


def test_too_small_a_world_is_refused() -> None:
    """Fewer pages than every kind needs are refused by number."""
    with pytest.raises(ValueError, match="at least 12"):
        build_world(5)
