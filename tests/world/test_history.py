"""What is true in a world makes sense."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.world.build import build_world
from infoseek.world.kinds import FAMILY_OF
from infoseek.world.truth import World
from tests.world.facts import Facts

# Who made a work, and which date is its own.
MADE = {
    "author": "published",
    "directed_by": "released",
    "painted_by": "painted",
    "lyrics_by": "first_performed",
    "written_by": "released",
    "led_by": "took_place",
    "won_by": "took_place",
    "starring": "released",
}
DATE_OF = {"novel": "published", "film": "released", "opera": "first_performed"}
ONCE = (
    "born",
    "died",
    "birth_place",
    "published",
    "released",
    "founded",
    "pages",
    "height_m",
    "author",
    "publisher",
)

worlds = st.builds(build_world, st.integers(30, 700), st.integers(0, 10**9), day=st.integers(0, 3))


def ages(facts: Facts) -> Iterator[tuple[str, str, int, int | None]]:
    """Work, predicate, the maker's age when it was made, and the years the maker had left."""
    for predicate, date_of_work in MADE.items():
        for work, maker in facts.pairs(predicate):
            made = facts.year(work, date_of_work)
            born, died = facts.year(maker, "born"), facts.year(maker, "died")
            assert made is not None
            assert born is not None
            yield work, predicate, made - born, None if died is None else died - made


@settings(max_examples=15, deadline=None)
@given(world=worlds)
def test_nobody_works_as_a_child_or_after_death(world: World) -> None:
    """Works are made by people of at least 18 who are alive; buildings by architects of at least 22."""
    facts = Facts(world)
    for work, predicate, age, left in ages(facts):
        assert age >= 18, (work, predicate)
        assert left is None or left >= 0, (work, predicate)
    for building, architect in facts.pairs("architect"):
        made, born = facts.year(building, "opened", "built"), facts.year(architect, "born")
        assert made is not None
        assert born is not None
        assert made - born >= 22


@settings(max_examples=15, deadline=None)
@given(world=worlds)
def test_what_comes_first_came_first(world: World) -> None:
    """Series, adaptations, houses, venues, singles, universities and rivers are in an order that time allows."""
    facts = Facts(world)
    kinds = {path: page.kind for path, page in world.pages.items()}
    for one, other in facts.pairs("followed_by"):
        before, after = facts.year(one, "published", "released"), facts.year(other, "published", "released")
        assert before is not None
        assert after is not None
        assert before < after
        assert (other, one) in set(facts.pairs("preceded_by"))
        makers = [f.object for f in (*facts.of(one, "author"), *facts.of(one, "performed_by"))]
        assert makers == [f.object for f in (*facts.of(other, "author"), *facts.of(other, "performed_by"))]
    for work, novel in facts.pairs("based_on"):
        assert (facts.year(work, DATE_OF[kinds[work]]) or 0) > (facts.year(novel, "published") or 9999)
    for predicate in ("publisher", "distributed_by", "label", "venue"):
        for work, house in facts.pairs(predicate):
            made = facts.year(work, "published", "released", "first_performed", "took_place", "founded")
            assert made is not None
            assert (
                (facts.year(house, "founded", "opened") or 0)
                <= made
                <= (facts.year(house, "dissolved") or 9999)
            )
    for song, album in facts.pairs("from_album"):
        assert facts.of(song, "released")[0].value <= facts.of(album, "released")[0].value
    for river, into in facts.pairs("flows_into"):
        assert int(facts.of(river, "area_km2")[0].value) <= int(facts.of(into, "area_km2")[0].value)


@settings(max_examples=15, deadline=None)
@given(world=worlds)
def test_people_and_places_fit_together(world: World) -> None:
    """Marriages hold both ways between people of like age, advisors are older, capitals lie in their counties."""
    facts = Facts(world)
    married = facts.pairs("spouse")
    assert {(other, one) for one, other in married} == set(married)
    assert len({one for one, _ in married}) == len(married)
    for one, other in married:
        assert abs((facts.year(one, "born") or 0) - (facts.year(other, "born") or 0)) <= 10
    for pupil, advisor in facts.pairs("doctoral_advisor"):
        assert (facts.year(pupil, "born") or 0) - (facts.year(advisor, "born") or 9999) >= 15
    for county, capital in facts.pairs("capital"):
        assert [fact.object for fact in facts.of(capital, "located_in")] == [county]
    for person, university in facts.pairs("alma_mater"):
        assert (facts.year(university, "founded") or 9999) <= (facts.year(person, "born") or 0) + 18


@settings(max_examples=15, deadline=None)
@given(world=worlds)
def test_facts_are_well_formed(world: World) -> None:
    """Objects are pages called as the value says, dates are in their span, nothing is said twice or of itself."""
    facts = Facts(world)
    assert len({(f.subject, f.predicate, f.value, f.object) for f in world.facts}) == len(world.facts)
    for fact in world.facts:
        assert fact.subject in world.pages
        assert fact.object != fact.subject
        if fact.value_type == "entity":
            title = world.pages[fact.object].title
            assert title in (fact.value, f"{fact.value} ({world.pages[fact.object].kind})")
        else:
            assert not fact.object
        if fact.value_type == "number":
            assert int(fact.value) > 0
        if fact.value_type == "date":
            assert 1050 <= int(fact.value[:4]) <= 2006
    for path, page in world.pages.items():
        if page.kind in FAMILY_OF:
            assert all(len(facts.of(path, predicate)) <= 1 for predicate in ONCE)


def test_few_are_famous_and_most_are_not() -> None:
    """In a large world the tenth of things most pointed to draws more than a third of all links, half draws little."""
    world = build_world(2000, 4)
    counts = dict.fromkeys(world.pages, 0)
    for fact in world.facts:
        if fact.object:
            counts[fact.object] += 1
    drawn = sorted(counts.values(), reverse=True)
    assert sum(drawn[: len(drawn) // 10]) > sum(drawn) / 3
    assert sum(drawn[len(drawn) // 2 :]) < sum(drawn) / 20
