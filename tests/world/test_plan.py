"""How many pages of each kind a world has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoseek.world.plan import plan

NEEDED = {
    "film": "film director",
    "painting": "painter",
    "opera": "composer",
    "song": "band",
    "album": "band",
    "expedition": "explorer",
    "novel": "novelist",
}


@given(pages=st.integers(30, 100_000))
def test_a_plan_is_exact_and_leaves_nobody_without_a_maker(pages: int) -> None:
    """Things, lists, pages of namesakes and the home page add up; every kind of work has its kind of maker."""
    planned = plan(pages)
    lists = sum(listing.parts for listing in planned.listings)
    assert sum(planned.counts.values()) + lists + planned.namesakes + 1 == pages
    assert all(planned.counts[maker] for work, maker in NEEDED.items() if planned.counts[work])
    listed = [kind for listing in planned.listings for kind in listing.kinds]
    assert sorted(listed) == sorted(planned.counts)
    for listing in planned.listings:
        assert sum(planned.counts[kind] for kind in listing.kinds) <= 400 * listing.parts
