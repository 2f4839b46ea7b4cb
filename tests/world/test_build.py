"""Worlds: deterministic, complete, without loose ends."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.world.build import build_world
from infoseek.world.kinds import FAMILIES, FAMILY_OF, ROWS
from infoseek.world.plan import LEAST_PAGES
from infoseek.world.truth import World

# Rows that the buildings' and companies' shared tables have and some of their kinds have not.
_NEVER = {
    *((kind, "crosses") for kind in ("castle", "theatre", "museum", "lighthouse")),
    *((kind, "height_m") for kind in ("castle", "theatre", "museum", "bridge")),
    *((kind, "built") for kind in ("theatre", "museum", "bridge")),
    *((kind, "opened") for kind in ("castle", "lighthouse")),
    ("castle", "architect"),
    ("university", "dissolved"),
}
HREF = re.compile(r'<a href="([^"]+)"')


def linked_paths(html: str) -> set[str]:
    return {unescape(path) for path in HREF.findall(html)}


@pytest.fixture(scope="module")
def world() -> World:
    return build_world()


@settings(max_examples=12, deadline=None)
@given(
    pages=st.integers(LEAST_PAGES, 420),
    seed=st.integers(-(2**31), 2**63),
    left_out=st.sampled_from((0.0, 0.15, 0.3, 0.9)),
    day=st.integers(0, 2),
)
def test_a_world_has_the_pages_asked_for_and_no_loose_ends(
    pages: int, seed: int, left_out: float, day: int
) -> None:
    """Any size, seed, share and day: exact page count; each link leads to a page, a redirect or a dead end."""
    world = build_world(pages, seed, left_out, day)
    assert len(world.pages) == pages
    linked = set().union(*(linked_paths(page.html) for page in world.pages.values()))
    assert linked <= set(world.pages) | set(world.redirects) | world.dead
    assert world.dead <= linked
    assert set(world.redirects.values()) <= set(world.pages)
    assert not set(world.redirects) & set(world.pages)
    assert not world.dead & (set(world.pages) | set(world.redirects))


def test_equal_seeds_give_equal_worlds() -> None:
    """The same size and seed give the same world, another seed another one."""
    one, same, other = (build_world(40, seed) for seed in (7, 7, 8))
    assert one.facts == same.facts
    assert one.redirects == same.redirects
    assert [page.html for page in one.pages.values()] == [page.html for page in same.pages.values()]
    assert set(one.pages) != set(other.pages)


def test_what_is_true_does_not_depend_on_what_is_left_out() -> None:
    """Worlds of one seed and day share their truth, and what a small share leaves out, a greater one does too."""
    worlds = [build_world(300, 3, left_out, 2) for left_out in (0.0, 0.15, 0.3)]
    truths = [
        {(f.subject, f.predicate, f.value_type, f.value, f.object): f.is_stated for f in w.facts}
        for w in worlds
    ]
    assert set(truths[0]) == set(truths[1]) == set(truths[2])
    unstated = [{fact for fact, is_stated in truth.items() if not is_stated} for truth in truths]
    assert not unstated[0]
    assert unstated[1] < unstated[2]
    for share, left in zip((0.15, 0.3), unstated[1:], strict=True):
        assert abs(len(left) / len(truths[0]) - share) < 0.05


def test_every_page_can_be_reached_from_the_start(world: World) -> None:
    """Following links from the start page finds every page."""
    seen: set[str] = set()
    open_ = [world.redirects["/"]]
    while open_:
        path = world.redirects.get(open_[-1], open_[-1])
        open_.pop()
        if path in seen or path not in world.pages:
            continue
        seen.add(path)
        open_ += linked_paths(world.pages[path].html)
    assert seen == set(world.pages)


def test_even_the_smallest_world_has_every_family() -> None:
    """At 30 pages there are 12 people, works, places, organisations, an event and two things of one name."""
    kinds = [page.kind for page in build_world(LEAST_PAGES).pages.values()]
    families = [FAMILY_OF.get(kind) for kind in kinds]
    assert set(FAMILIES) < set(families)
    assert families.count("people") >= 12
    assert {"novel", "novelist", "publishing company", "town", "list", "disambiguation", "home"} < set(kinds)


def test_a_world_of_some_hundred_pages_has_every_kind() -> None:
    """At 300 pages each kind occurs, and works are the largest family."""
    world = build_world(300)
    kinds = [page.kind for page in world.pages.values()]
    assert set(FAMILY_OF) < set(kinds)
    counts = {family: sum(FAMILY_OF.get(kind) == family for kind in kinds) for family in FAMILIES}
    assert max(counts, key=lambda family: counts[family]) == "works"


def test_every_row_of_the_table_is_stated_somewhere() -> None:
    """In a large world each row of each kind occurs, and nothing that has no row."""
    world = build_world(6000)
    stated = {(world.pages[fact.subject].kind, fact.predicate) for fact in world.facts}
    rows = {(kind, predicate) for kind, table in ROWS.items() for _, predicate in table}
    assert stated <= rows
    people = {(kind, predicate) for kind, predicate in rows - stated if FAMILY_OF[kind] == "people"}
    assert rows - stated - people <= _NEVER
    assert {predicate for _, predicate in people} <= {"instrument", "doctoral_advisor"}


def test_the_web_has_what_real_ones_have() -> None:
    """There are namesakes told apart, surnames first and lost articles as redirects, other names, dead links."""
    world = build_world(1000, 2)
    titles = [page.title for page in world.pages.values()]
    namesakes = [title for title in titles if re.search(r" \((?!disambiguation)[a-z ]+\)$", title)]
    assert len(namesakes) >= 0.01 * len(titles)
    assert {re.sub(r" \(.*", "", title) for title in namesakes} <= {
        re.sub(r" \(disambiguation\)", "", page.title)
        for page in world.pages.values()
        if page.kind == "disambiguation"
    }
    named = {path.rsplit("/", 1)[1] for path in world.redirects}
    assert sum(",_" in name for name in named) > 100
    assert any(target == path.replace("/wiki/", "/wiki/The_") for path, target in world.redirects.items())
    assert 3 <= len(world.dead) <= 30


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((29,), "30 to 100,000 pages, not 29"),
        ((100_001,), "not 100,001"),
        ((40, 1, -0.1), "not -0.1"),
        ((40, 1, 0.95), "not 0.95"),
        ((40, 1, float("nan")), "not nan"),
        ((40, 1, 0.0, -1), "not from -1"),
    ],
)
def test_a_world_out_of_range_is_refused(arguments: tuple[int, ...], sentence: str) -> None:
    """Too few or too many pages, an impossible share and a day before the first are refused by name."""
    with pytest.raises(ValueError, match=sentence):
        build_world(*arguments)
